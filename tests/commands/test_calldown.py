"""Calling everybody on the list, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.calldown import BeginCallDown, MoveInCallDown, TickOff
from eocdesk.commands.entries import StrikeEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddAgency, AddContact
from eocdesk.desk.desk import Desk
from eocdesk.models import Contact, Entry, Refused
from eocdesk.store.queries import calldown, events


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "UTC", marking="GREEN")).value)
    made.settings.set("person", "W. Chen")
    yield made
    made.close()


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def call(desk: Desk, event: bytes, *names: str, **values: object) -> list[bytes]:
    made = []
    for place, name in enumerate(names, 1):
        made.append(desk.do_now(AddContact(event, {"name": name, "call_order": place, **values})).value)
    return made


def orders(desk: Desk) -> dict[str, int | None]:
    return {contact.name: contact.call_order for contact in desk.read_now(events.records, Contact)}


def test_a_tick_writes_an_entry_that_says_who_and_what_came_of_it(desk: Desk, event: bytes) -> None:
    agency = desk.do_now(AddAgency(event, {"name": "LA County Fire Department", "short": "LACoFD"})).value
    (ruiz,) = call(desk, event, "Maria Ruiz", agency=agency, marking="RED", audience="FBI")
    entry, number = desk.do_now(TickOff(ruiz, event, "left message", "Call back at 15:00.")).value
    written = desk.read_now(events.record, Entry, entry)
    assert written is not None
    assert written.text == "Call-down: Maria Ruiz (LACoFD): left a message. Call back at 15:00."
    assert (written.author, written.channel, written.number) == ("W. Chen", "phone", number)
    assert (written.marking, written.audience) == ("RED", "FBI")


def test_the_latest_tick_counts_and_a_new_call_down_begins_with_none(desk: Desk, event: bytes) -> None:
    ruiz, baker = call(desk, event, "Maria Ruiz", "Tom Baker")
    desk.do_now(TickOff(ruiz, event, "no answer"))
    desk.do_now(TickOff(ruiz, event, "reached"))
    now = desk.read_now(calldown.call_down, event)
    assert now.order == (ruiz, baker)
    assert {record: tick.outcome for record, tick in now.ticks.items()} == {ruiz: "reached"}
    assert (now.reached, now.begun) == (1, None)
    desk.do_now(BeginCallDown(event, "Extreme heat"))
    now = desk.read_now(calldown.call_down, event)
    assert (now.ticks, now.reached, now.begun is not None) == ({}, 0, True)


def test_a_struck_tick_does_not_count(desk: Desk, event: bytes) -> None:
    (ruiz,) = call(desk, event, "Maria Ruiz")
    desk.do_now(TickOff(ruiz, event, "no answer"))
    entry, _ = desk.do_now(TickOff(ruiz, event, "reached")).value
    desk.do_now(StrikeEntry(entry, "Wrong person"))
    assert desk.read_now(calldown.call_down, event).ticks[ruiz].outcome == "no answer"


def test_words_that_only_look_like_a_tick_are_none(desk: Desk, event: bytes) -> None:
    from eocdesk.commands.entries import LogEntry  # noqa: PLC0415  used here alone

    call(desk, event, "Maria Ruiz")
    desk.do_now(LogEntry(event, "Call-down begun by LAPD for its own people"))
    assert desk.read_now(calldown.call_down, event).begun is None


def test_an_outcome_that_is_none_or_a_list_with_nobody_is_refused(desk: Desk, event: bytes) -> None:
    with pytest.raises(Refused):
        desk.do_now(BeginCallDown(event))
    (ruiz,) = call(desk, event, "Maria Ruiz")
    with pytest.raises(Refused) as told:
        desk.do_now(TickOff(ruiz, event, "asleep"))
    assert told.value.field == "outcome"
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    with pytest.raises(Refused):
        desk.do_now(TickOff(ruiz, other, "reached"))
    assert desk.read_now(events.records, Entry) == []


def test_moving_one_numbers_only_those_that_make_room(desk: Desk, event: bytes) -> None:
    a, b, _c, d = call(desk, event, "A", "B", "C", "D")
    desk.do_now(MoveInCallDown(d, 2))
    assert orders(desk) == {"A": 1, "D": 2, "B": 3, "C": 4}
    outcome = desk.do_now(MoveInCallDown(b, 2))
    assert outcome.notice.of("contact") == {b, d}
    desk.do_now(MoveInCallDown(a, None))
    assert orders(desk) == {"A": None, "B": 1, "D": 2, "C": 3}
    with pytest.raises(Refused):
        desk.do_now(MoveInCallDown(a, 0))
