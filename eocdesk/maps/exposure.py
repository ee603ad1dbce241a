"""Which venues, sessions and routes each hazard touches, by place and by time."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk.maps.counties import Areas, County, county_of
from eocdesk.models.hazard import MEASURES, UNITS
from eocdesk.store.queries.exposures import Ground, Line, Measured, Place, Run, Warned, World

if TYPE_CHECKING:
    from eocdesk.models.clock import Moment

SEVERITIES = ("unknown", "minor", "moderate", "severe", "extreme")
"""By rank: an exposure's `severity` is the place in this row."""
_KM = 111.195
"""Kilometres of one degree on a sphere of 6,371 km."""
STATION_KM = 25.0
"""How far a measure taken at a point, and for no venue, speaks for a venue."""
QUAKE_KM = 100.0
_NAMES = dict(MEASURES)
_KEPT = 5_000
_READ: dict[bytes, Any] = {}
"""Shapes by the digest of their text: most alerts are the same as a minute ago, and reading them is half the work."""


@dataclass(frozen=True, slots=True)
class Default:
    """What counts where nobody set a threshold, and why this value."""

    measure: str
    value: float
    source: str


DEFAULTS = (
    Default("heat index", 103, "NWS heat index chart: Danger begins at 103 °F"),
    Default("heatrisk", 3, "NWS HeatRisk 3, Major: affects anyone without cooling or water"),
    Default("aqi", 151, "AirNow: Unhealthy begins at 151"),
    Default("gust", 46, "NWS wind advisory: gusts of 46 mph"),
    Default("wind", 31, "NWS wind advisory: sustained 31 mph"),
    Default("fire", 8, "A choice of this desk (km), not a rule: set it per venue"),
    Default("magnitude", 4.5, f"A choice of this desk, within {QUAKE_KM:g} km: set it per event"),
)


class Exposure(NamedTuple):
    """One hazard touches one venue (with `session`: in that session's hours) or one feature. ms UTC."""

    hazard: bytes
    kind: str
    """alert or observation."""
    title: str
    venue: bytes | None
    session: bytes | None
    feature: bytes | None
    begins: Moment
    ends: Moment | None
    """None: until it is taken back."""
    reason: str
    km: float | None
    """Distance of the hazard from the venue; 0 within, None where the hazard was told for the venue itself."""
    severity: int

    def is_now(self, now: Moment) -> bool:
        """Whether it touches at this moment."""
        return self.begins <= now and (self.ends is None or now < self.ends)


@dataclass(frozen=True, slots=True)
class Exposed:
    """Everything that is touched, and what could not be matched by place."""

    exposures: tuple[Exposure, ...] = ()
    unplaced: tuple[bytes, ...] = ()
    """Alerts in force that have no shape: not matched by place, and not dropped."""
    ends_next: Moment | None = None
    """When the next hazard ends by the clock."""
    in_force: tuple[bytes, ...] = ()
    """Alerts that have begun, whether they touch anything or not."""


def exposed(world: World, now: Moment, area_of: Areas = county_of) -> Exposed:
    """What the hazards touch from `now` on. An alert that draws no area is where the counties are that it names."""
    ground = _Ground(world)
    found: list[Exposure] = []
    unplaced: list[bytes] = []
    for alert, touched in zip(world.alerts, _touched(ground, world.alerts, area_of), strict=True):
        if touched is None:
            unplaced.append(alert.id)
        else:
            found.extend(_alert(ground, alert, touched))
    for one in world.observations:
        found.extend(_observation(ground, one, now))
    ends = [one.ends for one in world.observations if one.ends > now]
    ends += [one.ends for one in world.alerts if one.ends is not None and one.ends > now]
    begun = tuple(one.id for one in world.alerts if one.begins <= now)
    return Exposed(tuple(found), tuple(unplaced), min(ends, default=None), begun)


def read_shapes(texts: Sequence[str]) -> list[Any]:
    """GeoJSON geometries as shapes; None where a text is none, or is empty."""
    keys = [blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() if text else b"" for text in texts]
    held = {key: _READ[key] for key in keys if key in _READ}
    new = {key: text for key, text in zip(keys, texts, strict=True) if key and key not in held}
    if new:
        held.update(zip(new, _parsed(list(new.values())), strict=True))
        if len(_READ) + len(new) > _KEPT:
            _READ.clear()
        _READ.update(held)
    return [held.get(key) for key in keys]


def _parsed(texts: Sequence[str]) -> list[Any]:
    import shapely  # noqa: PLC0415  heavy: a desk starts without it

    whole = [text if text.isascii() else text.encode("utf-8", "replace").decode() for text in texts]
    shapes = shapely.from_geojson(whole, on_invalid="ignore")  # of half a character it would not ignore it
    good = shapely.is_valid(shapes).tolist()
    empty = (shapely.is_missing(shapes) | shapely.is_empty(shapes)).tolist()
    return [
        None if nothing else one if valid else shapely.make_valid(one)
        for one, valid, nothing in zip(shapes, good, empty, strict=True)
    ]


