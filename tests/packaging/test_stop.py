"""A step of the set-up that ends early says one sentence and an exit code."""

from __future__ import annotations

from stop import UNAVAILABLE, WRONG_USE, Stop


def test_a_stop_is_unavailable_unless_it_says_otherwise() -> None:
    assert Stop("No space.").code == UNAVAILABLE == 3
    assert Stop("Say which folder.", WRONG_USE).code == 2
    assert Stop("No space.").sentence == "No space."
