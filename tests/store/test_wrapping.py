"""A key comes out of its lock for the right key alone, and a recovery key is read as people write it."""

from __future__ import annotations

import pytest

from eocdesk.store import wrapping
from eocdesk.store.wrapping import WrongKeyError

OUTER, KEY = b"o" * 32, bytes(range(32))


def test_a_key_comes_out_of_its_lock() -> None:
    locked = wrapping.wrap(OUTER, KEY)
    assert KEY not in locked
    assert wrapping.unwrap(OUTER, locked) == KEY


def test_another_key_or_a_changed_lock_gives_nothing() -> None:
    locked = wrapping.wrap(OUTER, KEY)
    for outer, wrapped in ((b"x" * 32, locked), (OUTER, locked[:-1] + bytes([locked[-1] ^ 1])), (OUTER, locked[:16])):
        with pytest.raises(WrongKeyError):
            wrapping.unwrap(outer, wrapped)


def test_a_recovery_key_is_read_however_it_is_written() -> None:
    made = wrapping.new_recovery()
    assert [len(group) for group in made.split("-")] == [5] * 6
    for written in (made, made.lower(), made.replace("-", " "), made.replace("-", ""), f" {made}\n"):
        assert wrapping.of_recovery(written) == wrapping.of_recovery(made)


def test_letters_people_misread_are_read_as_meant() -> None:
    assert wrapping.of_recovery("O0I1L-" + "0" * 25) == wrapping.of_recovery("00111-" + "0" * 25)


@pytest.mark.parametrize("words", ["", "correct horse battery staple", "A" * 29, "A" * 31, "é" * 30])
def test_what_is_no_recovery_key_is_none(words: str) -> None:
    assert not wrapping.is_recovery(words)
    with pytest.raises(WrongKeyError):
        wrapping.of_recovery(words)


def test_no_two_recovery_keys_are_alike() -> None:
    assert wrapping.new_recovery() != wrapping.new_recovery()
