"""A card survives every way it may be handed over; a changed one does not, and the number tells two desks apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused, ids
from eocdesk.store import sealing, signing
from eocdesk.sync import pairing
from eocdesk.sync.pairing import Introduction


def desk(name: str = "Venue desk", *, exercise: bool = False) -> tuple[Introduction, bytes]:
    key = signing.new_key()
    return pairing.introduction(ids.new_device(), (key, sealing.new_box()), name, exercise=exercise), key


MINE, KEY = desk()
THEIRS, _ = desk("Games desk")


@given(st.text(max_size=80), st.booleans())
def test_a_card_reads_back_whatever_the_desk_is_called(name: str, exercise: object) -> None:
    one, key = desk(name, exercise=bool(exercise))
    read = pairing.read(pairing.text_of(one, key))
    assert (read.dev, read.key, read.box, read.exercise) == (one.dev, one.key, one.box, one.exercise)
    assert len(one.name.encode()) <= pairing.NAME
    if name.isascii() and name.isprintable() and len(name) < pairing.NAME:
        assert read.name == " ".join(name.split())


def test_spaces_small_letters_and_what_looks_alike_do_no_harm() -> None:
    text = pairing.text_of(MINE, KEY)
    for spoken in (text.lower(), text.replace(" ", "-"), text.replace("\n", "\r\n  "), text.replace("O", "0")):
        assert pairing.read(spoken) == MINE


@given(st.data())
def test_a_card_mistyped_anywhere_is_refused(data: st.DataObject) -> None:
    letters = pairing.text_of(MINE, KEY).replace(" ", "").replace("\n", "")
    at = data.draw(st.integers(0, len(letters) - 2))  # the last letter carries spare bits
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(lambda c: c != letters[at]))
    with pytest.raises(Refused, match=r"mistyped|no card"):
        pairing.read(letters[:at] + other + letters[at + 1 :])


@given(st.one_of(st.text(max_size=400), st.binary(max_size=200).map(lambda b: b.hex())))
def test_any_words_are_a_card_or_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        pairing.read(words)


def test_a_card_that_borrows_anothers_key_is_refused() -> None:
    borrowed = Introduction(ids.new_device(), MINE.key, MINE.box, "Mallory")
    with pytest.raises(Refused, match="changed"):
        pairing.read(pairing.text_of(borrowed, signing.new_key()))


def test_both_desks_show_the_same_number_and_any_other_desk_another() -> None:
    shown = pairing.number(MINE, THEIRS)
    assert shown == pairing.number(THEIRS, MINE)
    assert [len(group) for group in shown.split(" ")] == [5] * 6
    between, _ = desk()
    swapped = Introduction(THEIRS.dev, THEIRS.key, between.box, THEIRS.name)
    assert len({shown, pairing.number(MINE, between), pairing.number(MINE, swapped)}) == 3


def test_a_number_is_the_same_however_it_is_said() -> None:
    shown = pairing.number(MINE, THEIRS)
    assert pairing.same_number(shown.replace(" ", "-"), shown)
    assert pairing.same_number(shown.replace(" ", ""), shown)
    assert not pairing.same_number(shown[:-1], shown)
    assert not pairing.same_number("", shown)
