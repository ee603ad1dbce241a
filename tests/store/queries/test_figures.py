"""The strip's figures on a real desk: counted from records, absent without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.events import AddEvent, SetPosture
from eocdesk.commands.partners import AddContact, AddDuty, AddSeat, SetSeat
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.figures import Figures, Venues, figures

HOUR = 3_600_000
NOON = 1_847_646_000_000  # 2028-07-19 12:00 in Los Angeles


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "America/Los_Angeles")).value)
    yield made
    made.close()


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def add(desk: Desk, event: bytes, kind: str, **values: Any) -> bytes:
    key = desk.do_now(Add(kind, event, values)).value
    assert isinstance(key, bytes)
    return key


def session(desk: Desk, event: bytes, venue: bytes | None, starts: int, **values: Any) -> bytes:
    return add(desk, event, "session", title="Heats", venue=venue, starts=starts, ends=starts + HOUR, **values)


def test_without_records_every_figure_is_absent(desk: Desk, event: bytes) -> None:
    now = desk.read_now(figures, event, NOON)
    assert now == Figures()
    assert now.open_incidents is None


def test_the_level_counts_from_when_it_was_reached_not_from_the_last_words_about_it(desk: Desk, event: bytes) -> None:
    desk.do_now(SetPosture(event, 3, "Steady"))
    desk.do_now(SetPosture(event, 2, "Heat"))
    first = desk.read_now(figures, event, clock.now()).level
    desk.do_now(SetPosture(event, 2, "Heat and smoke"))
    now = desk.read_now(figures, event, clock.now() + 1).level
    assert first is not None
    assert now is not None
    assert (now.level, now.word) == (2, "Level 2, enhanced steady state")
    assert now.since == first.since
    assert now.reason == "Heat and smoke"
    assert desk.read_now(figures, event, 1).level is None


def test_incidents_are_counted_by_severity_while_open_or_monitored(desk: Desk, event: bytes) -> None:
    for severity, status in ((4, "open"), (3, "monitoring"), (3, "closed"), (0, "resolved")):
        add(desk, event, "incident", title="Gate 7", severity=severity, status=status)
    desk.do_now(Strike("incident", add(desk, event, "incident", title="Twice", severity=4)))
    now = desk.read_now(figures, event, NOON)
    assert now.incidents == (0, 0, 0, 1, 1)
    assert now.open_incidents == 2


def test_venues_count_once_as_live_suspended_and_with_something_today(desk: Desk, event: bytes) -> None:
    sofi, rose, dome, pool = (add(desk, event, "venue", name=name) for name in ("SoFi", "Rose Bowl", "Dome", "Pool"))
    session(desk, event, sofi, NOON - HOUR // 2)
    session(desk, event, sofi, NOON - HOUR // 2)
    session(desk, event, rose, NOON - HOUR // 2, status="suspended")
    session(desk, event, dome, NOON + 6 * HOUR)
    session(desk, event, pool, NOON - HOUR // 2, status="cancelled")
    session(desk, event, pool, NOON + 24 * HOUR)
    session(desk, event, None, NOON - HOUR // 2, venue_words="Oklahoma City")
    now = desk.read_now(figures, event, NOON)
    assert now.venues == Venues(live=2, today=4, suspended=1)
    assert now.next is not None
    assert (now.next.venue, now.next.starts) == ("Dome", NOON + 6 * HOUR)


def test_a_session_without_a_time_counts_for_its_local_day_and_a_night_session_until_it_ends(
    desk: Desk, event: bytes
) -> None:
    late, open_time = add(desk, event, "venue", name="Late"), add(desk, event, "venue", name="Open")
    midnight = NOON + 12 * HOUR
    session(desk, event, late, midnight - HOUR // 2)
    add(desk, event, "session", title="To be decided", venue=open_time, day="2028-07-20")
    assert desk.read_now(figures, event, midnight + HOUR // 4).venues == Venues(live=1, today=2, suspended=0)
    assert desk.read_now(figures, event, NOON).venues == Venues(live=0, today=1, suspended=0)


def test_tasks_seats_and_people_on_duty(desk: Desk, event: bytes) -> None:
    add(desk, event, "task", title="Call back", due=NOON - 1)
    add(desk, event, "task", title="Later", due=NOON + 1)
    add(desk, event, "task", title="Done", due=NOON - 1, done=NOON - 2)
    contact = desk.do_now(AddContact(event, {"name": "Tom Baker"})).value
    for position in ("Watch officer", "Deputy"):
        desk.do_now(AddDuty(event, {"contact": contact, "position": position, "starts": NOON - 1}))
    seat = desk.do_now(AddSeat(event, {"name": "Fire branch"})).value
    desk.do_now(AddSeat(event, {"name": "Law branch"}))
    desk.do_now(SetSeat(seat, "activated", contact))
    now = desk.read_now(figures, event, NOON)
    assert (now.tasks_overdue, now.tasks_open) == (1, 2)
    assert (now.seats_activated, now.seats) == (1, 2)
    assert now.on_duty == 1
