"""Lines that are cut say all of themselves, figures say what they mean, facts leave out what is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.card import Card, Elided, Facts, Figure

LONG = "Los Angeles County Metropolitan Transportation Authority"


def said(facts: Facts) -> list[str]:
    return [label.text() for label in facts.findChildren(QLabel) if label.isVisible()]


def test_a_line_with_room_is_whole_and_has_no_tip(qtbot: QtBot) -> None:
    line = Elided(LONG)
    qtbot.addWidget(line)
    line.resize(800, 20)
    assert line.text() == LONG
    assert line.toolTip() == ""


def test_a_line_without_room_ends_in_an_ellipsis_and_says_all_in_its_tip(qtbot: QtBot) -> None:
    line = Elided(LONG)
    qtbot.addWidget(line)
    line.show()
    line.resize(120, 20)
    assert line.text().endswith("…")
    assert line.toolTip() == line.full == line.accessibleName() == LONG
    line.set_full("Metro")
    assert (line.text(), line.toolTip()) == ("Metro", "")


def test_a_figure_is_read_aloud_with_its_caption_and_what_it_is_made_of(qtbot: QtBot) -> None:
    figure = Figure("mdi6.alert-circle-outline", "Open incidents")
    qtbot.addWidget(figure)
    figure.show_figure("7", "1 critical", "bad")
    assert figure.accessibleName() == "Open incidents: 7, 1 critical"
    assert (figure.value, figure.rest) == ("7", "1 critical")
    figure.show_figure("0")
    assert figure.accessibleName() == "Open incidents: 0"


def test_a_compact_figure_is_lower(qtbot: QtBot) -> None:
    figure = Figure("mdi6.alert-circle-outline", "Open incidents")
    qtbot.addWidget(figure)
    figure.show_figure("7")
    figure.show()
    tall = figure.sizeHint().height()
    figure.set_compact(compact=True)
    qtbot.waitUntil(lambda: figure.sizeHint().height() < tall)


def test_facts_leave_out_what_is_empty_and_can_be_copied(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts([("Venue", "SoFi Stadium"), ("Note", ""), ("Crowd", "70,240")])
    labels = facts.findChildren(QLabel)
    qtbot.waitUntil(lambda: said(facts) == ["Venue", "SoFi Stadium", "Crowd", "70,240"])
    assert labels[1].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    facts.show_facts([("Crowd", "12")])
    assert not {"Venue", "SoFi Stadium"} & set(said(facts))
    qtbot.waitUntil(lambda: said(facts) == ["Crowd", "12"])


def test_many_facts_stand_side_by_side_where_there_is_room_and_below_each_other_where_there_is_not(
    qtbot: QtBot,
) -> None:
    facts = Facts(wide=500)
    qtbot.addWidget(facts)
    facts.resize(700, 400)
    facts.show()
    facts.show_facts([(f"Label {n}", f"value {n}") for n in range(8)])
    wide = facts.sizeHint().height()
    facts.resize(300, 400)
    qtbot.waitUntil(lambda: facts.sizeHint().height() > wide * 1.5)
    facts.show_facts([(f"Label {n}", "long words " * 9) for n in range(8)])
    facts.resize(700, 400)
    assert {facts.layout().itemAt(n).geometry().x() for n in range(0, 16, 2)} == {0}


def test_a_card_has_a_border_of_its_own(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.resize(100, 60)
    picture = card.grab().toImage()
    assert picture.pixelColor(50, 0) != picture.pixelColor(50, 30)
