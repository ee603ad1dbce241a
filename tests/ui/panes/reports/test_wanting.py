"""What a paper is wanted for is asked in one small form; a refusal stands beside its field."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.wanting import Wanting


def test_what_is_typed_is_handed_over_once_and_the_form_closes(context: Context, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    wanting, given = Wanting(context, home), []

    async def then(values: dict[str, Any]) -> None:
        given.append(values)

    dialog = wanting.ask("ICS 214: of whom?", ("person", "since"), then, {"person": "L. Chen"})
    dialog.save()
    qtbot.waitUntil(lambda: given == [{"person": "L. Chen"}])
    qtbot.waitUntil(lambda: wanting.dialog is None)


def test_a_refusal_stands_beside_its_field_and_another_question_takes_its_place(context: Context, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    wanting = Wanting(context, home)

    async def refuse(_values: dict[str, Any]) -> None:
        raise Refused("Nobody of that name wrote here.", "person")

    dialog = wanting.ask("ICS 214: of whom?", ("person",), refuse)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form._rows["person"].error == "Nobody of that name wrote here.")
    wanting.ask("Another", ("person",), refuse)
    assert wanting.dialog is not dialog
    assert wanting.dialog is not None
    wanting.dialog.close()
