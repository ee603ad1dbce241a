"""Bodies read within bounds, answers and refusals in words: whatever is asked, nobody is shown a traceback."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from eocdesk.models import Refused, Unavailable
from eocdesk.server.auth import UnauthorisedError
from eocdesk.server.limits import BusyError, TooOftenError
from eocdesk.sync.protocol import MalformedError, pack, unpack

S = TypeVar("S", bound=msgspec.Struct)

SMALL = 64 * 1024
"""Bytes a request may hold of which nobody knows yet who sends it."""
PATIENCE = 30.0
"""Seconds a body may take to arrive."""
PACKED = "application/vnd.eocdesk"
AGAIN_S = 5
MISTAKE = "This is a mistake in the hub. It is in the hub's log; what was saved before is safe."

_log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """A body of more bytes than are read; one sentence."""


class SlowError(Exception):
    """A body that does not arrive; one sentence."""


async def body_of(request: Request, limit: int) -> bytes:
    """The body, never more than `limit` bytes of it in memory. TooLargeError, SlowError."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limit:
        raise TooLargeError(_too_large(limit))
    parts, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise TooLargeError(_too_large(limit))
                parts.append(part)
    except TimeoutError as error:
        raise SlowError("The request did not arrive in time. Try again.") from error
    return b"".join(parts)


def _too_large(limit: int) -> str:
    return f"A request of more than {limit // 1024} KiB is not read."


def address_of(request: Request) -> str:
    """Where the request came from."""
    return request.client.host[:64] if request.client else ""


def message(data: bytes, kind: type[S], limit: int = SMALL) -> S:
    """A message in msgpack and zstd, or in JSON with bytes in hexadecimal; MalformedError where it is neither."""
    if not data.startswith(b"{"):
        return unpack(data, kind, limit)
    try:
        told = msgspec.json.decode(data, type=dict[str, Any])
        for field in msgspec.structs.fields(kind):
            if field.type is bytes and isinstance(told.get(field.name), str):
                told[field.name] = bytes.fromhex(told[field.name])
        return msgspec.convert([told.get(name) for name in kind.__struct_fields__], kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MalformedError(f"this is no {kind.__name__.lower()} message ({error})") from error


def answer(told: msgspec.Struct, asked: bytes) -> Response:
    """The answer in the form that was asked in."""
    return JSONResponse(_plain(told)) if asked.startswith(b"{") else packed(told)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


def packed(told: msgspec.Struct) -> Response:
    """A message as protocol.pack makes it."""
    return Response(pack(told), media_type=PACKED)


def sentence(status: int, words: str, headers: Mapping[str, str] | None = None, **more: str) -> Response:
    """One sentence for a person."""
    return JSONResponse({"sentence": words, **more}, status, headers)


def in_words(error: Exception) -> Response:
    """What to answer where something went wrong: a sentence and a status a program can go by."""
    if isinstance(error, HTTPException):
        return sentence(error.status_code, _ADDRESSED.get(error.status_code, "This cannot be asked of a hub."))
    for kind, status, headers in _STATUS:
        if isinstance(error, kind):
            after = {"Retry-After": _seconds(error.after)} if isinstance(error, BusyError) else {}
            return sentence(status, _words(error), {**headers, **after})
    _log.error("a request failed", exc_info=error)
    return sentence(500, MISTAKE)


def _words(error: Exception) -> str:
    said = str(error) or "The request broke off."
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith(".") else ".")


_CLOSE = {"Connection": "close"}
_STATUS: tuple[tuple[type[Exception], int, dict[str, str]], ...] = (
    (UnauthorisedError, 401, {"WWW-Authenticate": "Bearer"}),
    (MalformedError, 400, {}),
    (ClientDisconnect, 400, {}),
    (TooLargeError, 413, _CLOSE),
    (SlowError, 408, _CLOSE),
    (Refused, 403, {}),
    (TooOftenError, 429, {}),
    (Unavailable, 503, {"Retry-After": str(AGAIN_S)}),
)
_ADDRESSED = {
    404: "A hub knows no such address.",
    405: "This address is asked in another way.",
    426: "This hub does not speak that version. Update the desk, or the hub.",
}


def _seconds(after: float) -> str:
    return str(max(1, round(after + 0.5)))
