"""The notes offer what can be done now, and what is being typed is never overwritten."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.models import Form
from eocdesk.ui.panes.handover.notes import Notes, Standing

MINE = Form(id=b"1" * 16, person="L. Chen", position="Watch")
OTHERS = Form(id=b"2" * 16, person="K. Ito", position="Watch")
GIVEN = Form(id=b"2" * 16, person="K. Ito", position="Watch", prepared_by="K. Ito", state="submitted", prepared_at=0)
APART = Form(id=b"3" * 16, person="K. Ito", position="Planning")


@pytest.fixture
def notes(qtbot: QtBot) -> Notes:
    made = Notes()
    qtbot.addWidget(made)
    made.show()
    return made


def show(notes: Notes, form: Form | None, kept: str = "") -> None:
    notes.show_standing(Standing(form, "l. chen", "watch"), kept, "UTC", 0)


@pytest.mark.parametrize(
    ("form", "offered", "writes"),
    [
        (None, {"Hand over", "Save notes"}, True),
        (MINE, {"Hand over", "Save notes"}, True),
        (OTHERS, {"Take over", "Save notes"}, True),
        (GIVEN, {"Take over", "Write my own"}, False),
        (APART, {"Take over", "Write my own"}, False),
    ],
)
def test_what_is_offered_is_what_can_be_done(
    notes: Notes, form: Form | None, offered: set[str], *, writes: bool
) -> None:
    show(notes, form)
    buttons = (notes.take_button, notes.give_button, notes.save_button, notes.again_button, notes.own_button)
    assert {button.text() for button in buttons if button.isVisible()} == offered
    assert notes.text.isReadOnly() is not writes


def test_who_handed_over_may_write_on(notes: Notes) -> None:
    given = Form(id=b"1" * 16, prepared_by="L. Chen", state="submitted", position="Watch", prepared_at=0)
    show(notes, given, "Gate 7.")
    assert notes.again_button.isVisible()
    assert not notes.take_button.isVisible()
    assert notes.words == "Gate 7."


def test_what_is_being_typed_stays_when_another_desk_writes(notes: Notes, qtbot: QtBot) -> None:
    show(notes, MINE, "Gate 7.")
    with qtbot.waitSignal(notes.typed) as told:
        notes.text.setPlainText("Gate 7 stays shut.")
    assert told.args == ["Gate 7 stays shut."]
    assert notes.save_button.isEnabled()
    show(notes, MINE, "Another desk's words.")
    assert notes.words == "Gate 7 stays shut."
    show(notes, MINE, "Gate 7 stays shut.")
    assert not notes.is_changed
    assert not notes.save_button.isEnabled()
    show(notes, MINE, "Saved elsewhere.")
    assert notes.words == "Saved elsewhere."


def test_a_refusal_stands_under_the_notes_until_something_is_typed(notes: Notes) -> None:
    notes.refuse("Say who sits here first.")
    assert notes._error.isVisible()
    notes.text.setPlainText("x")
    assert not notes._error.isVisible()
