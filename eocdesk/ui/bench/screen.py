"""Measures of the window as a whole and of the shell, each in processes of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from eocdesk.models.clock import moment
from eocdesk.ui.bench.figures import Figure, quantile
from eocdesk.ui.bench.made import CODE, Ground
from eocdesk.ui.bench.processes import child, timed

_HOUR = 3_600_000
_BARE_WINDOW = (
    "from PySide6.QtWidgets import QApplication, QMainWindow, QTableView\n"
    "app = QApplication([]); window = QMainWindow(); window.setCentralWidget(QTableView())\n"
    "window.show(); window.grab()"
)
_BEGIN = moment(datetime(2028, 7, 14, 13, tzinfo=UTC))


def shell(ground: Ground) -> Iterator[Figure]:
    """`eocdesk log` as a script runs it, beside importing the database library alone."""
    desk = ground.with_entries(ground.sizes.entries)
    words = [sys.executable, "-m", "eocdesk", "--data", str(desk.folder), "log", "From the shell", "--event", CODE]
    times = timed(words, ground.sizes.starts)
    bare = timed([sys.executable, "-c", "import sqlalchemy"], ground.sizes.starts)
    floor_is = "python -c 'import sqlalchemy'"
    yield Figure("shell", "eocdesk log, median", quantile(times, 0.5), "ms", 700, quantile(bare, 0.5), floor_is)


def written(ground: Ground) -> Iterator[Figure]:
    """From the key that logs to the row on the screen, at 250,000 entries."""
    found = child(ground.with_entries(ground.sizes.entries).folder, "written", writes=ground.sizes.frames)
    yield Figure("entry", "key to screen, p50", found["p50"])
    yield Figure("entry", "key to screen, p95", found["p95"], "ms", 50)


def start(ground: Ground) -> Iterator[Figure]:
    """From nothing to a window one can work in, at 250,000 entries; the first start of a run is the cold one."""
    folder = ground.with_entries(ground.sizes.entries).folder
    runs = [child(folder, "start") for _ in range(4)]
    bare = quantile(timed([sys.executable, "-c", _BARE_WINDOW], 3), 0.5)
    floor_is = "Python, Qt and an empty window"
    warm = quantile([run["usable"] for run in runs[1:]], 0.5)
    yield Figure("start", "usable, first", runs[0]["usable"], "ms", 2000, bare, floor_is)
    yield Figure("start", "usable, warm, without the map", warm, "ms", 1000, bare, floor_is)
    yield Figure("start", "everything drawn, warm", quantile([run["whole"] for run in runs[1:]], 0.5), "ms", None, bare)


def memory(ground: Ground) -> Iterator[Figure]:
    """Proportional memory of the process tree with 250,000 entries and the map open."""
    weighed = child(ground.with_entries(ground.sizes.entries).folder, "weigh")
    if "tree" in weighed:
        yield Figure("memory", f"{weighed['processes']:.0f} processes", weighed["tree"], "MB", 600)
        yield Figure("memory", "without Chromium's helpers", weighed["own"], "MB")
    yield Figure("memory", "work at rest, of each second", weighed["rest"], "ms", 20)


def storm(ground: Ground) -> Iterator[Figure]:
    """The longest stall of the screen's thread while 1,000 entries a minute come in."""
    folder = ground.with_entries(ground.sizes.entries).folder
    found = child(folder, "storm", seconds=ground.sizes.storm_seconds)
    rest = "the same window at rest"
    yield Figure("storm", f"longest stall, {found['written']} entries", found["storm"], "ms", 50, found["rest"], rest)


def calendar(ground: Ground) -> Iterator[Figure]:
    """A frame of the calendar, day and week, with many sessions."""
    made = 0
    for count, bar in zip(ground.sizes.sessions, (16, 33), strict=True):
        ground.fill("session", partial(session, ground, made), count - made)
        made = count
        found = child(ground.desk.folder, "calendar", frames=ground.sizes.frames, after=_BEGIN - 24 * _HOUR)
        bare = "an empty widget as large"
        yield Figure("calendar", f"day, {count:,} sessions, p50", found["day"], "ms", bar, found["bare"], bare)
        yield Figure("calendar", f"week, {count:,} sessions, p50", found["week"], "ms", bar, found["bare"], bare)


def session(ground: Ground, before: int, at: int) -> dict[str, Any]:
    """One of many sessions over sixteen days."""
    at += before
    starts = _BEGIN + (at * 37 % (16 * 24 * 4)) * _HOUR // 4
    return {
        "title": ground.words(4),
        "sport": ("Athletics", "Swimming", "Basketball", "Fencing")[at % 4],
        "venue": ground.venue(at),
        "starts": starts,
        "ends": starts + (1 + at % 3) * _HOUR,
        "day": (datetime(2028, 7, 14, tzinfo=UTC) + timedelta(milliseconds=starts - _BEGIN)).date().isoformat(),
    }


def map_(ground: Ground) -> Iterator[Figure]:
    """One change shown with many marks, and panning with more behind."""
    few, many = ground.sizes.marks
    found = child(ground.desk.folder, "map", marks=[few, many])
    if found:
        still = "the same page with no marks"
        yield Figure("map", f"one change shown, {few:,} marks", found["change"], "ms", 50)
        yield Figure("map", f"frame of a pan, {many:,} behind, p50", found["pan"], "ms", 30, found["empty"], still)
