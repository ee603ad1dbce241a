"""Which ICS position a duty or a seat is."""

from __future__ import annotations

import pytest

from eocdesk.reports.ics.posts import organised, post_of
from eocdesk.store.queries.organisation import Holding


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("EOC supervisor", "commander"),
        ("INCIDENT COMMANDER", "commander"),
        ("Operations Section Coordinator", "operations"),
        ("Planning & Intelligence Section Chief", "planning"),
        ("Situation Unit Ldr.", "situation"),
        ("Food unit leader", "food"),
        ("Finance/Admin Section Chief", "finance"),
        ("Air Ops Branch Dir.", "air"),
        ("Liaison", "liaison"),
        ("Liaison, France", ""),
        ("Watch officer", ""),
        ("", ""),
    ],
)
def test_words_of_a_centre_find_their_position(words: str, post: str) -> None:
    assert post_of(words) == post


def test_two_in_one_position_are_parted_by_a_slash_and_said_once() -> None:
    duties = [Holding("Safety Officer", name, name[0]) for name in ("Ann", "Bob", "Ann")]
    found = organised([*duties, Holding("Transit", "Cem", agency="Metro", seat=True), Holding("Runner", "Dee")])
    assert found.names("safety") == "Ann / Bob"
    assert found.reach("safety") == "A / B"
    assert found.names("food") == ""
    assert [one.name for one in found.partners] == ["Cem"]
    assert [one.name for one in found.others] == ["Dee"]


def test_who_holds_a_position_at_a_venue_does_not_hold_it_here() -> None:
    here, there = Holding("Incident commander", "Ann"), Holding("Incident commander", "Bob", venue="Rose Bowl")
    assert organised([here, there]).names("commander") == "Ann"
    assert organised([there]).names("commander") == "Bob"
