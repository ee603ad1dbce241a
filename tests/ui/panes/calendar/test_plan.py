"""Where everything stands in a grid, and what is next to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.columns import week_columns
from eocdesk.ui.panes.calendar.plan import PILLS, Plan, beside, plan, room_for
from tests.kit.sessions import DAY, ZONE, row, rows, when

MONDAY = date(2028, 7, 17)


def week(made: list[SessionRow], width: float = 900.0, height: float = 500.0) -> Plan:
    columns = week_columns(arrange(made), MONDAY, ZONE, when("12:00"), room_for(7, width, 48.0, 1.0))
    return plan(columns, width, height, 48.0, 1.0)


@given(rows(), st.floats(300, 2000))
def test_nothing_that_can_be_pointed_at_lies_over_anything_else(made: list[SessionRow], width: float) -> None:
    found = week(made, width)
    for one, other in combinations(found.spots, 2):
        assert not one.rect.intersects(other.rect)
    for spot in found.spots:
        middle = spot.rect.center()
        inside = found.top <= middle.y() or spot.pinned
        assert not inside or found.spot_at(middle.x(), middle.y()) == spot


@given(rows(), st.floats(300, 2000))
def test_all_sessions_and_all_waiting_ones_have_a_place_or_are_counted(made: list[SessionRow], width: float) -> None:
    found = week(made, width)
    for at, column in enumerate(found.columns):
        spots = [spot for spot in found.spots if spot.column == at]
        held = sum(1 for s in spots if s.number >= 0) + sum(s.more for s in spots if not s.pinned)
        assert held == len(column.blocks) + sum(len(rest.numbers) for rest in column.more)
        waiting = sum(1 for s in spots if s.waiting is not None) + sum(s.more for s in spots if s.pinned)
        assert waiting == len(column.undecided)


def test_only_a_few_waiting_ones_stand_above_a_column_and_the_rest_is_counted() -> None:
    found = week([row(f"W{n}", day=DAY) for n in range(5)])
    pills = [spot for spot in found.spots if spot.pinned]
    assert len(pills) == PILLS
    assert pills[-1].more == 3
    assert found.top > found.head


def test_hours_scroll_and_titles_do_not() -> None:
    session, waiting = row(starts="14:00", ends="15:00"), row(day=DAY)
    still = week([session, waiting], height=300.0)
    down = replace(still, down=100.0)
    block, pill = (next(s for s in still.spots if s.pinned == pinned) for pinned in (False, True))
    assert down.spots[0].rect == pill.rect
    moved = next(s for s in down.spots if not s.pinned)
    assert moved.rect.top() == block.rect.top() - 100
    under = replace(still, down=block.rect.top() - still.top + 10)
    place = QPointF(moved.rect.center().x(), under.top - 5)
    assert under.spot_at(place.x(), place.y()) != moved


def test_what_does_not_fit_can_be_scrolled_to() -> None:
    found = week([row(starts="00:00", ends="2028-07-20 00:00")], width=200.0, height=300.0)
    across, down = found.over
    assert across == round(7 * 48 - (200 - found.rail))
    assert down == round(24 * 36 - (300 - found.top))
    assert replace(found, down=float(down)).y(1440) == 300


def test_a_place_left_of_the_columns_is_no_column() -> None:
    found = week([])
    assert found.column_at(found.rail - 1) is None
    assert found.column_at(found.left(3) + 1) == 3
    assert found.column_at(found.left(6) + found.wide + 5) is None


def test_arrows_go_to_what_one_sees_there() -> None:
    found = week(
        [
            row("one", "09:00", "10:00", venue="a"),
            row("two", "09:30", "11:00", venue="b"),
            row("late", "15:00", "16:00", venue="a"),
            row("next day", "2028-07-20 14:00", "2028-07-20 16:00", venue="a"),
        ]
    )
    one, two, late, following = sorted((s for s in found.spots), key=lambda s: s.number)
    spots = found.spots
    assert beside(spots, one, 1, 0) == two
    assert beside(spots, two, -1, 0) == one
    assert beside(spots, two, 0, 1) == late
    assert beside(spots, late, 1, 0) == following
    assert beside(spots, following, 1, 0) == following
    assert beside(spots, late, 0, 1) == late


def test_more_room_lets_more_stand_side_by_side() -> None:
    assert [room_for(7, width, 48.0, 1.0) for width in (300, 900, 1500, 3000)] == [1, 2, 4, 8]
    assert room_for(7, 1500, 48.0, 17 / 13) < 4
