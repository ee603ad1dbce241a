"""Labels of two drawings of one form are held side by side, and a label of another thing is none."""

from __future__ import annotations

import pytest

from eocdesk.reports.fillable_words import is_row, likeness, number_of, variants, without_number, words

TITLE = "Operational Period Command Emphasis"


@pytest.mark.parametrize(
    ("theirs", "item", "title"),
    [
        ("6. Prepared by: Name", "Name", "Prepared by"),
        ("Weather Forecast/Tides/Current", "Weather Forecast/Tides/Currents", "Incident Action Plan"),
        ("Comp./Claims Unit Ldr.", "Compensation/Claims Unit Leader", ""),
        ("Contact Number(s)/ Frequency_Row_3", "Contact Number(s)/Frequency", ""),
        ("4. Operational Period Command Emphasis:", "", TITLE),
        ("NotableActivitiesRow7", "Notable Activities", ""),
        ("ICS 205A", "ICS 205A", "Incident Action Plan"),
        ("Finance/Adminsitration Section Cost Unit", "Cost Unit", "Finance/Administration Section"),
    ],
)
def test_the_same_thing_is_known_however_it_is_spelt(theirs: str, item: str, title: str) -> None:
    assert likeness(variants(theirs), item, title) >= 0.9


@pytest.mark.parametrize(
    ("theirs", "item", "title"),
    [
        ("Hospital Name", "Location", "Hospitals"),
        ("Time Initiated", "Date", "Date/Time Initiated"),
        ("ICS 205A", "ICS 203", "Incident Action Plan"),
        ("Signature", "Name", "Prepared by"),
    ],
)
def test_another_thing_is_not_taken_for_it(theirs: str, item: str, title: str) -> None:
    assert likeness(variants(theirs), item, title) < 0.6


def test_the_title_of_the_section_tells_two_of_one_name_apart() -> None:
    own = likeness(variants("Planning Section Deputy"), "Deputy", "Planning Section")
    assert own > likeness(variants("Deputy"), "Deputy", "Planning Section")
    assert own > likeness(variants("Logistics Section Deputy"), "Deputy", "Planning Section")


def test_numbers_of_blocks_and_rows_are_read() -> None:
    assert [number_of(one) for one in ("*15. Primary Location", "35.Weather", "8 Prepared by Name", "Name")] == [
        "15",
        "35",
        "8",
        "",
    ]
    assert is_row("Date/Time_Row_24")
    assert is_row("Trauma Center - Level (Row 1)")
    assert is_row("Requirement 1.12")
    assert not is_row("Page 1")
    assert without_number("9. Total Number of Personnel") == "Total Number of Personnel"
    assert words("A. # of Persons") == {"number", "person"}
