"""One declaration of a field says how it is stored, what it is called and how two edits of it meet."""

from __future__ import annotations

import pytest
from sqlalchemy import Float, Integer, LargeBinary, Text

from eocdesk.models.fields import INFO, Field, Holds, Meets, field
from eocdesk.models.incident import PRIORITIES, SEVERITIES


def test_a_declaration_carries_everything_other_rooms_ask_of_a_field() -> None:
    column = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°", help="WGS 84.").column
    known = column.info[INFO]
    assert (known.label, known.unit, known.meets, known.help) == ("Latitude", "°", Meets.NEWEST, "WGS 84.")
    assert isinstance(column.type, Float)
    assert column.nullable, "a field a newer version adds is empty in what an older one wrote"


@pytest.mark.parametrize(
    ("holds", "choices", "kind"),
    [
        (Holds.CHOICE, SEVERITIES, Integer),
        (Holds.CHOICE, PRIORITIES, Text),
        (Holds.RECORD, (), LargeBinary),
        (Holds.LIST, (), Text),
        (Holds.DATE, (), Text),
    ],
)
def test_choices_that_are_numbers_sort_as_numbers(holds: Holds, choices: tuple[object, ...], kind: type) -> None:
    assert type(field("X", holds, choices=choices).column.type) is kind  # type: ignore[arg-type]


def test_what_is_not_declared_otherwise_is_asked_about_when_two_write_it() -> None:
    assert field("Title").column.info[INFO].meets is Meets.ASK


def test_a_value_is_said_by_its_word_and_an_unknown_one_as_it_is() -> None:
    known = Field("Severity", choices=SEVERITIES)
    assert [known.word(value) for value in (3, 0, 99, None)] == ["Major", "Info", "99", ""]
