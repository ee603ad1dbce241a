"""A situation summary has one number once, keeps what it was, and is approved by a person once."""

from __future__ import annotations

import pytest

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.reports import ApproveSummary, IssueSummary, NumberTakenError
from eocdesk.desk.desk import Desk
from eocdesk.models import Access, Document, Refused, Summary
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, sound

DIGEST = "ab" * 32


def issue(desk: Desk, number: int = 1, version: int = 1, marking: str = "AMBER") -> bytes:
    return bytes(desk.do_now(IssueSummary(EVENT, number, version, 5, DIGEST, marking, "LEO", " Heat. ")).value)


def kept(desk: Desk, record: bytes) -> Summary:
    found = desk.read_now(events.record, Summary, record)
    assert found is not None
    return found


def test_what_was_issued_is_kept_under_its_number_signed_by_who_sat_here(desk: Desk) -> None:
    found = kept(desk, issue(desk, 3, 2, "RED"))
    assert (found.number, found.version, found.as_of, found.sha256) == (3, 2, 5, DIGEST)
    assert (found.marking, found.audience, found.highlights) == ("RED", "LEO", "Heat.")
    assert found.prepared_by == "L. Chen, Watch officer"
    assert sound(desk)


def test_a_number_and_version_is_issued_once(desk: Desk) -> None:
    issue(desk, 1, 1)
    with pytest.raises(NumberTakenError, match="report 1, version 1 has been issued"):
        issue(desk, 1, 1)
    issue(desk, 1, 2)
    issue(desk, 2, 1)


def test_an_approval_names_who_and_when_and_is_given_once(desk: Desk) -> None:
    record = issue(desk)
    desk.settings.set("person", "T. Baker")
    desk.settings.set("position", "EOC Supervisor")
    desk.do_now(ApproveSummary(record))
    found = kept(desk, record)
    assert found.approved_by == "T. Baker, EOC Supervisor"
    assert found.approved_at is not None
    with pytest.raises(Refused, match=r"approved by T\. Baker, EOC Supervisor already"):
        desk.do_now(ApproveSummary(record))


def test_a_red_report_is_approved_on_the_word(desk: Desk) -> None:
    record = bytes(desk.do_now(IssueSummary(EVENT, 1, 1, 5, DIGEST, "RED")).value)
    desk.settings.set("person", "T. Baker")
    with pytest.raises(Refused, match="word RED"):
        desk.do_now(ApproveSummary(record))
    desk.do_now(ApproveSummary(record, "red"))
    assert kept(desk, record).approved_by.startswith("T. Baker")


@pytest.mark.parametrize("person", ["L. Chen", "l chen", "Chen, L."])
def test_who_issued_it_does_not_approve_it(desk: Desk, person: str) -> None:
    record = issue(desk)
    desk.settings.set("person", person)
    with pytest.raises(Refused, match="Another person"):
        desk.do_now(ApproveSummary(record))
    assert not kept(desk, record).approved_by


def test_its_entry_of_the_trail_is_written_with_it_or_not_at_all(desk: Desk) -> None:
    noted = NoteAccess(EVENT, "issued", "Situation Report 1", "GREEN", sent_to="this desk")
    command = IssueSummary(EVENT, 1, 1, 5, DIGEST, "GREEN", access=noted)
    record = desk.do_now(command).value
    with pytest.raises(NumberTakenError):
        desk.do_now(command)
    (entry,) = desk.read_now(events.of_event, Access, EVENT)
    assert (entry.way, entry.summary) == ("issued", record)


def test_nobody_cannot_approve(desk: Desk) -> None:
    record = issue(desk)
    desk.settings.set("person", "")
    with pytest.raises(Refused, match="who sits here"):
        desk.do_now(ApproveSummary(record))


def test_what_a_paper_was_made_from_is_kept_as_bytes_that_travel_under_its_marking(desk: Desk) -> None:
    content = "cd" * 32
    command = IssueSummary(
        EVENT, 3, 1, 5, DIGEST, "RED", "LEO", code="iap", called="Action plan", digest="ef" * 32, content=content
    )
    found = kept(desk, bytes(desk.do_now(command).value))
    assert (found.code, found.title, found.digest, found.content) == ("iap", "Action plan", "ef" * 32, content)
    (beside,) = desk.read_now(events.of_event, Document, EVENT)
    assert (beside.sha256, beside.marking, beside.audience, beside.name) == (content, "RED", "LEO", "iap-3-v1.json")
    with pytest.raises(NumberTakenError, match="Action plan 3, version 1"):
        desk.do_now(command)
