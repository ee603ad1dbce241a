"""Files that will go with an entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.models.errors import Refused
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.panes.incidents.compose.attachments import Attachments, piece_of, png_of, size_words
from eocdesk.ui.panes.incidents.compose.drafts import Piece


@pytest.fixture
def files(qtbot: QtBot) -> Attachments:
    made = Attachments()
    qtbot.addWidget(made)
    made.resize(600, 40)
    return made


def crosses(files: Attachments) -> list[IconButton]:
    return files.findChildren(IconButton)


def test_each_shows_its_name_and_size(files: Attachments, tmp_path: Path) -> None:
    photo = tmp_path / "gate 7.jpg"
    photo.write_bytes(b"x" * 2048)
    files.add(piece_of(str(photo)))
    assert files.isVisibleTo(None)
    words = [label.toolTip() or label.text() for label in files.findChildren(QLabel)]
    assert "2 kB" in words
    assert files.pieces == (Piece("gate 7.jpg", 2048, str(photo)),)


def test_a_cross_takes_one_away_by_keyboard(files: Attachments, qtbot: QtBot) -> None:
    files.load([Piece("a.pdf", 1, "/a.pdf"), Piece("b.png", 1, key="k")])
    assert [one.accessibleName() for one in crosses(files)] == ["Do not attach a.pdf", "Do not attach b.png"]
    with qtbot.waitSignals([files.changed, files.removed]):
        qtbot.keyClick(crosses(files)[1], Qt.Key.Key_Space)
    assert [piece.name for piece in files.pieces] == ["a.pdf"]
    files.remove(0)
    assert files.isHidden()


def test_the_same_file_twice_is_once_but_pictures_are_each_their_own(files: Attachments) -> None:
    for piece in (Piece("a", 1, "/a"), Piece("a", 1, "/a"), Piece("p", 1, key="1"), Piece("p", 1, key="2")):
        files.add(piece)
    assert len(files.pieces) == 3


def test_what_cannot_be_attached_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for path, why in (
        (tmp_path, "is a folder"),
        (tmp_path / "gone.jpg", "cannot be read"),
        (tmp_path / "empty.txt", "empty"),
    ):
        with pytest.raises(Refused, match=why):
            piece_of(str(path))


def test_a_picture_becomes_a_png_that_opens() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    back = QImage.fromData(png_of(image))
    assert back.pixelColor(4, 4) == QColor("blue")
    assert png_of(QImage()) == b""


@pytest.mark.parametrize(("size", "words"), [(12, "12 B"), (327_680, "320 kB"), (1_468_006, "1.4 MB")])
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words
