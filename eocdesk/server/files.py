"""The calls about files: what there is to bring and to fetch, a piece taken in, a file given from an offset on."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from eocdesk.models import Unavailable
from eocdesk.server.limits import Room
from eocdesk.server.speaking import SMALL, body_of, packed, sentence
from eocdesk.store.hub.file_room import FileRoom, FullError, NoFileError, OffsetError
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.sealed_file import CHUNK
from eocdesk.sync.files import COMPLETE, NO, OFFSET, YES, Asked, Told
from eocdesk.sync.protocol import unpack

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]

THREADS = 4
"""Few: files wait rather than the log."""
HELD = 64 * CHUNK
"""Bytes of pieces held at a time."""
FULL = "Many attachments come in at once. This one is gone on with in a moment."
_NAME = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=([0-9]{1,15})-")
_NONE = "The hub has no such attachment for this desk."
_OFFSET = re.compile(r"[0-9]{1,15}")


class FileCalls:
    """The handlers; each is asked by a device that was let in and not put out."""

    def __init__(self, room: FileRoom, device: Callable[[Request], Awaitable[HubDevice]]) -> None:
        self._room = room
        self._device = device
        self._threads = ThreadPoolExecutor(THREADS, "files")
        self._held = Room(HELD, FULL)

    def routes(self, route: Callable[[str, str, Handler], Route]) -> list[Route]:
        """Where they are asked; HEAD before GET, which would answer it too."""
        calls = {"POST": self._asked, "HEAD": self._offset, "PATCH": self._add, "GET": self._give}
        paths = {"POST": "/v1/files/asked"}
        return [route(paths.get(method, "/v1/files/{name}"), method, _told(call)) for method, call in calls.items()]

    def close(self) -> None:
        """Finish what is being done; what is still arriving is gone on with at the next start."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._room.close()

    async def _in(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _asked(self, request: Request) -> Response:
        device = await self._device(request)
        asked = unpack(await body_of(request, 2 * SMALL), Asked, 2 * SMALL)

        def look() -> Told:
            brought = self._room.look(device, asked.bring)
            wanted = self._room.look(device, asked.fetch)
            lacking = [name for name, view in brought.items() if view.lacking]
            ready = {name: view.size for name, view in (brought | wanted).items() if view.size is not None}
            return Told(lacking, ready)

        return packed(await self._in(look))

    async def _offset(self, request: Request) -> Response:
        device, name = await self._device(request), _name(request)
        return _reach(*await self._in(lambda: self._room.offset(device, name)))

    async def _add(self, request: Request) -> Response:
        device, name = await self._device(request), _name(request)
        told = request.headers.get(OFFSET, "")
        if not _OFFSET.fullmatch(told):
            return sentence(400, f"Say in {OFFSET} where this piece belongs.")
        last = request.headers.get(COMPLETE) == YES
        with self._held.hold(CHUNK):
            piece = await body_of(request, CHUNK)
            return _reach(*await self._in(lambda: self._room.add(device, name, int(told), piece, last=last)))

    async def _give(self, request: Request) -> Response:
        device, name = await self._device(request), _name(request)
        asked = _RANGE.fullmatch(request.headers.get("range", "bytes=0-"))
        if asked is None:
            return sentence(416, "A file is given from an offset to its end: bytes=N-.")
        size, chunks = await self._in(lambda: self._room.give(device, name, int(asked[1])))
        headers = {"Upload-Length": str(size), "Cache-Control": "no-store"}
        return StreamingResponse(_while_sound(chunks), 206, headers, media_type="application/octet-stream")


def _while_sound(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A file that turns out damaged ends early: whoever gets it proves what came, and asks again."""
    try:
        yield from chunks
    except (Unavailable, OSError):
        return


def _name(request: Request) -> str:
    name = str(request.path_params["name"])
    if not _NAME.fullmatch(name):
        raise NoFileError
    return name


def _reach(offset: int, whole: bool) -> Response:  # noqa: FBT001  the pair that the room tells
    return Response(status_code=204, headers={OFFSET: str(offset), COMPLETE: YES if whole else NO})


def _told(call: Handler) -> Handler:
    """The call, with what it finds of files told by a status; all else is the hub's to tell."""

    async def answered(request: Request) -> Response:
        try:
            return await call(request)
        except NoFileError:
            return sentence(404, _NONE)
        except OffsetError as error:
            return sentence(409, str(error), {OFFSET: str(error.offset)})
        except FullError as error:
            return sentence(507, error.sentence)

    return answered
