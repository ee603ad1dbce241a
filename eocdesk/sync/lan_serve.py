"""The network's side of a desk that offers itself: bounded requests in, answers out, a sentence for all else."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from eocdesk.models import Refused, Unavailable
from eocdesk.sync.access import Asking, Proof
from eocdesk.sync.lan import Greeting, Knock
from eocdesk.sync.lan_host import Host, StrangerError
from eocdesk.sync.protocol import Hello, MalformedError, Page, Since, pack, unpack

S = TypeVar("S", bound=msgspec.Struct)

MAX_BODY = 8 * 1024 * 1024
"""A request longer than that is not read to its end: what a page may hold, packed as badly as can be."""
SMALL = 64 * 1024
"""The same for those who have not proven who they are, and for what it unpacks to."""
PATIENCE = 30.0
"""Seconds a request may take to arrive."""
AT_ONCE = 4
"""So many requests are answered at a time: a desk has an officer to serve."""
_STOP = 3  # seconds for those who are being answered when the desk stops
CONNECTIONS = 64
_IDLE = 120  # seconds a visitor may take to put a page away before it asks for the next


class TooLargeError(Exception):
    """More than is read."""


_ANSWERS: dict[type[Exception], tuple[int, str]] = {
    StrangerError: (401, "This desk takes nobody's word that it cannot prove."),
    MalformedError: (400, "This desk does not understand the request ({})."),
    Refused: (403, "{}"),
    Unavailable: (503, "{}"),
    TooLargeError: (413, "The request is larger than a page may be."),
    TimeoutError: (408, "The request did not arrive."),
    ClientDisconnect: (408, "The request did not arrive."),
}

_log = logging.getLogger(__name__)


class Doors:
    """The application of one host; its errors are sentences in JSON."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._room = asyncio.Semaphore(AT_ONCE)
        routes = [
            self._open("knock", host.knock, Knock),
            self._open("greet", host.greet, Greeting),
            self._open("challenge", host.challenge, Asking),
            self._open("token", host.token, Proof),
            self._proven("hello", host.hello, Hello),
            self._proven("push", host.push, Page),
            self._proven("pull", host.pull, Since),
            Route("/v1/heads", self._answered(self._heads), methods=["POST"]),
        ]
        self.asgi = Starlette(routes=routes, exception_handlers={HTTPException: _no_such_thing})

    def _open(self, name: str, answer: Callable[[S], msgspec.Struct], kind: type[S]) -> Route:
        async def go(request: Request) -> msgspec.Struct:
            data = await _body(request, SMALL)
            return await self._work(lambda: answer(unpack(data, kind, SMALL)))

        return Route(f"/v1/{name}", self._answered(go), methods=["POST"])

    def _proven(self, name: str, answer: Callable[[bytes, S], msgspec.Struct], kind: type[S]) -> Route:
        async def go(request: Request) -> msgspec.Struct:
            dev = self._visitor(request)
            data = await _body(request, MAX_BODY)
            return await self._work(lambda: answer(dev, unpack(data, kind)))

        return Route(f"/v1/{name}", self._answered(go), methods=["POST"])

    async def _heads(self, request: Request) -> msgspec.Struct:
        dev = self._visitor(request)
        return await self._work(lambda: self._host.heads(dev))

    async def _work(self, work: Callable[[], msgspec.Struct]) -> msgspec.Struct:
        """Few at a time; who is slow to ask keeps nobody waiting."""
        async with self._room:
            return await asyncio.to_thread(work)

    def _visitor(self, request: Request) -> bytes:
        return self._host.visitor(request.headers.get("authorization", "").removeprefix("Bearer "))

    def _answered(self, go: Callable[[Request], Awaitable[msgspec.Struct]]) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            try:
                return Response(pack(await go(request)), media_type="application/vnd.eocdesk")
            except Exception as error:  # noqa: BLE001  told apart in words, a bug kept in the log
                return _in_words(error)

        return answered


async def _body(request: Request, limit: int) -> bytes:
    """The body, never more than `limit` bytes of it in memory."""
    body = bytearray()
    async with asyncio.timeout(PATIENCE):
        async for part in request.stream():
            body += part
            if len(body) > limit:
                raise TooLargeError
    return bytes(body)


def _in_words(error: Exception) -> Response:
    for kind, (status, words) in _ANSWERS.items():
        if isinstance(error, kind):
            return _said(status, words.format(error))
    _log.error("a visitor could not be answered", exc_info=error)
    return _said(500, "This is a mistake in eocdesk. It is in that desk's log.")


async def _no_such_thing(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _said(status, "A desk of the room answers no such call.")


def _said(status: int, sentence: str) -> Response:
    return JSONResponse({"sentence": sentence}, status)


class _Server(uvicorn.Server):
    """A guest in a program that has its own signals; says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin; then say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield


@asynccontextmanager
async def serving(host: Host, address: str, port: int = 0) -> AsyncIterator[int]:
    """Answer the room meanwhile; gives the port once it is ready. Unavailable where the port is taken."""
    with _bound(address, port) as listening:
        config = uvicorn.Config(
            Doors(host).asgi,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            http="h11",
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_STOP,
            limit_concurrency=CONNECTIONS,
        )
        config.load()
        config.ssl = host.context()
        server = _Server(config)
        failed: Exception | None = None
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[listening]))
            await server.ready.wait()
            try:
                yield int(listening.getsockname()[1])
            except Exception as error:  # noqa: BLE001  raised below, as it was: a group would wrap it
                failed = error
            finally:
                server.should_exit = True
        if failed is not None:
            raise failed


@contextmanager
def _bound(address: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named TCP, for asyncio sends at once (TCP_NODELAY) on such sockets alone: else each answer is 40 ms late.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as made:
        if sys.platform != "win32":  # there it would let two programs share the port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((address, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            raise Unavailable(f"This desk cannot offer itself at {address}, port {port} ({why}).") from error
        yield made
