"""Forms made from the declared fields of a record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import RECORDS, Contact, Incident, Period, Refused, Session, Task, Venue
from eocdesk.models.record import Record
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor, RecordEditor, Setting
from eocdesk.ui.kit.form import Form, same, scrolled, typed_fields
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.kit.ranking import Candidate

NOW = 1_847_655_120_000  # 2028-07-19 14:32 in Los Angeles
SOFI, ROSE = b"s" * 16, b"r" * 16


def candidates(kind: str) -> list[Candidate]:
    return [Candidate(SOFI, "SoFi Stadium"), Candidate(ROSE, "Rose Bowl")] if kind == "venue" else []


SETTING = Setting(lambda: "America/Los_Angeles", lambda: NOW, candidates)


def made(qtbot: QtBot, record: type[Record]) -> Form:
    form = Form(record, SETTING)
    qtbot.addWidget(form)
    form.resize(560, 900)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def write(form: Form, name: str, words: str) -> None:
    editor = form.editor(name)
    assert isinstance(editor, LineEditor)
    editor.line.setText(words)
    editor.line.textEdited.emit(words)


def spoken(widget: QWidget) -> str:
    """What a screen reader says of it after its name."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Description)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__tablename__)
def test_every_record_has_a_form_that_holds_what_it_is_given(qtbot: QtBot, record: type[Record]) -> None:
    form = Form(record, SETTING)
    qtbot.addWidget(form)
    assert form.changes() == {}
    assert not form.is_changed


