"""A wall: the same panes on another monitor, large, with a layout of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import ReportIncident
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import DARK, wall
from eocdesk.ui.wall_window import WallWindow, other_screen
from tests.kit.desks import EVENT
from tests.kit.windows import NotingPane, Room, dialogs, settled


@pytest.fixture
def big(room: Room, qtbot: QtBot) -> WallWindow:
    """Opened as a person does."""
    settled(room, qtbot)
    room.window.actions_known.run("wall")
    return dialogs(WallWindow)[0]


def test_it_has_panes_of_its_own_read_from_across_the_room(big: WallWindow, room: Room) -> None:
    mine, its = room.window.overview.panes, big.overview.panes
    assert set(mine) == set(its)
    assert all(mine[name] is not its[name] for name in mine)
    assert theme.of(its["incidents"]).base == 17
    assert theme.of(mine["incidents"]).base == 13


def test_it_shows_the_same_figures_and_marking(big: WallWindow, room: Room, qtbot: QtBot) -> None:
    room.desk.do_now(ReportIncident(EVENT, "Crowd crush", severity=4))
    qtbot.waitUntil(lambda: "incidents" in big.kpis.names)
    assert big.marking.words == room.window.status.marking.words


def test_a_theme_chosen_at_the_desk_reaches_it_in_its_own_size(big: WallWindow, room: Room) -> None:
    room.window.errands.set_theme("dark")
    assert theme.of(big) == wall(DARK)
    assert big.context.tokens == wall(DARK)
    assert room.window.context.tokens == DARK


def test_what_is_chosen_on_a_wall_is_shown_at_the_desk(big: WallWindow, room: Room) -> None:
    pane = big.overview.panes["incidents"]
    assert isinstance(pane, NotingPane)
    pane.context.navigator.show_record("venue", b"v")
    pane.context.navigator.new_entry({"venue": b"v"})
    assert room.pane("venues").asked == [("venue", b"v")]
    assert room.pane("incidents").asked == [("new", {"venue": b"v"})]


def test_its_own_arrangement_comes_back(big: WallWindow, room: Room, qtbot: QtBot) -> None:
    big.overview.docks.close_pane("partners")
    big.close()
    qtbot.waitUntil(lambda: not dialogs(WallWindow))
    room.window.actions_known.run("wall")
    again = dialogs(WallWindow)[0]
    assert again.objectName() == "wall 1"
    assert not again.overview.docks.is_shown("partners")
    assert room.window.overview.docks.is_shown("partners")


@pytest.mark.parametrize(
    ("key", "with_"),
    [(Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)],
)
def test_a_key_closes_it_and_the_desk_goes_on(
    big: WallWindow, room: Room, qtbot: QtBot, key: Qt.Key, with_: Qt.KeyboardModifier
) -> None:
    big.activateWindow()
    qtbot.waitUntil(big.isActiveWindow)
    QTest.keyClick(big, key, with_)
    qtbot.waitUntil(lambda: not dialogs(WallWindow))
    assert room.window.isVisible()


def test_it_closes_with_the_desk(big: WallWindow, room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(big.closed):
        room.window.close()


def test_two_walls_are_kept_apart(big: WallWindow, room: Room) -> None:
    room.window.actions_known.run("wall")
    assert {one.objectName() for one in dialogs(WallWindow)} == {"wall 1", "wall 2"}


_TWO = """
import asyncio, json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from eocdesk.ui import app, loop
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.messages import Messages
from eocdesk.ui.window import Window
from tests.kit.desks import make_desk
from tests.kit.windows import PLAIN

async def main():
    desk = make_desk(Path(sys.argv[1]))
    window = Window(desk, Bridge(), Messages(), PLAIN)
    window.show()
    for _ in range(2):
        window.actions_known.run("wall")
    first, second = window.errands._walls
    print(json.dumps([window.screen().name(), first.screen().name(), first.isFullScreen(), second.isFullScreen()]))
    window.close()
    await loop.stop()
    desk.close()

loop.run(app.application(), main())
"""


def test_a_wall_takes_the_monitor_that_is_free_and_the_next_one_is_a_window(tmp_path: Path) -> None:
    size = {"width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [{"name": name, "x": x, "y": 0, **size} for name, x in (("desk", 0), ("wall", 1920))]
    (tmp_path / "two.json").write_text(json.dumps({"screens": screens}))
    variables = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'two.json'}"}
    command = [sys.executable, "-c", _TWO, str(tmp_path / "desk")]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["desk", "wall", True, False]


def test_with_one_monitor_there_is_no_other(room: Room, qapp: QApplication) -> None:
    assert other_screen(room.window, []) is None
