"""Numbers are dialled as they were meant, and what is no number stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.phones import dialled, is_e164


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("(213) 555-0100", "+12135550100"),
        ("(213) 473-3231", "+12134733231"),
        ("+44 20 7946 0958", "+442079460958"),
        ("tel:+1-213-473-3231", "+12134733231"),
        ("213-473-3231 ext. 12", "+12134733231;ext=12"),
        ("tel:+12134733231;ext=7", "+12134733231;ext=7"),
        ("tel:473-3231;phone-context=+1213", "tel:473-3231;phone-context=+1213"),
    ],
)
def test_a_number_is_kept_so_that_it_can_be_dialled(words: str, number: str) -> None:
    assert dialled(words) == number


@pytest.mark.parametrize("words", ["911", "*55", "5550100", "1-800-FLOWERS", "Channel 12", "", "0221 123456", "+1"])
def test_what_is_no_full_number_is_not_guessed(words: str) -> None:
    assert dialled(words) == words


@given(st.from_regex(r"\+1(213|310|818)47[0-9]{5}", fullmatch=True))
def test_a_number_that_is_right_already_stays(words: str) -> None:
    assert is_e164(words)
    assert dialled(words) == words


@given(st.text(max_size=40))
def test_anything_typed_is_kept_in_one_way_or_the_other(words: str) -> None:
    made = dialled(words)
    assert is_e164(made) or made == " ".join(words.split())


def test_e164_is_a_plus_and_digits() -> None:
    assert is_e164("+12134733231;ext=12")
    assert not is_e164("12134733231")
    assert not is_e164("+0123456")
