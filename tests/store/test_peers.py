"""Who is met, how each attempt went, and which cards are believed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import Connection

from eocdesk.desk.desk import Desk
from eocdesk.models.card import Vouched
from eocdesk.store import peers, signing
from eocdesk.store.peers import Attempt, CardError, Peer
from tests.kit.chains import card_of
from tests.kit.desks import sound

HUB = Peer(b"h" * 16, peers.HUB, "Room 1", "https://192.0.2.1", "ab", b"k" * 32, b"e" * 16, 5)
PAIRED = Peer(b"p" * 16, peers.DESK, "Liaison", joined=1)


def put(desk: Desk, peer: Peer) -> None:
    desk.store.writer.local(partial(peers.put, peer=peer)).result()


def attempt(desk: Desk, at: int, *, ok: bool = True, of: bytes = HUB.id) -> None:
    one = Attempt(of, at, 12, 3, 4, ok, f"Attempt {at}.")
    desk.store.writer.local(partial(peers.note_attempt, attempt=one)).result()


def test_a_peer_comes_back_as_it_was_noted_and_the_hub_comes_first(desk: Desk) -> None:
    put(desk, PAIRED)
    put(desk, HUB)
    renamed = replace(HUB, name="Room 2", skew=-3)
    put(desk, renamed)
    assert desk.read_now(peers.every) == [renamed, PAIRED]
    assert desk.read_now(peers.get, PAIRED.id) == PAIRED
    assert desk.read_now(peers.get, b"x" * 16) is None
    desk.store.writer.local(partial(peers.forget, peer=PAIRED.id)).result()
    assert desk.read_now(peers.every) == [renamed]
    assert sound(desk)


def test_an_attempt_is_kept_in_words_and_the_peer_knows_when_it_was_met_and_tried_last(desk: Desk) -> None:
    put(desk, HUB)
    attempt(desk, 10)
    attempt(desk, 20, ok=False)
    attempt(desk, 30, of=PAIRED.id)
    assert [one.sentence for one in desk.read_now(peers.attempts, HUB.id)] == ["Attempt 20.", "Attempt 10."]
    assert [one.at for one in desk.read_now(peers.attempts, limit=2)] == [30, 20]
    assert desk.read_now(peers.attempts, HUB.id)[0] == Attempt(HUB.id, 20, 12, 3, 4, ok=False, sentence="Attempt 20.")
    known = desk.read_now(peers.get, HUB.id)
    assert known is not None
    assert (known.met, known.tried) == (10, 20)


def test_only_the_newest_attempts_are_remembered(desk: Desk) -> None:
    def many(connection: Connection) -> None:
        for at in range(peers.ATTEMPTS + 20):
            peers.note_attempt(connection, Attempt(HUB.id, at, 1, 0, 0, ok=True, sentence=""))

    desk.store.writer.local(many).result()
    kept = desk.read_now(peers.attempts, limit=10_000)
    assert (len(kept), kept[-1].at) == (peers.ATTEMPTS, 20)


def test_a_card_is_believed_where_the_hub_signed_it_and_only_the_newest_counts(desk: Desk) -> None:
    hub = signing.new_key()

    def keep(*cards: Vouched, key: bytes = signing.public(hub)) -> set[bytes]:
        return desk.store.writer.local(partial(peers.keep_cards, vouched=cards, hub_key=key)).result()

    old, new = (card_of(desk, HUB.id, hub, issued=issued, name=f"of {issued}") for issued in (10, 20))
    assert keep(new) == {desk.device}
    assert keep(old, new) == set()
    known = desk.read_now(peers.card_of, desk.device)
    assert known is not None
    assert known.name == "of 20"
    assert desk.read_now(peers.cards) == {desk.device: known}
    assert desk.read_now(peers.vouched_of, [b"x" * 16, desk.device]) == [new]
    assert desk.read_now(peers.keys_of)[desk.device] == known.key
    with pytest.raises(CardError, match="not signed"):
        keep(card_of(desk, HUB.id, signing.new_key(), issued=30))
    garbage = Vouched(b"\x00", b"")
    with pytest.raises(CardError, match="cannot be read"):
        keep(Vouched(garbage.body, signing.sign(hub, garbage.message)))
    assert desk.read_now(peers.card_of, desk.device) == known


def test_another_hub_does_not_give_a_known_device_another_key(desk: Desk) -> None:
    hub, other = signing.new_key(), signing.new_key()
    mine, theirs = (
        card_of(desk, HUB.id, hub, issued=10),
        card_of(desk, PAIRED.id, other, issued=20, key=b"z" * 32),
    )
    desk.store.writer.local(partial(peers.keep_cards, vouched=[mine], hub_key=signing.public(hub))).result()
    told = desk.store.writer.local(partial(peers.keep_cards, vouched=[theirs], hub_key=signing.public(other))).result()
    assert told == set()
    assert desk.read_now(peers.vouched_of, [desk.device]) == [mine]


def test_a_hub_signs_no_card_in_the_name_of_another(desk: Desk) -> None:
    """Else one hub could give a desk that another vouches for, or that was paired here, a key of its own."""
    hub, other = signing.new_key(), signing.new_key()
    mine = card_of(desk, HUB.id, hub, issued=10)
    forged = card_of(desk, HUB.id, other, issued=20, key=b"z" * 32)
    desk.store.writer.local(partial(peers.keep_cards, vouched=[mine], hub_key=signing.public(hub), hub=HUB.id)).result()
    with pytest.raises(CardError, match="another hub"):
        desk.store.writer.local(
            partial(peers.keep_cards, vouched=[forged], hub_key=signing.public(other), hub=PAIRED.id)
        ).result()
    assert desk.read_now(peers.vouched_of, [desk.device]) == [mine]


def test_a_card_of_a_clock_that_ran_ahead_does_not_stay_for_good(desk: Desk) -> None:
    """The hub's clock was a year ahead when it gave it; the laptop was revoked after the clock was put right."""
    hub = signing.new_key()

    def keep(one: Vouched, of: bytes | None = None) -> str:
        desk.store.writer.local(partial(peers.keep_cards, vouched=[one], hub_key=signing.public(hub), hub=of)).result()
        known = desk.read_now(peers.card_of, desk.device)
        assert known is not None
        return known.name

    assert keep(card_of(desk, HUB.id, hub, issued=9_000, name="ahead")) == "ahead"
    assert keep(card_of(desk, HUB.id, hub, issued=1_000, name="by another desk")) == "ahead"
    assert keep(card_of(desk, HUB.id, hub, issued=1_000, name="by the hub"), HUB.id) == "by the hub"
    revoked = card_of(desk, HUB.id, hub, issued=1_000, name="revoked", serial=1, revoked=True)
    assert keep(revoked) == "revoked", "decided on later, whatever the clocks say and whoever brings it"
    assert keep(card_of(desk, HUB.id, hub, issued=9_000, name="ahead")) == "revoked"
    assert keep(card_of(desk, HUB.id, hub, issued=9_000, name="an answer come late"), HUB.id) == "revoked"
