"""What is typed in a form is kept by itself; what was handed in stands still until somebody sends it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from eocdesk.commands.approvals import Correct, SubmitForm
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk import approving
from eocdesk.desk import reports as making
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import forms
from eocdesk.store.queries.situation import PLAIN
from eocdesk.ui.filling.section import ASKED_FIRST, NOT_WRITTEN, SectionPage
from eocdesk.ui.filling.table import TableEditor
from eocdesk.ui.filling.texts import Text
from eocdesk.ui.filling.window import FormWindow
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT, make_desk, meet
from tests.ui.filling.conftest import Asked

Open = Callable[[bytes], FormWindow]
HIGHLIGHTS = 1


def text_of(section: SectionPage, key: str) -> Text:
    return next(one for one in section.editors if isinstance(one, Text) and one.fill.key == key)


def test_words_typed_are_kept_when_the_block_is_left(opened: Open, report: bytes, desk: Desk, qtbot: QtBot) -> None:
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    block.inner.setFocus()
    qtbot.keyClicks(block.inner, "Gate 4 reopened")
    window.sections[HIGHLIGHTS].same.setFocus()
    qtbot.waitUntil(lambda: desk.read_now(forms.blocks_of, report).get("1") == "Gate 4 reopened")
    qtbot.waitUntil(lambda: window.side.item(HIGHLIGHTS).text().startswith("●"))


def test_a_section_that_has_not_changed_is_said_by_one_tick(
    opened: Open, report: bytes, desk: Desk, qtbot: QtBot
) -> None:
    window = opened(report)
    window.sections[HIGHLIGHTS].same.click()
    qtbot.waitUntil(lambda: window.side.item(HIGHLIGHTS).text().startswith("="))
    assert [line.unchanged for line in desk.read_now(forms.written, report)] == [True]


def test_what_another_desk_writes_is_shown_and_does_not_push_out_what_is_typed(
    opened: Open, report: bytes, desk: Desk, qtbot: QtBot
) -> None:
    window = opened(report)
    window.side.setCurrentRow(2)
    section = window.sections[2]
    background, current = text_of(section, "2.background"), text_of(section, "2.current")
    current.inner.setFocus()
    qtbot.keyClicks(current.inner, "Half a thou")
    desk.do_now(FillBlock(report, "2.background", "Opening day"))
    qtbot.waitUntil(lambda: background.text == "Opening day")
    assert current.text == "Half a thou"


def test_the_same_block_written_elsewhere_is_asked_about_and_nobody_is_overwritten(
    opened: Open, report: bytes, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    block.inner.setFocus()
    qtbot.keyClicks(block.inner, "Mine")
    desk.do_now(FillBlock(report, "1", "Theirs"))
    qtbot.waitUntil(block.meanwhile.isVisible)
    assert block.meanwhile.said.text().startswith("Changed by L. Chen at ")  # nothing was written here before
    assert "while you typed: “Theirs”" in block.meanwhile.said.text()
    assert block.text == "Mine"
    window.keep()
    window.submit()
    qtbot.waitUntil(lambda: block.error.text() == ASKED_FIRST)
    assert asked.done == []
    window.close()
    assert window.isVisible(), "what is typed does not go without a word"
    assert desk.read_now(forms.blocks_of, report)["1"] == "Theirs"
    block.keep_mine()
    qtbot.waitUntil(lambda: desk.read_now(forms.blocks_of, report)["1"] == "Mine")
    qtbot.waitUntil(lambda: block.is_kept)
    window.close()
    assert not window.isVisible()


def test_theirs_taken_stands_and_one_types_on_below_what_one_wrote(
    opened: Open, report: bytes, desk: Desk, qtbot: QtBot
) -> None:
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    block.inner.setFocus()
    qtbot.keyClicks(block.inner, "One")
    block.keep()
    qtbot.keyClicks(block.inner, ", two")  # before what was kept has come back
    qtbot.waitUntil(lambda: desk.read_now(forms.blocks_of, report).get("1") == "One, two")
    assert not block.meanwhile.is_asking, "one's own words are no one else's"
    qtbot.keyClicks(block.inner, ", three")
    desk.do_now(FillBlock(report, "1", "Theirs"))
    qtbot.waitUntil(lambda: block.meanwhile.is_asking)
    block.take_theirs()
    assert (block.text, block.is_kept) == ("Theirs", True)
    desk.do_now(FillBlock(report, "1", "Theirs again"))
    qtbot.waitUntil(lambda: block.text == "Theirs again")
    assert block.note.text().startswith("Changed "), "by whom, unless it was seen before it was told"


def test_ctrl_return_keeps_what_is_typed_and_then_hands_it_in(
    opened: Open, report: bytes, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    block.inner.setFocus()
    qtbot.keyClicks(block.inner, "All quiet")
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked.done == [("submit", report)])
    assert desk.read_now(forms.blocks_of, report)["1"] == "All quiet"


def test_a_second_press_does_not_hand_in_twice(opened: Open, report: bytes, asked: Asked, qtbot: QtBot) -> None:
    window = opened(report)
    window.submit()
    window.submit()
    qtbot.waitUntil(lambda: not window._acting)
    assert asked.done == [("submit", report)]
    window.submit()
    qtbot.waitUntil(lambda: len(asked.done) == 2)


def test_a_refusal_of_the_whole_form_stands_beside_the_block_it_is_about(
    opened: Open, report: bytes, qtbot: QtBot
) -> None:
    window = opened(report)
    window.refuse("Three highlights too many.", "1")
    assert window.side.currentRow() == HIGHLIGHTS
    block = text_of(window.sections[HIGHLIGHTS], "1")
    qtbot.waitUntil(block.error.isVisible)
    assert block.error.text() == "Three highlights too many."


def test_what_was_handed_in_can_be_read_and_approved_but_not_written(
    opened: Open, report: bytes, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    desk.do_now(SubmitForm(report))
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    qtbot.keyClicks(block.inner, "Too late")
    assert block.text == ""
    window.submit()
    qtbot.waitUntil(lambda: asked.done == [("approve", report)])
    window.send_back()
    assert asked.done[-1] == ("send back", report)


def test_closing_keeps_what_is_typed(opened: Open, report: bytes, desk: Desk, qtbot: QtBot) -> None:
    window = opened(report)
    window.side.setCurrentRow(HIGHLIGHTS)
    block = text_of(window.sections[HIGHLIGHTS], "1")
    block.inner.setFocus()
    qtbot.keyClicks(block.inner, "Last words")
    window.close()
    qtbot.waitUntil(lambda: desk.read_now(forms.blocks_of, report).get("1") == "Last words")


def test_page_keys_turn_through_the_sections(opened: Open, report: bytes) -> None:
    window = opened(report)
    window.following()
    window.following()
    window.before()
    assert window.side.currentRow() == HIGHLIGHTS


def test_its_buttons_are_on_a_small_screen(opened: Open, report: bytes) -> None:
    window = opened(report)
    room = window.screen().availableGeometry()
    assert window.height() < room.height()
    assert window.width() < room.width()


async def approve(desk: Desk, form: bytes) -> None:
    await approving.approve(desk, form)


def test_what_arrives_after_the_approval_is_said_and_offered_for_a_correction(
    opened: Open, context: Context, desk: Desk, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value)
    other = make_desk(tmp_path / "other")
    meet(desk, other)
    other.do_now(FillBlock(form, "4", "Written while away"))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    context.start(approve(desk, form))
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "approved", timeout=20_000)
    window = opened(form)
    assert window._late.isHidden()
    assert not window._correct.isHidden()
    meet(desk, other)
    other.close()
    qtbot.waitUntil(window._late.isVisible)
    assert window._late.text().startswith("Block 4 arrived after the approval. The approved paper does not say it")
    window._correct.click()
    assert asked.done == [("correct: Block 4 arrived after the approval", form)]


def test_what_it_is_about_is_changed_while_it_is_a_draft_and_a_correction_says_what_changed(
    opened: Open, report: bytes, desk: Desk, asked: Asked
) -> None:
    window = opened(report)
    assert window._about.isVisible()
    window.about()
    assert asked.done == [("about", report)]
    window.close()
    paper = making.issue_now(desk, EVENT, PLAIN).id
    form = bytes(desk.do_now(Correct(paper, "Figures of gate 4")).value)
    assert "corrects an issued paper: Figures of gate 4" in opened(form)._facts.text()


def test_a_row_typed_as_the_form_was_handed_in_elsewhere_stays_and_does_not_go_without_a_word(
    opened: Open, report: bytes, desk: Desk, qtbot: QtBot
) -> None:
    window = opened(report)
    index, rows = next(
        (index, one)
        for index, section in enumerate(window.sections)
        for one in section.editors
        if isinstance(one, TableEditor)
    )
    window.side.setCurrentRow(index)
    desk.do_now(SubmitForm(report))
    rows.table.setItem(0, 0, QTableWidgetItem("Water at Gate 7"))
    qtbot.waitUntil(lambda: window.sections[index].unsettled() is not None)
    qtbot.waitUntil(lambda: rows.table.editTriggers() == QTableWidget.EditTrigger.NoEditTriggers)
    typed = rows.table.item(0, 0)
    assert typed is not None
    assert typed.text() == "Water at Gate 7"
    window.close()
    assert window.isVisible(), "what is typed does not go without a word"
    assert rows.error.text() == f"{NOT_WRITTEN} Close again, and they are gone."
    window.close()
    assert not window.isVisible()
