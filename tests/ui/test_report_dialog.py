"""A bug is copied whole, told once, and forgotten when it has been seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk import __version__
from eocdesk.ui.messages import Report
from eocdesk.ui.report_dialog import ReportDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> ReportDialog:
    made = ReportDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_copy_says_which_program_broke_where(dialog: ReportDialog) -> None:
    dialog.add(Report("Something broke.", "Traceback: KeyError"))
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy report")
    button.click()
    copied = QGuiApplication.clipboard().text()
    assert f"eocdesk {__version__}" in copied
    assert "Traceback: KeyError" in copied
    assert button.text() == "Copied"


def test_the_same_bug_again_is_told_once(dialog: ReportDialog) -> None:
    for _ in range(3):
        dialog.add(Report("Something broke.", "Traceback: KeyError"))
    assert dialog.text.count("KeyError") == 1


def test_what_was_seen_and_closed_does_not_come_back_with_the_next(dialog: ReportDialog) -> None:
    dialog.add(Report("Something broke.", "first"))
    dialog.close()
    dialog.add(Report("Something broke.", "second"))
    assert "first" not in dialog.text
    assert "second" in dialog.text
