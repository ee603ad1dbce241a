"""Connections that ask for nothing: closed after a while, whole requests answered, none shut out by one address."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, repeat
from typing import Any

import pytest
import uvicorn

from eocdesk.server import patience
from eocdesk.server.patience import Patient

LONG = 20.0
REQUEST = b"GET / HTTP/1.1\r\nHost: hub\r\n\r\n"


class Hasty(Patient):
    """One that waits a moment."""

    wait = 0.2


async def app(_scope: Any, receive: Any, send: Any) -> None:
    """Answers after the body."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Told(uvicorn.Server):
    """One that says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def serving(kind: type[Patient]) -> AsyncIterator[int]:
    """The port of a server that speaks so."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, http=kind, ws="none", lifespan="off", log_config=None, timeout_keep_alive=60)
        server = Told(config)
        running = asyncio.ensure_future(server._serve([listening]))
        await server.ready.wait()
        yield listening.getsockname()[1]
        server.should_exit = True
        await running


def run(kind: type[Patient], *sent: bytes) -> bytes:
    """All that comes back until the server closes the connection."""

    async def whole() -> bytes:
        async with serving(kind) as port, asyncio.timeout(LONG):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            for part in sent:
                writer.write(part)
                await writer.drain()
                if part.endswith(b"\r\n\r\n"):
                    assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
            said = await reader.read()
            writer.close()
            return said

    return asyncio.run(whole())


@pytest.mark.parametrize("sent", [(), (b"GET / HT",), (REQUEST, b"GET /")], ids=["nothing", "half", "half of a second"])
def test_who_asks_for_nothing_whole_is_hung_up_on(sent: tuple[bytes, ...]) -> None:
    assert b"200" not in run(Hasty, *sent)


def test_a_whole_request_is_answered_however_slowly_its_body_comes() -> None:
    async def whole() -> bytes:
        async with serving(Hasty) as port, asyncio.timeout(LONG):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 3\r\n\r\n")
            for byte in (b"a", b"b", b"c"):
                await asyncio.sleep(Hasty.wait)
                writer.write(byte)
            said = await reader.readuntil(b"ok")
            writer.close()
            return said

    assert asyncio.run(whole()).startswith(b"HTTP/1.1 200")


def test_one_address_cannot_have_all_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    class Few(Patient):
        from_one = 3
        _open = type(Patient._open)()

    async def whole() -> list[bytes]:
        async with serving(Few) as port, asyncio.timeout(LONG):
            lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
            said = []
            for reader, writer in lines:
                writer.write(REQUEST)
                try:
                    said.append(await reader.read(15))
                except ConnectionError:
                    said.append(b"")
                writer.close()
            return said

    assert asyncio.run(whole()) == [b"HTTP/1.1 200 OK"] * 5  # a balancer on this machine
    monkeypatch.setattr(patience, "is_loopback", lambda _: False)
    assert asyncio.run(whole()) == [b"HTTP/1.1 200 OK"] * 3 + [b""] * 2
    assert not Few._open


ENDLESS = [b"GET / HTTP/1.1\r\nHost: hub\r\n", *[b"x-more: " + b"a" * 5_000 + b"\r\n"] * 8]
VALUE = [b"GET / HTTP/1.1\r\nHost: hub\r\nx-more: ", *[b"a" * 5_000] * 8]
TRAILER = [
    b"POST / HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
    *[b"x: " + b"a" * 5_000 + b"\r\n"] * 8,
]


@pytest.mark.parametrize("sent", [ENDLESS, VALUE, TRAILER], ids=["heads", "one head", "what follows the last piece"])
def test_a_request_without_an_end_fills_no_memory(sent: list[bytes]) -> None:
    async def whole() -> bytes:
        async with serving(Patient) as port, asyncio.timeout(LONG):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                for part in chain(sent, repeat(sent[-1])):  # until it is hung up on
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0)
            except ConnectionError:
                pass
            said = b"" if reader.exception() else await reader.read()
            writer.close()
            return said

    assert b"HTTP/1.1 200" not in asyncio.run(whole())
