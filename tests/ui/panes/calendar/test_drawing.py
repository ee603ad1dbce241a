"""The picture of a grid: drawn once a column, right at every scroll."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit.tokens import DARK, LIGHT, Tokens
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.columns import week_columns
from eocdesk.ui.panes.calendar.drawing import Drawn, Ghost, Tiles, paint_grid
from eocdesk.ui.panes.calendar.plan import plan
from eocdesk.ui.panes.calendar.state import phases
from tests.kit.pictures import count, drawn
from tests.kit.sessions import DAY, ZONE, row, when

MONDAY = date(2028, 7, 17)
NOW = when("12:00")


@pytest.fixture(autouse=True)
def _fonts(light: None) -> None:
    del light


def week(made: list[SessionRow], most: int = 3) -> Drawn:
    arranged = arrange(made)
    columns = week_columns(arranged, MONDAY, ZONE, NOW, most)
    laid = plan(columns, 900.0, 300.0, 48.0, 1.0)
    now = phases(arranged.starts, arranged.ends, arranged.said, NOW)
    return Drawn(laid, arranged, now, ZONE, (None, -1), None, "", keyboard=False)


def picture(shown: Drawn, tiles: Tiles | None = None, tokens: Tokens = LIGHT) -> QImage:
    return drawn(900, 300, lambda painter: paint_grid(painter, shown, tokens, tiles or Tiles()), tokens.surface)


def test_the_now_line_crosses_today_and_no_other_day() -> None:
    image = picture(week([]))
    wide = (900 - 56) / 7
    today = image.copy(round(56 + 2 * wide + 4), 40, round(wide - 8), 260)
    assert count(today, LIGHT.bad) > 100
    assert not count(image.copy(round(56 + 4 * wide), 0, 400, 300), LIGHT.bad)


def test_scrolled_it_shows_what_it_would_show_drawn_anew() -> None:
    shown, tiles = week([row("Final", "10:00", "20:00"), row("Other", "2028-07-21 09:00", "2028-07-21 12:00")]), Tiles()
    picture(shown, tiles)
    down = replace(shown, plan=replace(shown.plan, down=120.0))
    assert picture(down, tiles) == picture(down)
    assert picture(down, tiles) != picture(shown, tiles)


def test_a_column_drawn_once_is_drawn_again_only_when_told_or_in_another_theme() -> None:
    one, other, tiles = week([row("A", "10:00", "12:00")]), week([row("A", "15:00", "17:00")]), Tiles()
    before = picture(one, tiles)
    assert picture(other, tiles) == before  # nobody said that something changed
    tiles.clear()
    assert picture(other, tiles) != before
    assert picture(other, tiles, DARK) == picture(other, Tiles(), DARK)


def test_nothing_scrolls_over_the_titles() -> None:
    shown = week([row("Final", "00:00", "23:59")])
    still = picture(shown)
    down = picture(replace(shown, plan=replace(shown.plan, down=300.0)))
    head = round(shown.plan.head) - 2
    assert still.copy(0, 0, 900, head) == down.copy(0, 0, 900, head)


def test_the_chosen_session_is_framed_in_every_column_it_reaches_and_inside_a_count() -> None:
    night = row("Night", "22:00", "2028-07-20 03:00")
    shown = week([night])
    framed = replace(shown, chosen=(night.id, -1))
    assert count(picture(framed), LIGHT.accent) > count(picture(shown), LIGHT.accent)
    busy = [row(f"{n}", "10:00", "12:00") for n in range(6)]
    crowd = week(busy)
    hidden = crowd.arranged.rows[crowd.plan.columns[2].more[0].numbers[0]].id
    assert count(picture(replace(crowd, chosen=(hidden, -1))), LIGHT.accent) > count(picture(crowd), LIGHT.accent)


def test_a_conflict_among_those_that_are_only_counted_shows() -> None:
    busy = [row(f"{n}", "10:00", "12:00", venue=f"{n}") for n in range(4)]
    clash = [*busy, row("late", "10:30", "12:00", venue="3")]
    quiet, loud = picture(week(busy, most=1)), picture(week(clash, most=1))
    assert count(loud, LIGHT.bad, near=30) > count(quiet, LIGHT.bad, near=30) + 20


def test_what_waits_for_its_time_stands_above_the_hours() -> None:
    waiting = row("Canoe", day=DAY)
    shown = week([waiting])
    assert shown.plan.top > week([]).plan.top
    assert count(picture(replace(shown, chosen=(waiting.id, -1))), LIGHT.sel) > 300


def test_an_offer_and_a_sentence_lie_on_top() -> None:
    shown = week([row("Final", "09:00", "11:00")])
    ghost = replace(shown, ghost=Ghost(QRectF(300, 120, 100, 60), "10:00–12:00"))
    assert count(picture(ghost), LIGHT.accent, near=40) > count(picture(shown), LIGHT.accent, near=40) + 50
    assert picture(replace(week([]), words="Nothing is planned on these days.")) != picture(week([]))


def test_a_clock_change_is_written_under_its_day() -> None:
    columns = week_columns(arrange(()), date(2028, 3, 6), ZONE, NOW, 3)
    shown = replace(week([]), plan=plan(columns, 900.0, 300.0, 48.0, 1.0))
    assert count(picture(shown), QColor(LIGHT.warn), near=60) > 20
