"""Panes side by side: both holders do the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.ads_docks import AdsDocks
from eocdesk.ui.kit.dock_host import SMALLEST, DockHost, Place, rescued
from eocdesk.ui.kit.qt_docks import QtDocks

HOLDERS = [AdsDocks, QtDocks]
PANES: dict[str, QLabel] = {}


@pytest.fixture(params=HOLDERS, ids=lambda kind: kind.__name__)
def host(request: pytest.FixtureRequest, qtbot: QtBot) -> DockHost:
    made: DockHost = request.param()
    qtbot.addWidget(made.widget)
    made.widget.resize(1200, 800)
    places = {
        "calendar": Place("top"),
        "map": Place("bottom"),
        "incidents": Place("right", "map"),
        "partners": Place("tab", "incidents"),
    }
    PANES.clear()
    for name, place in places.items():
        PANES[name] = QLabel(name)
        made.add(name, name.capitalize(), "mdi6.calendar", PANES[name], place)
    QWidget.show(made.widget)
    qtbot.waitExposed(made.widget)
    return made


def seen(name: str) -> bool:
    return not PANES[name].visibleRegion().isEmpty()


def pane(name: str) -> QLabel:
    return PANES[name]


def test_a_pane_that_comes_as_a_tab_waits_behind(host: DockHost) -> None:
    assert host.names == ("calendar", "map", "incidents", "partners")
    assert seen("incidents")
    assert not seen("partners")
    host.open_pane("partners")
    assert seen("partners")


def test_one_pane_takes_all_the_room_and_gives_it_back(host: DockHost, qtbot: QtBot) -> None:
    before = pane("map").size()
    host.solo("map")
    qtbot.waitUntil(lambda: pane("map").width() > 1100 and pane("map").height() > 700)
    assert not seen("calendar")
    host.solo(None)
    qtbot.waitUntil(lambda: abs(pane("map").width() - before.width()) < 12)
    assert seen("calendar")


def test_room_is_shared_as_asked(host: DockHost, qtbot: QtBot) -> None:
    host.share({"calendar": 0.3, "map": 0.25, "incidents": 0.75})
    qtbot.waitUntil(lambda: abs(pane("map").width() - 300) < 40 and abs(pane("calendar").height() - 220) < 30)


def test_an_arrangement_comes_back_as_it_was(host: DockHost) -> None:
    kept = host.state()
    host.close_pane("calendar")
    host.open_pane("partners")
    assert not host.is_shown("calendar")
    assert host.restore(kept)
    assert host.is_shown("calendar")
    assert seen("incidents")


def test_what_is_no_arrangement_is_not_restored(host: DockHost) -> None:
    assert not host.restore("what is this")
    assert host.is_shown("calendar")


def test_a_pane_floats_and_comes_back(host: DockHost) -> None:
    kept = host.state()
    host.float_pane("map")
    assert host.is_floating("map")
    assert host.restore(kept)
    assert not host.is_floating("map")


def test_a_floating_pane_is_never_left_too_small_to_use(host: DockHost) -> None:
    host.float_pane("map")
    window = _window_of(host, "map")
    window.resize(258, 215)
    rescued(window)
    assert window.width() >= SMALLEST.width()
    assert window.height() >= SMALLEST.height()


def test_a_window_on_a_screen_that_is_gone_is_brought_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(QRect(9000, 4000, 700, 500))
    window.show()
    rescued(window)
    assert window.screen().availableGeometry().contains(window.pos())


def test_a_window_that_can_be_seen_is_left_alone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(QRect(10, 20, 600, 400))
    window.show()
    before = window.geometry()
    rescued(window)
    assert window.geometry() == before


def _window_of(host: DockHost, name: str) -> QWidget:
    assert isinstance(host, (AdsDocks, QtDocks))
    found: QWidget = host._docks[name].window()
    return found
