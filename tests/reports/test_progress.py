"""The picture of the committee's progress: its edges add up, its days are days of the event, it can be set."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.reports.drawings import drawable
from eocdesk.reports.progress import highest, in_words, progress_chart, span, stacked, stairs, ticks
from eocdesk.store.queries.gap_progress import DONE, IN_HAND, OPEN, OVERDUE, Advised, Found, Progress, reckon

DAY = 86_400_000
NOW = 1_847_646_000_000  # 2028-07-19 19:00 UTC
ZONE = "America/Los_Angeles"
COURSE = reckon(
    (Found(NOW - 9 * DAY, None), Found(NOW - 8 * DAY, NOW - 2 * DAY)),
    (
        Advised(NOW - 7 * DAY, NOW - DAY, None),
        Advised(NOW - 7 * DAY, NOW + DAY, None),
        Advised(NOW - 7 * DAY, None, NOW - 3 * DAY),
    ),
    NOW,
)


def test_the_stack_is_as_high_as_all_there_is() -> None:
    edges = stacked(COURSE, NOW)
    assert [edges[name][1][-1][1] for name in (DONE, IN_HAND, OVERDUE)] == [1, 2, 3]
    assert edges[DONE][1] == edges[IN_HAND][0]
    assert stairs(COURSE, OPEN, NOW)[0] == (NOW - 9 * DAY, 1)
    assert stairs(COURSE, OPEN, NOW)[-1] == (NOW, 1)
    assert highest(COURSE) == 3
    assert in_words(COURSE) == "Recommendations now: done 1, in hand 1, overdue 1. Gaps open: 1."


@given(st.integers(0, 400 * DAY))
def test_a_few_moments_are_named_whatever_it_spans(length: int) -> None:
    begins, ends = span(Progress((NOW - length,), ((0,),) * 4), NOW)
    named = ticks(begins, ends, ZONE)
    assert 1 <= len(named) <= 8
    assert all(begins <= when <= ends for when, _ in named)
    assert len({words for _, words in named}) == len(named)


def test_days_are_days_of_the_event() -> None:
    named = ticks(NOW - 3 * DAY, NOW, ZONE)
    assert [words for _, words in named] == ["17 Jul", "18 Jul", "19 Jul"]
    assert named[-1][0] == NOW - 12 * 3_600_000  # midnight of Los Angeles


def test_no_word_hangs_over_the_edge() -> None:
    late = reckon((Found(NOW - 3 * DAY, None),), (), NOW - 11 * 3_600_000)
    assert 'text-anchor="end" font-size="10.5" fill="#4D5A69">19 Jul' in progress_chart(
        late, NOW - 11 * 3_600_000, ZONE
    )


def test_it_can_be_set_and_of_nothing_too() -> None:
    for course in (COURSE, Progress()):
        svg = drawable(progress_chart(course, NOW, ZONE), str)
        assert svg is not None
        assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314  made here
    assert "polygon" in progress_chart(COURSE, NOW, ZONE)
    assert "NaN" not in progress_chart(COURSE, NOW, ZONE)
