"""A desk made large for measuring: venues, incidents, sessions and as many entries as asked, through the one door."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.events import AddEvent
from eocdesk.desk.desk import Desk
from eocdesk.models import clock, ids

CODE = "BENCH"
EVENT = ids.event_id(CODE)
MINUTE = 60_000
_CHUNK = 5_000
_WORDS = (
    "gate",
    "crowd",
    "density",
    "metering",
    "perimeter",
    "alarm",
    "sweep",
    "clear",
    "medical",
    "heat",
    "casualty",
    "transport",
    "shuttle",
    "delay",
    "credential",
    "drone",
    "track",
    "smoke",
    "wind",
    "shelter",
    "water",
    "cooling",
    "radio",
    "channel",
    "relay",
    "liaison",
    "ambulance",
    "ingress",
    "egress",
    "platform",
    "lane",
    "camera",
    "checkpoint",
    "patrol",
    "suspicious",
    "parcel",
    "lost",
    "child",
    "reunited",
    "power",
    "chiller",
    "repaired",
    "staging",
    "brush",
    "fire",
    "acres",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are made."""

    entries: int = 250_000
    many: int = 1_000_000
    incidents: int = 10_000
    venues: int = 150
    writes: int = 300
    starts: int = 20
    sessions: tuple[int, int] = (5_000, 20_000)
    marks: tuple[int, int] = (10_000, 50_000)
    frames: int = 60
    storm_seconds: int = 30
    imported: tuple[int, int] = (12_726, 250_000)
    hazards: tuple[int, int, int] = (500, 10_000, 1_000)
    """Venues, sessions, alerts."""
    kev: int = 1_400
    stix: int = 100_000
    lists: int = 33
    """Assignment lists of a plan."""
    logged: int = 5_000
    """Entries of an activity log."""
    earlier: tuple[int, int] = (100_000, 1_000)
    """Entries of a desk that is looked at as it was, records changed since."""


@dataclass(frozen=True, slots=True)
class _Fill:
    """Many records of a kind in one act."""

    kind: str
    values: Callable[[int], dict[str, Any]]
    count: int
    title: str = "Fill the bench"

    def do(self, work: Work) -> list[bytes]:
        made = []
        for at in range(self.count):
            record = ids.new_id()
            work.put(self.kind, record, event=EVENT, marking="AMBER", **self.values(at))
            made.append(record)
            if at % _CHUNK == _CHUNK - 1:
                work.checkpoint()
        return made


@dataclass(slots=True)
class Ground:
    """The bench's desk, made as it is needed and thrown away at the end."""

    sizes: Sizes = field(default_factory=Sizes)
    told: Callable[[str], None] = print
    _folder: Path | None = None
    _desk: Desk | None = None
    _entries: int = 0
    _venues: list[bytes] = field(default_factory=list)
    _incidents: list[bytes] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(2028))  # noqa: S311  a bench, no secret

    @property
    def folder(self) -> Path:
        """A folder for this run."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="eocdesk-bench-"))
        return self._folder

    @property
    def desk(self) -> Desk:
        """The desk with its event, venues and incidents."""
        if self._desk is None:
            self._desk = Desk(self.folder / "desk")
            self._desk.settings.set("person", "L. Chen")
            self._desk.settings.set("position", "Watch officer")
            self._desk.do_now(games())
            self._desk.open_event(EVENT)
            self._venues = self.fill("venue", self._venue, self.sizes.venues)
            self._incidents = self.fill("incident", self._incident, self.sizes.incidents)
        return self._desk

    def fill(self, kind: str, values: Callable[[int], dict[str, Any]], count: int) -> list[bytes]:
        """That many records of a kind; their ids."""
        return fill(self.desk, kind, values, count)

    def with_entries(self, count: int) -> Desk:
        """The desk with at least so many entries."""
        desk = self.desk
        missing = count - self._entries
        if missing > 0:
            self.told(f"making {missing:,} entries")
            self.fill("entry", self._entry, missing)
            self._entries = count
        return desk

    def venue(self, at: int) -> bytes:
        """One of the venues."""
        return self._venues[at % len(self._venues)]

    @property
    def incidents(self) -> tuple[bytes, ...]:
        """The incidents, in the order they were made."""
        return tuple(self._incidents)

    def words(self, count: int = 8) -> str:
        """A line as the log holds them."""
        return " ".join(self._random.choices(_WORDS, k=count)).capitalize()

    def close(self) -> None:
        """Nothing is left."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _venue(self, at: int) -> dict[str, Any]:
        lat, lon = 34.0 + self._random.uniform(-0.4, 0.4), -118.2 + self._random.uniform(-0.5, 0.5)
        return {"name": f"Venue {at + 1} {self.words(1)}", "lat": lat, "lon": lon, "capacity": 20_000}

    def _incident(self, at: int) -> dict[str, Any]:
        now = clock.now()
        return {
            "number": f"BNCH-{at + 1}",
            "title": self.words(5),
            "severity": at % 5,
            "status": ("open", "closed", "closed", "monitoring", "resolved", "closed")[at % 6],
            "venue": self._venues[at % len(self._venues)],
            "opened": now - at * MINUTE,
            "lat": 34.0 + self._random.uniform(-0.4, 0.4),
            "lon": -118.2 + self._random.uniform(-0.5, 0.5),
        }

    def _entry(self, at: int) -> dict[str, Any]:
        when = clock.now() - (self.sizes.many - self._entries - at) * 500
        return {
            "number": f"BNCH-L{self._entries + at + 1}",
            "kind": "entry",
            "text": self.words(),
            "severity": self._random.choice((0, 0, 0, 1, 1, 2, 3, 4)),
            "priority": "routine",
            "happened": when,
            "written": when + 4_000,
            "author": self._random.choice(("Chen", "Baker", "Ruiz", "Okafor", "Kim", "Fontaine")),
            "position": "Watch officer",
            "channel": "radio",
            "venue": self._random.choice(self._venues),
            "incident": self._random.choice(self._incidents) if at % 3 == 0 else None,
        }


def fill(desk: Desk, kind: str, values: Callable[[int], dict[str, Any]], count: int) -> list[bytes]:
    """That many records of a kind on a desk that holds the event; their ids."""
    return list(desk.do_now(_Fill(kind, values, count)).value)


def games() -> AddEvent:
    """The event everything is measured on."""
    return AddEvent(CODE, "Bench Games", "America/Los_Angeles", "2028-07-14", "2028-07-30")
