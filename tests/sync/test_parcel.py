"""A ring and a sheet are their writer's, for one reader, of one parcel; everything else is malformed, in a sentence."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store import signing
from eocdesk.sync import parcel, protocol
from eocdesk.sync.parcel import Ring, Share, Sheet
from eocdesk.sync.protocol import MalformedError, Page

KEY, OTHER = signing.new_key(), signing.new_key()
PUBLIC = signing.public(KEY)
RING = Ring(
    b"d" * 16, "Venue desk", 7, exercise=False, shares=[Share(b"s" * 16, (b"e" * 16, "RED", ""), bytes(32))], cards=[]
)
SHEET = Sheet(0, Page([b"body"], []), {b"d" * 16: (1, 3)})


def test_a_ring_and_a_sheet_come_out_as_they_went_in() -> None:
    sealed = parcel.seal_ring(RING, KEY, b"for you")
    assert parcel.peek_ring(sealed) == RING
    assert parcel.read_ring(sealed, PUBLIC, b"for you") == RING
    assert parcel.read_sheet(parcel.seal_sheet(SHEET, KEY, b"here"), PUBLIC, b"here") == SHEET


@pytest.mark.parametrize(("key", "about"), [(KEY, b"for another"), (OTHER, b"for you")])
def test_a_ring_of_another_writer_or_for_another_reader_is_not_believed(key: bytes, about: bytes) -> None:
    with pytest.raises(MalformedError, match="not signed"):
        parcel.read_ring(parcel.seal_ring(RING, key, about), PUBLIC, b"for you")


def test_a_sheet_of_another_parcel_or_scope_or_a_ring_is_no_sheet_of_this_one() -> None:
    for data in (parcel.seal_sheet(SHEET, KEY, b"elsewhere"), parcel.seal_ring(RING, KEY, b"here")):
        with pytest.raises(MalformedError):
            parcel.read_sheet(data, PUBLIC, b"here")


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_malformed(data: bytes, packed: object) -> None:
    for read in (lambda it: parcel.read_sheet(it, PUBLIC, b""), parcel.peek_ring):
        with pytest.raises(MalformedError):
            read(zstandard.compress(data) if packed else data)


def test_a_bomb_is_not_unpacked() -> None:
    body = msgspec.msgpack.encode((bytes(protocol.MAX_MESSAGE + 1), bytes(64)))
    with pytest.raises(MalformedError, match="more than"):
        parcel.read_sheet(zstandard.compress(body), PUBLIC, b"here")


def test_what_is_signed_and_yet_no_sheet_is_malformed() -> None:
    nested = b"\x91" * 5_000
    for body in (
        b"\xc1",
        b"",
        nested,
        b"\x93\xa1\xff\x00\x00",
        b"\x93\x00\x92\x90\x90\x81\xa1\xff\xc0",
        msgspec.msgpack.encode([1, 2, 3]),
    ):
        sealed = parcel._sealed(msgspec.Raw(body), KEY, parcel._SHEET + b"here") if body else protocol.pack(RING)
        with pytest.raises(MalformedError):
            parcel.read_sheet(sealed, PUBLIC, b"here")
