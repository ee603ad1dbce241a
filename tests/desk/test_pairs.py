"""Two desks take each other on by cards and one number; who is taken on is listed, and may be forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.desk import pairs
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.models.right import Right


def test_both_desks_show_one_number_and_know_each_other_then(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    here, there = pairs.own(one, "Venue"), pairs.own(other)
    seen, shown = pairs.compare(one, there.text), pairs.compare(other, here.text, there)
    assert seen.number == shown.number
    assert (shown.name, seen.name) == ("Venue", f"Desk {other.code}")
    pairs.pair(one, seen, Right("watch officer", why="paired"), 30)
    (card,) = pairs.paired(one)
    assert (card.dev, card.until - card.issued) == (other.device, 30 * 86_400_000)
    assert pairs.paired(other) == []
    assert pairs.forget(one, seen.code).dev == other.device
    assert pairs.paired(one) == []


def test_a_card_that_is_none_or_this_desks_own_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="no card of a desk"):
        pairs.compare(desk, "1234")
    with pytest.raises(Refused, match="own card"):
        pairs.compare(desk, pairs.own(desk).text)
