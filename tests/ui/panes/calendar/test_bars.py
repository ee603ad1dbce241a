"""The bars in sight: each session drawn where it is, its trouble seen, its label cut to its room."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF

from eocdesk.store.queries.calendar import NO_TOUCH, SessionRow, Touch, Trouble
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar import bars
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.bars import Content, content_of, in_sight, paint_bars, paint_frame, paint_ghost
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.looks import look, severity_ink
from eocdesk.ui.panes.calendar.page import lay_out
from eocdesk.ui.panes.calendar.state import Flag, Phase
from tests.kit.pictures import columns_of, count, drawn
from tests.kit.sessions import MINUTE, ZONE, row, when

GLASS = Glass(when("08:00"), when("18:00"), 1000.0, 60.0)


@pytest.fixture(autouse=True)
def _fonts(light: None) -> None:
    del light


def content(made: list[SessionRow], now: str = "07:00", height: float = 60.0) -> Content:
    arranged = arrange(made)
    page = lay_out(arranged, arranged.between(when("2028-07-01 00:00"), when("2028-08-01 00:00")), height)
    return content_of(arranged, page, ZONE, when(now))


def picture(made: list[SessionRow], now: str = "07:00", glass: Glass = GLASS) -> Any:
    return drawn(1000, 60, lambda painter: paint_bars(painter, content(made, now), glass, LIGHT))


def test_a_bar_reaches_from_start_to_end() -> None:
    shown = columns_of(picture([row("", "10:00", "12:00", venue="a")]), look(LIGHT, 0, Phase.NEXT, Flag.NONE).fill)
    assert (min(shown), max(shown)) == (pytest.approx(204, abs=5), pytest.approx(398, abs=4))


def test_what_begins_before_and_ends_after_is_in_sight_and_what_is_over_is_not() -> None:
    made = [
        row("through", "2028-07-18 08:00", "2028-07-20 08:00", venue="a"),
        row("before", "06:00", "08:00", venue="b"),
        row("after", "18:00", "19:00", venue="c"),
    ]
    held = content(made, height=90.0)
    assert [held.arranged.rows[n].title for n in in_sight(held, GLASS)] == ["through"]


def test_lanes_scrolled_away_are_not_drawn() -> None:
    held = content([row(name, "10:00", "12:00", venue=name) for name in "abcdef"])
    low = Glass(GLASS.first, GLASS.last, 1000.0, 60.0, scroll=90.0)
    assert [held.arranged.rows[n].title for n in in_sight(held, GLASS)] == ["a", "b"]
    assert [held.arranged.rows[n].title for n in in_sight(held, low)] == ["d", "e"]


def test_conflicts_and_slips_are_outlined_in_their_colour() -> None:
    clash = [row("A", "10:00", "12:00", venue="a"), row("B", "11:00", "13:00", venue="a")]
    assert count(picture(clash), LIGHT.bad, near=30) > 80
    assert count(picture([row("A", "10:00", "12:00", status="delayed")]), LIGHT.warn, near=30) > 20
    assert not count(picture([row("A", "10:00", "12:00")]), LIGHT.bad, near=30)


def test_the_worst_incident_of_a_session_is_seen_on_its_bar() -> None:
    assert count(picture([row("A", "10:00", "12:00", incidents=Trouble(2, 3))]), severity_ink(LIGHT, 3)) > 10
    assert not count(picture([row("A", "10:00", "12:00")]), severity_ink(LIGHT, 3))


def test_a_hazard_that_touches_a_session_is_seen_on_its_bar_beside_an_incident() -> None:
    for trouble in (Trouble(), Trouble(2, 1)):
        touched = row("A", "10:00", "12:00", hazard=Touch("Heat", "why", 3, 1), incidents=trouble)
        plain = picture([row("A", "10:00", "12:00", incidents=trouble)])
        ink = severity_ink(LIGHT, 3)
        assert count(picture([touched]), ink, near=40) > count(plain, ink, near=40) + 5
    assert picture([row("A", "10:00", "12:00")]) == picture([row("A", "10:00", "12:00", hazard=NO_TOUCH)])


def test_a_bar_without_an_end_runs_out() -> None:
    closed, opened = picture([row("", "10:00", "11:00")]), picture([row("", "10:00")])
    assert opened.pixelColor(230, 30) == closed.pixelColor(230, 30)
    assert closed.pixelColor(290, 30).lightnessF() < opened.pixelColor(290, 30).lightnessF()


def test_when_it_really_ran_is_a_line_along_its_foot() -> None:
    plain = picture([row("A", "10:00", "12:00", status="running")], "11:00")
    running = picture([row("A", "10:00", "12:00", status="running", actual_start=when("10:30"))], "11:00")
    assert plain != running


def test_labels_are_kept_from_frame_to_frame_and_cut_anew_for_other_sessions() -> None:
    held = content([row("A rather long title", "10:00", "12:00")])
    drawn(1000, 60, lambda painter: paint_bars(painter, held, GLASS, LIGHT))
    assert held.labels
    again = content_of(held.arranged, held.page, ZONE, held.now + MINUTE, held)
    assert again.labels is held.labels
    other = arrange([row("Other", "10:00", "12:00")])
    assert not content_of(other, held.page, ZONE, held.now, held).labels


def test_far_out_a_crowd_is_drawn_as_its_density() -> None:
    step = 2 * MINUTE
    first = when("08:00")
    made = [
        SessionRow(
            n, n.to_bytes(4, "big"), "", venue=b"a", starts=first + n % 250 * step, ends=first + n % 250 * step + step
        )
        for n in range(bars.DENSE + 500)
    ]
    held = content(made, height=9000.0)
    tall = Glass(GLASS.first, GLASS.last, 1000.0, float(held.page.height))
    image = drawn(1000, 60, lambda painter: paint_bars(painter, held, tall, LIGHT))
    dense = count(image, LIGHT.accent, near=3)
    assert dense > 1000 * 30 * 0.7  # busy from edge to edge
    assert image.pixelColor(900, 30).name() == "#ffffff"  # nothing after 16:20


def test_many_bars_are_squares_and_all_of_them_are_there() -> None:
    made = [row("", f"{8 + n // 6:02d}:{n % 6}0", f"{8 + n // 6:02d}:{n % 6}5") for n in range(60)] * 5
    held = content([SessionRow(n, n.to_bytes(4, "big"), "", starts=r.starts, ends=r.ends) for n, r in enumerate(made)])
    assert len(made) > bars.FINE
    counts: list[int] = []
    tall = Glass(GLASS.first, GLASS.last, 1000.0, float(held.page.height))
    drawn(1000, 60, lambda painter: counts.append(paint_bars(painter, held, tall, LIGHT)))
    assert counts == [300]


def test_the_chosen_bar_has_a_frame_and_an_offer_says_its_times() -> None:
    rect = QRectF(20, 10, 100, 30)
    framed = drawn(200, 60, lambda painter: paint_frame(painter, rect, LIGHT, keyboard=True))
    assert count(framed, LIGHT.accent) > 150
    assert framed.pixelColor(70, 25).name() == "#ffffff"
    empty = drawn(200, 60, lambda painter: paint_ghost(painter, rect, "", LIGHT))
    said = drawn(200, 60, lambda painter: paint_ghost(painter, rect, "09:00–11:00", LIGHT))
    assert count(said, LIGHT.text, near=60) > count(empty, LIGHT.text, near=60)
