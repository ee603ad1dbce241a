"""A signature holds for its key and its words, and for nothing else."""

from __future__ import annotations

from eocdesk.store import signing


def test_a_signature_holds() -> None:
    key = signing.new_key()
    signature = signing.sign(key, b"words")
    assert signing.holds(signing.public(key), b"words", signature)


def test_other_words_another_key_and_a_broken_signature_do_not() -> None:
    key, other = signing.new_key(), signing.new_key()
    signature = signing.sign(key, b"words")
    assert not signing.holds(signing.public(key), b"other words", signature)
    assert not signing.holds(signing.public(other), b"words", signature)
    assert not signing.holds(signing.public(key), b"words", signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not signing.holds(b"no key", b"words", b"no signature")


def test_no_two_keys_are_alike() -> None:
    assert signing.new_key() != signing.new_key()
