"""The keys page forgets nothing that can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.keys_page import KeysPage
from tests.kit.windows import Room


def test_every_action_stands_on_it_with_its_key(room: Room, qtbot: QtBot) -> None:
    page = KeysPage(room.window.actions_known)
    qtbot.addWidget(page)
    grid = page._grid
    lines: dict[str, str] = {}
    for row in range(grid.rowCount()):
        said = [item.widget() for at in (0, 1) if (item := grid.itemAtPosition(row, at)) is not None]
        texts = [label.text() for label in said if isinstance(label, QLabel)]
        lines[texts[0]] = texts[-1]
    for action in room.window.actions_known:
        assert lines[action.title] == (room.window.actions_known.key_of(action.name) or "from the palette")
    assert "LOG" in lines, "actions of a pane stand under its heading"
