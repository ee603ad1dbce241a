"""An author is offered what was grave since the last report, with its marking, and never more words than may stand."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.entries import AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.sitrep import wanting
from eocdesk.store.queries.highlights import MOST, Candidate, candidates
from tests.kit.desks import EVENT

HOUR = 3_600_000


def offered(desk: Desk, audience: str = "") -> list[Candidate]:
    """What is offered now."""
    return list(desk.read_now(candidates, EVENT, "UTC", clock.now(), audience))


def incident(desk: Desk, title: str, **more: Any) -> bytes:
    values = {"title": title, "severity": 3, "number": title, "opened": clock.now() - HOUR, **more}
    return bytes(desk.do_now(Add("incident", EVENT, values)).value)


def test_grave_incidents_and_entries_since_the_last_report_are_offered_newest_first(desk: Desk) -> None:
    now = clock.now()
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    incident(desk, "Leak", opened=now - 3 * HOUR, venue=venue)
    incident(desk, "Minor", severity=1)
    incident(desk, "Old", opened=now - 50 * HOUR)
    desk.do_now(LogEntry(EVENT, "14 patients", severity=4, happened=now - HOUR))
    desk.do_now(LogEntry(EVENT, "All quiet", happened=now - HOUR))
    desk.do_now(LogEntry(EVENT, "Evacuate Gate 7", priority="flash", happened=now - 2 * HOUR))
    texts = [one.text for one in offered(desk)]
    assert [text.split(" (")[0].split(" ", 1)[1] for text in texts[:2]] == ["14 patients", "Evacuate Gate 7"]
    assert texts[2].startswith("Major, Leak: Leak at Rose Bowl; open, opened ")
    assert len(texts) == 3
    desk.do_now(IssueSummary(EVENT, 1, 1, clock.now(), "", "AMBER"))
    assert offered(desk) == []


def test_what_was_closed_since_is_offered_as_closed(desk: Desk) -> None:
    record = incident(desk, "Leak", opened=clock.now() - 40 * HOUR)
    assert offered(desk) == []
    desk.do_now(Amend("incident", record, {"status": "closed", "closed": clock.now()}))
    (one,) = offered(desk)
    assert "; closed " in one.text


def test_entries_read_as_they_were_put_right_and_struck_ones_are_not_offered(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "12 patients", severity=4)).value
    wrong, _ = desk.do_now(LogEntry(EVENT, "Wrong", severity=4)).value
    desk.do_now(AmendEntry(entry, "14 patients"))
    desk.do_now(StrikeEntry(wrong, "another event"))
    (one,) = offered(desk)
    assert "14 patients" in one.text
    assert one.record == entry


def test_each_carries_its_marking_and_what_is_for_others_is_not_offered(desk: Desk) -> None:
    bunker = desk.do_now(Add("venue", EVENT, {"name": "Bunker", "marking": "RED"})).value
    incident(desk, "Leak", venue=bunker, marking="GREEN")
    desk.do_now(LogEntry(EVENT, "Source named", severity=4, marking="RED"))
    desk.do_now(LogEntry(EVENT, "For some", severity=4, marking="AMBER", audience="LEO"))
    found = {one.marking: one.text for one in offered(desk)}
    assert set(found) == {"RED", "GREEN"}
    assert "Bunker" not in found["GREEN"]
    assert len(offered(desk, "LEO")) == 3


def test_none_is_too_long_to_stand_and_there_are_not_too_many(desk: Desk) -> None:
    for number in range(MOST + 3):
        desk.do_now(LogEntry(EVENT, f"{number} " + "word " * 90, severity=4))
    found = offered(desk)
    assert len(found) == MOST
    assert wanting({"1": "\n".join(one.text for one in found[:5])}) == ()
