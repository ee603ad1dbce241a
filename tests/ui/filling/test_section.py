"""A section shows what the desk holds of its own blocks, and says which of them is in dispute."""

from __future__ import annotations

from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from eocdesk.models.ids import NIL
from eocdesk.reports.fills import Asks, Fill, Filling
from eocdesk.store.queries.forms import Written
from eocdesk.ui.filling.section import DISPUTED, NOT_WRITTEN, SectionPage
from eocdesk.ui.filling.table import TableEditor
from eocdesk.ui.filling.texts import Text

FILLING = Filling("3", "Objectives", (Fill("3", "Objectives"), Fill("3[]", "Rows", Asks.ROWS, ("What", "Who"))), "3")


def line(key: str, text: str, *, disputed: bool = False) -> Written:
    return Written(NIL, key, 0, text, unchanged=False, marking="GREEN", audience="", disputed=disputed)


def test_texts_and_rows_stand_in_their_places(qtbot: QtBot) -> None:
    page = SectionPage(FILLING)
    qtbot.addWidget(page)
    page.show_written((line("3", "Keep Figueroa open"), line("3[]", "Barriers\tLAPD")), may=True)
    text, table = page.editors
    assert isinstance(text, Text)
    assert isinstance(table, TableEditor)
    assert text.text == "Keep Figueroa open"
    cells = [table.table.item(0, column) for column in range(2)]
    assert [cell.text() for cell in cells if cell] == ["Barriers", "LAPD"]


def test_what_two_desks_wrote_at_once_is_said_where_it_stands(qtbot: QtBot) -> None:
    page = SectionPage(FILLING)
    qtbot.addWidget(page)
    page.show_written((line("3", "One of two", disputed=True),), may=True)
    text = page.editors[0]
    assert isinstance(text, Text)
    assert text.note.text() == DISPUTED


def test_only_what_is_not_kept_yet_is_handed_over(qtbot: QtBot) -> None:
    page = SectionPage(FILLING)
    qtbot.addWidget(page)
    page.show_written((), may=True)
    text = page.editors[0]
    assert isinstance(text, Text)
    qtbot.keyClicks(text.inner, "New")
    assert page.unkept() == [("3", "New")]
    page.show_written((line("3", "New"),), may=True)
    assert page.unkept() == []


def test_a_refusal_finds_its_block(qtbot: QtBot) -> None:
    page = SectionPage(FILLING)
    qtbot.addWidget(page)
    assert not page.refuse("17", "Not here.")
    assert page.refuse("3[]", "Name who does it.")
    assert page.editors[1].error.text() == "Name who does it."


def test_words_that_were_not_written_are_unsettled_until_they_are_cleared(qtbot: QtBot) -> None:
    page = SectionPage(FILLING)
    qtbot.addWidget(page)
    page.show_written((), may=True)
    table = page.editors[1]
    assert isinstance(table, TableEditor)
    table.table.setItem(0, 0, QTableWidgetItem("Barriers"))
    assert page.unsettled() is None
    table.refuse("Not now.")
    page.show_written((), may=True)
    assert page.unsettled() == (NOT_WRITTEN, "3[]")
    table.table.setItem(0, 0, QTableWidgetItem(""))
    assert page.unsettled() is None
