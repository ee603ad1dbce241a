"""What is sealed for a hub opens with its signing key and with nothing else."""

from __future__ import annotations

import tracemalloc
import zlib

import pytest

from eocdesk.models.card import Signed
from eocdesk.store import handing, sealing, signing
from eocdesk.store.handing import Handed
from tests.kit.hubs import Pen

PEN = Pen()
PAGE = Handed([PEN.entry(text="The motorcade leaves by gate 4")], [PEN.end()])


def test_the_hub_opens_what_was_sealed_with_its_public_key() -> None:
    key = signing.new_key()
    sealed = handing.seal(signing.public(key), PAGE)
    assert b"motorcade" not in sealed
    assert handing.unseal(key, sealed) == PAGE


@pytest.mark.parametrize("at", [0, 31, 40, -1])
def test_what_was_changed_does_not_open(at: int) -> None:
    key = signing.new_key()
    sealed = bytearray(handing.seal(signing.public(key), PAGE))
    sealed[at] ^= 1
    assert handing.unseal(key, bytes(sealed)) is None


@pytest.mark.parametrize("sealed", [b"", b"x" * 31, b"x" * 32, bytes(200)])
def test_what_is_none_does_not_open(sealed: bytes) -> None:
    assert handing.unseal(signing.new_key(), sealed) is None


def test_another_hub_does_not_open_it() -> None:
    assert handing.unseal(signing.new_key(), handing.seal(signing.public(signing.new_key()), PAGE)) is None


def test_what_unpacks_beyond_all_bounds_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    key = signing.new_key()
    sealed = handing.seal(signing.public(key), Handed([bytes(100_000)], []))
    monkeypatch.setattr(handing, "LARGEST", 10_000)
    assert handing.unseal(key, sealed) is None


@pytest.mark.parametrize("lists", [b"\x93%s\x90\x90", b"\x93\x90%s\x90", b"\x93\x90\x90%s"])
def test_a_list_without_end_is_not_even_begun(lists: bytes) -> None:
    """Small pieces without number take ten times the memory of their bytes."""
    key, many = signing.new_key(), 1_000_000
    plain = lists % (b"\xdd" + many.to_bytes(4, "big") + b"\xc4\x02ab" * many)
    sealer = sealing.Sealer(handing._ABOUT)
    sealed = sealer.public + sealer.seal(handing._box_of(signing.public(key)), zlib.compress(plain, 1))
    tracemalloc.start()
    assert handing.unseal(key, sealed) is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(plain)


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no signing key"):
        handing.seal(b"short", Handed([], list[Signed]()))
