"""Measures of what moves on the screen: frames of the calendar, changes and panning of the map."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from eocdesk.maps.layers import INCIDENTS, LayerData, Mark
from eocdesk.ui.bench.figures import quantile, took
from eocdesk.ui.bench.waiting import seconds, until, waiting
from eocdesk.ui.kit.lazy_table import LazyTable
from eocdesk.ui.panes.calendar import CalendarPane
from eocdesk.ui.panes.incidents.pane import LogPane
from eocdesk.ui.panes.venues import MapPane
from eocdesk.ui.panes.venues.webview import WebMap
from eocdesk.ui.window import Window

_HOUR = 3_600_000
_REST_S = 0.2
_CHANGES = 12
_MAP_SIZE = 1360, 1000
"""The map gets about 1280 x 860 of it, drawn without a graphics card, as when the budget was set."""
_BETWEEN_S = 0.3
"""The map is told at most four times a second; a change on its own is not held back."""
_PANNED = """(() => {
  const map = EOC.map, ways = [[250, 0], [0, 250], [-250, 0], [0, -250], [250, 100], [-250, -100]];
  window.benchFrames = []; window.benchDone = false;
  let last = 0, at = 0;
  const frame = (now) => {
    if (last) benchFrames.push(now - last);
    last = now;
    if (!benchDone) requestAnimationFrame(frame);
  };
  const next = () => {
    if (at >= ways.length) { benchDone = true; return; }
    map.once("moveend", () => setTimeout(next, 30)); map.panBy(ways[at++], {duration: 0.4, animate: true});
  };
  requestAnimationFrame(frame); next();
})()"""
_FRAMES = "window.benchDone ? JSON.stringify(benchFrames) : ''"


async def written(window: Window, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Milliseconds from the key that logs an entry to its row on the screen; each after a rest, as people write."""
    await until(lambda: not waiting(window, without_map=True))
    pane = window.overview.panes["incidents"]
    if not isinstance(pane, LogPane):
        raise TypeError("the log could not be opened")
    table, text = pane.tables["entries"].table, pane.composer.form.text
    times = []
    for at in range(int(asked["writes"])):
        words = f"Written at the desk, number {at}"
        window.new_entry({})
        text.setPlainText(words)
        await seconds(_REST_S)
        begun = took(pane.composer.log)
        times.append(begun + await until(partial(_is_top, table, words)))
    return {"p50": quantile(times, 0.5), "p95": quantile(times, 0.95)}


def _is_top(table: LazyTable, words: str) -> bool:
    return getattr(table.row_at(0), "text", "") == words


async def calendar(window: Window, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Milliseconds a whole frame takes while the timeline is panned, and while weeks are leafed through."""
    await until(lambda: not waiting(window, without_map=True))
    window.show_pane("calendar")
    pane = window.overview.panes["calendar"]
    if not isinstance(pane, CalendarPane):
        raise TypeError("the calendar could not be opened")
    frames, timeline = int(asked["frames"]), pane.stage.timeline
    await until(lambda: pane.is_ready and timeline.sight[0] > int(asked["after"]))
    await seconds(_REST_S)
    first, last = timeline.sight
    day = []
    for at in range(frames):
        timeline.look_at(first + at * _HOUR // 12, last + at * _HOUR // 12)
        day.append(took(timeline.grab))
    pane.show_way("week")
    await seconds(_BETWEEN_S)
    week = [took(pane.stage.week.grab) for _ in range(frames)]
    bare = QWidget()
    bare.resize(timeline.size())
    nothing = [took(bare.grab) for _ in range(frames)]
    return {"day": quantile(day, 0.5), "week": quantile(week, 0.5), "bare": quantile(nothing, 0.5)}


async def map_moves(window: Window, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Milliseconds until one change is on the page with many marks, and of a frame while panning over more."""
    await until(lambda: not waiting(window))
    window.show_pane("venues")
    window.resize(*_MAP_SIZE)
    pane = window.overview.panes["venues"]
    if not isinstance(pane, MapPane) or not isinstance(pane.map.surface, WebMap):
        return {}
    await seconds(1)
    await until(lambda: pane.is_ready)
    empty = await _pan(pane.map.surface)
    few, many = asked["marks"]
    pane.map.put_layer(LayerData(INCIDENTS, marks(few)))
    changes = [await _change(pane, pane.map.surface, at) for at in range(_CHANGES)]
    pane.map.put_layer(LayerData(INCIDENTS, marks(many)))
    await until(lambda: pane.is_ready)
    frames = await _pan(pane.map.surface)
    return {"change": quantile(changes, 0.5), "pan": quantile(frames, 0.5), "empty": quantile(empty, 0.5)}


def marks(count: int) -> tuple[Mark, ...]:
    """Incidents scattered about Los Angeles."""
    dice = random.Random(count)  # noqa: S311  a bench, no secret
    return tuple(
        Mark(
            "incident",
            at.to_bytes(16, "big"),
            dice.gauss(34.0, 0.3),
            dice.gauss(-118.2, 0.4),
            f"{at} Something happened\nMajor · Open",
            severity=dice.choice((0, 1, 1, 2, 2, 3, 4)),
        )
        for at in range(count)
    )


async def _change(pane: MapPane, surface: WebMap, at: int) -> float:
    """One incident moves: from the model to the page that has drawn it."""
    await until(lambda: pane.is_ready)
    await seconds(_BETWEEN_S)
    held = pane.map.content.data(INCIDENTS.name)
    moved = replace(held.marks[at], lat=34 + at / 100, severity=at % 5)
    drawn: list[int] = []
    surface.acknowledged.connect(drawn.append)
    begun = took(lambda: pane.map.put_layer(held.changed([moved], {moved.id})))
    wait = await until(lambda: surface.sequence in drawn)
    surface.acknowledged.disconnect(drawn.append)
    return begun + wait


async def _pan(surface: WebMap) -> list[float]:
    """The frames of six animated pans, ms, as the page itself counts them."""
    told: list[str] = []
    surface.page.runJavaScript(_PANNED)

    def asked() -> bool:
        surface.page.runJavaScript(_FRAMES, 0, told.append)
        return bool(told and told[-1])

    await until(asked)
    return [float(frame) for frame in json.loads(told[-1])]
