"""Work of these pages off the screen's thread: in the reading pool, with how far it is; or on the link's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable

T = TypeVar("T")
P = ParamSpec("P")
PARTS = 1000


async def in_pool(desk: Desk, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What it gives back; it blocks a thread of the pool meanwhile."""
    return await asyncio.wrap_future(desk.store.readers.run(partial(work, *args, **kwargs)))


async def on_link(desk: Desk, work: Coroutine[Any, Any, T]) -> T:
    """What it gives back; it uses the network. Cancelled here, it ends there too."""
    return await asyncio.wrap_future(desk.link.run(work))


async def said_here(work: Awaitable[T]) -> T:
    """What it gives back; a hub or desk that is away is said where it was asked for: nothing else has failed."""
    try:
        return await work
    except Unavailable as error:
        raise Refused(error.sentence) from error


class Progress(QObject):
    """Has no parent on purpose: a thread may still tell it something when its page is gone."""

    moved = Signal(int)
    """How much is done, of PARTS."""

    def tell(self, done: int, total: int) -> None:
        """So much of so much; from any thread."""
        self.moved.emit(min(PARTS, done * PARTS // max(1, total)))
