"""The hub over HTTP: each call read within bounds, let through by its token, answered from the hub's store."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from eocdesk import __version__
from eocdesk.models import Refused, Unavailable
from eocdesk.models.checkpoint import Checkpoints
from eocdesk.server import handed, metrics
from eocdesk.server.answers import Answers
from eocdesk.server.auth import Door
from eocdesk.server.checkpoints import Witness
from eocdesk.server.enrol import Entrance
from eocdesk.server.files import FileCalls
from eocdesk.server.leading import Leading
from eocdesk.server.limits import BusyError, Room, Shares
from eocdesk.server.live import HEARTBEAT, Live
from eocdesk.server.orders import Orders
from eocdesk.server.speaking import SMALL, address_of, body_of, in_words, packed, sentence
from eocdesk.store import handing
from eocdesk.store.hub import people
from eocdesk.store.hub.file_room import FileRoom
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.sync.protocol import MAX_BYTES, MAX_MESSAGE, SPOKEN, Fed, Hello, Page, Since, unpack
from eocdesk.sync.unlocking import Locked

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]

PUSHING, READING, UNPACKING = 32, 12, 4
"""Threads: pushes wait for the disk together, so there may be many; what unpacks may be 32 MiB, so there are few."""
QUEUE = 2_000
"""Requests that may wait for a thread."""
HELD = 256 * 1024 * 1024
"""Bytes of pushed pages held at a time; what is more comes again in a moment."""
SHARE = 2 * MAX_MESSAGE
"""Bytes of those that one device holds: who sends page beside page leaves room for the others."""
STUB = 120
"""Bytes that a stub in a page is counted for."""
BACKLOG = 200_000
"""Changes waiting for the disk beyond which no more are taken in."""
OWN = "This desk sends more at a time than the hub takes of one. What is left is sent again in a moment."
FULL = "The hub has much to do. What this desk has is kept and sent again in a moment."
GONE = "This desk was revoked. It may hand in what it wrote, and must forget the rest."

_DIGITS = 18

_log = logging.getLogger(__name__)


class App:
    """One process of a hub; `asgi` is what a server runs. `close` after the server stopped."""

    def __init__(
        self,
        hub: Hub,
        certificate: Callable[[], bytes],
        *,
        metrics_token: str | None = "",
        heartbeat: float = HEARTBEAT,
        room: FileRoom | None = None,
        feeds: Callable[[], list[Fed]] = list,
    ) -> None:
        self._hub = hub
        self._answers = Answers(hub)
        self._answers.feeds = feeds
        self._door = Door(hub)
        self._witness = Witness(hub)
        self._metrics_token = metrics_token
        self._pushing = ThreadPoolExecutor(PUSHING, "push")
        self._reading = ThreadPoolExecutor(READING, "read")
        self._unpacking = ThreadPoolExecutor(UNPACKING, "unpack")
        self._queue = Room(QUEUE, FULL)
        self._held = Room(HELD, FULL)
        self._shares = Shares(SHARE, OWN)
        self.live = Live(hub, self.read, heartbeat)
        self.metrics = metrics.Metrics(lambda: self.live.connected, lambda: hub.waiting)
        self._files = FileCalls(room or FileRoom(hub), self._device)
        leading = Leading(hub, self._door, self.read, Orders(hub, certificate))
        routes = self._routes(Entrance(hub, self._door, self.read), leading)
        self.asgi = Starlette(routes=routes, lifespan=self._life, exception_handlers={HTTPException: _unknown})

    def _routes(self, entrance: Entrance, leading: Leading) -> list[Route]:
        posts = {
            "hello": self._hello,
            "heads": self._heads,
            "push": self._push,
            "pull": self._pull,
            "enrol": entrance.enrol,
            "challenge": entrance.challenge,
            "token": entrance.token,
            "unlock": self._unlock,
            "admin/{call}": leading.answer,
        }
        gets: dict[str, Handler] = {"/v1/events": self._events, "/v1/checkpoints": self._checkpoints}
        gets |= {"/v1/health": self._health, "/metrics": self._metrics_text}
        routes = [self._route(f"/v1/{name}", "POST", handler) for name, handler in posts.items()]
        routes += [self._route(path, "GET", handler) for path, handler in gets.items()]
        return routes + self._files.routes(self._route)

    async def read(self, work: Callable[[], T]) -> T:
        """Do what blocks in a reading thread. BusyError where many wait."""
        return await self._in(self._reading, work)

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        with self._queue.hold():
            return await asyncio.get_running_loop().run_in_executor(threads, work)

    def close(self) -> None:
        """Finish what is being done."""
        for threads in (self._unpacking, self._pushing, self._reading):
            threads.shutdown(wait=True, cancel_futures=True)
        self._files.close()

    @asynccontextmanager
    async def _life(self, _asgi: Starlette) -> AsyncIterator[None]:
        self._hub.heard.append(self.live.hear)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self.live.run()), group.create_task(self.live.watch())]
                yield
                for task in tasks:
                    task.cancel()
        finally:
            self._hub.heard.remove(self.live.hear)

    def _route(self, path: str, method: str, handler: Handler) -> Route:
        call = path.removeprefix("/v1/").strip("/")

        async def answered(request: Request) -> Response:
            began = time.monotonic()
            try:
                _version(request)
                response = await handler(request)
            except Exception as error:  # noqa: BLE001  told apart in words, a bug kept in the log
                response = in_words(error)
            seconds = time.monotonic() - began
            self.metrics.request(call, response.status_code, seconds)
            told = {"call": call, "status": response.status_code, "ms": round(seconds * 1000, 1)}
            _log.info("answered", extra={**told, "address": address_of(request)})
            return response

        return Route(path, answered, methods=[method])

    async def _device(self, request: Request, *, revoked: bool = False) -> HubDevice:
        """Who asks. UnauthorisedError; Refused where it was revoked and the call is not for such."""
        header = request.headers.get("authorization")
        device = await self.read(lambda: self._door.device(header))
        if device.revoked is not None and not revoked:
            raise Refused(GONE)
        return device

    async def _hello(self, request: Request) -> Response:
        device = await self._device(request, revoked=True)
        hello = unpack(await body_of(request, SMALL), Hello, SMALL)
        return await self.read(lambda: packed(self._answers.hello(device.dev, hello)))

    async def _heads(self, request: Request) -> Response:
        device = await self._device(request, revoked=True)
        return await self.read(lambda: packed(self._answers.heads(device.dev)))

    async def _push(self, request: Request) -> Response:
        device = await self._device(request, revoked=True)
        if self._hub.waiting > BACKLOG:
            raise BusyError(FULL, 1.0)
        with self._room(device, int(request.headers.get("content-length") or MAX_MESSAGE)):
            data = await body_of(request, MAX_MESSAGE)
            page = await self._in(self._unpacking, lambda: unpack(data, Page))
            if page.sealed:
                with self._room(device, handing.LARGEST):
                    page = await self._in(self._unpacking, partial(handed.opened, self._hub.key, page))
        with self._room(device, sum(len(piece) if isinstance(piece, bytes) else STUB for piece in page.pieces)):
            return await self._in(self._pushing, lambda: self._pushed(device, page))

    @contextmanager
    def _room(self, device: HubDevice, much: int) -> Iterator[None]:
        with self._shares.hold(device.dev, much), self._held.hold(much):
            yield

    def _pushed(self, device: HubDevice, page: Page) -> Response:
        taken = self._answers.push(device.dev, page)
        self.metrics.changes("taken", len(page.pieces) - len(taken.refused))
        self.metrics.changes("refused", len(taken.refused))
        return packed(taken)

    async def _pull(self, request: Request) -> Response:
        header, length = request.headers.get("authorization"), request.headers.get("content-length", "")
        if length.isdecimal() and int(length) <= SMALL:  # nearly always: one step instead of two
            small = await body_of(request, SMALL)
            return await self.read(lambda: self._pulled(self._door.device(header), small))
        device = await self._device(request, revoked=True)
        data = await body_of(request, MAX_BYTES)
        return await self.read(lambda: self._pulled(device, data))

    def _pulled(self, device: HubDevice, data: bytes) -> Response:
        pulled = self._answers.pull(device.dev, unpack(data, Since, MAX_BYTES), device)
        self.metrics.changes("given", sum(len(stream.pieces) for stream in pulled.streams))
        return packed(pulled)

    async def _events(self, request: Request) -> Response:
        device = await self._device(request)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self.live.listen(device), media_type="text/event-stream", headers=headers)

    async def _unlock(self, request: Request) -> Response:
        device = await self._device(request)
        with self._room(device, handing.LARGEST):
            data = await body_of(request, MAX_BYTES)
            keys = await self._in(self._unpacking, lambda: self._keys(data))
            return packed(await self.read(lambda: handed.unlocked(self._hub, device.dev, keys)))

    def _keys(self, data: bytes) -> handed.Keys:
        return handed.keys_of(self._hub.key, unpack(data, Locked, MAX_BYTES))

    async def _checkpoints(self, request: Request) -> Response:
        device = await self._device(request)
        told = request.query_params.get("since", "0")
        since = int(told) if told.isdecimal() and len(told) < _DIGITS else 0
        return packed(Checkpoints(await self.read(lambda: self._witness.told(device.dev, since))))

    async def _health(self, _request: Request) -> Response:
        try:
            await self.read(self._alive)
        except Unavailable as error:
            return sentence(503, str(error), {"Retry-After": "5"}, version=__version__, database="unavailable")
        return JSONResponse({"version": __version__, "protocol": list(SPOKEN), "database": "ok"})

    def _alive(self) -> None:
        with self._hub.reading() as c:
            people.device(c, bytes(16))

    async def _metrics_text(self, request: Request) -> Response:
        if self._metrics_token is not None and not metrics.shown(
            request.headers.get("authorization"), self._metrics_token
        ):
            raise Refused(f"Figures are told for the word that stands in {metrics.TOKEN}, in the hub's folder.")
        return Response(self.metrics.text(), media_type=metrics.TYPE)


def _version(request: Request) -> None:
    """Refused where the asker speaks a version this hub does not. Without a word of it, the newest is meant."""
    told = request.headers.get("eoc-proto", str(max(SPOKEN)))
    if told not in map(str, SPOKEN):
        raise HTTPException(426)


async def _unknown(_request: Request, error: Exception) -> Response:
    return in_words(error)
