"""Whatever a hub is asked, it answers in a sentence, and takes in nothing that its author did not write."""

from __future__ import annotations

import asyncio
import hashlib
import random
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import httpx
import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import text

from eocdesk.models.change import Stub
from eocdesk.models.ids import new_id
from eocdesk.server.app import App
from eocdesk.store import handing, sealing, signing
from eocdesk.store.changelog import ZERO, link, onto
from eocdesk.store.handing import Handed
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.access import Asking, Challenge, Join, Proof, Token, proof_of
from eocdesk.sync.files import Asked
from eocdesk.sync.protocol import Hello, Page, Since, pack, unpack
from eocdesk.sync.unlocking import Locked
from tests.kit.hubs import AMBER, GREEN, RED, Pen

T = TypeVar("T")

FINE = {200, 204, 206, 400, 401, 403, 404, 405, 408, 409, 413, 416, 426, 429, 503, 507}
BOUND = 160 * 1024 * 1024
"""Bytes a hub may hold at a time for one request: a message of 32 MiB packed, unpacked, and read."""
LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=True)
    | st.binary(max_size=40)
    | st.text(max_size=20)
    | st.sampled_from([b"s" * 16, b"", bytes(32), 0, -1, 2**63, "\0", "../x"])
)
LEAF_KEYS = st.binary(max_size=16) | st.text(max_size=8) | st.integers(0, 9)
VALUES = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LEAF_KEYS, inner, max_size=3))


