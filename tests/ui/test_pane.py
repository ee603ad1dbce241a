"""What every pane can rely on: read when seen, told of its own kinds, never while it cannot be seen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.partners import AddAgency
from eocdesk.commands.venues import AddVenue
from eocdesk.models import Refused
from eocdesk.ui.kit.tokens import DARK, Tokens
from tests.kit.desks import EVENT
from tests.kit.windows import NotingPane, Room, settled


def test_a_pane_reads_once_when_it_is_first_seen(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    assert room.pane("venues").read == 1
    assert room.pane("reports").read == 0
    room.window.show_pane("reports")
    assert room.pane("reports").read == 1


def test_it_hears_of_its_own_kinds_alone(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    with qtbot.waitSignal(room.bridge.changed):
        room.desk.do_now(AddAgency(EVENT, {"name": "Red Cross"}))
    assert room.pane("venues").read == 1
    with qtbot.waitSignal(room.bridge.changed):
        room.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"}))
    assert room.pane("venues").read == 2


def test_a_pane_out_of_sight_waits_and_reads_once_when_it_is_seen_again(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    room.window.show_pane("reports")
    before = room.pane("venues").read
    for name in ("SoFi Stadium", "Rose Bowl"):
        with qtbot.waitSignal(room.bridge.changed):
            room.desk.do_now(AddVenue(EVENT, {"name": name}))
    assert (room.pane("venues").read, room.pane("venues").is_stale) == (before, True)
    room.window.show_pane("overview")
    assert (room.pane("venues").read, room.pane("venues").is_stale) == (before + 1, False)


def test_another_event_is_read_whole(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    room.window.context.event_changed.emit()
    assert room.pane("venues").read == 2


def test_a_refusal_of_work_begun_in_a_pane_is_told_beside_it(room: Room, qtbot: QtBot) -> None:
    async def refused() -> None:
        raise Refused("A venue needs a name.", "name")

    with qtbot.waitSignal(room.messages.refused) as said:
        room.window.context.start(refused())
    assert said.args == ["A venue needs a name."]


def test_times_are_shown_in_the_event_s_zone_and_without_one_in_utc(room: Room) -> None:
    assert room.window.context.zone == "America/Los_Angeles"
    room.desk.event = None
    assert room.window.context.zone == "UTC"


def test_a_new_theme_reaches_every_pane(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Tokens] = []
    monkeypatch.setattr(NotingPane, "retheme", lambda _self, tokens: heard.append(tokens))
    pane = NotingPane(room.window.context)
    room.window.context.set_theme(DARK)
    assert DARK in heard
    assert room.window.context.tokens is DARK
    pane.deleteLater()
