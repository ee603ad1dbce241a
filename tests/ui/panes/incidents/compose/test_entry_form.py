"""The face of an entry under way, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.venues import AddVenue
from eocdesk.models.errors import Refused
from eocdesk.ui.ask_line import AskLine
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.compose.entry_form import EntryForm
from eocdesk.ui.panes.incidents.compose.templates import Template
from tests.kit.desks import EVENT

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> Iterator[EntryForm]:
    made = EntryForm(context)
    qtbot.addWidget(made)
    made.resize(620, 260)
    made.show()
    made.activateWindow()
    made.text.setFocus()
    qtbot.waitUntil(made.text.hasFocus)
    yield made
    made.close()


def test_tab_goes_from_the_text_through_the_fields(form: EntryForm, qtbot: QtBot) -> None:
    seen = []
    for _ in range(8):
        within = QApplication.focusWidget()
        assert within is not None
        qtbot.keyClick(within, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not None
        seen.append(after.accessibleName().partition(":")[0])
    assert seen == [
        "Venue",
        "Incident",
        "Addressees",
        "Severity",
        "Priority",
        "Happened",
        "Came by",
        "Reported by",
    ]


def test_one_key_sets_the_severity_while_one_types(form: EntryForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.text, "Smoke")
    qtbot.keyClick(form.text, Qt.Key.Key_4, ALT)
    assert form.fields.values()["severity"] == 3
    assert form.text.words == "Smoke"
    assert form.text.hasFocus()


def test_the_severity_keys_win_over_the_windows_own_while_one_writes(form: EntryForm, qtbot: QtBot) -> None:
    other = QShortcut(QKeySequence("Alt+3"), form.window())
    with qtbot.assertNotEmitted(other.activated), qtbot.assertNotEmitted(other.activatedAmbiguously):
        qtbot.keyClick(form.text, Qt.Key.Key_3, ALT)
    assert form.fields.values()["severity"] == 2


def test_a_letter_jumps_to_a_field(form: EntryForm, qtbot: QtBot) -> None:
    qtbot.keyClick(form.text, Qt.Key.Key_H, ALT)
    assert form.fields.editor("happened").inner.hasFocus()
    qtbot.keyClick(form.fields.editor("happened").inner, Qt.Key.Key_M, ALT)
    assert form.fields.editor("session").inner.hasFocus()


def test_enter_logs_from_any_line_and_escape_leaves(form: EntryForm, qtbot: QtBot) -> None:
    for name in ("reported_by", "happened", "venue", "addressees"):
        editor = form.fields.editor(name).inner
        editor.setFocus()
        with qtbot.waitSignal(form.entered):
            qtbot.keyClick(editor, Qt.Key.Key_Return)
    for editor in (form.text, form.fields.editor("venue").inner, form.fields.editor("severity").inner):
        with qtbot.waitSignal(form.left):
            qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_enter_on_a_button_presses_it_and_logs_nothing(form: EntryForm, qtbot: QtBot) -> None:
    form.foot.cross.setFocus()
    with qtbot.assertNotEmitted(form.entered), qtbot.waitSignal(form.left):
        qtbot.keyClick(form.foot.cross, Qt.Key.Key_Return)


def test_what_it_is_given_is_called_by_name_before_any_list_is_read(form: EntryForm, context: Context) -> None:
    venue = context.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value
    incident, number = context.desk.do_now(ReportIncident(EVENT, "Smoke")).value[:2]
    form.prefill(
        {"venue": venue, "incident": incident, "lat": 33.95, "lon": -118.34, "text": "From the map", "place": ""}
    )
    values = form.fields.values()
    assert (values["venue"], values["incident"], values["lat"], values["lon"]) == (venue, incident, 33.95, -118.34)
    assert form.fields.editor("venue").inner.text() == "SoFi Stadium"  # type: ignore[attr-defined]
    assert number in form.fields.editor("incident").inner.text()  # type: ignore[attr-defined]
    assert form.fields.has_more
    assert not form.typed


def test_nothing_said_is_refused_at_the_text(form: EntryForm) -> None:
    with pytest.raises(Refused) as refused:
        form.values()
    assert refused.value.field == "text"
    form.refuse(refused.value.sentence, "text", take_focus=True)
    assert form._error.isVisible()
    assert form.text.hasFocus()


def test_a_template_brings_its_severity_unless_one_was_chosen(form: EntryForm, qtbot: QtBot) -> None:
    form.take_template("Suspicious item")
    assert form.fields.values()["severity"] == 3
    assert form.fields.values()["priority"] == "flash"
    assert form.text.textCursor().selectedText() == "[what it looks like]"
    form.load({})
    qtbot.keyClick(form.text, Qt.Key.Key_5, ALT)
    form.take_template("Suspicious item")
    assert form.fields.values()["severity"] == 4


def test_the_text_is_saved_as_a_template_by_name(form: EntryForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.text, "Gate [n] closed.")
    qtbot.keyClick(form.text, Qt.Key.Key_2, ALT)
    form.save_template()
    dialog = form.findChild(AskLine)
    assert dialog is not None
    assert not dialog.isModal()
    qtbot.keyClicks(dialog.line, "Gate closed")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert form.templates.named("Gate closed") == Template("Gate closed", "Gate [n] closed.", 1, "routine")


def test_files_dropped_anywhere_on_it_are_attached(form: EntryForm, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl.fromLocalFile(str(tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    form.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert [piece.name for piece in form.files.pieces] == ["a.pdf"]
    assert "is a folder" in form._error.text()
    assert form.typed


def test_a_pasted_picture_is_handed_on_and_named_by_its_time(form: EntryForm, qtbot: QtBot) -> None:
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    with qtbot.waitSignal(form.picture_given) as given:
        form.take_picture(image)
    form.add_picture("key", len(given.args[0]))
    assert form.files.pieces[0].name.startswith("pasted ")
    with qtbot.waitSignal(form.picture_removed) as removed:
        form.files.remove(0)
    assert removed.args == ["key"]


def test_it_says_which_key_logs(form: EntryForm, qtbot: QtBot) -> None:
    assert form.foot.state.full.startswith("Enter logs")
    qtbot.keyClicks(form.text, "one")
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.foot.state.full.startswith("Ctrl+Enter logs")