class Bench:
    """A hub in this process, a device of it and one that is not, and every word that was ever truly written."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.app = App(hub, lambda: b"")
        self.loop = asyncio.new_event_loop()
        transport = httpx.ASGITransport(app=self.app.asgi, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://hub")
        self.pens = [Pen(), Pen()]
        self.stranger = Pen()
        for pen in self.pens:
            pen.let_in(hub)
        self.true = {digest(body) for body in self._write()}
        self.token = self.sign_in(self.pens[0])

    def _write(self) -> Iterator[bytes]:
        self.pages: list[Page] = []
        for pen in self.pens:
            for labels in (GREEN, AMBER, RED):
                bodies: list[bytes | Stub] = [pen.entry(labels, f"{labels[1]} {n}") for n in range(3)]
                yield from (body for body in bodies if isinstance(body, bytes))
                self.pages.append(Page(bodies, [pen.end(labels)]))
        self.forged = [Page([self.stranger.entry(GREEN, "forged")], [self.stranger.end()])]

    def fresh(self) -> Page:
        """A page of a chain the hub has not heard of, by the pen that is not signed in."""
        labels = (new_id(), "GREEN", "")
        body = self.pens[1].entry(labels, "true words")
        self.true.add(digest(body))
        return Page([body], [self.pens[1].end(labels)])

    def run(self, work: Awaitable[T]) -> T:
        return self.loop.run_until_complete(work)

    def post(self, call: str, body: bytes, *, token: str | None = None, method: str = "POST") -> httpx.Response:
        held = self.token if token is None else token
        headers = {"Authorization": f"Bearer {held}"} if held else {}
        told = self.run(self.client.request(method, f"/v1/{call}", content=body, headers=headers))
        assert told.status_code in FINE, (told.status_code, told.text)
        if told.status_code >= httpx.codes.BAD_REQUEST and method != "HEAD":
            assert set(told.json()) >= {"sentence"}
        return told

    def sign_in(self, pen: Pen) -> str:
        nonce = unpack(self.post("challenge", pack(Asking(pen.dev)), token="").content, Challenge).nonce
        signature = signing.sign(pen.key, proof_of(self.hub.id, nonce))
        return unpack(self.post("token", pack(Proof(pen.dev, nonce, signature)), token="").content, Token).token

    def sound(self) -> None:
        """Every word in the log was written by its author; each chain and each sequence is whole."""
        chains: dict[tuple[bytes, bytes], dict[int, bytes]] = {}
        with self.hub.reading() as c:
            rows = c.execute(text("SELECT scope, seq, dev, n, digest, body FROM hub_change ORDER BY scope, seq"))
            reached: dict[bytes, int] = {}
            for row in rows:
                reached[row.scope] = reached.get(row.scope, 0) + 1
                assert row.seq == reached[row.scope]
                chains.setdefault((row.scope, row.dev), {})[row.n] = row.digest
                if row.body is not None:
                    assert digest(row.body) in self.true
                    assert row.dev != self.stranger.dev
            heads = {(r.scope, r.dev): (r.n, r.hash) for r in c.execute(text("SELECT * FROM hub_chain"))}
            strangers = c.execute(text("SELECT count(*) FROM hub_device")).scalar_one()
        assert strangers == len(self.pens)
        for chain, places in chains.items():
            hash_ = ZERO
            for n in range(1, len(places) + 1):
                hash_ = onto(hash_, places[n])
            assert heads[chain] == (len(places), hash_)

    def close(self) -> None:
        self.run(self.client.aclose())
        self.app.close()
        self.loop.close()


def digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    hub = Hub.open(tmp_path_factory.mktemp("fuzz"), None, "The hub")
    made = Bench(hub)
    yield made
    made.close()
    hub.close()


CALLS = (
    "hello",
    "heads",
    "push",
    "pull",
    "enrol",
    "challenge",
    "token",
    "admin/devices",
    "admin/grant",
    "files/asked",
    "unlock",
)
ADDRESSES = st.sampled_from(CALLS) | st.sampled_from(["files/" + "a" * 64, "files/..%2f..%2fetc", "health", "nothing"])
METHODS = st.sampled_from(["POST", "POST", "POST", "GET", "HEAD", "PATCH", "PUT", "DELETE", "OPTIONS"])


def packed(value: object) -> bytes:
    return zstandard.compress(msgspec.msgpack.encode(value))


BODIES = (
    st.binary(max_size=300)
    | VALUES.map(packed)
    | st.lists(VALUES, max_size=8).map(packed)
    | VALUES.map(lambda value: msgspec.json.encode(_jsonable(value)))
    | st.binary(max_size=300).map(zstandard.compress)
)


def _jsonable(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [_jsonable(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _jsonable(one) for key, one in value.items()}
    return value


@settings(max_examples=120)
@given(call=ADDRESSES, method=METHODS, body=BODIES, known=st.booleans())
def test_any_bytes_to_any_address_are_answered_and_change_nothing(
    bench: Bench, call: str, method: str, body: bytes, *, known: bool
) -> None:
    bench.post(call, body, token=None if known else "", method=method)
    bench.sound()


@st.composite
def bent(draw: st.DrawFn, messages: list[msgspec.Struct]) -> bytes:
    """A true message with one of its parts replaced, left out, doubled, or swapped with another."""
    whole = msgspec.msgpack.decode(msgspec.msgpack.encode(draw(st.sampled_from(messages))))
    at = whole
    while isinstance(at, list) and at and draw(st.integers(0, 3)):
        index = draw(st.integers(0, len(at) - 1))
        if isinstance(at[index], bytes) and len(at[index]) > 64 and draw(st.booleans()):
            at[index] = _bent_body(draw, at[index])
            return packed(whole)
        if not isinstance(at[index], list) or not at[index]:
            break
        at = at[index]
    if isinstance(at, list) and at:
        index = draw(st.integers(0, len(at) - 1))
        how = draw(st.sampled_from(["replace", "leave out", "double", "swap", "shuffle"]))
        if how == "replace":
            at[index] = draw(VALUES)
        elif how == "leave out":
            del at[index]
        elif how == "double":
            at.insert(index, at[index])
        elif how == "swap":
            other = draw(st.integers(0, len(at) - 1))
            at[index], at[other] = at[other], at[index]
        else:
            random.Random(draw(st.integers(0, 99))).shuffle(at)  # noqa: S311  a test's own order
    return packed(whole)


def _bent_body(draw: st.DrawFn, body: bytes) -> bytes:
    """A change with one of its parts replaced, or a bit of it."""
    if body.startswith(b"x") or draw(st.booleans()):
        at = draw(st.integers(0, len(body) - 1))
        return body[:at] + bytes((body[at] ^ draw(st.integers(1, 255)),)) + body[at + 1 :]
    parts = msgspec.msgpack.decode(body)
    parts[draw(st.integers(0, len(parts) - 1))] = draw(VALUES)
    return msgspec.msgpack.encode(parts)


@settings(max_examples=160)
@given(data=st.data())
def test_pages_bent_replayed_or_forged_bring_in_no_word_that_is_not_their_author_s(
    bench: Bench, data: st.DataObject
) -> None:
    fresh = bench.fresh()
    pages = [fresh, *bench.pages, *bench.forged]
    how = data.draw(st.sampled_from(["parts", "replayed", "body", "signature", "unsigned", "sealed"]))
    if how == "parts":
        body = data.draw(bent(list(pages)))
    elif how == "replayed":  # parts of several true pages in one
        some = data.draw(st.lists(st.sampled_from(pages), max_size=3))
        body = pack(Page([one for page in some for one in page.pieces], [one for page in some for one in page.signed]))
    else:
        body = pack(_forged(data.draw, fresh, how, bench.hub))
    bench.post("push", body)
    bench.sound()


def _forged(draw: Callable[[st.SearchStrategy[Any]], Any], page: Page, how: str, hub: Hub) -> Page:
    """A page in which a relay changed a word, or its author's signature."""
    (body,), (end,) = page.pieces, page.signed
    assert isinstance(body, bytes)
    if how == "signature":
        at = draw(st.integers(0, 63))
        flipped = end.signature[:at] + bytes((end.signature[at] ^ draw(st.integers(1, 255)),)) + end.signature[at + 1 :]
        return Page([body], [replace(end, signature=flipped)])
    other = body.replace(b"true words", draw(st.sampled_from([b"false word", b"TRUE WORDS"])))
    if how == "unsigned":
        return Page([other], [])
    if how == "body":
        return Page([other], [replace(end, hash=link(ZERO, other)) if draw(st.booleans()) else end])
    sealed = handing.seal(signing.public(hub.key), Handed([other], [end]))
    return Page([], [], sealed=[sealed])


