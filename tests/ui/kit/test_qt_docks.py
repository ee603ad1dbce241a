"""Qt's own docks do what the product's do: the fallback is kept working."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.qt_docks import QtDocks
from tests.kit.docks import Holder, HostTests


class TestQtDocks(HostTests):
    """As every host."""

    make = QtDocks


def test_it_is_a_widget_in_the_window_and_no_window_of_its_own(qtbot: QtBot) -> None:
    host = QtDocks()
    Holder(host, qtbot)
    assert not host._window.isWindow()
    assert host._window.size() == host.size()
