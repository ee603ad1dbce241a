"""How long ago, as a tired officer reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.desk.ages import behind, span

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "0 seconds"),
        (1_000, "1 second"),
        (59_999, "59 seconds"),
        (MINUTE, "1 minute"),
        (61 * MINUTE, "61 minutes"),
        (2 * HOUR, "2 hours"),
        (47 * HOUR, "47 hours"),
        (2 * DAY, "2 days"),
        (1_200 * DAY, "1,200 days"),
    ],
)
def test_the_unit_is_the_one_a_person_would_say(ms: int, words: str) -> None:
    assert span(ms) == words


def test_what_was_a_moment_ago_is_just_now() -> None:
    assert (behind(59_000), behind(5 * MINUTE)) == ("just now", "5 minutes ago")


@given(st.integers(0, 10**12))
def test_one_is_never_many(ms: int) -> None:
    count, unit = span(ms).split()
    assert (count == "1") == (not unit.endswith("s"))