@settings(max_examples=80)
@given(data=st.data())
def test_other_messages_bent_are_answered(bench: Bench, data: st.DataObject) -> None:
    dev = bench.pens[1].dev
    true: dict[str, msgspec.Struct] = {
        "hello": Hello((1,), dev, "0", 1, 0),
        "pull": Since({b"s" * 16: [1, bytes(32)]}, limit=3),  # type: ignore[dict-item]  as it stands on the wire
        "enrol": Join("AAAA-BBBB-CCCC", dev, b"k" * 32, b"b" * 32, "Gate 3"),
        "challenge": Asking(dev),
        "token": Proof(dev, b"n" * 32, b"s" * 64),
        "files/asked": Asked(["a" * 64], ["b" * 64]),
        "unlock": Locked(b"x" * 200),
    }
    call = data.draw(st.sampled_from(sorted(true)))
    bench.post(call, data.draw(bent([true[call]])))
    bench.sound()


def test_at_the_end_what_was_truly_written_is_taken_and_a_second_time_changes_nothing(bench: Bench) -> None:
    for _ in range(2):
        for page in bench.pages[:3]:
            assert bench.post("push", pack(page)).status_code == 200
        bench.sound()
    with bench.hub.reading() as c:
        own = c.execute(
            text("SELECT count(*) FROM hub_change WHERE dev = :dev AND body IS NOT NULL"), {"dev": bench.pens[0].dev}
        ).scalar_one()
    assert own == 9


def _zlib_bomb(hub: Hub) -> bytes:
    """A sealed page that unpacks beyond all bounds, sealed by one who knows how."""
    sealer = sealing.Sealer(b"eocdesk handing 1")
    inside = zlib.compress(msgspec.msgpack.encode(Handed([bytes(300_000_000)], [])))
    return sealer.public + sealer.seal(handing._box_of(signing.public(hub.key)), inside)


@pytest.mark.parametrize("call", CALLS)
def test_a_bomb_takes_no_memory_beyond_a_bound(bench: Bench, call: str) -> None:
    bombs = [zstandard.compress(bytes(400_000_000)), packed([[b""] * 200_000]), packed([[0] * 3_000_000])]
    if call == "push":
        bombs.append(pack(Page([], [], sealed=[_zlib_bomb(bench.hub)])))
    for bomb in bombs:
        tracemalloc.start()
        bench.post(call, bomb)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < BOUND, call
    bench.sound()
