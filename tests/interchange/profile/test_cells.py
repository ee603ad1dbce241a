"""Cells: what we write into a table we read out the same, and a spreadsheet runs none of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.profile.cells import guard, list_from_words, list_to_words, unguard, words_of

RUN = "=+-@\t\r\n＝＋－＠"


@given(st.text())
def test_guarded_words_never_start_a_formula_and_come_back(words: str) -> None:
    assert unguard(guard(words)) == words
    assert not guard(words).startswith(tuple(RUN))


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+1 213", "-5", "@SUM(A1)", "'=already"])
def test_what_a_spreadsheet_would_run_is_guarded(words: str) -> None:
    assert guard(words) == "'" + words


def test_an_apostrophe_of_a_name_stays() -> None:
    assert unguard("'t Hoff") == "'t Hoff"
    assert guard("O'Brien") == "O'Brien"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (1005.0, "1005"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (date(2028, 7, 14), "2028-07-14"),
        (datetime(2028, 7, 14, 20, 0), "2028-07-14T20:00:00"),  # noqa: DTZ001  as a workbook holds it
        (["Judo", 7, None], "Judo, 7, "),
        ([{"a": 1}], '[{"a": 1}]'),
        ("  x ", "x"),
    ],
)
def test_any_cell_becomes_words(value: Any, words: str) -> None:
    assert words_of(value) == words


def test_a_number_of_more_digits_than_python_writes_is_nothing() -> None:
    assert words_of(10**5000) == ""


@given(
    st.lists(st.tuples(st.sampled_from(["", "work", "home", "EOC desk"]), st.text(min_size=1, max_size=12)), max_size=4)
)
def test_a_list_of_pairs_comes_back_out_of_its_cell(pairs: list[tuple[str, str]]) -> None:
    value = [list(pair) for pair in pairs]
    assert list_from_words("phones", list_to_words("phones", value)) == value


@given(st.lists(st.text(max_size=12), max_size=4))
def test_a_list_of_words_comes_back_out_of_its_cell(value: list[str]) -> None:
    assert list_from_words("aliases", list_to_words("aliases", value)) == value


def test_a_label_is_told_from_a_number() -> None:
    assert list_from_words("phones", "work: 213; tel:+1213\n5550100 x2") == [
        ["work", "213"],
        ["", "tel:+1213"],
        ["", "5550100 x2"],
    ]
    assert list_from_words("aliases", "A|B", "|") == ["A", "B"]
    assert list_from_words("aliases", "[broken") == ["[broken"]
