"""Records are picked by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.ui.kit.picker import RecordPicker
from eocdesk.ui.kit.ranking import Candidate

VENUES = [
    Candidate(bytes([n]) * 16, name, "Los Angeles") for n, name in enumerate(["Rose Bowl", "SoFi Stadium", "Sofitel"])
]


@pytest.fixture
def picker(qtbot: QtBot) -> Iterator[RecordPicker]:
    home = QWidget()
    made = RecordPicker(lambda: VENUES, "Venue")
    box = QVBoxLayout(home)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    qtbot.addWidget(home)
    with qtbot.waitExposed(home):
        home.show()
    home.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    home.close()


def test_enter_takes_the_best(picker: RecordPicker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClicks(picker, "ros")
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picked.args == [VENUES[0].id]
    assert picker.text() == "Rose Bowl"


def test_the_arrows_choose_another(picker: RecordPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sof")
    assert picker._popup.isVisible()
    qtbot.keyClick(picker._popup, Qt.Key.Key_Down)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Return)
    assert picker.text() == "Sofitel"
    assert picker.record == VENUES[2].id


def test_tab_takes_the_best_and_goes_on(picker: RecordPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "rose")
    qtbot.keyClick(picker, Qt.Key.Key_Tab)
    assert picker.record == VENUES[0].id
    assert not picker._popup.isVisible()


def test_what_stands_for_nothing_is_refused_in_words(picker: RecordPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "zzqx")
    with pytest.raises(Refused, match="Nothing is called “zzqx”"):
        _ = picker.record


def test_emptied_it_holds_none(picker: RecordPicker, qtbot: QtBot) -> None:
    picker.set_record(VENUES[1].id)
    assert picker.text() == "SoFi Stadium"
    with qtbot.waitSignal(picker.picked) as picked:
        picker.selectAll()
        qtbot.keyClick(picker, Qt.Key.Key_Backspace)
    assert picked.args == [None]
    assert picker.record is None


def test_a_record_that_is_not_in_the_list_is_kept(picker: RecordPicker) -> None:
    far = bytes.fromhex("abcdef01" * 4)
    picker.set_record(far)
    assert picker.record == far
