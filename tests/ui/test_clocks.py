"""Three clocks, told in the event's zone, UTC and the partner's, by a clock that can be another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.clocks import Clocks, Ticker

NIGHT = round(datetime(2028, 7, 20, 2, 30, tzinfo=UTC).timestamp() * 1000)


class Hands:
    """A clock one sets by hand."""

    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clocks(qtbot: QtBot, hands: Hands) -> Clocks:
    made = Clocks(Ticker(hands))
    made.setParent(None)
    qtbot.addWidget(made)
    made.show()
    return made


def said(clocks: Clocks) -> list[str]:
    """The words on screen, in order."""
    return [label.text() for label in clocks.findChildren(QLabel) if not label.isHidden()]


def test_each_clock_says_its_zone_and_a_day_that_is_another(clocks: Clocks) -> None:
    clocks.set_zones("America/Los_Angeles", "Europe/Paris", "Paris")
    assert said(clocks) == ["19:30", "PDT", "02:30", "UTC +1", "04:30", "Paris +1"]


def test_an_event_in_utc_has_one_clock_less(clocks: Clocks) -> None:
    clocks.set_zones("UTC")
    assert said(clocks) == ["02:30", "UTC"]


def test_a_partner_without_a_name_is_called_by_its_city(clocks: Clocks) -> None:
    clocks.set_zones("UTC", "America/Mexico_City")
    assert said(clocks)[-1] == "Mexico City −1"


def test_on_a_small_screen_the_partner_gives_way(clocks: Clocks) -> None:
    clocks.set_zones("America/Los_Angeles", "Europe/Paris", "Paris")
    clocks.set_narrow(narrow=True)
    assert said(clocks) == ["19:30", "PDT", "02:30", "UTC +1"]


def test_the_minute_moves_every_clock(qtbot: QtBot, hands: Hands) -> None:
    ticker = Ticker(hands)
    clocks = Clocks(ticker)
    qtbot.addWidget(clocks)
    clocks.set_zones("America/Los_Angeles")
    hands.now += 60_000
    ticker.minute.emit()
    faces = [label for label in clocks.findChildren(QLabel) if label.property("role") == "clock"]
    assert [face.text() for face in faces[:2]] == ["19:31", "02:31"]
    assert faces[0].accessibleName() == "PDT 19:31"
