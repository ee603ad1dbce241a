"""Events, periods and posture on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.events import AddEvent, AddPeriod, AmendEvent, SetPosture
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Event, Refused, ids
from eocdesk.store.queries import events

HOUR = 3_600_000


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    yield made
    made.close()


def add(desk: Desk, code: str = "LA28") -> bytes:
    key = desk.do_now(AddEvent(code, "LA28 Games", "America/Los_Angeles", "2028-07-14", "2028-07-30")).value
    assert isinstance(key, bytes)
    return key


def refused(desk: Desk, command: object) -> Refused:
    with pytest.raises(Refused) as told:
        desk.do_now(command)  # type: ignore[arg-type]
    return told.value


def test_an_event_s_id_is_made_from_its_code_and_it_is_its_own_event(desk: Desk) -> None:
    key = add(desk, " la28 ")
    event = desk.read_now(events.one, key)
    assert event is not None
    assert key == ids.event_id("LA28") == event.event
    assert (event.code, event.zone, event.starts, event.ends) == (
        "la28",
        "America/Los_Angeles",
        "2028-07-14",
        "2028-07-30",
    )
    assert desk.open_event(key).name == "LA28 Games"


def test_a_code_that_is_taken_blank_or_odd_is_refused_beside_the_code(desk: Desk) -> None:
    add(desk)
    taken = refused(desk, AddEvent("la28", "Again", "UTC"))
    assert taken.field == "code"
    assert "LA28" in taken.sentence
    for code in ("", "  ", "../x", "-", "a\nb\x00c", "x" * 50):
        assert refused(desk, AddEvent(code, "Odd", "UTC")).field == "code"


def test_a_struck_event_keeps_its_code_and_the_refusal_says_so(desk: Desk) -> None:
    desk.do_now(Strike("event", add(desk)))
    assert "struck" in refused(desk, AddEvent("LA28", "Again", "UTC")).sentence


def test_days_zone_name_marking_and_rating_that_do_not_fit_are_refused_beside_their_field(desk: Desk) -> None:
    assert refused(desk, AddEvent("A", "A", "Pacific")).field == "zone"
    assert refused(desk, AddEvent("A", " ", "UTC")).field == "name"
    assert refused(desk, AddEvent("A", "A", "UTC", "14/07/2028")).field == "starts"
    assert refused(desk, AddEvent("A", "A", "UTC", "2028-07-14", "2028-07-13")).field == "ends"
    assert refused(desk, AddEvent("A", "A", "UTC", marking="SECRET")).field == "marking"
    assert refused(desk, AddEvent("A", "A", "UTC", rating="SEAR 9")).field == "rating"
    assert refused(desk, AddEvent("A", "A", "UTC", partner_zone="Paris")).field == "partner_zone"
    assert desk.read_now(events.all_events) == []


def test_an_event_is_amended_but_keeps_its_code(desk: Desk) -> None:
    key = add(desk)
    desk.do_now(AmendEvent(key, {"name": "Los Angeles 2028", "rating": "NSSE"}))
    event = desk.read_now(events.one, key)
    assert event is not None
    assert (event.name, event.rating) == ("Los Angeles 2028", "NSSE")
    assert refused(desk, AmendEvent(key, {"code": "LA2028"})).field == "code"
    assert refused(desk, AmendEvent(key, {"ends": "2028-07-01"})).field == "ends"


def test_periods_take_the_next_number_and_do_not_overlap(desk: Desk) -> None:
    key = add(desk)
    desk.do_now(AddPeriod(key, 0, 12 * HOUR, "Day shift"))
    desk.do_now(AddPeriod(key, 12 * HOUR, 24 * HOUR))
    known = desk.read_now(events.periods, key)
    assert [(period.number, period.name) for period in known] == [(1, "Day shift"), (2, "OP-2")]
    assert "Day shift" in refused(desk, AddPeriod(key, 6 * HOUR, 8 * HOUR)).sentence
    assert refused(desk, AddPeriod(key, 30 * HOUR, 30 * HOUR)).field == "ends"
    assert refused(desk, AddPeriod(key, 30 * HOUR, 31 * HOUR, number=2)).field == "number"


def test_each_change_of_posture_is_a_record_of_its_own(desk: Desk) -> None:
    key = add(desk)
    first = desk.do_now(SetPosture(key, 3, "Steady")).value
    second = desk.do_now(SetPosture(key, 2, "Heat warning", "Extreme heat until 20:00")).value
    assert first != second
    now = desk.read_now(events.posture, key, 2**52)
    assert now is not None
    assert (now.level, now.reason, now.since is not None) == (2, "Heat warning", True)
    assert "in force" in refused(desk, SetPosture(key, 2, "Heat warning", "Extreme heat until 20:00")).sentence
    assert refused(desk, SetPosture(key, 7)).field == "level"


def test_nothing_hangs_on_an_event_that_is_not_here(desk: Desk) -> None:
    assert "not on this desk" in refused(desk, SetPosture(ids.event_id("none"), 1)).sentence
    assert "not on this desk" in refused(desk, AddPeriod(ids.event_id("none"), 0, HOUR)).sentence
    assert isinstance(desk.read_now(events.one, ids.event_id("none")), Event | None)
