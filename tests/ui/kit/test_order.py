"""Orders of rows turn into each other."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.ui.kit.order import Plan, place_of, places_of, plan

KEYS = st.lists(st.integers(0, 300), unique=True, max_size=120)


def follow(old: list[int], steps: Plan) -> list[int]:
    if not steps.small:
        return list(steps.ids)
    rows = list(old)
    for row in reversed(steps.gone):
        del rows[row]
    for row in steps.come:
        rows.insert(row, steps.ids[row])
    return rows


@given(KEYS, KEYS)
def test_a_plan_leads_from_any_order_to_any_other(old: list[int], new: list[int]) -> None:
    assert follow(old, plan(array("q", old), new)) == new


@given(KEYS, st.integers(0, 120), st.integers(1000, 2000))
def test_one_new_row_is_one_small_step(old: list[int], at: int, key: int) -> None:
    new = [*old[:at], key, *old[at:]]
    steps = plan(array("q", old), new)
    assert (steps.small, steps.gone, len(steps.come)) == (True, (), 1)


def test_a_change_of_places_is_a_new_layout() -> None:
    assert not plan(array("q", [1, 2, 3]), [3, 2, 1]).small


def test_many_new_rows_are_a_new_layout() -> None:
    assert not plan(array("q", [1]), list(range(2, 200))).small


def test_places_are_found_few_or_many() -> None:
    ids = array("q", range(100, 200))
    assert place_of(ids, 150) == 50
    assert place_of(ids, 7) is None
    assert places_of(ids, [100, 199, 7]) == {100: 0, 199: 99}
    assert places_of(ids, list(range(90, 190)))[189] == 89
