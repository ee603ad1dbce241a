"""Files dropped on a window are taken; text, folders and addresses are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.exchange.drop import FileDrop, files_in


def dragged(*urls: QUrl, text: str = "") -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(urls))
    if text:
        mime.setText(text)
    return mime


def drop(window: QWidget, mime: QMimeData) -> bool:
    """Drag it over the window and let go; whether it was wanted."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, mime, left, none)
    entering.ignore()
    QCoreApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    return entering.isAccepted()


@pytest.fixture
def taken(qtbot: QtBot) -> tuple[QWidget, list[Sequence[Path]]]:
    window, found = QWidget(), list[Sequence[Path]]()
    qtbot.addWidget(window)
    FileDrop(window, found.append)
    return window, found


def test_files_dropped_on_the_window_are_taken_together(
    taken: tuple[QWidget, list[Sequence[Path]]], tmp_path: Path
) -> None:
    window, found = taken
    one, two = tmp_path / "one.csv", tmp_path / "two ö.ics"
    for path in (one, two):
        path.write_text("x")
    assert drop(window, dragged(*(QUrl.fromLocalFile(str(path)) for path in (one, two))))
    assert found == [[one, two]]


def test_what_is_no_file_here_is_not_wanted(taken: tuple[QWidget, list[Sequence[Path]]], tmp_path: Path) -> None:
    window, found = taken
    for mime in (
        dragged(text="words"),
        dragged(QUrl("https://example.org/a.csv")),
        dragged(QUrl.fromLocalFile(str(tmp_path))),
        dragged(QUrl.fromLocalFile(str(tmp_path / "gone.csv"))),
    ):
        assert files_in(mime) == []
        assert not drop(window, mime)
    assert found == []
