"""The panes side by side, each alone, and those that stand apart."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.pane import Context, PaneWidget
from tests.kit.windows import PLAIN, Room, settled, window_on


def seen(room: Room) -> set[str]:
    return {name for name, pane in room.window.overview.panes.items() if pane.isVisible()}


DOCKED = {spec.name for spec in PLAIN if spec.docked}


def test_all_docked_panes_stand_side_by_side_and_the_others_wait(room: Room) -> None:
    assert seen(room) == DOCKED
    assert room.window.overview.current == "overview"


def test_a_pane_alone_has_all_the_room_and_the_keyboard(room: Room, qtbot: QtBot) -> None:
    room.window.overview.go("incidents")
    qtbot.waitUntil(lambda: seen(room) == {"incidents"})
    qtbot.waitUntil(room.pane("incidents").line.hasFocus)
    room.window.overview.go("reports")
    assert seen(room) == {"reports"}
    room.window.overview.go("overview")
    assert seen(room) == DOCKED


def test_bringing_a_pane_leaves_the_others_where_they_are(room: Room) -> None:
    room.window.overview.bring("partners")
    assert seen(room) == DOCKED
    room.window.overview.bring("reports")
    assert seen(room) == {"reports"}
    room.window.overview.bring("venues")
    assert seen(room) == {"venues"}, "from a page of its own one goes to the pane alone"


def test_what_is_in_sight_and_not_ready_is_named(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    room.pane("venues").ready = room.pane("reports").ready = False
    assert list(room.window.overview.unready) == ["Venue map"]
    assert not room.window.is_ready


def test_a_pane_that_cannot_be_made_does_not_keep_the_others_from_the_watch(room: Room, desk: Desk) -> None:
    def broken(_context: Context) -> PaneWidget:
        raise KeyError("no such thing")

    panes = [replace(PLAIN[0], make=broken), *PLAIN[1:]]
    with window_on(desk, panes) as other:
        assert set(other.window.overview.panes) == {spec.name for spec in PLAIN[1:]}
        words = [empty._sentence.text() for empty in other.window.overview.findChildren(Empty)]
        assert "Event calendar could not be opened." in words
        other.window.show_pane("calendar")


def test_on_a_small_screen_partners_stand_behind_the_log(room: Room, desk: Desk) -> None:
    with window_on(desk, size=(1366, 768)) as small:
        assert seen(small) == DOCKED - {"partners"}
        small.window.overview.bring("partners")
        assert seen(small) == DOCKED - {"incidents"}


def test_the_room_is_shared_as_drawn(room: Room, qtbot: QtBot) -> None:
    panes = room.window.overview.panes
    qtbot.waitUntil(lambda: panes["incidents"].width() > panes["venues"].width() > panes["partners"].width())
    assert panes["calendar"].width() > panes["incidents"].width()
