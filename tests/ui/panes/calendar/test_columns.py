"""Sessions side by side in columns of hours, none hidden, none left out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.columns import (
    SHORTEST,
    WHOLE,
    Block,
    More,
    Piece,
    day_columns,
    hours_needed,
    placed,
    undecided_days,
    wall_minutes,
    week_columns,
)
from tests.kit.sessions import DAY, HOUR, ZONE, row, rows, when

PIECES = st.lists(
    st.tuples(st.integers(0, 1380), st.integers(1, 400)).map(lambda t: (float(t[0]), float(min(1440, t[0] + t[1])))),
    max_size=40,
)
TODAY = date.fromisoformat(DAY)


def cross(one: Block | More, other: Block | More) -> bool:
    """Whether the two rectangles share any area."""
    left, right = one.place / one.places, (one.place + 1) / one.places
    beside = right <= other.place / other.places + 1e-9 or (other.place + 1) / other.places <= left + 1e-9
    return not beside and one.top < other.bottom and other.top < one.bottom


@given(PIECES, st.integers(1, 6))
def test_no_block_lies_over_another_and_each_piece_is_shown_or_counted_once(
    times: list[tuple[float, float]], most: int
) -> None:
    pieces = [Piece(n, top, bottom) for n, (top, bottom) in enumerate(times)]
    blocks, more = placed(pieces, most)
    for one, other in combinations([*blocks, *more], 2):
        assert not cross(one, other)
    shown = [block.number for block in blocks] + [n for rest in more for n in rest.numbers]
    assert sorted(shown) == list(range(len(pieces)))
    assert all(part.places <= most and part.bottom - part.top >= SHORTEST for part in (*blocks, *more))


def test_those_there_is_no_room_for_are_counted_by_the_hour() -> None:
    pieces = [Piece(n, 540.0 + 30 * (n // 4), 900.0) for n in range(16)]  # four each at 9:00, 9:30, 10:00, 10:30
    blocks, more = placed(pieces, 3)
    assert [len(rest.numbers) for rest in more] == [6, 8]
    assert len(blocks) == 2
    assert [rest.top for rest in more] == [540.0, 600.0]


@given(rows(), st.sampled_from(("2028-07-17", "2028-07-19", "2028-07-21")))
def test_every_session_of_a_week_is_in_the_column_of_its_day(made: list[SessionRow], day: str) -> None:
    arranged, first = arrange(made), date.fromisoformat(day)
    columns = week_columns(arranged, first, ZONE, when("12:00"), 4)
    for n in range(len(arranged)):
        begins, ends = int(arranged.starts[n]), int(arranged.ends[n])
        for step, column in enumerate(columns):
            low, high = (when(f"{first + timedelta(days=step + plus)} 00:00") for plus in (0, 1))
            on = begins < high and ends > low
            held = [block.number for block in column.blocks] + [k for rest in column.more for k in rest.numbers]
            assert (n in held) == on
    waiting = [session.row for column in columns for session in column.undecided]
    days = {(first + timedelta(days=step)).isoformat() for step in range(7)}
    assert sorted(waiting) == sorted(r.row for r in arranged.undecided if r.day in days)


def test_a_night_session_is_cut_at_midnight() -> None:
    arranged = arrange([row(starts="22:00", ends="2028-07-20 02:00")])
    columns = week_columns(arranged, date(2028, 7, 17), ZONE, 0, 4)
    assert columns[2].blocks[0][1:3] == (22 * 60, WHOLE)
    assert columns[3].blocks[0][1:3] == (0, 120)


def test_the_week_of_a_clock_change_goes_by_the_local_clock_and_says_so() -> None:
    arranged = arrange([row(starts="2028-03-12 09:00", ends="2028-03-12 10:00")])
    column = week_columns(arranged, date(2028, 3, 6), ZONE, 0, 4)[6]
    assert column.blocks[0][1:3] == (540, 600)
    assert column.warning == "clocks go forward, 23 h"


def test_a_day_of_25_hours_has_25_lines_and_bars_of_their_real_length() -> None:
    begins = when("2028-11-05 00:30")
    session = SessionRow(1, b"1", "Night run", starts=begins, ends=begins + 3 * HOUR)  # 00:30 to 02:30, the second 01
    column = day_columns(arrange([session]), date(2028, 11, 5), ZONE, begins + HOUR, 4)[0]
    assert len(column.hours) == 25
    assert column.blocks[0][1:3] == (30, 210)
    assert column.now == 90


def test_the_day_has_a_column_for_each_venue_that_waits_too() -> None:
    made = [
        row("A", "09:00", "10:00", venue="a"),
        row("B", venue="b", day=DAY),
        row("C", venue="c", day="2028-07-20"),
        row("D", "09:00", venue_name="Hall"),
    ]
    columns = day_columns(arrange(made), TODAY, ZONE, 0, 4)
    assert [column.title for column in columns] == ["Venue a", "Venue b", "Hall"]
    assert [session.title for session in columns[1].undecided] == ["B"]
    assert [column.matched for column in columns] == [True, True, False]
    assert columns[0].now is None


def test_minutes_of_another_day_are_kept_inside_this_one() -> None:
    assert wall_minutes(when("14:30"), TODAY, ZONE) == 870
    assert wall_minutes(when("2028-07-18 23:00"), TODAY, ZONE) == 0
    assert wall_minutes(when("2028-07-20 01:00"), TODAY, ZONE) == WHOLE
    assert wall_minutes(when("14:30") + 30_000, TODAY, ZONE) == 870.5


def test_the_hours_shown_reach_from_the_first_session_to_the_last() -> None:
    def needed(starts: str, ends: str, now: str = "2028-07-01 00:00") -> tuple[float, float]:
        return hours_needed(week_columns(arrange([row(starts=starts, ends=ends)]), TODAY, ZONE, when(now), 4))

    assert needed("09:00", "10:00") == (420, 1320)
    assert needed("05:40", "23:10") == (300, 1440)
    assert needed("09:00", "10:00", now="03:20") == (180, 1320)


def test_sessions_without_a_day_are_kept_under_none() -> None:
    made = [row("A", day=DAY), row("B"), row("C")]
    found = undecided_days(arrange(made))
    assert {day: [r.title for r in held] for day, held in found.items()} == {TODAY: ["A"], None: ["B", "C"]}
