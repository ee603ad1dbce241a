"""The window drawn into a picture, once everything it has to show is on it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.ui.window import Window

PATIENCE_S = 45.0
"""A machine on its knees still draws the map within this time."""
_STEP_S = 0.05
_STEADY = 4
"""Looks in a row at which nothing was waited for: what was read last is painted too."""


async def draw(window: Window, file: Path) -> None:
    """Wait until the window has settled, then save it. Refused where something never was ready."""
    await _settled(window)
    window.strip.passing.hide()  # what only passes is no part of a picture
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(file), "PNG"):
        raise Unavailable(f"The picture {file} could not be written.")


async def _settled(window: Window) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE_S
    steady = 0
    while steady < _STEADY:
        if loop.time() > end:
            raise Refused(f"No picture was made: {', '.join(window.unready)} was not ready in time.")
        steady = 0 if window.unready else steady + 1
        await asyncio.sleep(_STEP_S)
