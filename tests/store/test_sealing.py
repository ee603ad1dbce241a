"""What is sealed opens for whom it was sealed, at its place, unchanged; for nobody else, nowhere else, not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store import sealing
from eocdesk.store.sealing import OVERHEAD, Sealer, Stream, Unsealer

ABOUT = b"parcel 1"
MINE, THEIRS = sealing.new_box(), sealing.new_box()
KEY = bytes(range(32))


def test_what_is_sealed_for_many_opens_with_each_of_their_keys() -> None:
    sealer = Sealer(ABOUT)
    for box in (MINE, THEIRS):
        sealed = sealer.seal(sealing.public_box(box), b"the key")
        assert Unsealer(box, sealer.public, ABOUT).open(sealed) == b"the key"


def test_nobody_else_opens_it_and_not_for_another_purpose() -> None:
    sealer = Sealer(ABOUT)
    sealed = sealer.seal(sealing.public_box(MINE), b"the key")
    assert Unsealer(THEIRS, sealer.public, ABOUT).open(sealed) is None
    assert Unsealer(MINE, sealer.public, b"parcel 2").open(sealed) is None
    assert Unsealer(MINE, Sealer(ABOUT).public, ABOUT).open(sealed) is None


@given(st.binary(max_size=100))
def test_bytes_that_were_never_sealed_open_nothing(data: bytes) -> None:
    assert Unsealer(MINE, Sealer(ABOUT).public, ABOUT).open(data) is None


@pytest.mark.parametrize("public", [bytes(32), b"short", b"\xff" * 40])
def test_a_key_that_is_none_opens_nothing_and_is_not_sealed_for(public: bytes) -> None:
    assert Unsealer(MINE, public, ABOUT).open(bytes(64)) is None
    with pytest.raises(ValueError, match=r"key|shared"):
        Sealer(ABOUT).seal(public, b"the key")


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=6), st.data())
def test_a_stream_reads_back_in_order_and_says_which_cell_is_the_last(cells: list[bytes], data: st.DataObject) -> None:
    stream = Stream(KEY, ABOUT)
    sealed = [stream.seal(at, plain, last=at == len(cells) - 1) for at, plain in enumerate(cells)]
    assert all(len(cell) == len(plain) + OVERHEAD for cell, plain in zip(sealed, cells, strict=True))
    read = [stream.open(at, cell) for at, cell in enumerate(sealed)]
    assert read == [(plain, at == len(cells) - 1) for at, plain in enumerate(cells)]
    at, place = data.draw(st.integers(0, len(cells) - 1)), data.draw(st.integers(0, 10))
    if at != place:
        assert stream.open(place, sealed[at]) is None, "a cell moved is no cell of the stream"
        assert not stream.owns(place, sealed[at])


@given(st.binary(max_size=50), st.data())
def test_one_bit_changed_anywhere_and_the_cell_does_not_open(plain: bytes, data: st.DataObject) -> None:
    stream = Stream(KEY, ABOUT)
    cell = bytearray(stream.seal(3, plain))
    bit = data.draw(st.integers(0, len(cell) * 8 - 1))
    cell[bit // 8] ^= 1 << bit % 8
    assert stream.open(3, bytes(cell)) is None


def test_a_cell_of_another_key_or_purpose_is_not_owned() -> None:
    cell = Stream(KEY, ABOUT).seal(0, b"words")
    assert Stream(KEY, ABOUT).owns(0, cell)
    for other in (Stream(bytes(32), ABOUT), Stream(KEY, b"parcel 2")):
        assert not other.owns(0, cell)
        assert other.open(0, cell) is None


@given(st.binary(max_size=100))
def test_bytes_that_were_never_a_cell_are_none(data: bytes) -> None:
    assert Stream(KEY, ABOUT).open(0, data) is None


def test_equal_words_at_two_places_look_different() -> None:
    stream = Stream(KEY, ABOUT)
    first, second = stream.seal(0, bytes(40)), stream.seal(1, bytes(40))
    assert first[: sealing.MARK] != second[: sealing.MARK]
    assert first[sealing.MARK :] != second[sealing.MARK :]
