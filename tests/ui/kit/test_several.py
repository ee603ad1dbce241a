"""Several records are picked one after the other, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused, Threat, fields_of
from eocdesk.ui.kit.editors import RecordsEditor, Setting, editor_for
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.kit.several import SeveralPicker

VENUES = [
    Candidate(bytes([n]) * 16, name, "Los Angeles") for n, name in enumerate(["Rose Bowl", "SoFi Stadium", "Sofitel"])
]


@pytest.fixture
def several(qtbot: QtBot) -> Iterator[SeveralPicker]:
    home = QWidget()
    made = SeveralPicker(lambda: VENUES, "Venues")
    QVBoxLayout(home).addWidget(made)
    qtbot.addWidget(home)
    with qtbot.waitExposed(home):
        home.show()
    home.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.picker.hasFocus)
    yield made
    home.close()


def test_each_enter_adds_one_and_the_line_is_free_for_the_next(several: SeveralPicker, qtbot: QtBot) -> None:
    for letters in ("rose", "sofi s", "rose"):
        qtbot.keyClicks(several.picker, letters)
        qtbot.keyClick(several.picker, Qt.Key.Key_Return)
        assert several.picker.text() == ""
    assert several.records == [VENUES[0].id, VENUES[1].id]


def test_delete_takes_one_out(several: SeveralPicker, qtbot: QtBot) -> None:
    several.set_records([one.id for one in VENUES])
    several.list.setFocus()
    several.list.setCurrentRow(1)
    with qtbot.waitSignal(several.edited):
        qtbot.keyClick(several.list, Qt.Key.Key_Delete)
    assert several.records == [VENUES[0].id, VENUES[2].id]


def test_letters_that_stand_for_nothing_are_refused_and_nothing_picked_is_lost(
    several: SeveralPicker, qtbot: QtBot
) -> None:
    several.set_records([VENUES[2].id])
    qtbot.keyClicks(several.picker, "zzz")
    with pytest.raises(Refused, match="zzz"):
        _ = several.records
    several.picker.clear()
    assert several.records == [VENUES[2].id]


def test_a_list_of_records_is_typed_by_their_names(qtbot: QtBot) -> None:
    editor = editor_for("venues", fields_of(Threat)["venues"], Setting(candidates=lambda _kind: VENUES))
    qtbot.addWidget(editor)
    assert isinstance(editor, RecordsEditor)
    editor.set_value([VENUES[1].id.hex(), "ff" * 16])
    assert editor.value() == [VENUES[1].id.hex(), "ff" * 16]
    editor.set_value(None)
    assert editor.value() is None
