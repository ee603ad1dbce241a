"""A figure leads to the record it is about: the worst, the one longest due, the next."""

from __future__ import annotations

import pytest

from eocdesk.commands.calendar import AddSession, SetSessionStatus
from eocdesk.commands.events import SetPosture
from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.partners import AddContact, AddDuty
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.behind import FIGURES, Behind, behind
from tests.kit.desks import EVENT

HOUR = 3_600_000


def found(desk: Desk, figure: str, now: int | None = None) -> Behind:
    return desk.read_now(behind, EVENT, figure, now if now is not None else clock.now())


def session(desk: Desk, title: str, starts: int, hours: int = 1) -> bytes:
    values = {"title": title, "venue_words": title, "starts": starts, "ends": starts + hours * HOUR}
    made = desk.do_now(AddSession(EVENT, values)).value
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("figure", FIGURES)
def test_without_records_the_pane_has_to_do(desk: Desk, figure: str) -> None:
    assert found(desk, figure).id is None


def test_the_worst_open_incident_and_of_equals_the_newest(desk: Desk) -> None:
    desk.do_now(ReportIncident(EVENT, "Lost child", severity=3))
    newer = desk.do_now(ReportIncident(EVENT, "Gate 7", severity=3)).value[0]
    worst = desk.do_now(ReportIncident(EVENT, "Crowd crush", severity=4)).value[0]
    assert found(desk, "incidents") == Behind("incident", worst)
    desk.do_now(CloseIncident(worst, "over"))
    assert found(desk, "incidents") == Behind("incident", newer)


def test_the_task_longest_overdue_then_any_that_is_open(desk: Desk) -> None:
    now = clock.now()
    someday = desk.do_now(AddTask(EVENT, "Someday")).value[0]
    assert found(desk, "overdue") == Behind("task", someday)
    late = desk.do_now(AddTask(EVENT, "Late", due=now - HOUR)).value[0]
    later = desk.do_now(AddTask(EVENT, "Later", due=now + HOUR)).value[0]
    assert found(desk, "overdue") == Behind("task", late)
    desk.do_now(CompleteTask(late))
    assert found(desk, "overdue") == Behind("task", later)


def test_the_next_session_and_for_venues_what_is_suspended_or_runs(desk: Desk) -> None:
    now = clock.now()
    following = session(desk, "Later", now + 2 * HOUR)
    assert found(desk, "next") == found(desk, "venues") == Behind("session", following)
    running = session(desk, "Now", now - HOUR, hours=2)
    assert found(desk, "venues") == Behind("session", running)
    stopped = session(desk, "Stopped", now - 2 * HOUR, hours=4)
    desk.do_now(SetSessionStatus(stopped, "suspended", "lightning"))
    assert found(desk, "venues") == Behind("session", stopped)
    assert found(desk, "next") == Behind("session", following)


def test_the_posture_that_holds(desk: Desk) -> None:
    desk.do_now(SetPosture(EVENT, 3, "", ""))
    now = desk.do_now(SetPosture(EVENT, 2, "heat", "")).value
    assert found(desk, "posture") == Behind("posture", now)


def test_who_came_on_duty_last(desk: Desk) -> None:
    now = clock.now()
    people = [desk.do_now(AddContact(EVENT, {"name": name})).value for name in ("Ruiz", "Okafor", "Kim")]
    for contact, starts, ends in zip(people, (3, 2, 1), (None, None, now - 1), strict=True):
        values = {"contact": contact, "starts": now - starts * HOUR, "ends": ends, "position": "Duty officer"}
        desk.do_now(AddDuty(EVENT, values))
    assert found(desk, "duty") == Behind("contact", people[1])


def test_the_most_severe_alert_that_is_in_force(desk: Desk) -> None:
    now = clock.now()

    def alert(**values: object) -> bytes:
        return bytes(desk.do_now(Add("alert", EVENT, {"title": "Heat", "sent": now - HOUR, **values})).value)

    alert(severity="extreme", onset=now + HOUR)
    alert(severity="extreme", ends=now - 1)
    worst = alert(severity="severe", expires=now + HOUR)
    alert(severity="minor")
    assert found(desk, "hazards", now) == Behind("alert", worst)
