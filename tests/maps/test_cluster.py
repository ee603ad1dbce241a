"""Many points counted together: none lost, none counted twice, the worst always seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.cluster import NAMED, Points
from eocdesk.maps.ground import TILE, View, fraction
from eocdesk.maps.layers import Mark

WORLD = View(-180, -85, 180, 85, 3)
MARKS = st.lists(st.tuples(st.floats(-84, 84), st.floats(-180, 180), st.integers(0, 4)), max_size=120)


def marks(places: list[tuple[float, float, int]]) -> list[Mark]:
    return [Mark("incident", bytes([i]), lat, lon, str(i), severity=how) for i, (lat, lon, how) in enumerate(places)]


@given(MARKS, st.floats(0, 18), st.integers(1, 40))
def test_every_point_in_view_is_counted_once_and_no_more_groups_than_the_cap(
    places: list[tuple[float, float, int]], zoom: float, cap: int
) -> None:
    groups = Points(marks(places)).seen(View(-180, -85, 180, 85, zoom), cap=cap)
    assert sum(group.count for group in groups) == len(places)
    assert len(groups) <= cap
    named = [at for group in groups for at in group.members]
    assert len(named) == len(set(named))
    assert all(len(group.members) == min(group.count, NAMED) for group in groups)


@given(MARKS, st.floats(0, 18))
def test_a_group_carries_the_worst_severity_and_the_middle_of_its_members(
    places: list[tuple[float, float, int]], zoom: float
) -> None:
    for group in Points(marks(places)).seen(View(-180, -85, 180, 85, zoom)):
        if group.count <= NAMED:
            mine = [places[at] for at in group.members]
            assert group.severity == max(how for _, _, how in mine)
            assert group.lat == pytest.approx(sum(lat for lat, _, _ in mine) / len(mine), abs=1e-9)
            assert group.lon == pytest.approx(sum(lon for _, lon, _ in mine) / len(mine), abs=1e-9)


@given(MARKS)
def test_only_what_is_in_view_is_counted(places: list[tuple[float, float, int]]) -> None:
    view = View(-10, -10, 25, 40, 5)
    inside = [p for p in places if -10 <= p[1] <= 25 and -10 <= p[0] <= 40]
    assert sum(group.count for group in Points(marks(places)).seen(view)) == len(inside)


def test_those_that_touch_are_counted_together_and_others_stand_alone() -> None:
    close = [(34.0, -118.0, 1), (34.0001, -118.0001, 4)]
    groups = Points(marks([*close, (36.0, -115.0, 2)])).seen(View(-125, 30, -110, 40, 8))
    assert sorted((group.count, group.severity) for group in groups) == [(1, 2), (2, 4)]


def test_zooming_in_takes_a_group_apart_unless_all_are_at_one_place() -> None:
    apart = Points(marks([(34.0, -118.0, 1), (34.0, -118.01, 1)]))
    assert [group.count for group in apart.seen(View(-119, 33, -117, 35, 8))] == [2]
    assert [group.count for group in apart.seen(View(-119, 33, -117, 35, 15))] == [1, 1]
    (one,) = Points(marks([(34.0, -118.0, 1), (34.0, -118.0, 3)])).seen(View(-119, 33, -117, 35, 19))
    assert one.together
    assert one.count == 2


@given(MARKS, st.floats(2, 12))
def test_the_marks_of_two_groups_are_no_nearer_than_a_quarter_of_touching(
    places: list[tuple[float, float, int]], zoom: float
) -> None:
    groups = Points(marks(places)).seen(View(-180, -85, 180, 85, zoom), cap=1000)
    one_off = len({(lat, lon) for lat, lon, _ in places})
    assert len(groups) <= one_off
    # Points that share a pixel never make two marks that hide each other.
    pixels = [tuple(round(part * TILE * 2**zoom) for part in fraction(g.lat, g.lon)) for g in groups]
    assert len(pixels) == len(set(pixels))


def test_no_points_make_no_groups() -> None:
    assert Points([]).seen(WORLD) == []


def test_a_point_at_the_pole_does_not_break_the_map() -> None:
    assert [group.count for group in Points(marks([(90.0, 0.0, 1)])).seen(View(-180, -90, 180, 90, 2))] == [1]
