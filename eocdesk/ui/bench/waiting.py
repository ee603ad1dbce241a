"""How a bench waits for a real window: for what it shows, never longer than a minute."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from eocdesk.ui.window import Window

MAP = "venues"
PATIENCE_S = 60.0
_STEP_S = 0.002


def waiting(window: Window, *, without_map: bool = False) -> list[str]:
    """The panes in sight that do not show all they have yet."""
    panes = window.overview.panes.items()
    named = [name for name, pane in panes if pane.isVisible() and not pane.is_ready]
    return [name for name in named if not (without_map and name == MAP)] + ([] if window.newsroom.last else ["figures"])


async def until(done: Callable[[], bool]) -> float:
    """Turn the loop until it is so; the milliseconds it took. TimeoutError where it never is."""
    begun = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        while not done():  # noqa: ASYNC110  what is waited for has no event of its own
            await asyncio.sleep(_STEP_S)
    return (time.perf_counter() - begun) * 1000


async def seconds(count: float) -> None:
    """Let the window do what it has to do."""
    await asyncio.sleep(count)
