"""Each section of the brief holds what belongs to it, and nothing of before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eocdesk.commands.calendar import AmendSession
from eocdesk.commands.entries import Acknowledge, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident, SetIncident
from eocdesk.commands.records import Add, Strike
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import handover_parts as parts
from eocdesk.store.queries.handover import Part, Reader, Span, reader, whole
from eocdesk.store.queries.traces import Reach
from tests.kit.desks import EVENT, meet
from tests.kit.spans import between


def read(desk: Desk, since: int, section: Callable[..., Any], *, log: bool = False) -> Any:
    def told(connection: Any) -> Any:
        now = clock.now()
        held: Reader = reader(connection, whole(connection, EVENT), Span(since, now, ""), Reach(since=since))
        return section(held, parts.touched(held)) if log else section(held)

    return desk.read_now(told)


def titles(part: Part) -> list[str]:
    return [one.title for one in part.lines]


def test_incidents_are_new_changed_closed_or_as_they_were(desk: Desk) -> None:
    made = {
        name: desk.do_now(ReportIncident(EVENT, name, severity=1)).value[0]
        for name in ("changed", "spoken of", "closed", "as it was", "closed before")
    }
    desk.do_now(CloseIncident(made["closed before"], "Over."))
    since = between(desk)
    desk.do_now(ReportIncident(EVENT, "new"))
    desk.do_now(SetIncident(made["changed"], {"severity": 4}))
    desk.do_now(LogEntry(EVENT, "Second engine asked for.", incident=made["spoken of"]))
    desk.do_now(CloseIncident(made["closed"], "Put out."))
    new, changed, closed, rest = read(desk, since, parts.incidents, log=True)
    assert [titles(one) for one in (new, changed, closed, rest)] == [
        ["new"],
        ["changed", "spoken of"],
        ["closed"],
        ["as it was"],
    ]
    assert "Severity: Minor → Critical" in changed.lines[0].detail
    assert "1 entry since" in changed.lines[1].detail
    assert "Second engine" in changed.lines[1].detail
    assert "Put out" in closed.lines[0].detail


def test_what_came_from_another_desk_since_is_new_here_however_old_it_is(desks: Callable[[int], list[Desk]]) -> None:
    here, there = desks(2)
    there.do_now(ReportIncident(EVENT, "Written long ago", opened=1_000))
    since = between(here)
    meet(here, there)
    assert titles(read(here, since, parts.incidents, log=True)[0]) == ["Written long ago"]


def test_grave_and_urgent_entries_are_named_the_others_counted(desk: Desk) -> None:
    since = between(desk)
    desk.do_now(LogEntry(EVENT, "Routine."))
    desk.do_now(LogEntry(EVENT, "Grave.", severity=3))
    struck = desk.do_now(LogEntry(EVENT, "Wrong.", priority="flash")).value[0]
    desk.do_now(StrikeEntry(struck, "Misheard."))
    part = read(desk, since, parts.entries)
    assert titles(part) == ["Grave."]
    assert "3 written" in part.note
    assert not read(desk, between(desk), parts.entries).lines


def test_who_has_not_acknowledged_is_named(desk: Desk) -> None:
    entry = desk.do_now(LogEntry(EVENT, "Close Gate 7.", addressees=("LAPD", "LASD"))).value[0]
    desk.do_now(Acknowledge(entry, "LAPD"))
    assert read(desk, 0, parts.waiting).lines[0].detail.startswith("waits for LASD")
    desk.do_now(Acknowledge(entry, "LASD"))
    assert not read(desk, 0, parts.waiting).lines


def test_what_is_overdue_of_every_kind_stands_in_order_of_time(desk: Desk) -> None:
    desk.do_now(AddTask(EVENT, "later", due=2_000))
    desk.do_now(AddTask(EVENT, "sooner", due=1_000, owner="K. Ito"))
    done = desk.do_now(AddTask(EVENT, "done", due=500)).value[0]
    desk.do_now(CompleteTask(done))
    desk.do_now(AddTask(EVENT, "in time", due=clock.now() + 1_000_000))
    part = read(desk, 0, parts.overdue)
    assert [(one.title, one.where) for one in part.lines] == [("sooner", "K. Ito"), ("later", "nobody")]


def test_tasks_and_sessions_say_what_became_of_them(desk: Desk) -> None:
    task = desk.do_now(AddTask(EVENT, "Call the vendor")).value[0]
    desk.do_now(AddTask(EVENT, "untouched"))
    session = desk.do_now(Add("session", EVENT, {"title": "Final", "starts": 1_000, "ends": 2_000})).value
    since = between(desk)
    desk.do_now(CompleteTask(task))
    desk.do_now(AmendSession(session, {"status": "delayed", "reason": "Lightning."}))
    desk.do_now(Add("session", EVENT, {"title": "Extra", "starts": 1_000}))
    assert [(one.title, one.detail) for one in read(desk, since, parts.tasks, log=True).lines] == [
        ("Call the vendor", "done by L. Chen")
    ]
    calendar = read(desk, since, parts.calendar, log=True)
    assert titles(calendar) == ["Final"]
    assert "Scheduled → Delayed" in calendar.lines[0].detail
    assert calendar.note == "1 session is new and not named here"


def test_warnings_in_force_and_what_else_was_written(desk: Desk) -> None:
    now = clock.now()
    for title, ends in (("heat", now + 1_000_000), ("over", now - 1)):
        desk.do_now(Add("alert", EVENT, {"title": title, "sent": 1, "ends": ends}))
    since = between(desk)
    gone = desk.do_now(Add("venue", EVENT, {"name": "Bowl"})).value
    desk.do_now(Add("venue", EVENT, {"name": "Park"}))
    desk.do_now(Strike("venue", gone))
    assert titles(read(desk, since, parts.hazards)) == ["heat"]
    assert [(one.title, one.detail) for one in read(desk, since, parts.others, log=True).lines] == [
        ("Venue", "1 new, 1 struck")
    ]
    assert not read(desk, since, parts.plans).lines
    assert not read(desk, since, parts.requests, log=True).lines


def test_conflicts_are_those_of_now(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(ReportIncident(EVENT, "Smoke", severity=1)).value[0]
    meet(one, two)
    one.do_now(SetIncident(record, {"title": "Smoke at Gate 7"}))
    two.do_now(SetIncident(record, {"title": "Steam at Gate 7"}))
    meet(one, two)
    part = read(one, 0, parts.conflicts)
    assert [line.detail for line in part.lines] == ["Title"]
