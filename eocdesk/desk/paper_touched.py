"""What hazards touch, as a page says it: by venue, with the sessions, and nothing the page may not show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eocdesk.store.queries import exposures
from eocdesk.store.queries.exposures import World
from eocdesk.store.queries.facts_watch import TouchedLine
from eocdesk.store.queries.labels import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eocdesk.maps.exposure import Exposure
    from eocdesk.maps.reading import Limit

AHEAD_MS = 24 * 3_600_000
"""What begins later than this is not on the page yet."""
_GRAVE = 3


def touched(connection: Any, event: bytes, now: int, limit: Limit) -> tuple[TouchedLine, ...]:
    """Each venue once, those touched gravest first. Runs in the reading pool."""
    from eocdesk.maps.exposure import exposed  # noqa: PLC0415  a desk starts without it

    world = _shown(exposures.world(connection, event, now), connection, event, limit)
    by_venue: dict[bytes, list[Exposure]] = defaultdict(list)
    for one in exposed(world, now).exposures:
        if one.venue is not None and one.begins <= now + AHEAD_MS and (one.ends is None or one.ends > now):
            by_venue[one.venue].append(one)
    names = {venue.id: venue.name for venue in world.venues}
    titles = {run.id: run.title for run in world.sessions}
    found = [
        (max(one.severity for one in exposed_), _line(names[venue], exposed_, titles, now))
        for venue, exposed_ in by_venue.items()
    ]
    return tuple(line for _, line in sorted(found, key=lambda pair: (not pair[1].now, -pair[0], pair[1].venue)))


def _shown(world: World, connection: Any, event: bytes, limit: Limit) -> World:
    """The world without what is marked above the page; routes go by their venue here."""

    def seen(kind: str, rows: Sequence[Any]) -> Any:
        held = marked(connection, event, kind) if rows else {}
        return tuple(row for row in rows if row.id in held and limit.allows(*held[row.id]))

    return replace(
        world,
        venues=seen("venue", world.venues),
        sessions=seen("session", world.sessions),
        grounds=(),
        alerts=seen("alert", world.alerts),
        observations=seen("observation", world.observations),
    )


def _line(name: str, exposed_: list[Exposure], titles: dict[bytes, str], now: int) -> TouchedLine:
    gravest = sorted(exposed_, key=lambda one: (-one.severity, one.begins, one.title))
    first: dict[bytes, int] = {}
    for one in exposed_:
        if one.session is not None:
            first[one.session] = min(one.begins, first.get(one.session, one.begins))
    order = sorted(first, key=lambda session: (first[session], titles[session]))
    return TouchedLine(
        name,
        tuple(dict.fromkeys(_said(one, name) for one in gravest)),
        min(one.begins for one in exposed_),
        tuple(titles[session] for session in order if first[session] <= now),
        tuple((titles[session], first[session]) for session in order if first[session] > now),
        grave=gravest[0].severity >= _GRAVE,
    )


def _said(one: Exposure, name: str) -> str:
    """The warning by its name; of a measure its value, without the venue that the line is about."""
    if one.kind == "alert":
        return one.title
    words, _, _ = one.reason.partition(" (counts")
    return words.replace(f" at {name}", "").replace(f" from {name}", " away")
