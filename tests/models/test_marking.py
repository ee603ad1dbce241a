"""Markings are read as people write them, and the strictest one holds."""

from __future__ import annotations

import pytest

from eocdesk.models import Refused
from eocdesk.models.marking import Tlp, audience, highest, parse_tlp


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("AMBER", Tlp.AMBER),
        ("tlp:amber+strict", Tlp.AMBER_STRICT),
        ("Amber Strict", Tlp.AMBER_STRICT),
        ("AMBER_STRICT", Tlp.AMBER_STRICT),
        (" TLP:RED ", Tlp.RED),
        ("white", Tlp.CLEAR),
    ],
)
def test_a_marking_is_read_however_it_is_written(typed: str, meant: Tlp) -> None:
    assert parse_tlp(typed) is meant


@pytest.mark.parametrize("typed", ["", "PUCE", "AMBER+", "TLP:"])
def test_what_is_no_marking_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(Refused, match=r"AMBER\+STRICT") as refused:
        parse_tlp(typed)
    assert refused.value.field == "marking"


def test_each_marking_may_be_passed_on_less_than_the_one_before() -> None:
    assert [tlp.word for tlp in sorted(Tlp)] == ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert Tlp.AMBER_STRICT.label == "TLP:AMBER+STRICT"


def test_a_page_is_marked_as_strictly_as_anything_on_it_and_an_unknown_mark_is_the_strictest() -> None:
    assert highest(["GREEN", "AMBER+STRICT", "AMBER"]) is Tlp.AMBER_STRICT
    assert highest([]) is Tlp.CLEAR
    assert highest(["CLEAR", "ULTRAVIOLET"]) is Tlp.RED


def test_the_same_audiences_are_spelled_the_same() -> None:
    assert audience(" lapd, FBI ,,lapd") == audience("fbi,LAPD") == "FBI,LAPD"
    assert audience(" , ") == ""
