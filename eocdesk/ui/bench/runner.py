"""Runs the measures, one or all, and prints them as a table or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping

from eocdesk.models import Refused
from eocdesk.ui.bench import papering, screen, storing, watching
from eocdesk.ui.bench.earlier import earlier
from eocdesk.ui.bench.figures import Figure, table
from eocdesk.ui.bench.made import Ground, Sizes

Measure = Callable[[Ground], Iterator[Figure]]

MEASURES: Mapping[str, Measure] = {
    "summary": storing.summary,
    "incidents": storing.listed,
    "map": screen.map_,
    "calendar": screen.calendar,
    "entry": storing.entry,
    "screen": screen.written,
    "shell": screen.shell,
    "start": screen.start,
    "memory": screen.memory,
    "storm": screen.storm,
    "log": storing.log,
    "import": storing.imports,
    "exposure": watching.exposure,
    "kev": watching.kev,
    "stix": watching.stix,
    "report": papering.report,
    "plan": papering.plan,
    "activity": papering.activity,
    "earlier": earlier,
}
"""By name, in the order they run: the long log comes after what is measured on a shorter one."""


def run(name: str | None = None, *, as_json: bool = False, sizes: Sizes | None = None) -> int:
    """Measure; 0 where every bar holds, 1 where one is missed. Refused where there is no such measure."""
    if name is not None and name not in MEASURES:
        raise Refused(f"There is no measure “{name}”. There are {', '.join(MEASURES)}.")
    ground = Ground(sizes or Sizes(), _say)
    figures: list[Figure] = []
    try:
        for known, measure in MEASURES.items():
            if name in (None, known):
                _say(f"measuring {known}")
                figures += measure(ground)
    finally:
        ground.close()
    print(json.dumps([figure.as_json() for figure in figures]) if as_json else table(figures))  # noqa: T201  its output
    return 1 if any(figure.holds is False for figure in figures) else 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201  what takes minutes says what it does
