"""Ids made offline agree where they must and never collide where they must not; numbers are safe to say aloud."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import ids

WORDS = st.text(st.characters(codec="ascii", exclude_characters=",\0"), max_size=12)


def test_two_desks_that_never_met_give_an_event_and_an_imported_row_the_same_id_for_ever() -> None:
    event = ids.event_id("LA28")
    assert event == ids.event_id(" la28 ")
    assert uuid.UUID(bytes=event).version == 5
    # Frozen: another value here and every desk's records part from those of the version before.
    assert event.hex() == "2511b49dc2015f46a768ae19501144f6"
    assert ids.source_id(event, "session", "la28", "ATH01").hex() == "d3776a65e5945cbf811361ed7769acd8"
    assert ids.scope_id(event, "AMBER", "").hex() == "13d096792832ff4da55933a75c2776a6"


def test_rows_of_another_event_kind_source_or_key_are_other_records() -> None:
    event = ids.event_id("LA28")
    made = {
        ids.source_id(event, "session", "la28", "A1"),
        ids.source_id(ids.event_id("WC26"), "session", "la28", "A1"),
        ids.source_id(event, "venue", "la28", "A1"),
        ids.source_id(event, "session", "paris", "A1"),
        ids.source_id(event, "session", "la28", "A2"),
    }
    assert len(made) == 5


@given(st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS))
def test_only_the_same_labels_make_the_same_scope(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert (ids.scope_id(ids.NIL, *one) == ids.scope_id(ids.NIL, *two)) == (one == two)


def test_records_made_by_hand_are_in_the_order_of_making_and_never_twice() -> None:
    made = [ids.new_id() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made == sorted(made)
    assert {uuid.UUID(bytes=record).version for record in made} == {7}


@given(st.binary(min_size=16, max_size=16))
def test_a_desks_code_has_no_letter_that_is_misheard(device: bytes) -> None:
    code = ids.desk_code(device)
    assert code == ids.desk_code(device)
    assert len(code) == ids.CODE_LENGTH
    assert not set(code) & set("AEIOU01")


def test_devices_differ() -> None:
    assert len({ids.new_device() for _ in range(100)}) == 100


@pytest.mark.parametrize("words", ["6b0f4e6a0d5b5c0e9a573f8f8a3f7f28", " 6B0F4E6A-0D5B-5C0E-9A57-3F8F8A3F7F28 "])
def test_an_id_is_read_as_people_paste_it(words: str) -> None:
    assert ids.parse_id(words) == bytes.fromhex("6b0f4e6a0d5b5c0e9a573f8f8a3f7f28")


@pytest.mark.parametrize("words", ["", "7KQ4-42", "6b0f", "g" * 32])
def test_what_is_no_id_is_none(words: str) -> None:
    assert ids.parse_id(words) is None
