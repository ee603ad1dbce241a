"""Parts one under the other fill their home to its edges; the last takes what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.column import fill


def test_the_last_part_takes_what_is_left(qtbot: QtBot) -> None:
    home, above, below = QWidget(), QLabel("Bar"), QWidget()
    qtbot.addWidget(home)
    fill(home, above, below, spacing=4)
    home.resize(300, 200)
    home.show()
    assert (above.x(), above.y(), above.width()) == (0, 0, 300)
    assert above.height() < 60
    assert below.geometry().bottom() == 199
    assert below.y() == above.height() + 4
