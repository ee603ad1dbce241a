"""The text of an entry: Enter logs, a line more where one is wanted, pictures and files on the side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.compose.text import TextField


@pytest.fixture
def field(qtbot: QtBot) -> TextField:
    made = TextField()
    qtbot.addWidget(made)
    made.resize(400, made.height())
    made.show()
    return made


def test_enter_logs_a_line(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Smoke at gate 7")
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.words == "Smoke at gate 7"


def test_shift_enter_makes_a_line_and_then_only_control_enter_logs(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "two")
    with qtbot.assertNotEmitted(field.entered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "three")
    assert field.words == "one\ntwo\nthree"
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_it_grows_with_the_text_and_not_without_end(field: TextField) -> None:
    low = field.height()
    field.setPlainText("\n".join("abcde"))
    middle = field.height()
    field.setPlainText("\n" * 80)
    assert low < middle < field.height() < middle * 2


def test_tab_walks_the_blanks_of_a_template_and_then_leaves(field: TextField, qtbot: QtBot) -> None:
    field.take_template("Medical at [where], [how many] hurt")
    assert field.textCursor().selectedText() == "[where]"
    qtbot.keyClicks(field, "gate 7")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.textCursor().selectedText() == "[how many]"
    qtbot.keyClicks(field, "two")
    assert field.words == "Medical at gate 7, two hurt"
    assert not field.next_blank()


def test_a_template_goes_in_at_the_cursor(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Now: ")
    field.take_template("comms check done.")
    assert field.words == "Now: comms check done."
    qtbot.keyClicks(field, " Over.")
    assert field.words == "Now: comms check done. Over."


def test_a_pasted_picture_is_attached_not_written(field: TextField, qtbot: QtBot) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert field.canInsertFromMimeData(data)
    with qtbot.waitSignal(field.picture_given) as given:
        field.insertFromMimeData(data)
    assert given.args[0].pixelColor(1, 1) == QColor("red")
    assert field.words == ""


def test_dropped_files_are_attached_and_words_stay_words(field: TextField, qtbot: QtBot, tmp_path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://example.org")])
    with qtbot.waitSignal(field.files_given) as given:
        field.insertFromMimeData(files)
    assert given.args == [[str(tmp_path / "a.pdf")]]
    words = QMimeData()
    words.setText("pasted words")
    field.insertFromMimeData(words)
    assert field.words == "pasted words"
