"""The way to a hub's files over HTTP: asked about, brought and fetched piece by piece; what fails is told in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.sync.files import COMPLETE, NO, OFFSET, YES, Asked, MovedError, Told
from eocdesk.sync.http import HttpPeer, judge
from eocdesk.sync.meeting import SlowError
from eocdesk.sync.protocol import MAX_BYTES, MalformedError, pack, unpack

_TOLD = 64 * 1024
_GOOD = {httpx.codes.OK, httpx.codes.NO_CONTENT, httpx.codes.PARTIAL_CONTENT}
_SLOW = {httpx.codes.REQUEST_TIMEOUT, httpx.codes.GATEWAY_TIMEOUT}


class FullError(Unavailable):
    """The hub has no room for files; all else goes on."""


class HttpFiles:
    """A sync.files.FileLine over a hub's HTTP."""

    def __init__(self, peer: HttpPeer) -> None:
        self._peer = peer

    async def ask(self, asked: Asked) -> Told:
        """What there is to bring and to fetch."""
        async with self._peer.call("POST", "files/asked", content=pack(asked)) as answer:
            body = await _body(answer, MAX_BYTES)
            judge(answer, body, self._peer.name)
        try:
            return unpack(body, Told)
        except MalformedError as error:
            raise Unavailable(f"{self._peer.name} answered what this desk does not understand ({error}).") from error

    async def offset(self, name: str) -> tuple[int, bool]:
        """How much of it the hub has from this desk, and whether whole."""
        async with self._peer.call("HEAD", f"files/{name}") as answer:
            return await self._reach(answer)

    async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
        """Give the next piece. MovedError where it goes on elsewhere, FullError where there is no room."""
        headers = {OFFSET: str(offset), COMPLETE: YES if last else NO}
        async with self._peer.call("PATCH", f"files/{name}", content=piece, headers=headers) as answer:
            if answer.status_code == httpx.codes.CONFLICT:
                raise MovedError(_number(answer))
            return await self._reach(answer)

    @asynccontextmanager
    async def get(self, name: str, offset: int) -> AsyncIterator[AsyncIterator[bytes]]:
        """Its bytes from there on."""
        headers = {"Range": f"bytes={offset}-", "Accept-Encoding": "identity"}
        async with self._peer.call("GET", f"files/{name}", headers=headers) as answer:
            if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                await self._refuse(answer)
            yield answer.aiter_bytes()

    async def _reach(self, answer: httpx.Response) -> tuple[int, bool]:
        if answer.status_code not in _GOOD:
            await self._refuse(answer)
        return _number(answer), answer.headers.get(COMPLETE) == YES

    async def _refuse(self, answer: httpx.Response) -> None:
        """Refused of this file alone; Unavailable of all."""
        status, body = answer.status_code, await _body(answer, _TOLD)
        if status == httpx.codes.NOT_FOUND:
            raise Refused(f"{self._peer.name} has nothing to do with this attachment now.")
        if status in _SLOW:
            raise SlowError(f"{self._peer.name} did not get a piece of an attachment in time. It is tried again.")
        try:
            judge(answer, body, self._peer.name)
        except Unavailable as error:
            if status == httpx.codes.INSUFFICIENT_STORAGE:
                raise FullError(error.sentence) from error
            raise
        raise Unavailable(f"{self._peer.name} answered an attachment with {status}. It is tried again.")


def _number(answer: httpx.Response) -> int:
    told = str(answer.headers.get(OFFSET, ""))
    if not told.isdecimal():
        raise Unavailable("Something on the way answers in the hub's place. It is tried again.")
    return int(told)


async def _body(answer: httpx.Response, limit: int) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise Unavailable("The hub answered more than an answer holds.")
    return bytes(body)
