"""What is said of a person: initials, numbers as they are read aloud, whether somebody is there."""

from __future__ import annotations

import pytest

from eocdesk.store.queries.partners import AgencyRow, ContactRow
from eocdesk.ui.panes.partners import words

NOON = 1_847_646_000_000  # 2028-07-19 19:00 UTC
HOUR = 3_600_000


def row(**values: object) -> ContactRow:
    return ContactRow(**{"row": 1, "id": b"1" * 16, "name": "Maria Ruiz", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maria Ruiz", "MR"),
        ("Lt. Sara Kim", "SK"),
        ("Dr. Ana María de la Vega-Ortiz", "AO"),
        ("Cher", "C"),
        ("Capt.", "?"),
        ("", "?"),
        ("émile Zola", "ÉZ"),
    ],
)
def test_initials_leave_ranks_out(name: str, letters: str) -> None:
    assert words.initials(name) == letters


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+12135550143", "+1 213 555 0143"),
        ("+12135550143;ext=5", "+1 213 555 0143 ext 5"),
        ("+33142756000", "+33 1 42 75 60 00"),
        ("Ext 2201", "Ext 2201"),
        ("911", "911"),
        ("+nonsense", "+nonsense"),
    ],
)
def test_numbers_are_grouped_as_they_are_read_aloud(stored: str, shown: str) -> None:
    assert words.dialled(stored) == shown


@pytest.mark.parametrize(
    ("stored", "link"),
    [
        ("+12135550143;ext=5", "tel:+12135550143;ext=5"),
        ("911", "tel:911"),
        ("Ext 2201", ""),
        ("1-800-FLOWERS", ""),
    ],
)
def test_only_what_can_be_dialled_from_outside_is_a_link(stored: str, link: str) -> None:
    assert words.tel(stored) == link


def test_the_radio_goes_before_the_phone_and_the_phone_before_the_call_sign() -> None:
    assert words.reach(row(radio="Ch 7B", phone="+12135550143", call_sign="M1")) == "Ch 7B"
    assert words.reach(row(phone="+12135550143", call_sign="M1")) == "+1 213 555 0143"
    assert words.reach(row(call_sign="M1")) == "M1"
    assert words.reach(row()) == ""


def test_presence_is_a_word_and_a_shape_as_well_as_a_colour() -> None:
    on = words.presence(row(on_duty=True, until=NOON + HOUR), "UTC", NOON)
    seated = words.presence(row(seat="activated"), "UTC", NOON)
    called = words.presence(row(seat="on call"), "UTC", NOON)
    away = words.presence(row(), "UTC", NOON)
    assert [one.word for one in (on, seated, called, away)] == [
        "On duty, until 20:00",
        "In an activated seat",
        "On call",
        "Not on duty",
    ]
    assert [one.filled for one in (on, seated, called, away)] == [True, True, False, False]
    assert len({on.part, called.part, away.part}) == 3


def test_a_duty_without_an_end_says_so() -> None:
    assert words.presence(row(on_duty=True), "UTC", NOON).word == "On duty, open end"


def test_a_card_is_read_aloud_whole() -> None:
    one = row(role="Medical branch", agency_short="LACoFD", radio="Ch 7B")
    assert words.spoken(one, "UTC", NOON) == "Maria Ruiz, Medical branch, LACoFD, Ch 7B, Not on duty"


def test_the_second_line_falls_back_on_the_venue() -> None:
    assert words.second_line(row(role="Commander", venue_name="SoFi")) == "Commander · SoFi"
    assert words.second_line(row(venue_name="SoFi")) == "SoFi"


def test_counts_agree_with_their_word() -> None:
    assert words.counted(1, "person", "people") == "1 person"
    assert words.counted(1204, "person", "people") == "1,204 people"
    assert words.counted(2, "seat") == "2 seats"


def test_an_agency_s_seats_are_told_with_how_many_are_activated() -> None:
    empty = AgencyRow(1, b"", "FEMA", "", "", "", "", "", "", people=0, on_duty=0, seats=0, activated=0)
    two = AgencyRow(1, b"", "FEMA", "", "", "", "", "", "", people=0, on_duty=0, seats=2, activated=1)
    assert (words.standing(empty), words.standing(two)) == ("None", "1 of 2 seats activated")


def test_a_sector_that_is_none_is_said() -> None:
    assert (words.sector("tribal"), words.sector("")) == ("Tribal", "No sector")
