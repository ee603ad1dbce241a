"""What a file does not say is asked only then, and what cannot be is refused beside its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.exchange.asked import AskedForm
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor


@pytest.fixture
def form(qtbot: QtBot) -> AskedForm:
    made = AskedForm()
    qtbot.addWidget(made)
    return made


def type_in(form: AskedForm, name: str, words: str) -> None:
    editor = form.row(name).editor
    assert isinstance(editor, LineEditor)
    editor.line.setText(words)
    editor.line.editingFinished.emit()


def pick(form: AskedForm, name: str, value: str) -> None:
    editor = form.row(name).editor
    assert isinstance(editor, ChoiceEditor)
    editor.set_value(value)
    editor.combo.activated.emit(editor.combo.currentIndex())


def test_nothing_is_asked_unasked(form: AskedForm) -> None:
    form.ask({}, "UTC")
    assert form.isHidden()
    form.ask({"zone": "The times say no time zone."}, "America/Los_Angeles")
    assert not form.isHidden()
    assert [name for name in ("format", "profile", "zone", "year") if form.asked(name)] == ["zone"]
    editor = form.row("zone").editor
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == ""  # the event's zone is an example, never a guess
    assert editor.line.placeholderText() == "such as America/Los_Angeles"
    assert form.row("zone").error == "The times say no time zone."


def test_what_was_said_stays_where_it_can_be_changed(form: AskedForm) -> None:
    form.ask({"zone": "No zone."}, "UTC")
    type_in(form, "zone", "Europe/Paris")
    form.ask({}, "UTC")
    assert form.asked("zone")
    assert form.row("zone").error == ""
    assert form.value("zone") == "Europe/Paris"


def test_a_word_that_is_no_zone_or_year_is_refused_beside_its_field(form: AskedForm, qtbot: QtBot) -> None:
    form.ask({"zone": "No zone.", "year": "No year."}, "UTC")
    with qtbot.assertNotEmitted(form.given):
        type_in(form, "zone", "Los Angeles")
        type_in(form, "year", "28")
    assert "“Los Angeles” is not a time zone" in form.row("zone").error
    assert form.row("year").error == "28 is not a year of a calendar."
    with qtbot.waitSignal(form.given) as told:
        type_in(form, "zone", "Asia/Tokyo")
    assert told.args == [["zone"]]
    assert form.value("year") is None


def test_the_same_said_again_is_nothing_new(form: AskedForm, qtbot: QtBot) -> None:
    form.ask({"year": "No year."}, "UTC")
    type_in(form, "year", "2028")
    with qtbot.assertNotEmitted(form.given):
        type_in(form, "year", "2028")
    assert form.value("year") == 2028


def test_a_profile_is_picked_by_its_label_or_from_a_file_of_ones_own(
    form: AskedForm, qtbot: QtBot, tmp_path: Path
) -> None:
    form.ask({"profile": "Could be two things."}, "UTC")
    with qtbot.waitSignal(form.given):
        pick(form, "profile", "la28-sessions")
    own = str(tmp_path / "mine.toml")
    with qtbot.waitSignal(form.given) as told:
        form.take_own(own)
    assert told.args == [["profile"]]
    assert form.value("profile") == own
    editor = form.row("profile").editor
    assert isinstance(editor, ChoiceEditor)
    labels = [editor.combo.itemText(at) for at in range(editor.combo.count())]
    assert {"LA28 session list", "Table of venue records"} <= set(labels)
