"""The card of a board: everything told, doors that lead on, deeds beyond three in a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.board import Badge, Deed, Line, Part, Told
from eocdesk.ui.board.card import Card


def deed(name: str) -> Deed:
    return Deed(name, name.capitalize(), print)


def card(qtbot: QtBot, *names: str) -> Card:
    made = Card([deed(name) for name in ("approve", "send", "recall", "purge", "log")])
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show_told(
        Told(
            "product",
            b"p" * 16,
            "<b>Heat</b> bulletin",
            "7KQ4-P1",
            "AMBER",
            "LAPD",
            badges=(Badge("Draft", "warn"),),
            facts=(("Kind", "Bulletin"), ("Due", "")),
            parts=(Part("Told to", (Line("LAFD", "not acknowledged", "agency", b"a" * 16, deed="send"),)),),
            deeds=names,
            warning="Two partners have not acknowledged.",
        )
    )
    with qtbot.waitExposed(made):
        made.show()
    return made


def words_on(made: Card) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_tells_everything_and_text_is_never_markup(qtbot: QtBot) -> None:
    made = card(qtbot, "approve")
    said = words_on(made)
    assert "<b>Heat</b> bulletin" in said
    assert "Two partners have not acknowledged." in said
    assert {"Kind", "Bulletin", "TOLD TO", "not acknowledged"} <= set(said)
    assert "Due" not in said
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in made.findChildren(QLabel) if "<b>" in label.text()
    )
    assert made._marking.words == "TLP:AMBER  LAPD"


def test_a_deed_is_a_button_and_the_fourth_stands_in_the_menu(qtbot: QtBot) -> None:
    made = card(qtbot, "approve", "send", "recall", "purge")
    assert list(made.buttons) == ["approve", "send", "recall"]
    with qtbot.waitSignal(made.acted) as acted:
        qtbot.mouseClick(made.buttons["send"], Qt.MouseButton.LeftButton)
    assert acted.args == ["send"]
    with qtbot.waitSignal(made.acted) as acted:
        made._menu.actions()[0].trigger()
    assert acted.args == ["purge"]


def test_a_line_leads_to_its_record_and_carries_its_own_deed(qtbot: QtBot) -> None:
    made = card(qtbot, "approve")
    door, beside = (b for b in made.findChildren(QPushButton) if b.text() in ("LAFD", "Send") and b.isVisible())
    with qtbot.waitSignal(made.went) as went:
        qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    assert went.args[0].id == b"a" * 16
    with qtbot.waitSignal(made.acted_on) as acted:
        qtbot.mouseClick(beside, Qt.MouseButton.LeftButton)
    assert acted.args[0] == "send"


def test_every_button_has_a_name_that_can_be_read_aloud(qtbot: QtBot) -> None:
    made = card(qtbot, "approve", "send")
    assert all(b.accessibleName() or b.text() for b in made.findChildren(QPushButton) if b.isVisible())
