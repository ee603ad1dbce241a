"""A desk that offers itself believes a key, once, for a while, and nothing else; rights bound its answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock
from eocdesk.models.change import decode
from eocdesk.store import meeting, signing
from eocdesk.sync import lan_host
from eocdesk.sync.access import Asking, Proof, proof_of
from eocdesk.sync.giving import Giver
from eocdesk.sync.lan import Greeting, Knock, bound, here_of
from eocdesk.sync.lan_host import Host, StrangerError
from eocdesk.sync.protocol import SPOKEN, Hello, Page, Reach, Since
from eocdesk.sync.sequence import place_of
from eocdesk.sync.trust import trusted
from tests.kit.desks import EVENT
from tests.kit.pairs import OFFICER, PARTNER, RoomHub, log, pair


@pytest.fixture
def two(desks: Callable[[int], list[Desk]]) -> tuple[Host, Desk, Desk]:
    """A host, its desk, and a partner's desk of the same hub."""
    home, partner = desks(2)
    hub = RoomHub()
    hub.join(home)
    hub.join(partner, PARTNER)
    log(home, "Canary", marking="RED")
    log(home, "For partners", marking="GREEN")
    return Host(home.store, "Room desk", exercise=False), home, partner


def proof(host: Host, visitor: Desk, home: Desk, nonce: bytes | None = None) -> Proof:
    _, keys = trusted(visitor.store)
    nonce = host.challenge(Asking(visitor.device)).nonce if nonce is None else nonce
    signature = signing.sign(keys.key, proof_of(bound(home.device, host.certificate), nonce))
    return Proof(visitor.device, nonce, signature)


def test_who_knocks_is_shown_a_device_and_its_signature_over_this_very_certificate(
    two: tuple[Host, Desk, Desk],
) -> None:
    host, home, _ = two
    here = host.knock(Knock(b"n" * 32))
    key = trusted(home.store)[0].own[home.device]
    assert here.dev == home.device
    assert signing.holds(key, here_of(b"n" * 32, host.certificate, exercise=False), here.signature)
    for said in (here_of(b"m" * 32, host.certificate, exercise=False), here_of(b"n" * 32, b"other", exercise=False)):
        assert not signing.holds(key, said, here.signature)


def test_a_key_proven_gives_a_token_and_a_challenge_serves_once(two: tuple[Host, Desk, Desk]) -> None:
    host, home, partner = two
    said = proof(host, partner, home)
    assert host.visitor(host.token(said).token) == partner.device
    with pytest.raises(StrangerError):
        host.token(said)


@pytest.mark.parametrize("fault", ["stranger", "key", "host", "nonce", "another's nonce", "late", "revoked"])
def test_who_does_not_prove_it_is_a_stranger(
    two: tuple[Host, Desk, Desk], desks: Callable[[int], list[Desk]], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    host, home, partner = two
    stranger = desks(3)[2]
    said = proof(host, partner, home)
    if fault == "stranger":
        said = proof(host, stranger, home)
    elif fault == "key":
        said = Proof(said.dev, said.nonce, proof(host, stranger, home, said.nonce).signature)
    elif fault == "host":
        said = proof(host, partner, stranger)
    elif fault == "nonce":
        said = proof(host, partner, home, bytes(56))
    elif fault == "another's nonce":
        said = proof(host, partner, home, host.challenge(Asking(stranger.device)).nonce)
    elif fault == "late":
        monkeypatch.setattr(lan_host, "_MINUTE", -1)
        said = proof(host, partner, home)
    else:
        hub = RoomHub()
        hub.join(home)
        hub.tell(home, hub.vouch(partner, revoked=True))
    with pytest.raises(StrangerError):
        host.token(said)


@pytest.mark.parametrize("token", ["", "zz", "00" * 56, "ff" * 10, "é"])
def test_a_token_that_was_never_given_is_none(two: tuple[Host, Desk, Desk], token: str) -> None:
    with pytest.raises(StrangerError):
        two[0].visitor(token)


def test_a_token_ends(two: tuple[Host, Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    host, home, partner = two
    monkeypatch.setattr(lan_host, "_LIFE", -1)
    token = host.token(proof(host, partner, home)).token
    with pytest.raises(StrangerError):
        host.visitor(token)
    raised = bytearray.fromhex(token)
    raised[16] ^= 1
    with pytest.raises(StrangerError):
        host.visitor(raised.hex())


def test_what_is_answered_is_what_the_visitor_may_see(two: tuple[Host, Desk, Desk]) -> None:
    host, home, partner = two
    dev = partner.device
    welcome = host.hello(dev, Hello(SPOKEN, dev, "1", 2, clock.now()))
    assert (welcome.id, welcome.name) == (home.device, "Room desk")
    (standing,) = host.heads(dev).scopes.values()
    assert standing.labels == (EVENT, "GREEN", "")
    pulled = host.pull(dev, Since())
    bodies = [piece for stream in pulled.streams for piece in stream.pieces if isinstance(piece, bytes)]
    assert [decode(body).fields["text"] for body in bodies] == ["For partners"]


def test_a_visitor_that_was_revoked_meanwhile_is_refused(two: tuple[Host, Desk, Desk]) -> None:
    host, home, partner = two
    home.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM card WHERE dev = ?", (partner.device,))).result()
    for ask in (host.heads, lambda dev: host.pull(dev, Since()), lambda dev: host.push(dev, Page([], []))):
        with pytest.raises(Refused, match="any more"):
            ask(partner.device)


def test_what_is_pushed_is_durable_or_wanted_from_where_it_follows(desks: Callable[[int], list[Desk]]) -> None:
    home, visitor = desks(2)
    pair(home, visitor)
    log(visitor, "First")
    log(visitor, "Second")
    trust, keys = trusted(visitor.store)
    page = Giver(visitor.store, trust, keys).page({}, lambda _: True, 100, 1 << 20)
    (end,) = page.signed
    host = Host(home.store, "Room desk", exercise=False)
    late = Page([piece for piece in page.pieces if place_of(piece).n > 1], page.signed)
    assert host.push(visitor.device, late).wanted == [Reach(end.scope, visitor.device, 0)]
    taken = host.push(visitor.device, page)
    assert (taken.durable, taken.wanted) == ([Reach(end.scope, visitor.device, 3)], [])
    assert home.read_now(meeting.standing)[end.scope].chains[visitor.device] == 3


def test_a_greeting_keeps_the_cards_of_our_hub_alone(desks: Callable[[int], list[Desk]]) -> None:
    home, visitor = desks(2)
    ours, theirs = RoomHub(), RoomHub()
    ours.join(home)
    host = Host(home.store, "Room desk", exercise=False)
    host.greet(Greeting([theirs.vouch(visitor)]))
    assert trusted(home.store)[0].known(visitor.device) is None
    host.greet(Greeting([ours.vouch(visitor)]))
    known = trusted(home.store)[0].known(visitor.device)
    assert known is not None
    assert known.rights == (OFFICER,)
