"""The facts of a summary on a real desk: every figure from a record, every change since the last one."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.entries import AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.events import SetPosture
from eocdesk.commands.exercise import MakeExercise, authored
from eocdesk.commands.records import Add, Amend
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock
from eocdesk.models.ids import event_id
from eocdesk.store.queries.facts import Facts, IncidentLine, Signer, TypeCount
from eocdesk.store.queries.situation import Issue, facts
from tests.kit.desks import EVENT

HOUR = 3_600_000


def add(desk: Desk, kind: str, **values: Any) -> bytes:
    """A record of the Games; its id."""
    return bytes(desk.do_now(Add(kind, EVENT, values)).value)


def read(desk: Desk, now: int | None = None, **issue: Any) -> Facts:
    """The facts now."""
    return desk.read_now(facts, EVENT, clock.now() if now is None else now, Issue(**issue))


def issue_summary(desk: Desk, number: int) -> int:
    """A summary handed up now; its as-of time."""
    as_of = clock.now()
    desk.do_now(IssueSummary(EVENT, number, 1, as_of, "", "AMBER"))
    return as_of


def only(found: Facts) -> IncidentLine:
    """The one incident that is reported."""
    (line,) = found.incidents
    return line


def test_a_cold_desk_has_facts_and_every_one_of_them_is_empty(desk: Desk) -> None:
    found = read(desk)
    assert (found.code, found.number, found.level, found.entries) == ("LA28", 1, None, 0)
    assert (found.sessions, found.incidents, found.counts, found.venues, found.seats, found.tasks) == ((),) * 6
    assert (found.venues_live, found.venues_today, found.last_number) == (0, 0, None)
    assert found.by_day
    assert found.marking == "AMBER"  # the event's own


def test_an_event_that_is_not_here_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="not on this desk"):
        desk.read_now(facts, event_id("PARIS2024"), clock.now())


def test_the_marking_is_the_highest_of_what_is_said(desk: Desk) -> None:
    now = clock.now()
    desk.do_now(Amend("event", EVENT, {"marking": "CLEAR"}))
    assert read(desk).marking == "CLEAR"
    incident = add(desk, "incident", title="Leak", opened=now, status="open", marking="GREEN")
    assert read(desk).marking == "GREEN"
    desk.do_now(LogEntry(EVENT, "Named the source", incident=incident, marking="RED", audience="LEO"))
    assert (read(desk).marking, read(desk).audience) == ("RED", "LEO")


def test_what_is_named_in_a_line_lends_its_marking_and_what_is_not_here_is_withheld(desk: Desk) -> None:
    desk.do_now(Amend("event", EVENT, {"marking": "CLEAR"}))
    venue = add(desk, "venue", name="Bunker", marking="AMBER")
    agency = add(desk, "agency", name="Agency", marking="GREEN")
    incident = add(desk, "incident", title="Leak", venue=venue, lead=agency, marking="CLEAR")
    assert read(desk).marking == "AMBER"
    asked = papers.wanted(desk, "situation", release="GREEN")
    document = desk.read_now(papers.draw, asked)[0]
    assert "Bunker" not in str(document)
    assert "withheld" in str(document)
    assert "Agency" in str(document)
    add(desk, "task", title="Look", incident=incident, venue=venue, marking="CLEAR")
    add(desk, "seat", name="Fire", agency=agency, marking="CLEAR")
    assert "Bunker" not in str(desk.read_now(papers.draw, asked)[0])


def test_a_record_that_is_not_said_does_not_raise_the_marking(desk: Desk) -> None:
    add(desk, "contact", name="A source", marking="RED")
    desk.do_now(LogEntry(EVENT, "Tied to nothing", marking="RED"))
    assert read(desk).marking == "AMBER"


def test_numbers_go_on_from_the_last_summary_of_this_event(desk: Desk) -> None:
    as_of = issue_summary(desk, 26)
    found = read(desk)
    assert (found.number, found.last_number, found.last_as_of) == (27, 26, as_of)
    assert read(desk, number=26, version=2).number == 26


def test_the_period_that_runs_and_the_one_after_it(desk: Desk) -> None:
    now = clock.now()
    add(desk, "period", number=14, name="Day", starts=now - HOUR, ends=now + HOUR, objectives="Water.")
    add(desk, "period", number=15, name="Night", starts=now + HOUR, ends=now + 3 * HOUR)
    found = read(desk)
    assert found.period is not None
    assert found.following is not None
    assert (found.period.number, found.period.objectives, found.following.number) == (14, "Water.", 15)
    assert not found.by_day


def test_a_period_without_a_next_one_is_followed_by_as_long_again(desk: Desk) -> None:
    now = clock.now()
    add(desk, "period", number=14, name="Day", starts=now - HOUR, ends=now + HOUR)
    following = read(desk).following
    assert following is not None
    assert (following.number, following.starts, following.ends) == (None, now + HOUR, now + 3 * HOUR)


def test_the_posture_is_the_newest_with_its_words(desk: Desk) -> None:
    desk.do_now(SetPosture(EVENT, 2, "Heat"))
    assert (read(desk).level, read(desk).level_reason) == (2, "Heat")


def test_incidents_open_now_and_those_closed_since_stand_in_the_report(desk: Desk) -> None:
    now = clock.now()
    add(desk, "incident", title="Old and closed", opened=now - 60 * HOUR, closed=now - 50 * HOUR, status="closed")
    add(desk, "incident", title="Open", opened=now - 60 * HOUR, status="open", place="Lot C")
    issue_summary(desk, 1)
    line = only(read(desk))
    assert (line.title, line.place, line.change) == ("Open", "Lot C", "")


def test_what_changed_since_the_last_summary_is_marked(desk: Desk) -> None:
    opened = clock.now() - HOUR
    records = {name: add(desk, "incident", title=name, opened=opened) for name in ("still", "talked", "set", "shut")}
    as_of = issue_summary(desk, 1)
    add(desk, "incident", title="fresh", opened=as_of + 1)
    desk.do_now(LogEntry(EVENT, "Two more patients", incident=records["talked"], happened=as_of + 1))
    desk.do_now(Amend("incident", records["set"], {"severity": 3}))
    desk.do_now(Amend("incident", records["shut"], {"status": "closed", "closed": as_of + 1}))
    changes = {line.title: line.change for line in read(desk).incidents}
    assert changes == {"still": "", "talked": "updated", "set": "updated", "shut": "closed", "fresh": "new"}


def test_the_latest_entry_reads_as_it_was_put_right_and_a_struck_one_is_not_quoted(desk: Desk) -> None:
    now = clock.now()
    incident = add(desk, "incident", title="MCI", opened=now)
    entry, number = desk.do_now(LogEntry(EVENT, "12 patients", incident=incident, happened=now - 2000)).value
    wrong, _ = desk.do_now(LogEntry(EVENT, "Wrong incident", incident=incident, happened=now - 1000)).value
    desk.do_now(StrikeEntry(wrong, "another incident"))
    desk.do_now(AmendEntry(entry, "14 patients"))
    line = only(read(desk))
    assert (line.latest, line.latest_number, line.latest_at) == ("14 patients", number, now - 2000)


def test_an_incident_with_a_point_alone_is_placed_on_the_grid(desk: Desk) -> None:
    add(desk, "incident", title="Drone", lat=34.0096, lon=-118.2938)
    assert only(read(desk)).place.startswith("11S LT ")


def test_counts_are_of_every_incident_to_date(desk: Desk) -> None:
    for severity, status in ((4, "open"), (1, "closed"), (1, "closed")):
        add(desk, "incident", title="Heat", type="Heat", severity=severity, status=status, marking="GREEN")
    add(desk, "incident", title="Struck", type="Heat", severity=4, struck=True)
    assert read(desk).counts == (TypeCount("Heat", (0, 2, 0, 0, 1), 1),)


def test_hours_are_the_last_twelve_of_the_local_clock(desk: Desk) -> None:
    now = clock.now()
    add(desk, "incident", title="Now", opened=now, severity=3)
    add(desk, "incident", title="Yesterday", opened=now - 30 * HOUR, severity=3)
    hours = read(desk, now).hours
    assert len(hours) == 12
    assert hours[-1].severities == (0, 0, 0, 1, 0)
    assert hours[-1].starts <= now < hours[-1].starts + HOUR
    assert sum(sum(hour.severities) for hour in hours) == 1


def test_tasks_still_open_and_those_done_in_this_period(desk: Desk) -> None:
    now = clock.now()
    add(desk, "task", title="Old and done", done=now - 80 * HOUR)
    add(desk, "task", title="Just done", done=now)
    add(desk, "task", title="Late", due=now - HOUR, owner="Bowl Control")
    assert {task.title for task in read(desk).tasks} == {"Just done", "Late"}


def test_seats_carry_their_agency_holder_and_functions(desk: Desk) -> None:
    agency = add(desk, "agency", name="Los Angeles Fire Department", short="LAFD", esf="4", ca_esf="4, 8")
    holder = add(desk, "contact", name="Owen Brady", agency=agency)
    add(desk, "seat", name="Fire", agency=agency, holder=holder, status="activated", since=5)
    (seat,) = read(desk).seats
    assert (seat.agency, seat.holder, seat.esf, seat.ca_esf, seat.since) == (
        "Los Angeles Fire Department",
        "Owen Brady",
        "4",
        "4, 8",
        5,
    )


def test_the_age_of_the_record_is_that_of_its_newest_entry(desk: Desk) -> None:
    now = clock.now()
    desk.do_now(LogEntry(EVENT, "Quiet", happened=now - HOUR))
    found = read(desk)
    assert found.entries == 1
    assert [(age.line, age.at) for age in found.ages[1:]] == [("Newest entry", now - HOUR)]


def test_what_a_person_adds_stands_beside_the_records(desk: Desk) -> None:
    found = read(desk, highlights="Hot.", remarks="None.", prepared=Signer("L. Chen"), final=True)
    assert (found.highlights, found.remarks, found.prepared.name, found.final) == ("Hot.", "None.", "L. Chen", True)


def test_the_exercise_fills_the_whole_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = Desk(tmp_path_factory.mktemp("exercise"))
    now = clock.now()
    made = desk.do_now(MakeExercise(authored(), now)).value
    found = desk.read_now(facts, made, now)
    desk.close()
    assert found.exercise
    assert found.marking == "AMBER"
    assert len(found.sessions) >= 20
    assert {line.severity for line in found.incidents} == {0, 1, 2, 3, 4}
    assert found.venues_live >= 7
    assert found.level == 2
    assert len(found.seats) >= 20
    assert found.entries >= 110
