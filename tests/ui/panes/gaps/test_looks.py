"""Overdue and ended are said in words, not by colour alone; what is over is faded; what nobody rated says so."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.store.queries.gap_board import AgreementRow, CapabilityRow
from eocdesk.store.queries.gaps import GapRow, RecommendationRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.gaps import looks
from eocdesk.ui.panes.gaps.looks import Looks

NOW = 1_847_646_000_000  # 2028-07-19 19:00 UTC
DAY = 86_400_000


def made(cls: Any, **values: Any) -> Any:
    empty = {"found", "due", "present", "target", "gap"}
    numbers = {"unfinished", "progress", "gaps", "row"}
    return cls(**{n: values.get(n, None if n in empty else 0 if n in numbers else "") for n in cls._fields})


@pytest.fixture
def told() -> Looks:
    return Looks(_now, _zone)


def _now() -> int:
    return NOW


def _zone() -> str:
    return "UTC"


def test_ages_and_overdue_in_words(told: Looks) -> None:
    late = made(GapRow, state="open", found=NOW - 12 * DAY, due=NOW - 3 * DAY)
    assert (told.age(late), told.due(late)) == ("12 d", "3 d overdue")
    assert looks.look_gap(late, NOW, theme.now()).tint == theme.now().bad
    closed = made(GapRow, state="accepted", found=1, due=2)
    assert (told.age(closed), told.due(closed)) == ("", "")
    assert looks.look_gap(closed, NOW, theme.now()).muted
    assert [looks.days(span) for span in (0, 5 * 3_600_000)] == ["under 1 h", "5 h"]


def test_an_accepted_recommendation_is_still_to_be_done(told: Looks) -> None:
    assert told.due(made(RecommendationRow, state="accepted", due=NOW - DAY)) == "1 d overdue"
    assert looks.look_recommendation(made(RecommendationRow, state="done"), NOW, theme.now()).muted


def test_the_end_of_an_agreement_is_warned_of_in_days(told: Looks) -> None:
    said = {
        "2020-01-01": "expired 2020-01-01",
        "2028-07-07": "expired 12 days ago",
        "2028-07-18": "expired 1 day ago",
        "2028-07-19": "ends today",
        "2028-08-08": "in 20 days",
        "2028-10-17": "in 90 days",
        "2028-10-18": "2028-10-18",
        "": "no end",
    }
    assert {day: told.expires(made(AgreementRow, expires=day)) for day in said} == said
    tokens = theme.now()
    edges = [told.look_agreement(made(AgreementRow, expires=day), NOW, tokens).edge for day in said]
    assert edges == [tokens.bad] * 5 + [tokens.warn, "", ""]


def test_levels_in_words() -> None:
    rows = [made(CapabilityRow, present=p, target=t) for p, t in ((2, 4), (None, 4), (2, None), (None, None))]
    assert [looks.levels(row) for row in rows] == ["2 of 4", "not rated, target 4", "2, no target", "not rated"]
    tokens = theme.now()
    assert looks.look_capability(rows[0], NOW, tokens).edge == tokens.bad
    assert looks.look_capability(rows[1], NOW, tokens).muted
