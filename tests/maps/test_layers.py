"""Layers: what changes, what stays, how old it is in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.layers import INCIDENTS, LAYERS, VENUES, LayerData, Mark, ago

MINUTE = 60_000


def mark(number: int, title: str = "") -> Mark:
    return Mark("incident", bytes([number]), 34.0, -118.0, title or str(number))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (-5, "just now"),
        (59_999, "just now"),
        (MINUTE, "1 min ago"),
        (12 * MINUTE, "12 min ago"),
        (60 * MINUTE, "1 h ago"),
        (47 * 60 * MINUTE, "47 h ago"),
        (72 * 60 * MINUTE, "3 days ago"),
    ],
)
def test_an_age_is_said_in_words(span: int, words: str) -> None:
    assert ago(span) == words


def test_a_layer_says_how_old_it_is_and_how_it_came() -> None:
    now = 100 * MINUTE
    assert LayerData(VENUES).age(now) == "none"
    assert LayerData(INCIDENTS, (mark(1),)).age(now) == "now"
    assert LayerData(VENUES, (mark(1),), as_of=now - 12 * MINUTE).age(now) == "imported 12 min ago"
    assert LayerData(VENUES, (mark(1),), as_of=now, verb="added").age(now) == "added just now"


def test_a_layer_owns_up_to_what_it_cannot_show() -> None:
    assert LayerData(INCIDENTS).missing == ""
    assert LayerData(INCIDENTS, placeless=1).missing == "1 has no place"
    assert LayerData(INCIDENTS, placeless=3).missing == "3 have no place"


def test_a_change_puts_the_new_takes_out_the_closed_and_keeps_the_order() -> None:
    before = LayerData(INCIDENTS, (mark(1), mark(2), mark(3)))
    after = before.changed([mark(2, "moved"), mark(4)], {b"\1", b"\2", b"\4"}, placeless=2)
    assert [(m.id[0], m.title) for m in after.marks] == [(2, "moved"), (3, "3"), (4, "4")]
    assert after.placeless == 2


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_after_a_change_there_is_what_was_put_and_what_was_not_taken_out(
    held: set[int], put: set[int], gone: set[int]
) -> None:
    after = LayerData(INCIDENTS, tuple(map(mark, held))).changed(map(mark, put), {bytes([n]) for n in gone | put})
    assert {m.id[0] for m in after.marks} == (held - gone) | put
    assert len(after.marks) == len({m.id for m in after.marks})


def test_incidents_lie_over_venues_and_venues_over_the_ground() -> None:
    assert [layer.name for layer in sorted(LAYERS, key=lambda layer: layer.order)] == [
        "hazards",
        "features",
        "venues",
        "threats",
        "incidents",
    ]
