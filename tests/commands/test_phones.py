"""Numbers as people type them."""

from __future__ import annotations

import pytest

from eocdesk.commands import phones
from eocdesk.models import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("(213) 555-0143", "+12135550143"),
        ("213-485-3265", "+12134853265"),
        ("tel:+1 213 485 3265", "+12134853265"),
        ("213 485 3265 ext. 22", "+12134853265;ext=22"),
        ("+33 1 40 07 60 60", "+33140076060"),
        ("011 33 1 40 07 60 60", "+33140076060"),
        ("911", "911"),
        ("Ext 2201", "Ext 2201"),
        ("*55", "*55"),
        ("1-800-FLOWERS", "1-800-FLOWERS"),
    ],
)
def test_a_number_is_dialled_and_a_short_code_stays(typed: str, kept: str) -> None:
    assert phones.normal(typed) == kept


def test_what_has_no_digit_is_refused_beside_the_field() -> None:
    with pytest.raises(Refused) as told:
        phones.pairs([["mobile", "213-485-3265"], ["desk", "abc"]])
    assert told.value.field == "phones"
    assert "abc" in told.value.sentence


def test_blank_lines_are_left_out_and_labels_kept() -> None:
    assert phones.pairs([[" Mobile ", "213-485-3265"], ["desk", ""], ["", "911"]]) == [
        ["Mobile", "+12134853265"],
        ["", "911"],
    ]
    assert phones.pairs([["desk", " "]]) is None
    assert phones.pairs(None) is None


def test_an_e_mail_address_has_something_on_both_sides_of_its_at() -> None:
    assert phones.addresses([["work", "mailto:m.ruiz@lacofd.example"]]) == [["work", "m.ruiz@lacofd.example"]]
    for wrong in ("ruiz", "@lacofd", "ruiz@", "a b@c"):
        with pytest.raises(Refused) as told:
            phones.addresses([["", wrong]])
        assert told.value.field == "emails"
