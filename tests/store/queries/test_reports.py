"""The list of what was issued: the newest number and version first, nothing struck, nothing of another event."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.events import AddEvent
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models.ids import event_id
from eocdesk.store.queries import reports
from tests.kit.desks import EVENT


@dataclass(frozen=True)
class Undone:
    """As an older desk took back what it had issued."""

    record: bytes
    title: str = "Undo"

    def do(self, work: Work) -> None:
        work.put("summary", self.record, struck=True)


def issue(desk: Desk, number: int, version: int = 1, event: bytes = EVENT) -> bytes:
    return bytes(desk.do_now(IssueSummary(event, number, version, 1, "", "AMBER")).value)


def test_the_newest_number_and_its_newest_version_come_first(desk: Desk) -> None:
    for number, version in ((1, 1), (2, 1), (10, 1), (2, 2)):
        issue(desk, number, version)
    found = desk.read_now(reports.issued, EVENT)
    assert [(one.number, one.version) for one in found] == [(10, 1), (2, 2), (2, 1), (1, 1)]
    assert [one.name for one in found[:2]] == ["Situation Report 10", "Situation Report 2, version 2"]


def test_struck_reports_and_those_of_other_events_are_not_listed_and_free_their_number(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    assert other == event_id("WC26")
    issue(desk, 1, event=other)
    record = issue(desk, 1)
    desk.do_now(Undone(record))
    assert desk.read_now(reports.issued, EVENT) == ()
    issue(desk, 1)


def test_papers_of_other_kinds_are_none_of_them_and_have_numbers_of_their_own(desk: Desk) -> None:
    issue(desk, 1)
    desk.do_now(IssueSummary(EVENT, 1, 1, 1, "", "AMBER", code="iap", called="Incident Action Plan"))
    assert [one.number for one in desk.read_now(reports.issued, EVENT)] == [1]