def test_only_what_was_changed_is_given_back(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    form.load({"title": "Spectator collapsed", "severity": 2, "status": "open", "venue": SOFI, "opened": NOW - 5_000})
    write(form, "title", "Three spectators collapsed")
    form.editor("severity").set_value(3)
    assert form.changes() == {"title": "Three spectators collapsed", "severity": 3}


def test_a_time_that_nobody_touched_keeps_its_seconds(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    form.load({"opened": NOW - 5_123})
    assert form.changes() == {}


def test_a_wrong_field_says_so_beside_itself_and_gets_the_keyboard(qtbot: QtBot) -> None:
    form = made(qtbot, Task)
    write(form, "title", "Water to Gate 7")
    write(form, "due", "half past")
    with pytest.raises(Refused) as refused:
        form.changes()
    assert refused.value.field == "due"
    assert "not a time" in form._rows["due"].error
    assert form._rows["title"].error == ""
    qtbot.waitUntil(form.editor("due").inner.hasFocus)
    write(form, "due", "1500")
    assert form._rows["due"].error == ""
    assert form.changes() == {"title": "Water to Gate 7", "due": NOW + 28 * 60_000}


def test_a_refusal_of_the_desk_stands_beside_its_field_or_above_all(qtbot: QtBot) -> None:
    form = made(qtbot, Task)
    form.refuse("Say what is to be done.", "title")
    assert form._rows["title"].error == "Say what is to be done."
    form.refuse("This task is done already.", None)
    assert form._general.text() == "This task is done already."
    assert form._general.isVisible()


def test_a_field_nobody_touched_follows_the_others(qtbot: QtBot) -> None:
    form = made(qtbot, Venue)
    form.load({"name": "SoFi Stadium", "city": "Inglewood"})
    form.others({"name": "SoFi Stadium", "city": "Inglewood, CA"}, "changed by K. at 14:02")
    assert form.editor("city").value() == "Inglewood, CA"
    assert form.changes() == {}


def test_a_field_being_typed_in_is_never_overwritten(qtbot: QtBot) -> None:
    form = made(qtbot, Venue)
    form.load({"name": "SoFi Stadium", "city": "Inglewood"})
    write(form, "city", "Inglewood Park")
    form.others({"name": "SoFi Stadium", "city": "Inglewood, CA"}, "changed by K. at 14:02")
    row = form._rows["city"]
    assert form.editor("city").value() == "Inglewood Park"
    assert row.has_offer
    assert row._offer_words.text() == "Changed by K. at 14:02:"
    row.keep_mine()
    assert form.changes() == {"city": "Inglewood Park"}


def test_theirs_can_be_taken(qtbot: QtBot) -> None:
    form = made(qtbot, Venue)
    form.load({"city": "Inglewood"})
    write(form, "city", "Inglewood Park")
    form.others({"city": "Inglewood, CA"}, "changed by K. at 14:02")
    form._rows["city"].take_theirs()
    assert form.editor("city").value() == "Inglewood, CA"
    assert form.changes() == {}


def test_a_record_is_picked_by_its_first_letters(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    editor = form.editor("venue")
    assert isinstance(editor, RecordEditor)
    editor.picker.setFocus()
    qtbot.keyClicks(editor.picker, "so")
    qtbot.keyClick(editor.picker, Qt.Key.Key_Return)
    assert form.changes() == {"venue": SOFI}


def test_prefilled_fields_count_as_changed(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    form.load(None, {"venue": ROSE, "lat": 34.16})
    assert form.changes() == {"venue": ROSE, "lat": 34.16}


def test_lists_are_typed_on_lines(qtbot: QtBot) -> None:
    form = made(qtbot, Contact)
    form.load({"name": "Maria Ruiz", "phones": [["mobile", "+12135550143"], ["", "+12135550199"]]})
    assert form.changes() == {}
    form.editor("phones").set_value([["mobile", "+12135550143"]])
    assert form.changes() == {"phones": [["mobile", "+12135550143"]]}


def test_numbers_are_read_as_people_write_them(qtbot: QtBot) -> None:
    form = made(qtbot, Session)
    write(form, "crowd", "70,240")
    assert form.changes() == {"crowd": 70240}
    write(form, "crowd", "many")
    with pytest.raises(Refused, match="whole number"):
        form.changes()


def test_a_number_the_desk_gives_is_not_asked_for() -> None:
    assert "number" not in typed_fields(Incident)
    assert "number" in typed_fields(Period)
    assert typed_fields(Venue)[-2:] == ("marking", "audience")


def test_every_editor_has_a_name_to_be_read_aloud(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    assert all(form.editor(name).inner.accessibleName() for name in form.names)
    assert all(not isinstance(form.editor(name).inner, QCheckBox) or form.editor(name).inner for name in form.names)


def choice(form: Form, name: str) -> ChoiceEditor:
    editor = form.editor(name)
    assert isinstance(editor, ChoiceEditor)
    return editor


def turn_over(widget: QWidget) -> None:
    """The wheel turned down by one step, wherever that leads."""
    window = widget.window()
    QTest.wheelEvent(window.windowHandle(), QPointF(widget.mapTo(window, QPoint(9, 9))), QPoint(0, -120))


def test_the_wheel_over_a_choice_scrolls_the_form_until_the_choice_has_the_keyboard(qtbot: QtBot) -> None:
    form = Form(Incident, SETTING)
    form.load({"status": "open"})
    area = scrolled(form)
    qtbot.addWidget(area)
    area.resize(420, 300)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    status = choice(form, "status")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    turn_over(status.combo)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    assert form.changes() == {}
    status.setFocus()
    qtbot.waitUntil(status.combo.hasFocus)
    turn_over(status.combo)
    qtbot.waitUntil(lambda: form.changes() == {"status": "monitoring"})


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_choice_saves_the_form(key: Qt.Key, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    form, save = Form(Incident, SETTING), QPushButton("Save")
    save.setDefault(True)
    save.clicked.connect(dialog.accept)
    box = QVBoxLayout(dialog)
    box.addWidget(form)
    box.addWidget(save)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(choice(form, "status").combo, key)


def test_what_is_wrong_with_a_field_is_read_aloud_with_it_until_it_is_put_right(qtbot: QtBot) -> None:
    form = made(qtbot, Task)
    due = form.editor("due").inner
    before = spoken(due)
    write(form, "due", "half past")
    with pytest.raises(Refused) as refused:
        form.changes()
    assert spoken(due) == refused.value.sentence
    write(form, "due", "1500")
    assert spoken(due) == before
    form.refuse("Due lies before the event.", "due")
    assert spoken(due) == "Due lies before the event."
    form.load(None)
    assert spoken(due) == before


def test_the_choice_between_theirs_and_mine_names_the_field_as_people_say_it(qtbot: QtBot) -> None:
    row = FormRow("name", "Search & rescue", LineEditor("Search & rescue"))
    qtbot.addWidget(row)
    named = [button.accessibleName() for button in row.findChildren(QPushButton)]
    assert named == ["Take theirs: Search & rescue", "Keep mine: Search & rescue"]


def test_a_field_with_the_keyboard_is_not_overwritten_even_before_the_first_letter(qtbot: QtBot) -> None:
    form = made(qtbot, Venue)
    form.load({"name": "SoFi Stadium", "city": "Inglewood"})
    form.focus_on("city")
    qtbot.waitUntil(form.editor("city").inner.hasFocus)
    form.others({"name": "SoFi", "city": "Inglewood, CA"}, "changed by K. at 14:02")
    assert form.editor("name").value() == "SoFi"
    assert form.editor("city").value() == "Inglewood"
    assert form._rows["city"].has_offer


def test_a_wrong_word_is_not_overwritten_either(qtbot: QtBot) -> None:
    form = made(qtbot, Session)
    form.load({"crowd": 70_000})
    write(form, "crowd", "about 70 000")
    form.others({"crowd": 71_000}, "changed by K. at 14:02")
    editor = form.editor("crowd")
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == "about 70 000"
    form._rows["crowd"].take_theirs()
    assert form.changes() == {}


def test_a_choice_of_another_version_is_kept_while_the_rest_is_changed(qtbot: QtBot) -> None:
    form = made(qtbot, Incident)
    form.load({"title": "Power out", "status": "smouldering"})
    write(form, "title", "Power out at Gate 7")
    assert choice(form, "status").combo.currentText() == "smouldering"
    assert form.changes() == {"title": "Power out at Gate 7"}


@pytest.mark.parametrize(
    ("a", "b", "alike"), [(None, "", True), ([], None, True), (0, None, False), (0, False, False), ("a", "a", True)]
)
def test_nothing_is_nothing_however_it_is_written(a: object, b: object, *, alike: bool) -> None:
    assert same(a, b) is alike
