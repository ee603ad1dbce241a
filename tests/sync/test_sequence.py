"""The hash of a hub's sequence: the same over bodies and over the stubs in their place."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from eocdesk.models.change import Act, Change, Op, Stub, encode
from eocdesk.store import changelog
from eocdesk.sync.sequence import Place, linked, place_of

SCOPE, DEV = b"s" * 16, b"d" * 16


def body(n: int, words: str) -> bytes:
    act = Act(b"a" * 16, "Log an entry")
    labels = (b"e" * 16, "GREEN", "")
    return encode(Change(SCOPE, DEV, n, bytes(8), n, "entry", b"r" * 16, Op.SET, {"text": words}, {}, act, labels))


def stub(of: bytes, n: int) -> Stub:
    return Stub(SCOPE, DEV, n, bytes(8), hashlib.sha256(of).digest())


def test_a_piece_is_placed_without_reading_its_words() -> None:
    whole = body(7, "Gate 4 opened")
    assert place_of(whole) == place_of(stub(whole, 7)) == Place(SCOPE, DEV, 7)
    with pytest.raises(msgspec.MsgspecError):
        place_of(b"\xc1")


def test_who_reads_stubs_and_who_reads_words_reach_one_hash() -> None:
    words = [body(1, "one"), body(2, "two"), body(3, "three")]
    hash_ = linked(changelog.ZERO, words)
    assert linked(changelog.ZERO, [words[0], stub(words[1], 2), words[2]]) == hash_
    assert linked(linked(changelog.ZERO, words[:1]), words[1:]) == hash_


def test_another_word_another_order_and_another_place_make_another_hash() -> None:
    one, two = body(1, "one"), body(2, "two")
    hash_ = linked(changelog.ZERO, [one, two])
    others = ([two, one], [one], [one, body(2, "twO")], [one, stub(two, 3)])
    assert hash_ not in {linked(changelog.ZERO, pieces) for pieces in others}
