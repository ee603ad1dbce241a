"""What is a word: the list's, the desk's, the watch's; what else was meant is offered, the likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.ui.filling.lexicon import MOST, Lexicon, counts, words_in

RIGHT = """Evacuation don't don’t stadium's EOC UAS McArthur Okonkwo Okonkwo’s sitrep organisation mobilised colour
    analysed 관중 заметка"""


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return Lexicon(counts("en"), frozenset({"okonkwo"}))


@pytest.mark.parametrize(
    "word",
    RIGHT.split(),
)
def test_words_of_the_list_the_desk_and_the_watch_may_stand(word: str, english: Lexicon) -> None:
    assert english.is_known(word)


@pytest.mark.parametrize("word", ["evacution", "Stadum", "recieve", "ambulence's", "organsation"])
def test_what_is_no_word_is_seen(word: str, english: Lexicon) -> None:
    assert not english.is_known(word)


@pytest.mark.parametrize(
    ("word", "meant"), [("evacution", "evacuation"), ("Stadum", "Stadium"), ("recieve", "receive"), ("cafè", "café")]
)
def test_what_was_meant_is_offered_first(word: str, meant: str, english: Lexicon) -> None:
    found = english.suggest(word)
    assert found[0] == meant
    assert len(found) <= MOST


def test_a_name_of_the_desk_is_known_and_never_offered(english: Lexicon) -> None:
    assert "Okonkwo" not in english.suggest("Okonkwa")


def test_spanish_and_french_are_read_with_their_accents() -> None:
    assert Lexicon(counts("es")).is_known("evacuación")
    french = Lexicon(counts("fr"))
    assert french.is_known("l'évacuation")
    assert not french.is_known("l'évacuaton")


def test_numbers_codes_and_addresses_are_not_looked_at() -> None:
    text = "Gate 4: 7KQ4-42, j.doe@city.gov, https://example.org/xyzzy, C:\\temp and/or half-opend"
    assert [word for _, word in words_in(text)] == ["Gate", "and", "or", "half", "opend"]


@given(st.text(alphabet="gate 4-’x\n", max_size=60))
def test_wrong_words_are_found_where_they_stand_the_second_time_too(text: str) -> None:
    lexicon = Lexicon({"gate": 3})
    looked = [one for one in words_in(text) if not lexicon.is_known(one[1])]
    assert lexicon.wrong(text) == lexicon.wrong(text) == looked


@given(st.text())
def test_each_word_stands_where_it_is_said_to(text: str) -> None:
    for begins, word in words_in(text):
        assert text[begins : begins + len(word)] == word


@given(st.text(min_size=1))
def test_any_word_of_any_script_can_be_asked_about(text: str) -> None:
    lexicon = Lexicon({"gate": 3})
    assert all(isinstance(lexicon.is_known(word), bool) for _, word in words_in(text))
