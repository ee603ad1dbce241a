"""What any holder of panes must do: both do the same, so both are held by these tests."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.dock_host import SMALLEST, DockHost, Place, rescued

PLACES = {
    "calendar": Place("top"),
    "map": Place("bottom"),
    "incidents": Place("right", "map"),
    "partners": Place("tab", "incidents"),
}


class Holder:
    """A host with four panes on screen."""

    def __init__(self, host: DockHost, qtbot: QtBot) -> None:
        self.host = host
        self.panes: dict[str, QLabel] = {}
        qtbot.addWidget(host.widget)
        host.widget.resize(1200, 800)
        for name, place in PLACES.items():
            self.panes[name] = QLabel(name)
            host.add(name, name.capitalize(), "mdi6.calendar", self.panes[name], place)
        with qtbot.waitExposed(host.widget):
            QWidget.show(host.widget)

    def seen(self, name: str) -> bool:
        """Whether anything of a pane is on screen."""
        return not self.panes[name].visibleRegion().isEmpty()


class HostTests:
    """A subclass gives `make`."""

    @staticmethod
    def make() -> DockHost:
        """The host under test."""
        raise NotImplementedError

    @pytest.fixture
    def held(self, qtbot: QtBot) -> Holder:
        """It, with its panes."""
        return Holder(self.make(), qtbot)

    def test_a_pane_that_comes_as_a_tab_waits_behind(self, held: Holder) -> None:
        assert tuple(held.host.names) == ("calendar", "map", "incidents", "partners")
        assert held.seen("incidents")
        assert not held.seen("partners")
        held.host.open_pane("partners")
        assert held.seen("partners")

    def test_one_pane_takes_all_the_room_and_gives_it_back(self, held: Holder, qtbot: QtBot) -> None:
        pane = held.panes["map"]
        before = pane.size()
        held.host.solo("map")
        qtbot.waitUntil(lambda: pane.width() > 1100 and pane.height() > 700)
        assert not held.seen("calendar")
        held.host.solo(None)
        qtbot.waitUntil(lambda: abs(pane.width() - before.width()) < 12)
        assert held.seen("calendar")

    def test_a_pane_behind_a_tab_takes_all_the_room_too(self, held: Holder, qtbot: QtBot) -> None:
        held.host.open_pane("partners")
        held.host.solo("partners")
        qtbot.waitUntil(lambda: held.panes["partners"].width() > 1100)
        held.host.solo("calendar")
        qtbot.waitUntil(lambda: held.panes["calendar"].height() > 700)
        assert not held.seen("partners")

    def test_room_is_shared_as_asked(self, held: Holder, qtbot: QtBot) -> None:
        held.host.share({"calendar": 0.3, "map": 0.25, "incidents": 0.75})
        panes = held.panes
        qtbot.waitUntil(lambda: abs(panes["map"].width() - 300) < 40 and abs(panes["calendar"].height() - 220) < 30)

    def test_an_arrangement_comes_back_as_it_was(self, held: Holder) -> None:
        kept = held.host.state()
        held.host.close_pane("calendar")
        held.host.open_pane("partners")
        assert not held.host.is_shown("calendar")
        assert held.host.restore(kept)
        assert held.host.is_shown("calendar")
        assert held.seen("incidents")

    def test_an_arrangement_kept_while_one_pane_is_alone_has_them_all(self, held: Holder, qtbot: QtBot) -> None:
        held.host.solo("map")
        kept = held.host.state()
        held.host.solo(None)
        assert held.host.restore(kept)
        qtbot.waitUntil(lambda: held.seen("calendar") and held.seen("map"))

    def test_what_is_no_arrangement_is_not_restored(self, held: Holder) -> None:
        assert not held.host.restore("what is this")
        assert held.host.is_shown("calendar")

    def test_a_pane_floats_and_comes_back(self, held: Holder) -> None:
        kept = held.host.state()
        held.host.float_pane("map")
        assert held.host.is_floating("map")
        assert held.host.restore(kept)
        assert not held.host.is_floating("map")

    def test_a_floating_pane_is_never_left_too_small_to_use(self, held: Holder) -> None:
        held.host.float_pane("map")
        window = held.panes["map"].window()
        window.resize(258, 215)
        rescued(window)
        assert window.width() >= SMALLEST.width()
        assert window.height() >= SMALLEST.height()

    def test_a_closed_pane_opens_again(self, held: Holder) -> None:
        held.host.close_pane("map")
        assert not held.host.is_shown("map")
        assert not held.seen("map")
        held.host.open_pane("map")
        assert held.host.is_shown("map")
        assert held.seen("map")
