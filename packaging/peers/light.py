"""Light desks: a line of events and pulls over bare sockets, hundreds in one process, so that the hub is measured."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from eocdesk.models.ids import new_device
from eocdesk.models.right import Right
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync import sse
from eocdesk.sync.access import Asking, Challenge, Proof, Token, proof_of
from eocdesk.sync.protocol import Cursor, Pulled, Since, pack, unpack
from peers.processes import LOOPBACK, FailedError

S = TypeVar("S", bound=msgspec.Struct)

_OK, _BUSY = 200, (429, 503)
_BOX = b"b" * 32


@dataclass(frozen=True, slots=True)
class Person:
    """A device the hub knows, with its private key."""

    dev: bytes
    key: bytes
    hub: bytes


def let_in(hub: Hub, count: int) -> list[Person]:
    """So many watch officers' devices, enrolled where the hub's data is."""
    made = []
    with hub.writing() as connection:
        for at in range(count):
            dev, key = new_device(), signing.new_key()
            right = Right("watch officer")
            people.enrol(connection, dev, signing.public(key), _BOX, f"Light {at}", right, by="bench")
            made.append(Person(dev, key, hub.id))
    return made


class Line:
    """One HTTP/1.1 connection kept open; as little of the protocol as the hub's answers need."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The connection, made if there is none."""
        if self._reader is None or self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection(LOOPBACK, self._port)
        return self._reader, self._writer

    async def ask(self, call: str, message: msgspec.Struct, kind: type[S], token: str = "") -> S:
        """A call and its answer; where the hub is busy, again when it says so."""
        while True:
            reader, writer = await self.opened()
            writer.write(request("POST", call, token, pack(message)))
            status, headers = await head(reader)
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            if headers.get("connection") == "close":
                await self.close()
            if status == _OK:
                return unpack(body, kind)
            if status not in _BUSY:
                raise FailedError(f"{call}: {status} {body[:200]!r}")
            await asyncio.sleep(float(headers.get("retry-after", "1")))

    async def events(self, token: str, told: Callable[[Mapping[bytes, int]], None]) -> None:
        """Hear what grows, until the hub hangs up."""
        reader, writer = await self.opened()
        writer.write(request("GET", "events", token, b""))
        status, _ = await head(reader)
        if status != _OK:
            raise FailedError(f"events: {status}")
        while line := await reader.readline():
            if line.startswith(b"data:"):
                told(sse.grown(line[5:].decode().strip()))

    async def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            with suppress(OSError):
                await self._writer.wait_closed()


def request(method: str, call: str, token: str, body: bytes) -> bytes:
    """A request as it goes over the line."""
    heads = [f"{method} /v1/{call} HTTP/1.1", f"Host: {LOOPBACK}", "eoc-proto: 1", f"Content-Length: {len(body)}"]
    heads += [f"Authorization: Bearer {token}"] if token else []
    return ("\r\n".join(heads) + "\r\n\r\n").encode() + body


async def head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:] if line)
    return int(lines[0].split()[1]), {name.lower(): value.strip() for name, _, value in pairs}


@dataclass(slots=True)
class LightDesk:
    """Listens, and when something grows pulls it: what a desk does, without a store."""

    person: Person
    port: int
    told: Callable[[], None]
    """Called when it holds more."""

    seen: dict[int, float] = field(default_factory=dict)
    """When it held so many changes."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    _held: int = 0
    _roster: int = 0
    _cursors: dict[bytes, Cursor] = field(default_factory=dict)

    async def run(self) -> None:
        """For as long as it is let."""
        asks, hears = Line(self.port), Line(self.port)
        try:
            token = await believed(asks, self.person)
            async with asyncio.TaskGroup() as group:
                group.create_task(hears.events(token, self._hear), name="hear")
                group.create_task(self._pull(asks, token), name="pull")
        finally:
            await asks.close()
            await hears.close()

    def _hear(self, grown: Mapping[bytes, int]) -> None:
        if any(seq > self._read(scope) for scope, seq in grown.items()):
            self.woken.set()

    def _read(self, scope: bytes) -> int:
        cursor = self._cursors.get(scope)
        return 0 if cursor is None else cursor.seq

    async def _pull(self, line: Line, token: str) -> None:
        while True:
            await self.woken.wait()
            self.woken.clear()
            asked = Since(dict(self._cursors), roster=self._roster)
            pulled = await line.ask("pull", asked, Pulled, token)
            self._roster = pulled.clock  # who else there is it wants to hear once an hour, as any desk
            for stream in pulled.streams:
                if stream.pieces:
                    self._held += len(stream.pieces)
                    self._cursors[stream.scope] = Cursor(stream.first + len(stream.pieces) - 1, stream.hash)
            self.seen[self._held] = time.perf_counter()
            self.told()


async def believed(line: Line, person: Person) -> str:
    """A token for a device, which proves that it holds its key."""
    asked = await line.ask("challenge", Asking(person.dev), Challenge)
    signature = signing.sign(person.key, proof_of(person.hub, asked.nonce))
    return (await line.ask("token", Proof(person.dev, asked.nonce, signature), Token)).token
