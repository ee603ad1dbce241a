"""What can be picked by its first letters is at hand, and follows the records."""

from __future__ import annotations

import asyncio

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.events import AddEvent
from eocdesk.commands.people import SignIn
from eocdesk.commands.venues import AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.candidates import Candidates
from eocdesk.ui.messages import Messages
from tests.kit.desks import EVENT


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


@pytest.fixture
def candidates(desk: Desk, bridge: Bridge, turning: asyncio.AbstractEventLoop) -> Candidates:
    desk.bus.listen(bridge.take)
    made = Candidates(desk, bridge, Messages())
    made.messages = made._messages  # type: ignore[attr-defined]
    return made


def titles(candidates: Candidates, kind: str) -> list[str]:
    return [one.title for one in candidates.of(kind)]


def test_a_kind_asked_for_the_first_time_is_empty_and_then_there(
    candidates: Candidates, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"}))
    with qtbot.waitSignal(candidates.changed) as told:
        assert titles(candidates, "venue") == []
    assert told.args == ["venue"]
    assert titles(candidates, "venue") == ["SoFi Stadium"]


def test_it_follows_what_is_added_and_amended(candidates: Candidates, desk: Desk, qtbot: QtBot) -> None:
    candidates.begin()
    qtbot.waitUntil(lambda: not candidates._reading)
    venue = desk.do_now(AddVenue(EVENT, {"name": "Rose Bowl"})).value
    qtbot.waitUntil(lambda: titles(candidates, "venue") == ["Rose Bowl"])
    desk.do_now(AmendVenue(venue, {"name": "Rose Bowl Stadium"}))
    qtbot.waitUntil(lambda: titles(candidates, "venue") == ["Rose Bowl Stadium"])


def test_officers_are_at_hand_from_the_start_so_that_a_watch_is_taken_quickly(
    candidates: Candidates, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(SignIn(EVENT, "K. Watanabe", "Field liaison"))
    candidates.begin()
    qtbot.waitUntil(lambda: titles(candidates, "person") == ["K. Watanabe"])
    assert candidates.of("person")[0].detail == "Field liaison"


def test_another_event_has_other_venues(candidates: Candidates, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"}))
    candidates.begin()
    qtbot.waitUntil(lambda: titles(candidates, "venue") == ["SoFi Stadium"])
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    desk.open_event(other)
    candidates.renew()
    qtbot.waitUntil(lambda: titles(candidates, "venue") == [])
