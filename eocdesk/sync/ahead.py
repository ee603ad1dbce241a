"""The next page of a pull is on its way while the one that came is being kept, if it will be asked for just so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec

from eocdesk.sync.protocol import Cursor, Pulled, Since

Ask: TypeAlias = Callable[[Since], Awaitable[Pulled]]

LASTS_S = 30.0
"""An answer that was not fetched for so long is asked for anew."""
_HOUR_MS = 60 * 60 * 1000


class Ahead:
    """One question asked ahead at most. Whatever came of one that is not asked is thrown away."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._asked: tuple[Since, float, asyncio.Task[Pulled]] | None = None

    async def pull(self, since: Since) -> Pulled:
        """The answer, asked for before or now; then the next is asked for, where there is more. As `ask` raises."""
        asked, self._asked = self._asked, None
        if asked is not None and _answers(asked[0], since) and time.monotonic() - asked[1] < LASTS_S:
            try:
                pulled = await asked[2]
            except asyncio.CancelledError:
                asked[2].cancel()
                raise
        else:
            drop(asked[2] if asked is not None else None)
            pulled = await self._ask(since)
        following = after(since, pulled)
        if following is not None:
            task = asyncio.ensure_future(self._coming(following))
            task.add_done_callback(_heard)
            self._asked = following, time.monotonic(), task
        return pulled

    async def _coming(self, since: Since) -> Pulled:
        return await self._ask(since)

    def forget(self) -> None:
        """What was asked ahead is not wanted any more."""
        asked, self._asked = self._asked, None
        drop(asked[2] if asked is not None else None)


def drop(task: asyncio.Task[Pulled] | None) -> None:
    """End a question that nobody waits for; one of a loop that has ended is over already."""
    if task is not None and not task.get_loop().is_closed():
        task.cancel()


def _heard(task: asyncio.Task[Pulled]) -> None:
    """What went wrong with a question asked ahead is told to who asks it; where nobody does, it was nothing."""
    if not task.cancelled():
        task.exception()


def after(since: Since, pulled: Pulled) -> Since | None:
    """What is asked once this answer is kept; None where nothing more is told, or it cannot be known before."""
    if pulled.order or pulled.revoked or pulled.rewound or pulled.early or pulled.gone:
        return None
    moved = [stream for stream in pulled.streams if stream.pieces]
    if not moved or not any(stream.more for stream in pulled.streams):
        return None
    cursors = dict(since.cursors)
    for stream in moved:
        cursors[stream.scope] = Cursor(stream.first + len(stream.pieces) - 1, stream.hash)
    roster = pulled.clock if pulled.clock - since.roster >= _HOUR_MS else since.roster
    return msgspec.structs.replace(since, cursors=cursors, roster=roster)


def _answers(asked: Since, since: Since) -> bool:
    """Whether what comes of the one answers the other: of other desks it may tell more than is wanted, never less."""
    return asked.roster <= since.roster and msgspec.structs.replace(asked, roster=since.roster) == since
