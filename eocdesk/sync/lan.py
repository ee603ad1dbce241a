"""The way to another desk of the room: it proves its key before anything is told to it, and is met by chains."""

from __future__ import annotations

import asyncio
import hashlib
import os
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

import msgspec

from eocdesk.models import Refused, Unavailable, ids
from eocdesk.models.card import Card, Vouched
from eocdesk.models.change import DEVICE
from eocdesk.store import peers, signing
from eocdesk.store.kept import Store
from eocdesk.sync import http, pins
from eocdesk.sync.http import HttpPeer, Where
from eocdesk.sync.trust import Trust, trusted

NONCE = 32
CONNECT = 5.0
"""Seconds until a desk of the same room must have answered."""
_HERE = b"eocdesk host 1"


class Knock(msgspec.Struct, array_like=True, frozen=True):
    """POST /v1/knock: who is there? Said to anybody, so it says nothing but a number to be signed."""

    nonce: bytes


class Here(msgspec.Struct, array_like=True, frozen=True):
    """The answer: the device, and its signature over the number and the certificate of this very connection."""

    dev: bytes
    exercise: bool
    signature: bytes


class Greeting(msgspec.Struct, array_like=True, frozen=True):
    """POST /v1/greet: the visitor's cards, for a host that has not met it."""

    cards: list[Vouched]


class Greeted(msgspec.Struct, array_like=True, frozen=True):
    """The answer."""

    clock: int


def here_of(nonce: bytes, certificate: bytes, *, exercise: bool) -> bytes:
    """What a host signs, so that nobody between the two can pass it on under a certificate (DER) of his own."""
    return _HERE + nonce + hashlib.sha256(certificate).digest() + bytes((exercise,))


def bound(dev: bytes, certificate: bytes) -> bytes:
    """What a visitor signs its challenge for: that host under that certificate."""
    return hashlib.sha256(dev + certificate).digest()[:DEVICE]


class SelfError(Refused):
    """A desk that offers itself found its own beacon."""


class LanPeer(HttpPeer):
    """A desk of the room over HTTP, inside `async with`: counted by chains."""

    by_seq = False

    def __init__(self, where: Where, card: Card) -> None:
        super().__init__(where)
        self.card = card
        """Whom one meets, and what may reach it."""


async def visit(store: Store, url: str, *, exercise: bool) -> LanPeer:
    """A desk at that address, proven to be one that this desk knows, and greeted. Close it with `async with`.

    Unavailable where nobody answers; Refused where it is a desk that is not known, or no desk at all.
    """
    base = http.address(url)
    if not base.startswith("https:"):
        raise Refused("A desk of the room is met over https only.", "url")
    certificate = await _shown(base)
    pin = pins.fingerprint(certificate)
    trust, keys = await asyncio.to_thread(trusted, store)
    async with http.line(base, pin) as line:
        nonce = os.urandom(NONCE)
        here = await http.ask(line, base, "knock", Knock(nonce), Here)
        card = _proven(here, trust, here_of(nonce, certificate, exercise=here.exercise), base)
        if here.exercise != exercise:
            raise Refused("An exercise and a real desk never meet. Nothing was sent.")
        await http.ask(line, card.name, "greet", Greeting(own_cards(store, trust.dev)), Greeted)
    return LanPeer(Where(base, pin, card.name, bound(card.dev, certificate), trust.dev, keys.key), card)


def own_cards(store: Store, dev: bytes) -> list[Vouched]:
    """What this desk shows to one that has not met it: its card as its hub gave it."""
    return store.readers.now(peers.vouched_of, [dev])


def _proven(here: Here, trust: Trust, signed: bytes, base: str) -> Card:
    if here.dev == trust.dev:
        raise SelfError("This is this desk itself.")
    card = trust.known(here.dev)
    if card is None:
        raise Refused(
            f"At {base} there is desk {ids.desk_code(here.dev)}, which this desk does not know. "
            "Meet the hub once more, or pair the two with “eocdesk pair”. Nothing was sent."
        )
    if not signing.holds(card.key, signed, here.signature):
        raise Refused(f"Who answers at {base} is not {card.name}, though it says so. Nothing was sent.")
    return card


async def _shown(base: str) -> bytes:
    """The certificate (DER) shown there: not believed, but what everything after is tied to."""
    parts = urlsplit(base)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(CONNECT):
            _, writer = await asyncio.open_connection(parts.hostname, parts.port or 443, ssl=context)
    except (OSError, TimeoutError) as error:
        raise Unavailable(f"No desk answers at {base}. Is it on the same network, and does it offer itself?") from error
    shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return bytes(shown)
