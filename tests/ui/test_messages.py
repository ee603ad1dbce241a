"""Where a failure is told: beside its field, in the banner, as a report."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused, Unavailable
from eocdesk.ui.messages import Messages

FULL = "The disk is full. Nothing of this was saved; what was saved before is safe."


class Form:
    """Shows a refusal beside the field."""

    def __init__(self) -> None:
        self.refused: list[tuple[str, str | None]] = []

    def refuse(self, sentence: str, field: str | None) -> None:
        self.refused.append((sentence, field))


@pytest.fixture
def messages() -> Messages:
    return Messages()


def test_a_refusal_stands_beside_its_field_and_nowhere_else(messages: Messages, qtbot: QtBot) -> None:
    form = Form()
    with qtbot.assertNotEmitted(messages.refused):
        messages.tell(Refused("A venue needs a name.", "name"), form)
    assert form.refused == [("A venue needs a name.", "name")]


def test_a_refusal_without_a_form_is_said_across_the_window(messages: Messages, qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.refused) as said:
        messages.tell(Refused("There is nothing to undo."), object())
    assert said.args == ["There is nothing to undo."]


def test_a_bug_is_a_report_with_its_trace(messages: Messages, qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.broken) as said:
        try:
            {}["venue"]
        except KeyError as error:
            messages.tell(error)
    assert "KeyError: 'venue'" in said.args[0].text
    assert "test_messages.py" in said.args[0].text
    assert "KeyError" not in said.args[0].sentence


def test_what_goes_on_failing_is_said_once_and_once_when_it_works_again(messages: Messages, qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.trouble):
        messages.fails("backup", "No backup could be made.")
    with qtbot.assertNotEmitted(messages.trouble):
        messages.fails("backup", "No backup could be made.")
    with qtbot.waitSignals([messages.trouble, messages.back]):
        messages.works("backup", "Backups are made again.")
    with qtbot.assertNotEmitted(messages.back):
        messages.works("backup", "Backups are made again.")
    assert messages.troubles == ()


def test_each_act_that_is_not_saved_is_said_though_the_banner_was_dismissed(messages: Messages, qtbot: QtBot) -> None:
    messages.tell(Unavailable(FULL))
    with qtbot.waitSignal(messages.trouble) as said:
        messages.tell(Unavailable(FULL))
    assert said.args == [(FULL,)]


def test_what_kept_acts_from_being_saved_is_over_when_one_is_saved(messages: Messages, qtbot: QtBot) -> None:
    messages.fails("backup", "No backup could be made.")
    messages.tell(Unavailable(FULL))
    with qtbot.waitSignal(messages.back):
        messages.saved()
    assert messages.troubles == ("No backup could be made.",)
    with qtbot.assertNotEmitted(messages.back):
        messages.saved()
