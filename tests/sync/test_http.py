"""The way to a hub: tokens renewed, and every failure in a sentence that says what to do."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from eocdesk.models import enrolment
from eocdesk.models.card import Vouched
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store import signing
from eocdesk.sync import http, pins
from eocdesk.sync.access import Challenge, Join, Joined, Proof, Token, proof_of
from eocdesk.sync.http import HttpPeer, Keys, Where
from eocdesk.sync.meeting import BusyError, SlowError
from eocdesk.sync.protocol import MAX_MESSAGE, Heads, Hello, Page, Taken, Welcome, pack, unpack
from tests.sync.conftest import Answer, Certificate, Listener

T = TypeVar("T")
KEY = signing.new_key()
DEV, HUB = b"d" * 16, b"h" * 16
HELLO = Hello((1,), DEV, "test", 2, 5)
WELCOME = Welcome(1, HUB, "Room 1", b"e" * 16, "test", 2, 1, 5)


def where(url: str, pin: str = "") -> Where:
    return Where(url, pin, "Room 1", HUB, DEV, KEY)


class Doorkeeper:
    """Answers as a hub does, the token good for so many calls."""

    def __init__(self, calls: int = 1000) -> None:
        self.tokens = 0
        self._calls, self._good = 0, calls

    def __call__(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        call = path.removeprefix("/v1/")
        if call == "challenge":
            return 200, {}, pack(Challenge(b"nonce", 5))
        if call == "token":
            proof = unpack(body, Proof)
            assert signing.holds(signing.public(KEY), proof_of(HUB, proof.nonce), proof.signature)
            self.tokens += 1
            self._calls = 0
            return 200, {}, pack(Token(f"token {self.tokens}", 6, 5))
        self._calls += 1
        if headers.get("authorization") != f"Bearer token {self.tokens}" or self._calls > self._good:
            return 401, {}, b'{"sentence": "Who are you?"}'
        return 200, {}, pack({"hello": WELCOME, "heads": Heads({}), "push": Taken([], [], [], 5)}[call])


async def called(url: str, doing: Callable[[HttpPeer], Awaitable[T]], pin: str = "") -> T:
    async with HttpPeer(where(url, pin), (0.5, 0.5)) as peer:
        return await doing(peer)


def hear(answer: Answer | None, kind: type[Exception]) -> str:
    """The sentence where every call is answered so."""

    async def go() -> str:
        async with Listener(lambda *_: answer).open() as url:
            with pytest.raises(kind) as refused:
                await called(url, lambda peer: peer.hello(HELLO))
            return str(refused.value)

    return asyncio.run(go())


def test_a_token_is_asked_for_once_and_again_when_it_is_too_old() -> None:
    door = Doorkeeper(calls=2)

    async def go() -> list[object]:
        async with Listener(door).open() as url, HttpPeer(where(url)) as peer:
            return [await peer.hello(HELLO), await peer.heads(), await peer.push(Page([], [])), await peer.heads()]

    assert asyncio.run(go()) == [WELCOME, Heads({}), Taken([], [], [], 5), Heads({})]
    assert door.tokens == 2


def test_a_desk_the_hub_does_not_let_in_hears_the_hubs_own_sentence() -> None:
    def answer(path: str, _headers: dict[str, str], body: bytes) -> Answer:
        if path.endswith(("challenge", "token")):
            return Doorkeeper()(path, {}, body)
        return 401, {}, b'{"sentence": "This desk was revoked."}'

    async def go() -> None:
        async with Listener(answer).open() as url:
            with pytest.raises(Refused, match="This desk was revoked"):
                await called(url, lambda peer: peer.heads())

    asyncio.run(go())


def test_each_failure_is_said_in_its_own_words() -> None:
    assert "sign-in page" in hear((200, {"content-type": "text/html; charset=utf-8"}, b"<html>Welcome"), Unavailable)
    assert "sign-in page" in hear((302, {"location": "http://portal.example/"}, b""), Unavailable)
    assert hear((500, {}, b"oh"), Unavailable) == "Room 1 has a trouble of its own (500). It is tried again."
    assert hear((500, {}, b'{"sentence": "The disk is full."}'), Unavailable) == "The disk is full."
    assert hear((403, {}, b'{"sentence": "Not yours."}'), Refused) == "Not yours."
    assert hear((400, {}, b"[]"), Refused) == "Room 1 does not take this (400)."
    assert "does not understand" in hear((200, {}, b"odd"), Unavailable)
    assert "more than a message holds" in hear((200, {}, b"x" * (MAX_MESSAGE + 1)), Unavailable)
    assert hear(None, SlowError) == "Room 1 did not answer in time."


def test_a_busy_hub_says_for_how_long() -> None:
    async def go() -> float:
        async with Listener(lambda *_: (503, {"retry-after": "7"}, b'{"sentence": "Later."}')).open() as url:
            with pytest.raises(BusyError, match="Later") as busy:
                await called(url, lambda peer: peer.hello(HELLO))
            return busy.value.seconds

    assert asyncio.run(go()) == 7


def test_nobody_there_is_said_as_such() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unavailable, match="cannot be reached"):
            asyncio.run(called(url, lambda peer: peer.heads()))


def test_nothing_is_told_to_a_hub_with_another_certificate(certificate: Callable[..., Certificate]) -> None:
    joined, other = certificate("joined"), certificate("other")
    listener = Listener(Doorkeeper())

    async def go() -> None:
        async with listener.open(joined.context()) as url:
            pin = pins.fingerprint(joined.der)
            assert await called(url, lambda peer: peer.hello(HELLO), pin) == WELCOME
        listener.asked.clear()
        async with listener.open(other.context()) as url:
            with pytest.raises(Unavailable, match="not the hub this desk joined"):
                await called(url, lambda peer: peer.hello(HELLO), pin)

    asyncio.run(go())
    assert listener.asked == []


def test_wake_ups_come_as_they_are_sent_and_the_end_of_the_line_is_said() -> None:
    def answer(path: str, headers: dict[str, str], body: bytes) -> Answer:
        if path.endswith("events"):
            return 200, {"content-type": "text/event-stream"}, b": beat\n\ndata: 0a:4\n\n"
        return Doorkeeper()(path, headers, body)

    heard: list[dict[bytes, int]] = []

    async def listen(peer: HttpPeer) -> None:
        async for grown in peer.events():
            heard.append(grown)  # noqa: PERF401  what came before the end is wanted too

    async def go() -> None:
        async with Listener(answer).open() as url:
            with pytest.raises(Unavailable, match="closed the line"):
                await called(url, listen)

    asyncio.run(go())
    assert heard == [{}, {b"\x0a": 4}]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hub.example:8443/", "https://hub.example:8443"),
        (" hub.example:8443 ", "https://hub.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed: str, kept: str) -> None:
    assert http.address(typed) == kept


@pytest.mark.parametrize("typed", ["", "ftp://hub", "https://", "https://hub:port", "http://hub.example", "https://:1"])
def test_what_is_no_address_and_plain_http_to_another_machine_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        http.address(typed)
    assert refused.value.field == "url"


def joining(name: str, shown: Certificate, pin: str, *, forged: bool = False) -> tuple[Joined, str]:
    """Join a hub that shows that certificate with a code that names `pin`."""
    hub_key = signing.new_key()
    code = enrolment.Code("2" * enrolment.SECRET, pin)

    def answer(path: str, _headers: dict[str, str], body: bytes) -> Answer:
        asked = unpack(body, Join)
        assert (path, asked.code, asked.name) == ("/v1/enrol", code.secret, name)
        card = Vouched(b"card", b"")
        signed = Vouched(card.body, signing.sign(signing.new_key() if forged else hub_key, card.message))
        return 200, {}, pack(Joined(HUB, signing.public(hub_key), "Room 1", b"e" * 16, signed, 5))

    async def go() -> tuple[Joined, str]:
        async with Listener(answer).open(shown.context()) as url:
            return await http.join(url, code.text.lower(), DEV, Keys(signing.public(KEY), bytes(32)), name)

    return asyncio.run(go())


def test_a_desk_joins_the_hub_its_code_names_and_keeps_the_certificate(certificate: Callable[..., Certificate]) -> None:
    shown = certificate()
    joined, pin = joining("Gate 3", shown, enrolment.pin_of(shown.der))
    assert (joined.hub, joined.name, pin) == (HUB, "Room 1", pins.fingerprint(shown.der))


def test_the_code_is_told_to_no_other_hub(certificate: Callable[..., Certificate]) -> None:
    with pytest.raises(Unavailable, match="not the one the code is of"):
        joining("Gate 3", certificate("other"), enrolment.pin_of(certificate("meant").der))


def test_a_card_the_hub_did_not_sign_is_refused(certificate: Callable[..., Certificate]) -> None:
    shown = certificate()
    with pytest.raises(Refused, match="did not sign"):
        joining("Gate 3", shown, enrolment.pin_of(shown.der), forged=True)


def test_a_mistyped_code_is_told_to_nobody() -> None:
    with pytest.raises(Refused, match="not an enrolment code"):
        asyncio.run(http.join("https://127.0.0.1:1", "7KQ4-22", DEV, Keys(b"", b""), ""))
