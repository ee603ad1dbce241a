"""The import's face: empty it says what to do, full it shows what there is, and nothing that says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.commands.imports import Report
from eocdesk.commands.reading import Refusal
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.review import Unknown
from eocdesk.ui.exchange.batch import Batch, Piece
from eocdesk.ui.exchange.import_face import ImportFace
from eocdesk.ui.pane import Context


async def nothing(_words: str, _venue: bytes | None) -> None:
    """Matches nothing."""


@pytest.fixture
def face(qtbot: QtBot, desk: Desk, context: Context) -> ImportFace:
    assert desk.event is not None
    made = ImportFace(context, desk.event, nothing)
    qtbot.addWidget(made)
    made.resize(980, 680)
    made.show()
    return made


def tabs(face: ImportFace) -> list[str]:
    return [face.tabs.tabText(at) for at in range(face.tabs.count()) if face.tabs.isTabVisible(at)]


def batch(report: Report | None = None) -> Batch:
    return Batch([Piece(Path("a.csv"), report)] if report else [])


FULL = Report("csv", 4, 3, refused=[Refusal("row 3", "No title.")], warnings=["row 2: no end"] * 1200)


def test_an_empty_one_offers_to_choose_files(face: ImportFace, qtbot: QtBot) -> None:
    face.show_batch(batch(), None, busy=False)
    button = next(one for one in face.findChildren(QPushButton) if one.isVisible() and one.text() == "Choose files …")
    with qtbot.waitSignal(face.choose):
        button.click()
    assert not face.import_button.isEnabled()
    assert not face.files.isVisible()


def test_only_lists_that_say_something_have_a_tab(face: ImportFace) -> None:
    face.show_batch(batch(FULL), None, busy=False)
    assert tabs(face) == ["Refused (1)", "Warnings (1,200)"]
    assert face.shown_rows() == [("File", "Where", "What"), ("a.csv", "row 3", "No title.")]
    face.show_batch(batch(Report("csv", 3, 3)), None, busy=False)
    assert not face.tabs.isVisible()
    assert face.import_button.isEnabled()


def test_venues_that_wait_show_also_where_no_file_was_chosen(face: ImportFace) -> None:
    face.show_batch(batch(), None, busy=False)
    face.show_unknown([Unknown("Atlantis", 2)])
    assert face.files.isVisible()
    assert tabs(face) == ["Venues to review (1)"]
    face.show_unknown([])
    assert not face.files.isVisible()


def test_the_open_tab_stays_open(face: ImportFace) -> None:
    face.show_batch(batch(FULL), None, busy=False)
    face.tabs.setCurrentIndex(1)
    face.show_batch(batch(FULL), None, busy=False)
    assert face.tabs.currentWidget() is face.findings["warnings"]


def test_while_a_file_is_under_way_it_can_be_stopped_and_nothing_else_begun(face: ImportFace, qtbot: QtBot) -> None:
    made = batch(FULL)
    face.show_batch(made, made.pieces[0], busy=True)
    face.show_progress("a.csv", 512, 3894)
    assert face.sentence == "a.csv: 512 of 3,894 rows"
    face.show_progress("a.csv", 512, 0)
    assert face.sentence == "a.csv: 512 rows"
    assert not face.import_button.isEnabled()
    with qtbot.waitSignal(face.stop):
        face.stop_button.click()
    face.show_batch(made, None, busy=False)
    assert face.stop_button.isHidden()
    assert face.sentence.startswith("1 file looked at")


def test_a_copy_says_how_much_it_copied(face: ImportFace) -> None:
    face.show_batch(batch(FULL), None, busy=False)
    next(one for one in face.findChildren(QPushButton) if one.text() == "Copy").click()
    assert face.sentence == "1 line copied."
