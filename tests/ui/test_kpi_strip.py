"""The strip of figures: what no record feeds is not there, and each figure leads to what it counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.figures import Figures, Hazards, Level, Next, Venues
from eocdesk.ui.kpi_strip import KpiStrip, in_words

NOON = round(datetime(2028, 7, 19, 19, 0, tzinfo=UTC).timestamp() * 1000)
ZONE = "America/Los_Angeles"
FULL = Figures(
    level=Level(2, "Level 2, enhanced", NOON - 3_600_000, "heat"),
    incidents=(0, 2, 4, 3, 1),
    venues=Venues(14, 18, 1),
    next=Next(b"s1", "Swimming, heats", "SoFi Stadium", NOON + 1_800_000),
    tasks_overdue=3,
    tasks_open=14,
    seats_activated=17,
    seats=23,
    on_duty=19,
    hazards=Hazards(5, 4, 2, 3),
)


@pytest.fixture
def strip(qtbot: QtBot) -> KpiStrip:
    made = KpiStrip(doors=True)
    qtbot.addWidget(made)
    made.resize(1800, 80)
    made.show()
    return made


def test_a_desk_without_records_shows_no_figure(strip: KpiStrip) -> None:
    strip.show_figures(Figures(), ZONE, NOON)
    assert strip.names == ()
    assert strip.isHidden()
    strip.show_figures(None, ZONE, NOON)
    assert strip.isHidden()


def test_every_figure_says_what_it_is_made_of(strip: KpiStrip) -> None:
    strip.show_figures(FULL, ZONE, NOON)
    said = {name: (strip.card(name).value, strip.card(name).rest) for name in strip.names}
    assert said == {
        "posture": ("Level 2", "since 11:00 · enhanced"),
        "incidents": ("10", "1 critical · 3 major · 4 moderate · 2 minor"),
        "venues": ("14 / 18", "1 suspended"),
        "hazards": ("5", "4 venues, 2 sessions"),
        "next": ("12:30", "Swimming, heats, SoFi Stadium"),
        "overdue": ("3", "of 14 open"),
        "duty": ("19", "17 of 23 seats activated"),
    }
    assert strip.card("overdue").accessibleName() == "Overdue tasks: 3, of 14 open"


def test_none_open_is_a_figure_and_no_incident_ever_is_none() -> None:
    assert [one.value for one in in_words(Figures(incidents=(0,) * 5), ZONE, NOON)] == ["0"]
    assert in_words(Figures(incidents=None), ZONE, NOON) == []


def test_where_there_is_little_room_the_last_figures_give_way(strip: KpiStrip) -> None:
    strip.show_figures(FULL, ZONE, NOON)
    strip.resize(1200, 80)
    assert strip.names == ("posture", "incidents", "venues", "hazards", "next")
    strip.resize(1800, 80)
    assert len(strip.names) == 7


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_figure_is_chosen_by_key(strip: KpiStrip, qtbot: QtBot, key: Qt.Key) -> None:
    strip.show_figures(FULL, ZONE, NOON)
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.keyClick(strip.card("overdue"), key)
    assert chosen.args == ["overdue"]


def test_a_figure_is_chosen_by_a_click(strip: KpiStrip, qtbot: QtBot) -> None:
    strip.show_figures(FULL, ZONE, NOON)
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(strip.card("next"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["next"]


def test_on_a_wall_nothing_takes_the_keyboard(qtbot: QtBot) -> None:
    wall = KpiStrip()
    qtbot.addWidget(wall)
    wall.show_figures(FULL, ZONE, NOON)
    assert {wall.card(name).focusPolicy() for name in wall.names} == {Qt.FocusPolicy.NoFocus}


def test_hazards_that_touch_nothing_are_a_figure_and_no_hazard_ever_is_none() -> None:
    said = {
        Hazards(0, 0, 0): ("0", "none in force", "ok"),
        Hazards(1, 0, 0): ("1", "no venue touched", "warn"),
        Hazards(1, 1, 1): ("1", "1 venue, 1 session", "bad"),
        Hazards(3, 2, 0): ("3", "2 venues", "warn"),
        Hazards(2, 2, 0, 3): ("2", "3 sessions later", "warn"),
        Hazards(0, 0, 0, 1): ("0", "1 session later", "warn"),
    }
    for hazards, words in said.items():
        (shown,) = in_words(Figures(hazards=hazards), ZONE, NOON)
        assert (shown.value, shown.rest, shown.part) == words