_Touch = tuple[Place | Ground, str]
"""A place with the county it was touched through; "" where the alert drew its area itself."""


def _touched(ground: _Ground, alerts: Sequence[Warned], area_of: Areas) -> Iterator[Sequence[_Touch] | None]:
    """Of each alert what it touches, None where it has no shape. A county is asked once, however many name it."""
    shapes = read_shapes([one.geometry for one in alerts])
    bare = [alert for alert, shape in zip(alerts, shapes, strict=True) if shape is None]
    named = {code: area_of(code) for code in dict.fromkeys(code for alert in bare for code in alert.codes)}
    counties = list({area.code: area for area in named.values() if area is not None}.values())
    met = ground.touched([*shapes, *read_shapes([area.geometry for area in counties])])
    inside = {area.code: met.get(at, ()) for at, area in enumerate(counties, len(shapes))}
    for at, (alert, shape) in enumerate(zip(alerts, shapes, strict=True)):
        if shape is not None:
            yield [(place, "") for place in met.get(at, ())]
        else:
            yield _by_county([area for code in alert.codes if (area := named[code]) is not None], inside)


def _by_county(areas: Iterable[County], inside: Mapping[str, Sequence[Place | Ground]]) -> Sequence[_Touch] | None:
    found: dict[bytes, _Touch] = {}
    known = False
    for area in areas:
        known = True
        for place in inside[area.code]:
            found.setdefault(place.id, (place, area.name))
    return list(found.values()) if known else None


class _Ground:
    """Venues and features in a tree; sessions by venue; the lines that count."""

    def __init__(self, world: World) -> None:
        import shapely  # noqa: PLC0415  heavy: a desk starts without it

        places: list[Place | Ground] = [*world.venues, *world.grounds]
        shapes = read_shapes([one.geometry for one in places])
        for at, one in enumerate(world.venues):
            if shapes[at] is None and one.lat is not None and one.lon is not None:
                shapes[at] = shapely.Point(one.lon, one.lat)
        held = [(one, shape) for one, shape in zip(places, shapes, strict=True) if shape is not None]
        self.places: list[Place | Ground] = [one for one, _ in held]
        self.shapes = [shape for _, shape in held]
        self.tree = shapely.STRtree(self.shapes)
        self.venues = {one.id: one for one in world.venues}
        self._lines = _lines(world.thresholds)
        self.sessions: dict[bytes, list[Run]] = defaultdict(list)
        for run in sorted(world.sessions, key=_begins):
            self.sessions[run.venue].append(run)
        self._begin = {venue: [run.begins for run in runs] for venue, runs in self.sessions.items()}
        self._longest = max((run.ends - run.begins for run in world.sessions), default=0)

    def touched(self, shapes: Sequence[Any]) -> Mapping[int, Sequence[Place | Ground]]:
        """Those that shapes in degrees meet, by the shape's place in the row; None meets nothing."""
        met: dict[int, list[Place | Ground]] = defaultdict(list)
        if shapes and self.shapes:
            for which, at in self.tree.query(shapes, predicate="intersects").T.tolist():
                met[which].append(self.places[at])
        return met

    def near(self, shape: Any, km: float) -> Iterator[tuple[Place | Ground, float]]:
        """Those within so many kilometres of a shape, with the distance."""
        import shapely  # noqa: PLC0415  heavy: a desk starts without it

        west, south, east, north = shape.bounds
        high = km / _KM
        wide = high / max(0.05, math.cos(math.radians(min(89.0, max(abs(south), abs(north)) + high))))
        for at in self.tree.query(shapely.box(west - wide, south - high, east + wide, north + high)):
            distance = distance_km(self.shapes[at], shape)
            if distance <= km:
                yield self.places[at], distance

    def line(self, venue: bytes | None, measure: str) -> float | None:
        """The value from which a measure counts here."""
        return self._lines.get((venue, measure), self._lines.get((None, measure)))

    def furthest(self, measure: str) -> float:
        """The greatest value set for a measure: a fire further off than this touches nobody."""
        return max((value for (_, name), value in self._lines.items() if name == measure), default=0.0)

    def runs(self, venue: bytes, begins: Moment, ends: Moment | None) -> Sequence[Run]:
        """The sessions of a venue that overlap a time."""
        starts = self._begin.get(venue)
        if starts is None:
            return ()
        first = bisect_left(starts, begins - self._longest)
        last = len(starts) if ends is None else bisect_left(starts, ends, first)
        return [run for run in self.sessions[venue][first:last] if run.ends > begins] if first < last else ()


def _begins(run: Run) -> Moment:
    return run.begins


def _lines(thresholds: Iterable[Line]) -> Mapping[tuple[bytes | None, str], float]:
    made: dict[tuple[bytes | None, str], float] = {(None, one.measure): one.value for one in DEFAULTS}
    for line in thresholds:
        made[line.venue, line.measure] = line.value
    return made


