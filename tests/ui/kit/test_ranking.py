"""A few letters find what is meant."""

from __future__ import annotations

import pytest

from eocdesk.ui.kit.ranking import Candidate, order, rank

VENUES = [
    Candidate(bytes([at]), title, words=words)
    for at, (title, words) in enumerate(
        [
            ("Crypto.com Arena", "DTLA"),
            ("LA Memorial Coliseum", "Coliseum LAMC"),
            ("Long Beach Waterfront", "LBW"),
            ("Rose Bowl", "Pasadena"),
            ("SoFi Stadium", "2028 Stadium, Inglewood"),
            ("Estádio São Januário", ""),
        ]
    )
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("so", "SoFi Stadium"),
        ("sofi", "SoFi Stadium"),
        ("mem col", "LA Memorial Coliseum"),
        ("lbw", "Long Beach Waterfront"),
        ("ingle", "SoFi Stadium"),
        ("bowl", "Rose Bowl"),
        ("sao jan", "Estádio São Januário"),
        ("cript com arena", "Crypto.com Arena"),  # misspelt
    ],
)
def test_first_letters_find_it(typed: str, meant: str) -> None:
    assert rank(VENUES, typed)[0].title == meant


def test_the_title_counts_before_other_words() -> None:
    two = [Candidate(b"a", "Harbor Patrol", words="Rose"), Candidate(b"b", "Rose Bowl")]
    assert rank(two, "ro")[0].title == "Rose Bowl"


def test_nothing_typed_gives_the_first_ones() -> None:
    assert rank(VENUES, " ", limit=2) == VENUES[:2]


def test_nothing_like_it_gives_nothing() -> None:
    assert rank(VENUES, "zzqx") == []


def test_plain_names_are_ordered_too() -> None:
    assert order(["New log entry", "Print situation summary", "New incident"], "new inc")[0] == 2
