"""The card of a person or an agency: what can be done differs, nothing stands there without a record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.partners.card import Card
from eocdesk.ui.panes.partners.telling import Part, Reach, Told
from eocdesk.ui.panes.partners.words import AWAY, ON_DUTY, Presence

RUIZ = Told(
    kind="contact",
    id=b"r" * 16,
    title="Maria Ruiz",
    second="Medical branch · LA County Fire (LACoFD)",
    presence=Presence(ON_DUTY, "On duty, until 18:00"),
    ways=(Reach("mdi6.radio-handheld", "Radio", "Ch 7B"),),
    parts=(Part("Seats", (("Medical", "activated"),)),),
    facts=(("Languages", "English, Spanish"),),
    agency=b"a" * 16,
)
FIRE = replace(RUIZ, kind="agency", id=b"a" * 16, title="LA County Fire", parts=(), presence=Presence(AWAY, ""))


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card()
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    made.show_told(RUIZ)
    return made


def said(card: Card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


def acts(card: Card) -> list[str]:
    return [name for name in ("log", "edit", "duty", "list", "people", "contact") if card.button(name).isVisible()]


def test_it_says_who_and_how_and_when(card: Card) -> None:
    words = said(card)
    for one in ("Maria Ruiz", "On duty, until 18:00", "Ch 7B", "SEATS", "Medical", "English, Spanish"):
        assert one in words


def test_what_can_be_done_is_that_of_the_kind(card: Card) -> None:
    assert acts(card) == ["log", "edit", "duty", "list", "people"]
    card.show_told(FIRE)
    assert acts(card) == ["log", "edit", "people", "contact"]
    assert not card.face.isVisible()
    card.show_told(replace(RUIZ, agency=None))
    assert acts(card) == ["log", "edit", "duty", "list"]


def test_the_call_down_button_says_which_way_it_goes(card: Card) -> None:
    assert card.button("list").accessibleName() == "Add to the call-down"
    card.show_told(replace(RUIZ, listed=True))
    assert card.button("list").accessibleName() == "Take off the call-down"


def test_a_button_tells_its_name(card: Card, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.acted) as acted:
        qtbot.keyClick(card.button("duty"), Qt.Key.Key_Space)
    assert acted.args == ["duty"]


def test_the_keyboard_comes_to_the_first_way_or_to_the_log_where_there_is_none(card: Card, qtbot: QtBot) -> None:
    card.activateWindow()
    card.take_focus()
    qtbot.waitUntil(card.ways.rows[0].copy.hasFocus)
    card.show_told(replace(RUIZ, ways=()))
    card.take_focus()
    qtbot.waitUntil(card.button("log").hasFocus)


def test_escape_closes_it_and_nothing_is_said_of_somebody_gone(card: Card, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    card.show_told(None, "Nobody holds this seat.")
    assert said(card) == ["Nobody holds this seat."]


def test_what_another_person_does_not_have_goes_with_the_one_before(card: Card) -> None:
    card.show_told(replace(RUIZ, title="Tom Baker", parts=(), facts=()))
    words = said(card)
    assert "SEATS" not in words
    assert "English, Spanish" not in words


def test_with_room_the_ways_stand_beside_the_rest(card: Card, qtbot: QtBot) -> None:
    seats = next(label for label in card.findChildren(QLabel) if label.text() == "SEATS")
    qtbot.waitUntil(lambda: seats.mapTo(card, seats.pos()).y() > card.ways.mapTo(card, card.ways.pos()).y())
    below = seats.mapTo(card, seats.rect().topLeft()).x()
    card.resize(900, 500)
    qtbot.waitUntil(lambda: seats.mapTo(card, seats.rect().topLeft()).x() > below + 200)