def distance_km(place: Any, shape: Any) -> float:
    """Between two shapes in degrees, in kilometres: flat around the first, within a half per cent at 100 km."""
    import shapely  # noqa: PLC0415  heavy: a desk starts without it

    middle = place.centroid
    wide = _KM * math.cos(math.radians((middle.y + shape.centroid.y) / 2))

    def flat(one: Any) -> Any:
        return shapely.transform(one, lambda points: (points - (middle.x, middle.y)) * (wide, _KM))

    return float(flat(place).distance(flat(shape)))


def _alert(ground: _Ground, alert: Warned, touched: Iterable[_Touch]) -> Iterator[Exposure]:
    rank = SEVERITIES.index(alert.severity) if alert.severity in SEVERITIES else 0
    word = f"{alert.severity.capitalize()}, " if rank else ""
    for place, county in touched:
        where = f"in {county}, drawn by county" if county else "in its area"
        reason = f"{alert.title}: {word}{place.name} lies {where}"
        yield from _told(ground, place, alert, "alert", (alert.begins, alert.ends), reason, 0.0, rank)


def _told(  # noqa: PLR0913, PLR0917  one exposure has as many parts
    ground: _Ground,
    place: Place | Ground,
    hazard: Warned | Measured,
    kind: str,
    when: tuple[Moment, Moment | None],
    reason: str,
    km: float | None,
    severity: int,
) -> Iterator[Exposure]:
    """For the place, and for each session there whose hours it reaches."""
    (begins, ends), record, title = when, hazard.id, hazard.title
    if isinstance(place, Ground):
        yield Exposure(record, kind, title, place.venue, None, place.id, begins, ends, reason, km, severity)
        return
    yield Exposure(record, kind, title, place.id, None, None, begins, ends, reason, km, severity)
    for session, _, venue, start, end in ground.runs(place.id, begins, ends):
        first = max(begins, start)
        last = end if ends is None or end < ends else ends
        yield Exposure(record, kind, title, venue, session, None, first, last, reason, km, severity)


def _observation(ground: _Ground, one: Measured, now: Moment) -> Iterator[Exposure]:
    for place, km in _places(ground, one):
        venue = place.id if isinstance(place, Place) else place.venue
        line = ground.line(venue, one.measure)
        if line is None:
            continue
        if one.measure == "fire":
            if km is None or km <= line:
                reason = f"{one.title or 'Fire'}: {_far(km)} from {place.name} (counts within {line:g} km)"
                yield from _told(ground, place, one, "observation", (one.begins, one.ends), reason, km, 3)
            continue
        for begins, ends, highest in _crossed(one, line, now):
            said = f"{_NAMES.get(one.measure, one.measure)} {'up to ' if one.series else ''}{_worth(one, highest)}"
            reason = f"{said} at {place.name} (counts from {_worth(one, line)})"
            rank = 3 if highest >= line * 1.1 else 2
            yield from _told(ground, place, one, "observation", (begins, ends), reason, km, rank)


def _places(ground: _Ground, one: Measured) -> Iterator[tuple[Place | Ground, float | None]]:
    import shapely  # noqa: PLC0415  heavy: a desk starts without it

    if one.venue is not None:
        if one.venue in ground.venues:
            yield ground.venues[one.venue], None
        return
    shape = read_shapes([one.geometry])[0]
    if shape is None:
        if one.lat is None or one.lon is None:
            return
        shape = shapely.Point(one.lon, one.lat)
    reach = {"fire": ground.furthest("fire"), "magnitude": QUAKE_KM}.get(one.measure, STATION_KM)
    for place, km in ground.near(shape, reach):
        if isinstance(place, Place) or one.measure == "fire":
            yield place, km


def _crossed(one: Measured, line: float, now: Moment) -> Iterator[tuple[Moment, Moment, float]]:
    """The times in which the value is at the line or over it, with the highest value of each."""
    if not one.series:
        if one.value is not None and one.value >= line:
            yield one.begins, one.ends, one.value
        return
    stretch: tuple[Moment, Moment, float] | None = None
    following = [*(at for at, _ in one.series[1:]), one.ends]
    for (at, value), until in zip(one.series, following, strict=True):
        if value >= line:
            stretch = (at, until, value) if stretch is None else (stretch[0], until, max(stretch[2], value))
        elif stretch is not None:
            if stretch[1] > now:
                yield stretch
            stretch = None
    if stretch is not None and stretch[1] > now:
        yield stretch


def _far(km: float | None) -> str:
    return "0 km" if km is None else f"{km:.1f} km" if km < 10 else f"{km:.0f} km"  # noqa: PLR2004  one digit is enough


def _worth(one: Measured, value: float) -> str:
    unit = UNITS.get(one.measure, "")
    return f"{value:g} {unit}".strip()
