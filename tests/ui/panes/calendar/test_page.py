"""The lanes of a page: their heights, what is under the pointer, what is next to what."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import Arranged, Ints, arrange
from eocdesk.ui.panes.calendar.page import HIGHEST, LOWEST, busy_hours, hit, lay_out, neighbour
from tests.kit.sessions import HOUR, MINUTE, row, rows, when

MORNING, NEXT = when("00:00"), when("2028-07-20 00:00")


@given(rows(), st.floats(50, 2000), st.sampled_from((1.0, 17 / 13)))
def test_bars_stand_inside_their_lanes_and_none_over_another(made: list[SessionRow], room: float, scale: float) -> None:
    arranged = arrange(made)
    shown = arranged.between(MORNING, NEXT)
    page = lay_out(arranged, shown, room, scale)
    place = {lane: n for n, lane in enumerate(page.lanes)}
    for n in shown.tolist():
        top, bottom = page.edges[place[int(arranged.lane[n])]], page.edges[place[int(arranged.lane[n])] + 1]
        assert top < page.top[n]
        assert page.top[n] + page.tall[n] < bottom + 0.5
        assert page.tall[n] >= 8
    for one, other in combinations(shown.tolist(), 2):
        if arranged.lane[one] == arranged.lane[other] and _overlap(arranged, one, other):
            high, low = sorted((one, other), key=lambda n: page.top[n])
            assert page.top[high] + page.tall[high] <= page.top[low]
    assert np.isnan(page.top[np.setdiff1d(np.arange(len(arranged)), _of_lanes(arranged, page.lanes))]).all()


def _overlap(arranged: Arranged, one: int, other: int) -> bool:
    return bool(arranged.starts[one] < arranged.ends[other] and arranged.starts[other] < arranged.ends[one])


def _of_lanes(arranged: Arranged, lanes: tuple[int, ...]) -> Ints:
    return np.nonzero(np.isin(arranged.lane, lanes))[0]


def test_lanes_fill_the_room_between_their_least_and_their_most() -> None:
    arranged = arrange([row(starts="09:00", ends="10:00", venue=name) for name in "abcd"])
    shown = arranged.between(MORNING, NEXT)
    assert lay_out(arranged, shown, 1.0).height == 4 * LOWEST
    assert lay_out(arranged, shown, 160.0).height == 160.0
    assert lay_out(arranged, shown, 9999.0).height == 4 * HIGHEST


def test_a_lane_with_overlaps_is_taller() -> None:
    made = [row(starts="09:00", ends="11:00", venue=name) for name in "aab"]
    arranged = arrange(made)
    heights = np.diff(lay_out(arranged, arranged.between(MORNING, NEXT), 200.0).edges)
    assert heights[0] > heights[1] * 1.4


@given(rows())
def test_every_bar_is_hit_in_its_middle(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    shown = arranged.between(MORNING, NEXT)
    page = lay_out(arranged, shown, 500.0)
    for n in shown.tolist():
        middle = (arranged.starts[n] + arranged.ends[n]) // 2
        assert hit(arranged, page, int(middle), float(page.top[n] + page.tall[n] / 2)) == n
    assert hit(arranged, page, MORNING, -5.0) is None


def test_a_thin_bar_is_hit_beside_itself_where_the_hand_has_slack() -> None:
    arranged = arrange([row(starts="09:00", ends="09:05", venue="a")])
    page = lay_out(arranged, arranged.between(MORNING, NEXT), 100.0)
    y, beside = float(page.top[0]) + 3, when("09:05") + 2 * MINUTE
    assert hit(arranged, page, beside, y) is None
    assert hit(arranged, page, beside, y, slack=3 * MINUTE) == 0


@given(rows())
def test_the_arrows_reach_every_session_of_a_lane_and_every_lane(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    shown = arranged.between(MORNING, NEXT)
    page = lay_out(arranged, shown, 500.0)
    for lane in page.lanes:
        same = shown[arranged.lane[shown] == lane].tolist()
        for one, other in pairwise(same):
            assert neighbour(arranged, page, shown, one, (1, 0)) == other
            assert neighbour(arranged, page, shown, other, (-1, 0)) == one
        assert neighbour(arranged, page, shown, same[-1], (1, 0)) is None
    for one, other in pairwise(page.lanes):
        first = int(shown[arranged.lane[shown] == one][0])
        below = neighbour(arranged, page, shown, first, (0, 1))
        assert below is not None
        assert arranged.lane[below] == other


def test_up_and_down_go_to_what_is_nearest_in_time() -> None:
    made = [
        row("up", "14:00", "15:00", venue="a"),
        row("early", "09:00", "10:00", venue="b"),
        row("near", "14:30", "16:00", venue="b"),
    ]
    arranged = arrange(made)
    shown = arranged.between(MORNING, NEXT)
    page = lay_out(arranged, shown, 200.0)
    at = {r.title: n for n, r in enumerate(arranged.rows)}
    assert neighbour(arranged, page, shown, at["up"], (0, 1)) == at["near"]
    assert neighbour(arranged, page, shown, at["early"], (0, -1)) == at["up"]
    assert neighbour(arranged, page, shown, at["up"], (0, -1)) is None


def test_a_day_opens_on_the_hours_that_are_busy_and_on_now() -> None:
    arranged = arrange([row(starts="13:00", ends="15:00")])
    first, last = busy_hours(arranged, MORNING, NEXT, 0)
    assert last - first >= 10 * HOUR
    assert first < when("13:00") < when("15:00") < last
    first, last = busy_hours(arranged, MORNING, NEXT, when("03:00"))
    assert first < when("03:00")
    assert last > when("15:00")
    whole = busy_hours(arrange([row(starts="2028-07-18 20:00", ends="2028-07-20 04:00")]), MORNING, NEXT, 0)
    assert whole == (MORNING, NEXT)


def test_of_a_long_day_what_comes_is_shown_before_what_has_been() -> None:
    arranged = arrange([row(starts="05:00", ends="06:00"), row(starts="22:00", ends="23:30")])
    first, last = busy_hours(arranged, MORNING, NEXT, when("14:00"))
    assert last - first == 15 * HOUR
    assert first > when("06:00")
    assert last > when("22:00")
    early = busy_hours(arranged, MORNING, NEXT, when("05:30"))
    assert early[0] < when("05:00")


def test_a_height_between_lanes_is_no_lane() -> None:
    arranged = arrange([row(starts="09:00", venue="a"), row(starts="09:00", venue="b")])
    page = lay_out(arranged, arranged.between(MORNING, NEXT), 100.0)
    assert [page.lane_at(y) for y in (-1.0, 0.0, page.edges[1] + 1, page.height + 1)] == [None, 0, 1, None]
