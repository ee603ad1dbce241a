"""Measures of the tables that paper is drawn from: as they were, and as a release lets them be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.models import clock
from eocdesk.store import floor
from eocdesk.store.seeing import Sight, seeing
from eocdesk.ui.bench.figures import Figure, quantile, took
from eocdesk.ui.bench.made import EVENT, Ground
from eocdesk.ui.bench.processes import child

_TIMES = 5


@dataclass(frozen=True, slots=True)
class _Stir:
    """Many records changed in one act."""

    kind: str
    records: tuple[bytes, ...]
    values: dict[str, Any]
    title: str = "Change much"

    def do(self, work: Work) -> None:
        for record in self.records:
            work.put(self.kind, record, **self.values)


def earlier(ground: Ground) -> Iterator[Figure]:
    """A desk of 100,000 entries as it was before 1,000 records were changed, and as GREEN sees it."""
    entries, changed = ground.sizes.earlier
    desk = ground.with_entries(entries)
    moment = clock.now()
    while clock.now() <= moment:  # what is changed now is changed after it
        pass
    incidents = ground.incidents[:changed]
    desk.do_now(_Stir("incident", incidents, {"owner": "Night shift"}))
    then, green = Sight(EVENT, as_of=moment), Sight(EVENT, "GREEN")
    bare = quantile([took(partial(desk.read_now, floor.copied, "entry")) for _ in range(_TIMES)], 0.5)
    was = quantile([took(partial(desk.read_now, _look, then)) for _ in range(_TIMES)], 0.5)
    seen = quantile([took(partial(desk.read_now, _look, green)) for _ in range(_TIMES)], 0.5)
    what = f"{entries:,} entries before {len(incidents):,} changes"
    yield Figure("earlier", f"{what}, p50", was, "ms", 1000, bare, "the entries copied once, without an index")
    yield Figure("earlier", "as GREEN sees them now, p50", seen, "ms", 50)
    stalled = child(desk.folder, "paper", code="ics-209", as_of=moment)
    rest = "the same window at rest"
    yield Figure("earlier", "longest stall of the screen", stalled["stall"], "ms", 50, stalled["rest"], rest)


def _look(connection: Any, sight: Sight) -> None:
    with seeing(connection, sight):
        pass
