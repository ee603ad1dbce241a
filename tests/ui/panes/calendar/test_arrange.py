"""Every session has its place: a lane a venue, overlaps stacked, double use found."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import OPEN_END, Arranged, arrange, clash, clashes_with, lane_of, natural
from tests.kit.sessions import HOUR, row, rows, when


def overlap(arranged: Arranged, one: int, other: int) -> bool:
    return bool(
        arranged.starts[one] < arranged.ends[other]
        and arranged.starts[other] < arranged.ends[one]
        and arranged.lane[one] == arranged.lane[other]
    )


@given(rows())
def test_no_bar_hides_another(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    for one, other in combinations(range(len(arranged)), 2):
        if overlap(arranged, one, other):
            assert arranged.level[one] != arranged.level[other]
            assert arranged.depth[one] == arranged.depth[other]
    assert np.all(arranged.level < arranged.depth)


@given(rows())
def test_every_session_is_somewhere_and_once(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    assert sorted(r.row for r in (*arranged.rows, *arranged.undecided)) == [r.row for r in made]
    assert all(arranged.lanes[arranged.lane[n]] == lane_of(r) for n, r in enumerate(arranged.rows))
    assert {r.id: n for n, r in enumerate(arranged.rows)} == arranged.at
    assert np.all(np.diff(arranged.starts) >= 0)


@given(rows())
def test_a_lane_is_no_deeper_than_what_is_on_at_once(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    for n in range(len(arranged)):
        together = max(
            sum(1 for m in range(len(arranged)) if overlap(arranged, k, m) and arranged.starts[m] <= arranged.starts[k])
            for k in range(len(arranged))
            if arranged.lane[k] == arranged.lane[n]
        )
        assert arranged.depth[n] <= together


@given(rows())
def test_conflicts_are_what_clashes_with_something_at_the_same_time(made: list[SessionRow]) -> None:
    arranged = arrange(made)
    for n, one in enumerate(arranged.rows):
        others = [arranged.rows[m] for m in range(len(arranged)) if m != n and overlap(arranged, n, m)]
        assert arranged.conflict[n] == any(clash(one, other) for other in others)
        assert bool(arranged.conflict[n]) == bool(clashes_with(one, arranged.rows))


@given(rows())
def test_what_is_on_in_a_piece_of_time_is_found_by_plain_looking(made: list[SessionRow]) -> None:
    arranged, first, last = arrange(made), when("10:00"), when("2028-07-20 03:00")
    plain = [n for n in range(len(arranged)) if arranged.starts[n] < last and arranged.ends[n] > first]
    assert arranged.between(first, last).tolist() == plain


def test_an_end_that_cannot_be_is_drawn_as_if_open() -> None:
    arranged = arrange([row(starts="09:00"), row(starts="10:00", ends="08:00"), row(starts="11:00", ends="12:00")])
    assert arranged.open_end.tolist() == [True, True, False]
    assert (arranged.ends - arranged.starts).tolist() == [OPEN_END, OPEN_END, HOUR]


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ({}, {}, True),
        ({"kind": "training"}, {"kind": "ceremony"}, True),
        ({"kind": "delivery"}, {}, True),
        ({"kind": "delivery"}, {"kind": "training"}, False),
        ({"kind": "meeting"}, {}, False),
        ({"status": "cancelled"}, {}, False),
        ({"status": "finished"}, {}, False),
        ({"venue": "b"}, {}, False),
        ({"source": "ics"}, {"source": "ics"}, False),  # six tennis courts are meant
        ({"source": "ics", "reason": "Rain."}, {"source": "ics"}, True),  # until one is moved into the other
    ],
)
def test_who_cannot_share_a_venue(one: dict[str, str], other: dict[str, str], clashes: bool) -> None:  # noqa: FBT001
    first, second = (row(starts="09:00", ends="11:00", **({"venue": "a"} | more)) for more in (one, other))
    assert clash(first, second) is clash(second, first) is clashes


def test_sessions_at_no_known_venue_do_not_clash() -> None:
    assert not clash(row(starts="09:00", venue_name="Hall"), row(starts="09:00", venue_name="Hall"))


def test_what_only_touches_does_not_clash() -> None:
    arranged = arrange([row(starts="09:00", ends="10:00", venue="a"), row(starts="10:00", ends="11:00", venue="a")])
    assert not arranged.conflict.any()
    assert arranged.depth.tolist() == [1, 1]


def test_what_is_filtered_away_is_in_the_way_all_the_same() -> None:
    one, other = row(starts="09:00", ends="11:00", venue="a"), row(starts="10:00", ends="12:00", venue="a")
    whole = arrange([one, other])
    assert arrange([one], whole.clashing()).conflict.tolist() == [True]
    assert whole.conflicts_between(when("11:30"), when("12:00")) == 1


def test_lanes_stand_in_the_order_people_count_and_unmatched_ones_last() -> None:
    made = [
        row(starts="09:00", venue_name="Court 1"),
        row(starts="09:00"),
        row(starts="09:00", venue="x", venue_name="Court 11"),
        row(starts="09:00", venue="y", venue_name="Court 2"),
    ]
    assert [lane.name for lane in arrange(made).lanes] == ["Court 2", "Court 11", "Court 1", "No venue yet"]
    assert natural("Court 2") < natural("Court 11")


def test_words_of_a_source_make_one_lane_however_they_are_written() -> None:
    made = [row(starts="09:00", venue_name="Rose Bowl "), row(starts="12:00", venue_name="rose bowl")]
    assert len(arrange(made).lanes) == 1


def test_nothing_is_arranged_as_nothing() -> None:
    empty = arrange(())
    assert len(empty) == 0
    assert empty.between(0, 1).tolist() == []
