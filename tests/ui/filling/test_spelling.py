"""Words nobody knows are underlined once they are written; what was meant is a key away; a word can be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.filling.lexicon import Lexicon
from eocdesk.ui.filling.spelling import KNOW, Spelling, Watch
from eocdesk.ui.filling.window import FormWindow
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT

WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


def watched(context: Context, qtbot: QtBot, text: str = "") -> tuple[QPlainTextEdit, Watch]:
    """An editor whose spelling is watched, the words read."""
    editor = QPlainTextEdit(text)
    qtbot.addWidget(editor)
    spelling = Spelling(context, editor)
    spelling.watch(editor)
    editor.show()
    editor.setFocus()
    qtbot.waitUntil(lambda: spelling.lexicon is not None and editor.hasFocus())
    return editor, spelling.watches[0]


def underlined(editor: QPlainTextEdit) -> list[str]:
    """The words under which a wave stands."""
    found = []
    block = editor.document().begin()
    while block.isValid():
        waves = [one for one in block.layout().formats() if one.format.underlineStyle() == WAVE]  # type: ignore[attr-defined]
        found += [block.text()[one.start : one.start + one.length] for one in waves]  # type: ignore[attr-defined]
        block = block.next()
    return found


def choose(watch: Watch, words: str) -> None:
    """Take a line of the menu that is open."""
    assert watch.menu is not None
    next(one for one in watch.menu.actions() if one.text() == words).trigger()
    watch.menu.close()


def test_words_nobody_knows_are_underlined_and_names_of_the_desk_are_not(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Xystus Arena"}))
    editor, _ = watched(context, qtbot, "Evacution of Xystus.\nEOC told, 7KQ4-42 oppened")
    assert underlined(editor) == ["Evacution", "oppened"]


def test_looking_words_up_does_not_say_that_the_text_was_changed(context: Context, qtbot: QtBot) -> None:
    editor, watch = watched(context, qtbot, "Evacution")
    said: list[str] = []
    editor.textChanged.connect(partial(said.append, "changed"))
    watch.spelling.lexicon = Lexicon({"evacution": 1})
    watch.look_again()
    assert underlined(editor) == []
    assert said == []
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_the_word_being_typed_is_let_be_until_it_is_left(context: Context, qtbot: QtBot) -> None:
    editor, _ = watched(context, qtbot)
    qtbot.keyClicks(editor, "Evacut")
    assert underlined(editor) == []
    qtbot.keyClicks(editor, "ion ")
    assert underlined(editor) == ["Evacution"]
    qtbot.keyClicks(editor, "stadum")
    assert underlined(editor) == ["Evacution"]
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert underlined(editor) == ["Evacution", "stadum"]


def test_a_word_at_the_end_of_a_line_is_looked_at_when_the_next_line_begins(context: Context, qtbot: QtBot) -> None:
    editor, _ = watched(context, qtbot)
    qtbot.keyClicks(editor, "Evacution")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert underlined(editor) == ["Evacution"]
    qtbot.keyClicks(editor, "stadum")
    editor.setPlainText("Gate oppened")
    assert underlined(editor) == ["oppened"]


def test_a_key_goes_to_the_next_wrong_word_and_a_choice_puts_it_right(context: Context, qtbot: QtBot) -> None:
    editor, watch = watched(context, qtbot, "Gate four oppened after the evacution")
    qtbot.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    choose(watch, "opened")
    assert editor.toPlainText() == "Gate four opened after the evacution"
    qtbot.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    choose(watch, "evacuation")
    assert editor.toPlainText() == "Gate four opened after the evacuation"
    assert underlined(editor) == []
    editor.undo()
    assert editor.toPlainText() == "Gate four opened after the evacution"


def test_the_menu_of_a_wrong_word_has_what_was_meant_above_the_editors_own(context: Context, qtbot: QtBot) -> None:
    editor, watch = watched(context, qtbot, "Evacution ordered")
    editor.customContextMenuRequested.emit(editor.cursorRect().center() + QPoint(8, 0))
    assert watch.menu is not None
    lines = [one.text() for one in watch.menu.actions()]
    assert lines[0] == "Evacuation"
    assert KNOW.format("Evacution") in lines
    assert len(lines) > lines.index(KNOW.format("Evacution")) + 2
    choose(watch, "Evacuation")
    assert editor.toPlainText() == "Evacuation ordered"


def test_a_word_kept_on_this_desk_is_known_here_and_at_the_next_start(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    editor, watch = watched(context, qtbot, "The Wombler is open")
    qtbot.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    choose(watch, KNOW.format("Wombler"))
    qtbot.waitUntil(lambda: underlined(editor) == [])
    assert desk.settings.get("spelling_words") == ["wombler"]
    again, _ = watched(context, qtbot, "The Wombler is oppen")
    assert underlined(again) == ["oppen"]


def test_what_cannot_be_written_is_not_put_right(context: Context, qtbot: QtBot) -> None:
    editor, watch = watched(context, qtbot, "Evacution")
    editor.setReadOnly(True)
    watch.following()
    assert watch.menu is not None
    assert not watch.menu.actions()[0].isEnabled()
    watch.menu.close()


def test_switched_off_nothing_is_read_or_underlined(context: Context, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("spelling", "off")
    editor = QPlainTextEdit("Evacution")
    qtbot.addWidget(editor)
    spelling = Spelling(context, editor)
    spelling.watch(editor)
    assert spelling.lexicon is None
    assert underlined(editor) == []


def test_the_texts_of_a_form_are_watched(opened: Callable[[bytes], FormWindow], report: bytes, qtbot: QtBot) -> None:
    window = opened(report)
    qtbot.waitUntil(lambda: window.spelling.lexicon is not None)
    assert len(window.spelling.watches) > 5
