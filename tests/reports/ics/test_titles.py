"""The facts of the forms: numbers in order, as transcribed from the booklet."""

from __future__ import annotations

import pytest

from eocdesk.reports.ics.titles import BY_NUMBER, FORMS

COUNTS = {
    "ICS 201": 10,
    "ICS 202": 8,
    "ICS 203": 9,
    "ICS 204": 9,
    "ICS 205": 6,
    "ICS 205A": 4,
    "ICS 206": 8,
    "ICS 207": 4,
    "ICS 208": 5,
}


def test_the_forms_of_a_plan_are_all_there_with_their_blocks() -> None:
    assert {form.number: len(form.blocks) for form in FORMS} == COUNTS


def test_blocks_are_numbered_from_one_without_a_gap() -> None:
    for form in FORMS:
        assert [block.number for block in form.blocks] == [str(n) for n in range(1, len(form.blocks) + 1)]
        assert form.blocks[0].title == "Incident Name"


def test_a_block_is_found_by_its_number() -> None:
    assert BY_NUMBER["ICS 202"].block("3").title == "Objective(s)"
    assert BY_NUMBER["ICS 206"].block("5").items[:2] == ("Hospital Name", "Address, Latitude & Longitude if Helipad")
    with pytest.raises(KeyError):
        BY_NUMBER["ICS 202"].block("99")
