"""The picture of the committee's work adds up at every moment, whatever was said in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.recommendations import MoveRecommendation, Recommend
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import gap_progress
from eocdesk.store.queries.gap_progress import DONE, IN_HAND, OPEN, OVERDUE, SERIES, advised, found, reckon
from tests.kit.desks import EVENT

MOMENTS = st.integers(0, 40)


def at(when: int, one: gap_progress.Advised) -> str:
    """What a recommendation is at a moment, said plainly."""
    if when < one.begun:
        return ""
    if one.done is not None and one.done <= when:
        return DONE
    return OVERDUE if one.due is not None and one.due <= when else IN_HAND


@given(st.lists(st.tuples(MOMENTS, st.none() | MOMENTS, st.none() | MOMENTS), max_size=6), MOMENTS)
def test_at_each_moment_every_recommendation_is_one_thing(
    said: list[tuple[int, int | None, int | None]], now: int
) -> None:
    advice = [advised(*one) for one in said]
    made = reckon((), advice, now)
    assert list(made.moments) == sorted(set(made.moments))
    for place, when in enumerate(made.moments):
        states = [at(when, one) for one in advice]
        for name in (DONE, IN_HAND, OVERDUE):
            assert made.counts[SERIES.index(name)][place] == states.count(name)
    assert made.now(OPEN) == 0


@given(st.lists(st.tuples(st.none() | MOMENTS, MOMENTS, st.none() | MOMENTS), max_size=6), MOMENTS)
def test_gaps_are_open_from_when_they_were_found_until_they_are_closed(
    said: list[tuple[int | None, int, int | None]], now: int
) -> None:
    gaps = [found(*one) for one in said]
    made = reckon(gaps, (), now)
    for place, when in enumerate(made.moments):
        expected = sum(gap.begun <= when and (gap.closed is None or when < gap.closed) for gap in gaps)
        assert made.counts[SERIES.index(OPEN)][place] == expected


def test_it_is_read_from_what_stands_and_what_was_rejected_or_struck_does_not_count(desk: Desk) -> None:
    now = clock.now() + 1_000
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "No radio", "found": now - 5_000})).value
    shut, _ = desk.do_now(AddGap(EVENT, {"title": "No water", "found": now - 9_000})).value
    desk.do_now(CloseGap(shut, "Bought."))
    made = {}
    for name, due in (("late", now - 2_000), ("soon", now + 9_000), ("done", None), ("no", None), ("gone", None)):
        made[name], _ = desk.do_now(Recommend(gap, {"title": name, "due": due})).value
    desk.do_now(MoveRecommendation(made["done"], "done"))
    desk.do_now(MoveRecommendation(made["no"], "rejected", reason="Too dear."))
    desk.do_now(Strike("recommendation", made["gone"]))
    told = desk.read_now(gap_progress.progress, EVENT, now)
    assert [told.now(name) for name in (OPEN, DONE, IN_HAND, OVERDUE)] == [1, 1, 1, 1]
    assert told.moments[0] == now - 9_000
    assert set(desk.read_now(gap_progress.made, EVENT)) == {gap, shut, *made.values()}
