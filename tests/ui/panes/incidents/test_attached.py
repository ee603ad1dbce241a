"""Files on a card say their name and size, and open by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.entries import Attached
from eocdesk.ui.panes.incidents.attached import Documents, size_words
from eocdesk.ui.panes.incidents.lines import Line

PHOTO = Attached(b"1" * 16, "plaza.jpg", "image/jpeg", 312_400, "ab" * 32, "Gate 7")


@pytest.mark.parametrize(
    ("size", "words"),
    [(None, ""), (0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (312_400, "312 kB"), (5_000_000_000, "5.0 GB")],
)
def test_a_size_is_said_in_few_letters(size: int | None, words: str) -> None:
    assert size_words(size) == words


def test_a_file_is_named_and_opened_by_enter(qtbot: QtBot) -> None:
    documents = Documents()
    qtbot.addWidget(documents)
    documents.show_documents((PHOTO,))
    assert [(one.words, one.meta) for one in documents.lines.said] == [("plaza.jpg", "312 kB · Gate 7")]
    with qtbot.waitSignal(documents.picked) as picked:
        qtbot.keyClick(documents.findChild(Line), Qt.Key.Key_Return)
    assert picked.args == [PHOTO]


def test_a_file_that_is_not_here_says_how_to_get_it(qtbot: QtBot) -> None:
    documents = Documents()
    qtbot.addWidget(documents)
    documents.holds = {"ab" * 32: False}.__getitem__
    documents.show_documents((PHOTO,))
    (line,) = documents.lines.said
    assert line.meta == "312 kB · Gate 7 · not on this desk yet: press to get it"


def test_nothing_attached_takes_no_room(qtbot: QtBot) -> None:
    documents = Documents()
    qtbot.addWidget(documents)
    documents.show_documents((PHOTO,))
    documents.show_documents(())
    assert documents.isHidden()
