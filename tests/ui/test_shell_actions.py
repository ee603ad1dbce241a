"""The window's own actions: every place has its key, every kind no pane adds can be added."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.record_dialog import RecordDialog
from eocdesk.ui.shell_actions import ADDED
from tests.kit.windows import PLAIN, Room


def test_every_pane_has_its_action_and_goes_there(room: Room) -> None:
    for spec in PLAIN:
        room.window.actions_known.run(f"go.{spec.name}")
        assert room.window.overview.current == spec.name
        assert room.window.rail.current == spec.name
        assert room.window.actions_known[f"go.{spec.name}"].key == spec.key
    room.window.actions_known.run("go.overview")
    assert room.window.overview.current == "overview"


@pytest.mark.parametrize("kind", [kind for kind, _ in ADDED])
def test_what_no_pane_adds_is_added_from_the_palette(room: Room, qtbot: QtBot, kind: str) -> None:
    room.window.actions_known.run(f"add.{kind}")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in room.window.findChildren(RecordDialog)))


def test_the_open_event_is_amended_only_where_there_is_one(room: Room) -> None:
    action = room.window.actions_known["event.amend"]
    assert action.is_enabled
    room.desk.event = None
    assert not action.is_enabled


def test_only_panes_with_a_place_are_put_into_windows_of_their_own(room: Room) -> None:
    floats = {action.name for action in room.window.actions_known if action.name.startswith("float.")}
    assert floats == {f"float.{spec.name}" for spec in PLAIN if spec.docked}


def test_the_keys_of_the_house_are_where_people_look_for_them(room: Room) -> None:
    keys = {action.key: action.name for action in room.window.actions_known if action.key}
    wanted = {"Ctrl+K": "find", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "F2": "officer", "F1": "keys"}
    assert wanted.items() <= keys.items()
