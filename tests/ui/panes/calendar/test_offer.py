"""Where a session would stand: five minutes at a time, never shorter than five."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.offer import STEP, Offer, Part, nudged, pulled, stands, still_offered
from tests.kit.sessions import HOUR, MINUTE, row, when

NINE, ELEVEN = when("09:00"), when("11:00")


@given(st.integers(-10 * HOUR, 10 * HOUR), st.sampled_from(list(Part)))
def test_a_pull_ends_on_whole_five_minutes_and_leaves_something(by: int, part: Part) -> None:
    starts, ends = pulled(NINE, ELEVEN, by, part)
    assert starts % STEP == ends % STEP == 0
    assert ends - starts >= STEP
    if part is Part.WHOLE:
        assert ends - starts == ELEVEN - NINE
        assert abs(starts - NINE - by) <= STEP // 2
    else:
        assert (ends == ELEVEN) if part is Part.START else (starts == NINE)


def test_a_session_on_an_odd_minute_keeps_its_length_when_moved() -> None:
    starts, ends = pulled(NINE + 2 * MINUTE, ELEVEN, 5 * MINUTE, Part.WHOLE)
    assert (starts, ends - starts) == (NINE + 5 * MINUTE, 118 * MINUTE)


def test_nudges_add_up_and_another_session_begins_afresh() -> None:
    arranged = arrange([row(starts="09:00", ends="11:00"), row(starts="14:00", ends="15:00")])
    once = nudged(arranged, 0, None, (1, 0), Part.WHOLE)
    assert once == Offer(0, NINE + STEP, ELEVEN + STEP)
    assert nudged(arranged, 0, once, (-1, 1), Part.WHOLE) == Offer(0, NINE + HOUR, ELEVEN + HOUR)
    assert nudged(arranged, 0, once, (1, 0), Part.END) == Offer(0, NINE + STEP, ELEVEN + 2 * STEP)
    assert nudged(arranged, 1, once, (0, 0), Part.WHOLE) == stands(arranged, 1)


def test_an_offer_outlives_changes_of_others_and_ends_when_it_is_done() -> None:
    moving, other = row(starts="09:00", ends="11:00"), row(starts="08:00", ends="08:30")
    before, after = arrange([moving]), arrange([other, moving])
    offer = nudged(before, 0, None, (1, 0), Part.WHOLE)
    kept = still_offered(offer, before, after)
    assert kept == Offer(1, offer.starts, offer.ends)
    done = arrange([replace(moving, starts=offer.starts, ends=offer.ends)])
    assert still_offered(offer, before, done) is None
    assert still_offered(offer, before, arrange([other])) is None
    assert still_offered(None, before, after) is None
