"""The card of a session: all that is known of it, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import SessionCard, SessionRow, Step, TiedIncident
from eocdesk.ui.panes.calendar.card import Card
from tests.kit.sessions import ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

FINAL = row(
    "Final", "09:00", "11:00", venue="a", sport="Judo", crowd=5000, risk=3, dignitaries="Mayor Bass", status="delayed"
)
OTHER = row("Sweep & turnover", "10:30", "12:00", venue="a")
INCIDENT = TiedIncident(b"i" * 16, "AB-7", "Smoke at gate 4", 3, "open", when("09:10"))
LEFT = Qt.MouseButton.LeftButton


def held(session: SessionRow = FINAL, **more: Any) -> SessionCard:
    plain: dict[str, Any] = {
        "note": "",
        "source_key": "",
        "venue_zone": "",
        "capacity": 9000,
        "marking": "AMBER",
        "incidents": (INCIDENT,),
        "history": (Step(when("08:00"), "Move", "K. Lopez", "", {"status": "delayed", "reason": "Late bus"}),),
    }
    return SessionCard(session, **plain | more)


@pytest.fixture
def card(shown: Shown) -> Card:
    made = Card()
    shown(made, 350, 700)
    made.show_card(held(), ZONE, [OTHER])
    return made


def words(card: Card) -> str:
    labels = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    return "\n".join([*labels, *(b.accessibleName() for b in card.findChildren(QAbstractButton) if b.isVisible())])


def test_it_says_crowd_guests_risk_status_incidents_and_history(card: Card) -> None:
    said = words(card)
    for part in (
        "Final",
        "Competition  ·  Judo",
        "Conflict  ·  Delayed",
        "5,000 of 9,000",
        "Mayor Bass",
        "High",
        "AB-7  Smoke at gate 4, Major, open",
        "10:30–12:00  Sweep & turnover",
        "Status Delayed. Late bus",
        "TLP:AMBER",
    ):
        assert part in said, part
    assert card.session == FINAL.id


def test_another_session_leaves_nothing_of_the_one_before(card: Card, qtbot: QtBot) -> None:
    plain = row("Plain", "09:00", "11:00")
    card.show_card(held(plain, incidents=(), history=(), capacity=None, marking=""), ZONE, [])
    qtbot.waitUntil(lambda: "Mayor Bass" not in words(card))
    for part in ("Smoke", "Sweep", "Late bus", "Conflict", "TLP"):
        assert part not in words(card), part


@pytest.mark.parametrize(
    ("ends", "words_"), [(None, "No end given"), ("08:00", "Ends before it starts"), ("09:00", "Ends when it starts")]
)
def test_an_odd_end_is_a_warning_on_the_card(card: Card, ends: str | None, words_: str) -> None:
    card.show_card(held(row("Odd", "09:00", ends)), ZONE, [])
    assert words_ in words(card)


def test_what_can_be_done_is_asked_for(card: Card, qtbot: QtBot) -> None:
    buttons = {button.accessibleName(): button for button in card.findChildren(QAbstractButton)}
    for name, signal, args in (
        ("Edit (F2)", card.edit_asked, [FINAL.id]),
        ("Log an entry about it", card.log_asked, [FINAL]),
        ("Report an incident tied to it", card.report_asked, [FINAL]),
        ("Strike it from the calendar", card.strike_asked, [FINAL.id]),
        ("AB-7  Smoke at gate 4, Major, open", card.incident_picked, [INCIDENT.id]),
        ("10:30–12:00  Sweep & turnover", card.session_picked, [OTHER.id]),
    ):
        with qtbot.waitSignal(signal) as told:
            qtbot.mouseClick(buttons[name], LEFT)
        assert told.args == args


def test_the_status_is_chosen_from_those_it_has_not(card: Card, qtbot: QtBot) -> None:
    button = next(b for b in card.findChildren(QPushButton) if b.menu() is not None)
    assert button.text() == "Status: Delayed"
    actions = {action.text(): action for action in button.menu().actions()}
    assert not actions["Delayed"].isEnabled()
    with qtbot.waitSignal(card.status_asked) as told:
        actions["Running"].trigger()
    assert told.args == [FINAL.id, "running"]


def test_it_is_used_and_closed_by_keyboard(card: Card, qtbot: QtBot) -> None:
    card.take_focus()
    assert card.focusWidget() is not None
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert card.session is None


def test_long_lines_end_in_an_ellipsis_and_not_in_mid_letter(card: Card, qtbot: QtBot) -> None:
    long = replace(OTHER, title="Turnover and sweep of the whole stadium with dogs and technicians")
    card.show_card(held(), ZONE, [long])
    line = next(b for b in card.findChildren(QPushButton) if b.accessibleName().endswith("technicians"))
    qtbot.waitUntil(lambda: line.text().endswith("…"))
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()
    assert "technicians" in line.toolTip()
