"""A menu of the log says what it is for and what each line stands for, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.menus import line, menu_of


def test_a_line_gives_back_what_it_stands_for_in_its_own_types(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    menu = menu_of(home, "Status of 7KQ4-1")
    chosen: list[int] = []
    action = line(menu, "&Open", (b"\x00\xff", "status", 3), lambda: chosen.append(1))
    action.trigger()
    assert chosen == [1]
    assert action.data().values == (b"\x00\xff", "status", 3)
    assert (menu.accessibleName(), menu.objectName()) == ("Status of 7KQ4-1", "log-menu")
