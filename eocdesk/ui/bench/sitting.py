"""One measure at the real window on a folder; figures go to standard output as JSON."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import ahead, exchange
from eocdesk.desk.desk import Desk
from eocdesk.desk.exposing import Exposing
from eocdesk.models import clock
from eocdesk.ui import loop
from eocdesk.ui.app import application
from eocdesk.ui.bench.processes import memory, resident
from eocdesk.ui.bench.waiting import seconds, until, waiting
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit import theme
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes import PANES
from eocdesk.ui.window import Window

BEAT_S = 0.002
_REST_S = 4.0
_SHORT_S = 1.5
_DRAWN = 4
"""So often a paper is drawn at the window."""
A_MINUTE = 1000
"""Entries a minute in a storm."""
Asked = Mapping[str, Any]
Measure = Callable[[Window, Asked], Awaitable[dict[str, Any]]]


async def start(window: Window, asked: Asked) -> dict[str, Any]:
    """Milliseconds from the process's birth to a usable window, and to one with the map painted."""
    await until(lambda: not waiting(window, without_map=True))
    usable = time.time() - float(asked["born"])
    await until(lambda: not waiting(window))
    return {"usable": usable * 1000, "whole": (time.time() - float(asked["born"])) * 1000}


async def storm(window: Window, asked: Asked) -> dict[str, Any]:
    """The longest time the screen's thread answered nobody: at rest, then while entries come in every 60 ms."""
    await until(lambda: not waiting(window))
    lasts = float(asked["seconds"])
    rest = await _longest_beat(lasts / 3)
    writing = asyncio.ensure_future(_write(window.desk, round(lasts * A_MINUTE / 60), 60 / A_MINUTE))
    longest = await _longest_beat(lasts)
    return {"rest": rest, "storm": longest, "written": await writing}


async def weigh(window: Window, _asked: Asked) -> dict[str, Any]:
    """Proportional memory of the window's whole process tree with everything on screen, and its work at rest."""
    await until(lambda: not waiting(window))
    await seconds(_REST_S)
    begun = time.process_time()
    await seconds(_REST_S)
    return {**memory(os.getpid()), "rest": (time.process_time() - begun) / _REST_S * 1000}


async def bring(window: Window, asked: Asked) -> dict[str, Any]:
    """A file brought in as the import dialog does: how long, what lay in memory, the longest stall meanwhile."""
    await until(lambda: not waiting(window))
    desk, event = window.desk, window.desk.event
    if event is None:
        return {}
    rest = await _longest_beat(_SHORT_S)
    before, disk = resident(), _bytes(desk.folder)
    begun = time.perf_counter()
    work = partial(exchange.import_file, desk, event, Path(asked["file"]), exchange.Given())
    task = asyncio.ensure_future(asyncio.wrap_future(desk.store.readers.run(work)))
    stall, most = await _beats_until(task)
    took = (time.perf_counter() - begun) * 1000
    await seconds(1.0)
    told = {"took": took, "stall": stall, "rest": rest, "more": most - before, "kept": resident() - before}
    return {**told, "disk": (_bytes(desk.folder) - disk) / 1e6, "added": task.result().added}


async def reckon(window: Window, asked: Asked) -> dict[str, Any]:
    """The longest stall while what hazards touch is reckoned in the reading pool, again and again."""
    await until(lambda: not waiting(window))
    rest = await _longest_beat(_SHORT_S)
    task = asyncio.ensure_future(_reckon(window.desk, int(asked["times"])))
    stall, _ = await _beats_until(task)
    return {"stall": stall, "rest": rest, "touched": task.result()}


async def paper(window: Window, asked: Asked) -> dict[str, Any]:
    """The longest stall while a paper is drawn in the reading pool, some times; as of a moment where one is said."""
    await until(lambda: not waiting(window))
    desk = window.desk
    await asyncio.wrap_future(desk.store.readers.run(ahead.load_paper))
    await seconds(_SHORT_S)
    papers = import_module("eocdesk.desk.papers")
    rest, stalls = await _longest_beat(_SHORT_S), []
    given = {"as_of": int(asked["as_of"])} if "as_of" in asked else {}
    for _ in range(_DRAWN):
        task = asyncio.ensure_future(desk.read(papers.make, papers.wanted(desk, str(asked["code"]), **given)))
        stalls.append((await _beats_until(task))[0])
        task.result()
    return {"stall": max(stalls), "rest": rest}


async def _reckon(desk: Desk, times: int) -> int:
    touched = 0
    for _ in range(times):
        fresh = Exposing(desk.store.readers, desk.bus)  # holds nothing yet: it is reckoned whole
        if desk.event is not None:
            touched = len((await fresh.ask(desk.event.id, clock.now())).exposures)
        fresh.stop()
    return touched


async def _beats_until(task: asyncio.Future[Any]) -> tuple[float, float]:
    """The longest gap between two beats in ms, and the most that lay in memory, until something is done."""
    last, longest, most = time.perf_counter(), 0.0, resident()
    while not task.done():
        await asyncio.sleep(BEAT_S)
        now = time.perf_counter()
        longest, last, most = max(longest, now - last), now, max(most, resident())
    return longest * 1000, most


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def later(name: str) -> Measure:
    """A measure of `views`, which loads the web engine: not before a start is measured."""

    async def measure(window: Window, asked: Asked) -> dict[str, Any]:
        return dict(await getattr(import_module("eocdesk.ui.bench.views"), name)(window, asked))

    return measure


MEASURES: Mapping[str, Measure] = {
    "start": start,
    "storm": storm,
    "weigh": weigh,
    "bring": bring,
    "reckon": reckon,
    "paper": paper,
    "written": later("written"),
    "calendar": later("calendar"),
    "map": later("map_moves"),
}


async def _longest_beat(lasts: float) -> float:
    """The longest gap, in ms, between two beats that should come every 2 ms."""
    end, last, longest = time.perf_counter() + lasts, time.perf_counter(), 0.0
    while last < end:
        await asyncio.sleep(BEAT_S)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000


async def _write(desk: Desk, count: int, every: float) -> int:
    event = desk.event
    if event is None:
        return 0
    begun = time.perf_counter()
    for at in range(count):
        await desk.do(LogEntry(event.id, f"Storm entry {at} of a busy minute at gate {at % 40}", severity=at % 5))
        await asyncio.sleep(max(0.0, begun + (at + 1) * every - time.perf_counter()))
    return count


async def _run(folder: Path, name: str, asked: Asked) -> dict[str, Any]:
    app = application()
    theme.apply(app, theme.now())
    desk = Desk(folder)
    bridge, messages = Bridge(), Messages()
    with theme.building(app):
        window = Window(desk, bridge, messages, PANES, size=QSize(1920, 1080), drawn=True)
    stop = desk.bus.listen(bridge.take)
    try:
        window.show()
        return await MEASURES[name](window, asked)
    finally:
        window.close()
        await loop.stop()
        stop()
        desk.close()


def main(words: list[str]) -> int:
    """FOLDER MEASURE JSON."""
    folder, name, asked = words
    figures = loop.run(application(), _run(Path(folder), name, json.loads(asked)))
    print(json.dumps(figures), flush=True)  # noqa: T201  what the parent reads
    sys.stdout.flush()
    os._exit(0)  # a bench's child need not wait for Chromium to say good-bye
