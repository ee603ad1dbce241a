"""Late is said in words, not by colour alone; a bar never runs over; what is over is faded."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.store.queries.aid import FillRow, OfferRow, RequestRow, ResourceRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.aid import looks
from eocdesk.ui.panes.aid.looks import Looks

NOW = 1_847_646_000_000
MINUTE = 60_000


def made(cls: Any, **values: Any) -> Any:
    moments = {"asked", "needed", "eta", "starts", "ends", "offered", "arrived", "released"}
    numbers = {"quantity": 4, "filled": 0, "given": 0}
    every = {**numbers, **values}
    if cls is RequestRow:
        every.setdefault("arrived", 0)
    return cls(**{name: every.get(name, None if name in moments else "") for name in cls._fields})


@pytest.fixture
def told() -> Looks:
    return Looks(_now, _zone)


def _now() -> int:
    return NOW


def _zone() -> str:
    return "UTC"


def test_what_is_expected_says_late_and_since_when(told: Looks) -> None:
    needed = told.moment(NOW - 20 * MINUTE)
    assert told.expected(made(RequestRow, needed=NOW - 20 * MINUTE)) == f"20 min late, needed {needed}"
    late = made(RequestRow, needed=NOW + MINUTE, eta=NOW + 2 * MINUTE)
    assert "late: needed" in told.expected(late)
    assert told.shortly(made(RequestRow, needed=NOW - 20 * MINUTE)) == "20 min late"
    assert told.shortly(late) == f"{told.moment(NOW + 2 * MINUTE)}, late"
    assert told.shortly(made(RequestRow, eta=NOW)) == told.moment(NOW)
    assert told.expected(made(RequestRow, eta=NOW)) == told.moment(NOW)
    assert told.expected(made(RequestRow)) == "no time set"
    assert told.expected(made(RequestRow, quantity=2, arrived=2)) == "all here"
    assert told.expected(made(RequestRow, state="cancelled", needed=1)) == ""


def test_rows_stand_out_by_weight_and_edge_and_are_faded_when_over() -> None:
    tokens = theme.now()
    late = looks.look_request(made(RequestRow, priority="urgent", needed=NOW - 1), NOW, tokens)
    assert (late.bold, late.edge) == (True, tokens.bad)
    assert looks.look_request(made(RequestRow, state="declined"), NOW, tokens).muted
    assert looks.look_offer(made(OfferRow, state="accepted", given=5), NOW, tokens).edge == tokens.bad
    assert looks.look_offer(made(OfferRow, state="open", ends=NOW - 1), NOW, tokens).muted
    assert looks.look_resource(made(ResourceRow, status="released"), NOW, tokens).muted
    assert looks.look_fill(made(FillRow, state="en route", eta=NOW - 1), NOW, tokens).bold
    assert not looks.look_fill(made(FillRow, state="arrived", arrived=NOW, eta=NOW - 1), NOW, tokens).bold


def test_what_is_left_of_an_offer_and_how_long_credentials_are_valid(told: Looks) -> None:
    assert looks.left(made(OfferRow)) == "4 left of 4"
    assert looks.left(made(OfferRow, given=4)) == "none left of 4"
    assert looks.left(made(OfferRow, given=6)) == "2 too many given of 4"
    assert told.valid(made(ResourceRow, valid_until="2020-01-01")) == "expired 2020-01-01"
    assert told.valid(made(ResourceRow, valid_until="2099-01-01")) == "2099-01-01"
    assert told.valid(made(ResourceRow, credentials="PSE2")) == "not said"
    assert told.due(made(FillRow, state="en route", eta=NOW - 5 * MINUTE)).endswith(" · 5 min late")
