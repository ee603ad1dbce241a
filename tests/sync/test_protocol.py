"""Messages survive the wire; what is no message is said to be none, and a bomb is not unpacked."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Unavailable
from eocdesk.models.card import Signed
from eocdesk.models.change import Stub
from eocdesk.sync import protocol
from eocdesk.sync.protocol import Fed, MalformedError, Page, Since

SCOPE, DEV = bytes(16), b"d" * 16


def test_a_page_comes_out_as_it_went_in() -> None:
    assert protocol.unpack(protocol.pack(Since({}, {SCOPE: {DEV: 3}})), Since).chains == {SCOPE: {DEV: 3}}
    page = Page([b"body", Stub(SCOPE, DEV, 2, bytes(8), bytes(32))], [Signed(SCOPE, DEV, 2, bytes(32), bytes(64))])
    assert protocol.unpack(protocol.pack(page), Page) == page


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_malformed(data: bytes) -> None:
    try:
        protocol.unpack(data, Page)
    except MalformedError:
        return


@given(st.binary(max_size=200))
def test_any_packed_bytes_are_a_message_or_malformed(data: bytes) -> None:
    try:
        protocol.unpack(zstandard.compress(data), Since)
    except MalformedError:
        return


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zstandard.compress(bytes(200_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(MalformedError, match="more than"):
        protocol.unpack(bomb, Page)


@pytest.mark.parametrize("lists", [b"\x92%s\x90", b"\x92\x90%s", b"\x93\x90\x90%s", b"\x94\x90\x90\x90%s"])
def test_a_list_without_end_is_not_even_begun(lists: bytes) -> None:
    many = 1_000_000
    plain = lists % (b"\xdd" + many.to_bytes(4, "big") + b"\xc4\x02ab" * many)
    with pytest.raises(MalformedError, match="length <= 100000"):
        protocol.unpack(zstandard.compress(plain), Page)


def test_a_frame_without_its_size_is_read_all_the_same() -> None:
    page = Page([b"x" * 100_000], [])
    packer = zstandard.ZstdCompressor().compressobj()
    data = packer.compress(msgspec.msgpack.encode(page)) + packer.flush()
    assert protocol.unpack(data, Page) == page


def test_a_frame_cut_short_is_malformed() -> None:
    whole = protocol.pack(Page([bytes(range(256)) * 40], []))
    for length in range(0, len(whole) - 1, 7):
        with pytest.raises(MalformedError):
            protocol.unpack(whole[:length], Page)


def test_the_newest_common_version_is_spoken() -> None:
    assert protocol.chosen((0, 1, 99)) == 1


def test_who_speaks_none_of_ours_hears_which_side_to_update() -> None:
    with pytest.raises(Unavailable, match="Update this desk"):
        protocol.chosen((2, 3))
    with pytest.raises(Unavailable, match="Update the other side"):
        protocol.chosen((0,))


def test_a_message_whose_words_are_no_text_is_malformed() -> None:
    hello = protocol.Hello((1,), DEV, "eocdesk", 2, 3)
    bent = zstandard.compress(msgspec.msgpack.encode(hello).replace(b"eocdesk", b"\xff\xfedesk"))
    with pytest.raises(MalformedError):
        protocol.unpack(bent, protocol.Hello)


def test_the_moments_of_a_feed_are_told_by_the_asking_desks_clock() -> None:
    fed = Fed(b"e" * 16, "usgs", "Earthquakes (USGS)", None, 6_000, 300)
    assert (fed.by_clock(1_000).good, fed.by_clock(1_000).tried) == (None, 7_000)
