"""What is signed is the whole of what is said."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from eocdesk.models.card import Card, Signed, Vouched, decode_card, encode_card
from eocdesk.models.right import Right


def test_a_card_comes_out_as_it_went_in() -> None:
    card = Card(b"h" * 16, b"d" * 16, b"k" * 32, b"x" * 32, "Gate A laptop", (Right("liaison", until=5),), 1, 2)
    assert decode_card(encode_card(card)) == card


def test_every_part_of_a_chain_end_is_in_what_is_signed() -> None:
    head = Signed(b"s" * 16, b"d" * 16, 7, b"x" * 32, b"")
    others = [
        structs.replace(head, scope=b"t" * 16),
        structs.replace(head, dev=b"e" * 16),
        structs.replace(head, n=8),
        structs.replace(head, hash=b"y" * 32),
    ]
    assert len({head.message, *(other.message for other in others)}) == 5


def test_a_chain_end_is_never_a_card() -> None:
    head = Signed(b"s" * 16, b"d" * 16, 7, b"x" * 32, b"")
    assert Vouched(head.message, b"").message != head.message


def test_a_card_whose_words_are_no_text_is_none() -> None:
    body = encode_card(Card(b"h" * 16, b"d" * 16, b"k" * 32, b"b" * 32, "Gate 3", (), 1, 2))
    with pytest.raises(msgspec.MsgspecError):
        decode_card(body.replace(b"Gate", b"\xff\xfete"))


def test_a_lease_counts_from_the_end_of_the_hour_a_card_was_made_in() -> None:
    card = Card(b"h" * 16, b"d" * 16, b"k" * 32, b"b" * 32, "Gate 3", (), 7_200_000, 9_000_000)
    assert card.met == 10_800_000
