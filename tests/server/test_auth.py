"""Who asks: a challenge is answered by the right key, once, in time, for this hub; a token is nobody else's."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from eocdesk.models import clock
from eocdesk.server import auth
from eocdesk.server.auth import Door, UnauthorisedError
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.access import Proof, proof_of
from tests.kit.hubs import Pen

HERE = "10.0.0.4"


def signed(hub: Hub, pen: Pen, nonce: bytes, key: bytes | None = None) -> Proof:
    return Proof(pen.dev, nonce, signing.sign(key or pen.key, proof_of(hub.id, nonce)))


@pytest.fixture
def pen(file_hub: Hub) -> Pen:
    """A device of the hub."""
    made = Pen()
    made.let_in(file_hub, name="Gate 3")
    return made


def token(hub: Hub, pen: Pen) -> str:
    door = Door(hub)
    return door.token(signed(hub, pen, door.challenge(pen.dev).nonce), HERE).token


def test_who_signs_the_challenge_gets_a_token_that_names_its_device(file_hub: Hub, pen: Pen) -> None:
    door = Door(file_hub)
    given = door.token(signed(file_hub, pen, door.challenge(pen.dev).nonce), HERE)
    assert given.order == ""
    assert 0 < given.until - clock.now() <= auth.LASTS
    assert door.device(f"Bearer {given.token}").dev == pen.dev
    assert Door(file_hub).device(f"bearer {given.token}").name == "Gate 3"  # any process of the hub believes it


def test_a_challenge_is_answered_once_at_whichever_process(file_hub: Hub, pen: Pen) -> None:
    proof = signed(file_hub, pen, Door(file_hub).challenge(pen.dev).nonce)
    Door(file_hub).token(proof, HERE)
    with pytest.raises(UnauthorisedError, match="answered already"):
        Door(file_hub).token(proof, HERE)


def test_what_is_not_a_sound_answer_gets_nothing_and_stands_in_the_trail(
    file_hub: Hub, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, other = Door(file_hub), Pen()
    other.let_in(file_hub)
    nonce = door.challenge(pen.dev).nonce
    stranger = Pen()
    attempts = {
        "another's key": signed(file_hub, pen, nonce, other.key),
        "for another device": signed(file_hub, other, nonce),
        "a challenge made up": signed(file_hub, pen, bytes(len(nonce))),
        "a challenge cut short": signed(file_hub, pen, nonce[:-1]),
        "no challenge": signed(file_hub, pen, b""),
        "a time made longer": signed(file_hub, pen, nonce[:16] + b"\x7f" + nonce[17:]),
        "for another hub": Proof(pen.dev, nonce, signing.sign(pen.key, proof_of(b"h" * 16, nonce))),
        "no signature": Proof(pen.dev, nonce, b""),
        "a device nobody knows": signed(file_hub, stranger, door.challenge(stranger.dev).nonce),
        "an id of no length": Proof(b"", door.challenge(b"").nonce, bytes(64)),
    }
    for proof in attempts.values():
        with pytest.raises(UnauthorisedError):
            door.token(proof, HERE)
    monkeypatch.setattr(auth, "ANSWERED_WITHIN", -1)
    with pytest.raises(UnauthorisedError, match="too old"):
        door.token(signed(file_hub, pen, door.challenge(pen.dev).nonce), HERE)
    with file_hub.reading() as c:
        refused = [line for line in people.trail(c) if line.what == "refused"]
    assert sum(line.times for line in refused) == len(attempts) + 1
    assert {line.place for line in refused} == {HERE}


def _forged(given: str) -> str:
    raw = bytearray(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    raw[16] ^= 1  # its end
    return base64.urlsafe_b64encode(raw).decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: None,
        lambda _: "",
        lambda _: "Bearer",
        lambda _: "Bearer ",
        lambda _: "Bearer ä€",
        lambda given: f"Basic {given}",
        lambda given: f"Bearer {given[:-4]}",
        lambda given: f"Bearer {given}AAAA",
        lambda given: f"Bearer {_forged(given)}",
    ],
    ids=["none", "empty", "no token", "a space", "letters of no code", "another scheme", "short", "long", "forged"],
)
def test_what_is_no_token_is_nobodys(file_hub: Hub, pen: Pen, spoil: Callable[[str], str | None]) -> None:
    with pytest.raises(UnauthorisedError):
        Door(file_hub).device(spoil(token(file_hub, pen)))


def test_a_token_ends(file_hub: Hub, pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "LASTS", -1)
    with pytest.raises(UnauthorisedError, match="too old"):
        Door(file_hub).device(f"Bearer {token(file_hub, pen)}")


def test_a_token_of_another_hub_is_nobodys_here(
    file_hub: Hub, pen: Pen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Hub.open(tmp_path_factory.mktemp("other"))
    try:
        pen.let_in(other)
        given = token(other, pen)
        assert Door(other).device(f"Bearer {given}").dev == pen.dev
        with pytest.raises(UnauthorisedError):
            Door(file_hub).device(f"Bearer {given}")
    finally:
        other.close()


def test_a_revoked_device_is_told_to_forget_and_known_as_such_at_once(file_hub: Hub, pen: Pen) -> None:
    before = token(file_hub, pen)
    with file_hub.writing() as c:
        people.revoke(c, pen.dev, "left in a taxi", by="K. Mori")
    assert Door(file_hub).device(f"Bearer {before}").revoked is not None
    door = Door(file_hub)
    assert door.token(signed(file_hub, pen, door.challenge(pen.dev).nonce), HERE).order == auth.PURGE
