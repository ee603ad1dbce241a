"""The log is written once and put right only by more of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.entries import Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Acknowledgement, Entry, Refused
from eocdesk.models.ids import event_id
from eocdesk.store.queries import conflicts, entries, events
from tests.kit.desks import EVENT, meet, sound


def entry(desk: Desk, record: bytes) -> Entry:
    found = desk.read_now(events.record, Entry, record)
    assert found is not None
    return found


def logged(desk: Desk, text: str = "Gate 7 is closed.", **values: object) -> bytes:
    record, _number = desk.do_now(LogEntry(EVENT, text, **values)).value  # type: ignore[arg-type]  # any field's value
    return bytes(record)


def test_an_entry_is_signed_numbered_and_dated(desk: Desk) -> None:
    record, number = desk.do_now(LogEntry(EVENT, "  Gate 7 is closed.  ")).value
    found = entry(desk, record)
    assert (found.text, found.author, found.position) == ("Gate 7 is closed.", "L. Chen", "Watch officer")
    assert found.number == number == f"{desk.code}-L1"
    assert found.happened == found.written
    assert found.kind == "entry"


def test_what_happened_earlier_keeps_its_time_beside_when_it_was_written(desk: Desk) -> None:
    found = entry(desk, logged(desk, happened=1_000_000))
    assert found.happened == 1_000_000
    assert found.written is not None
    assert found.written > 1_000_000


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_said_is_refused_beside_the_text(desk: Desk, text: str) -> None:
    with pytest.raises(Refused, match="Say what happened") as told:
        desk.do_now(LogEntry(EVENT, text))
    assert told.value.field == "text"
    assert desk.do_now(LogEntry(EVENT, "first")).value[1] == f"{desk.code}-L1"


@pytest.mark.parametrize("field", ["venue", "incident", "session"])
def test_what_an_entry_points_to_must_be_here(desk: Desk, field: str) -> None:
    with pytest.raises(Refused, match="not on this desk") as told:
        logged(desk, **{field: bytes(16)})
    assert told.value.field == field


def test_a_venue_of_another_event_is_refused(desk: Desk) -> None:
    other = desk.do_now(Add("venue", event_id("WC26"), {"name": "MetLife"})).value
    with pytest.raises(Refused, match="another event"):
        logged(desk, venue=other)


def test_an_entry_is_marked_as_its_incident_unless_one_says_otherwise(desk: Desk) -> None:
    secret, _ = desk.do_now(ReportIncident(EVENT, "Tip", marking="RED", audience="fbi")).value
    inherits, plain = entry(desk, logged(desk, incident=secret)), entry(desk, logged(desk))
    asked = entry(desk, logged(desk, incident=secret, marking="green"))
    assert (inherits.marking, inherits.audience) == ("RED", "FBI")
    assert plain.marking == "AMBER"
    assert asked.marking == "GREEN"


def test_addressees_are_kept_once_each_in_order(desk: Desk) -> None:
    assert entry(desk, logged(desk, addressees=("Ops", " Medical  desk", "Ops", " "))).addressees == [
        "Ops",
        "Medical desk",
    ]


def test_the_same_entry_sent_twice_is_logged_once(desk: Desk) -> None:
    command = LogEntry(EVENT, "Once", id=b"7" * 16)
    assert desk.do_now(command).value == desk.do_now(command).value


def test_an_amendment_leaves_the_original_as_it_was(desk: Desk) -> None:
    first = logged(desk, "14 casualties")
    before = entry(desk, first)
    second, _ = desk.do_now(AmendEntry(first, "15 casualties", "Recount")).value
    assert entry(desk, first) == before
    amendment = entry(desk, second)
    assert (amendment.kind, amendment.amends, amendment.reason) == ("amend", first, "Recount")
    found = desk.read_now(entries.thread, first)
    assert found is not None
    assert (found.row.words, found.row.amended) == ("15 casualties", 1)
    assert sound(desk)


def test_amending_an_amendment_goes_on_in_the_same_thread(desk: Desk) -> None:
    first = logged(desk, "14")
    second, _ = desk.do_now(AmendEntry(first, "15")).value
    third, _ = desk.do_now(AmendEntry(second, "16")).value
    assert entry(desk, third).amends == first


def test_an_amendment_is_marked_at_least_as_the_original(desk: Desk) -> None:
    first = logged(desk, "tip", marking="AMBER+STRICT")
    lower, _ = desk.do_now(AmendEntry(first, "tip 2", marking="GREEN")).value
    higher, _ = desk.do_now(AmendEntry(first, "tip 3", marking="RED")).value
    assert entry(desk, lower).marking == "AMBER+STRICT"
    assert entry(desk, higher).marking == "RED"


def test_an_amendment_that_changes_nothing_is_refused(desk: Desk) -> None:
    first = logged(desk, "14")
    for text in ("14", " ", ""):
        with pytest.raises(Refused):
            desk.do_now(AmendEntry(first, text))


def test_a_strike_needs_a_reason_and_is_final(desk: Desk) -> None:
    first = logged(desk)
    with pytest.raises(Refused, match="Say why") as told:
        desk.do_now(StrikeEntry(first, " "))
    assert told.value.field == "reason"
    desk.do_now(StrikeEntry(first, "Wrong event"))
    for command in (StrikeEntry(first, "again"), AmendEntry(first, "other")):
        with pytest.raises(Refused, match="has been struck"):
            desk.do_now(command)
    found = desk.read_now(entries.thread, first)
    assert found is not None
    assert found.row.struck == "Wrong event"
    assert found.first.text == "Gate 7 is closed."


def test_the_record_of_a_change_is_not_struck(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Heat")).value
    _, number = desk.do_now(CloseIncident(incident, "Over")).value
    change = desk.read_now(entries.of_incident, incident, 1)[0]
    assert change.number == number
    with pytest.raises(Refused, match="records a change"):
        desk.do_now(StrikeEntry(change.id, "x"))


def test_acknowledged_twice_is_once_on_whichever_desks(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    first = logged(one, addressees=("Ops", "Medical"))
    meet(one, two)
    a = one.do_now(Acknowledge(first, "ops")).value
    b = two.do_now(Acknowledge(first, "Ops")).value
    assert a == b == one.do_now(Acknowledge(first, "OPS")).value
    meet(one, two)
    for desk in (one, two):
        found = desk.read_now(entries.thread, first)
        assert found is not None
        assert [(said.addressee, bool(said.at)) for said in found.said] == [("Ops", True), ("Medical", False)]
        assert desk.read_now(events.record, Acknowledgement, a) is not None
        assert desk.read_now(conflicts.conflicts) == (), "nothing for a person to settle"


def test_only_an_addressee_acknowledges_where_some_are_named(desk: Desk) -> None:
    first = logged(desk, addressees=("Ops",))
    for name in ("Press", " "):
        with pytest.raises(Refused):
            desk.do_now(Acknowledge(first, name))
    everybody = logged(desk, "All stations", priority="flash")
    desk.do_now(Acknowledge(everybody, "Watch officer"))
    found = desk.read_now(entries.thread, everybody)
    assert found is not None
    assert found.said[0].addressee == "Watch officer"


def test_an_acknowledgement_taken_back_can_be_given_again(desk: Desk) -> None:
    first = logged(desk, addressees=("Ops",))
    record = desk.do_now(Acknowledge(first, "Ops")).value
    desk.do_now(desk._undo_command())
    found = desk.read_now(entries.thread, first)
    assert found is not None
    assert found.row.waits
    assert desk.do_now(Acknowledge(first, "Ops")).value == record
    again = desk.read_now(entries.thread, first)
    assert again is not None
    assert not again.row.waits
