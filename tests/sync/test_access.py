"""Messages of joining: read back as they were sent, and a proof for one hub is none for another."""

from __future__ import annotations

from eocdesk.models.card import Vouched
from eocdesk.sync.access import Asking, Challenge, Join, Joined, Proof, Token, proof_of
from eocdesk.sync.protocol import pack, unpack


def test_each_message_reads_back_as_it_was_sent() -> None:
    dev, key = b"d" * 16, b"k" * 32
    for message in (
        Join("22222222222", dev, key, key, "Gate 3"),
        Joined(b"h" * 16, key, "Room 1", b"e" * 16, Vouched(b"card", b"s" * 64), 5),
        Asking(dev),
        Challenge(b"n" * 56, 5),
        Proof(dev, b"n" * 56, b"s" * 64),
        Token("abc", 6, 5, "purge"),
    ):
        assert unpack(pack(message), type(message)) == message


def test_a_proof_is_for_one_hub_and_one_challenge() -> None:
    proofs = {proof_of(hub, nonce) for hub in (b"h" * 16, b"g" * 16) for nonce in (b"n" * 56, b"m" * 56)}
    assert len(proofs) == 4
