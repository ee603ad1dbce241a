"""Server-sent events as a hub sends them: which scopes have grown and how far, nothing of their content."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator

MAX_LINE = 1 << 20
"""More in one line is no event."""


class StreamBrokenError(ValueError):
    """The stream is no event stream."""


async def data_of(chunks: AsyncIterable[str]) -> AsyncIterator[str]:
    """The data of each event, as text comes in; a heartbeat (a comment) gives an empty one."""
    data: list[str] = []
    async for line in _lines(chunks):
        if line.startswith(":"):
            yield ""
        elif line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []


async def _lines(chunks: AsyncIterable[str]) -> AsyncIterator[str]:
    held = ""
    async for chunk in chunks:
        held += chunk
        *whole, held = held.replace("\r\n", "\n").split("\n")
        if len(held) > MAX_LINE:
            raise StreamBrokenError("a line without an end")
        for line in whole:
            yield line.rstrip("\r")


def grown(data: str) -> dict[bytes, int]:
    """`hex:seq,hex:seq` as scope and sequence; what is not of that form is passed over: a wake-up wakes anyway."""
    found: dict[bytes, int] = {}
    for part in data.split(","):
        scope, _, seq = part.partition(":")
        try:
            found[bytes.fromhex(scope)] = int(seq)
        except ValueError:
            continue
    return found
