"""Which sessions are shown: by venue, sport, kind, status and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import lane_of, natural
from eocdesk.ui.panes.calendar.state import KIND_WORDS, STATUS_WORDS

NO_SPORT = "No sport"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is let through; an empty set lets everything through. `venues` are lane keys."""

    venues: frozenset[bytes | str] = field(default=frozenset())
    sports: frozenset[str] = field(default=frozenset())
    kinds: frozenset[str] = field(default=frozenset())
    statuses: frozenset[str] = field(default=frozenset())
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everything gets through."""
        return self == Sieve()

    def keeps(self, row: SessionRow) -> bool:
        """Whether this session gets through."""
        if self.venues and lane_of(row).key not in self.venues:
            return False
        if self.sports and row.sport not in self.sports:
            return False
        if (self.kinds and row.kind not in self.kinds) or (self.statuses and row.status not in self.statuses):
            return False
        return _says(row, self.words) if self.words.strip() else True


def _says(row: SessionRow, words: str) -> bool:
    held = f"{row.title} {row.sport} {row.stage} {row.venue_name} {row.venue_city} {row.dignitaries}".casefold()
    return all(word in held for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by: its value, how it is called, how many sessions it has."""

    value: bytes | str
    name: str
    count: int


def choices(rows: Iterable[SessionRow]) -> dict[str, list[Choice]]:
    """What there is to choose from, by the sieve's field: `venues`, `sports`, `kinds`, `statuses`."""
    venues: Counter[bytes | str] = Counter()
    names: dict[bytes | str, str] = {}
    sports: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for row in rows:
        lane = lane_of(row)
        venues[lane.key] += 1
        names[lane.key] = lane.name
        sports[row.sport] += 1
        kinds[row.kind] += 1
        statuses[row.status] += 1
    return {
        "venues": sorted((Choice(key, names[key], n) for key, n in venues.items()), key=_by_name),
        "sports": sorted((Choice(name, name or NO_SPORT, n) for name, n in sports.items()), key=_by_name),
        "kinds": _in_order(KIND_WORDS, kinds),
        "statuses": _in_order(STATUS_WORDS, statuses),
    }


def _by_name(choice: Choice) -> tuple[bool, list[tuple[int, str]]]:
    return choice.value == "", natural(choice.name)


def _in_order(words: dict[str, str], counts: Counter[str]) -> list[Choice]:
    known = [Choice(value, word, counts[value]) for value, word in words.items() if counts[value]]
    return known + [Choice(value, value, n) for value, n in counts.items() if value not in words]


def sentence(sieve: Sieve, known: dict[str, list[Choice]]) -> str:
    """What the sieve lets through, short enough for a button: `SoFi Stadium · 2 sports`."""
    if sieve.is_open:
        return "All venues"
    parts: list[str] = []
    named = {"venues": "venues", "sports": "sports", "kinds": "kinds", "statuses": "statuses"}
    for name, plural in named.items():
        chosen: frozenset[bytes | str] = getattr(sieve, name)
        if len(chosen) == 1:
            value = next(iter(chosen))
            parts.append(next((c.name for c in known.get(name, ()) if c.value == value), str(value)))
        elif chosen:
            parts.append(f"{len(chosen)} {plural}")
    if sieve.words.strip():
        parts.append(f"“{sieve.words.strip()}”")
    return "  ·  ".join(parts)
