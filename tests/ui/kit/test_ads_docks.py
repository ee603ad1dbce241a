"""The dock host of the product: what every host does, and titles and icons in the theme's colours."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.ads_docks import AdsDocks
from eocdesk.ui.kit.tokens import DARK
from tests.kit.docks import Holder, HostTests


class TestAdsDocks(HostTests):
    """As every host."""

    make = AdsDocks


def test_icons_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    host = AdsDocks()
    Holder(host, qtbot)
    before = host._docks["map"].icon().pixmap(16, 16).toImage()
    theme.apply(qapp, DARK)
    qtbot.waitUntil(lambda: host._docks["map"].icon().pixmap(16, 16).toImage() != before)


def test_a_floating_pane_is_a_window_of_its_own_with_the_pane_in_it(qtbot: QtBot) -> None:
    host = AdsDocks()
    held = Holder(host, qtbot)
    host.float_pane("map")
    window = held.panes["map"].window()
    assert window is not host.window()
    assert window.isVisible()
    host.solo("map")  # has a window already: nothing else gives way
    assert held.seen("calendar")


def test_a_layout_is_kept_by_names_that_do_not_change(qtbot: QtBot) -> None:
    host = AdsDocks()
    Holder(host, qtbot)
    assert [dock.objectName() for dock in host._docks.values()] == list(host.names)
