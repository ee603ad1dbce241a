"""Reads what the map shows out of the store, as layers; run in the reading pool."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk.maps.counties import Counties, installed, several
from eocdesk.maps.layers import FEATURES, HAZARDS, INCIDENTS, THREATS, VENUES, LayerData, Mark, Shape, ago
from eocdesk.maps.symbols import WORDS
from eocdesk.models.hazard import HAZARDS as HAZARD_KINDS
from eocdesk.models.incident import STATUSES
from eocdesk.models.marking import WORDS as WORDS_OF_TLP
from eocdesk.models.marking import Tlp
from eocdesk.models.plan import LEVELS
from eocdesk.models.threat import THREAT_CLASSES
from eocdesk.models.venue import FEATURES as FEATURE_KINDS
from eocdesk.store.queries import exposures, hazards, threat_spots, venues
from eocdesk.store.queries.hazards import ShapeRow
from eocdesk.store.queries.threat_spots import ThreatSpot
from eocdesk.store.queries.venues import FeatureShape, IncidentSpot, VenueSpot

if TYPE_CHECKING:
    from eocdesk.maps.exposure import Exposure

_STATUS = dict(STATUSES)
_KIND = dict(FEATURE_KINDS)
_HAZARD = dict(HAZARD_KINDS)
_CLASS, _LEVEL = dict(THREAT_CLASSES), dict(LEVELS)
_DRAWN = frozenset({"heat", "wildfire", "smoke", "earthquake"})
"""Hazards with a colour of their own on the map."""
_NAMED = 3
"""Hazards named at a venue; more are counted."""
_LONG = 30
"""Letters of a name beyond which the short one is written on the map."""


class Limit(NamedTuple):
    """What a page may show: nothing marked more strictly, nothing for an audience that is not among these."""

    marking: str
    audiences: frozenset[str] = frozenset()

    def lets(self, one: ShapeRow | VenueSpot | FeatureShape) -> bool:
        """Whether a record may stand on it."""
        return self.allows(one.marking, one.audience)

    def allows(self, marking: str, audience: str) -> bool:
        """The same of what is marked so."""
        mine, page = (WORDS_OF_TLP.get(word, Tlp.RED) for word in (marking, self.marking))
        return mine <= page and (not audience or audience in self.audiences)


def venue_layers(connection: Any, event: bytes, limit: Limit | None = None) -> tuple[LayerData, LayerData]:
    """The venues, and the shapes on the ground: footprints of venues and features; `limit` as for hazards."""
    spots = [one for one in venues.spots(connection, event) if limit is None or limit.lets(one)]
    features = [one for one in venues.shapes(connection, event) if limit is None or limit.lets(one)]
    marks = tuple(_venue(spot) for spot in spots if spot.lat is not None and spot.lon is not None)
    shapes = tuple(_footprint(spot) for spot in spots if spot.geometry) + tuple(map(_feature, features))
    held: list[VenueSpot | FeatureShape] = [spot for spot in spots if spot.geometry]
    held += features
    return (
        LayerData(VENUES, marks, as_of=_since(spots), verb=_verb(spots)),
        LayerData(FEATURES, (), shapes, as_of=_since(held), verb=_verb(held)),
    )


def incident_layer(connection: Any, event: bytes) -> LayerData:
    """The open and monitored incidents that are somewhere, and how many are not."""
    marks = tuple(map(_incident, venues.open_spots(connection, event)))
    return LayerData(INCIDENTS, marks, placeless=venues.placeless(connection, event))


def incidents_of(connection: Any, event: bytes, ids: Collection[bytes]) -> tuple[tuple[Mark, ...], int]:
    """Those of these incidents, to be put, the rest of the ids to be taken out; how many have no place at all."""
    marks = tuple(map(_incident, venues.open_spots_of(connection, event, ids)))
    return marks, venues.placeless(connection, event)


def hazard_layer(
    connection: Any, event: bytes, now: int, outlines: Counties | None = None, limit: Limit | None = None
) -> LayerData:
    """Alerts in force or to come and measures that still hold, by their shapes, else by the counties they name.

    How many alerts have neither is told: those with forecast zones only. `outlines` are the desk's own where none are
    given; `limit` keeps out of a page what it may not show.
    """
    counties = outlines or installed()
    world = exposures.world(connection, event, now)
    held = [*(one.id for one in world.alerts), *(one.id for one in world.observations)]
    found = hazards.shapes(connection, event, held)
    kept = [one for one in found if limit is None or limit.lets(one)]
    shapes = tuple(shape for one in kept if (shape := _hazard(one, counties, now)) is not None)
    drawn = {one.id for one in shapes} | {one.id for one in found} - {one.id for one in kept}
    return LayerData(
        HAZARDS,
        shapes=shapes,
        as_of=max((one.received for one in kept), default=None),
        verb="received",
        placeless=sum(1 for one in world.alerts if one.id not in drawn),
    )


def threat_layer(connection: Any, event: bytes) -> LayerData:
    """The open threats at their place, else at the venues that are at risk; how many have neither is told."""
    spots = threat_spots.spots(connection, event)
    placed = [one for one in spots if one.points]
    return LayerData(
        THREATS,
        shapes=tuple(map(_threat, placed)),
        as_of=max((one.told for one in placed), default=None),
        verb="assessed",
        placeless=len(spots) - len(placed),
    )


def touched_now(venues: LayerData, exposures: Iterable[Exposure], now: int) -> LayerData:
    """The venues, those that a hazard touches at this moment marked and said so, by the gravest few."""
    found: dict[bytes, list[Exposure]] = {}
    for one in exposures:
        if one.venue is not None and one.session is None and one.feature is None and one.is_now(now):
            found.setdefault(one.venue, []).append(one)

    def marked(mark: Mark) -> Mark:
        if mark.id not in found:
            return mark
        titles = list(dict.fromkeys(one.title for one in sorted(found[mark.id], key=_gravity)))
        return replace(mark, touched=True, title=f"{mark.title}\nTouched now: {several(titles, _NAMED)}")

    return replace(venues, marks=tuple(map(marked, venues.marks)))


def _gravity(one: Exposure) -> tuple[int, str]:
    return -one.severity, one.title


def _hazard(one: ShapeRow, outlines: Counties, now: int) -> Shape | None:
    shape, counties = one.geometry, ""
    if not shape and one.lat is not None:
        shape = json.dumps({"type": "Point", "coordinates": [one.lon, one.lat]})
    if not shape:
        drawn = outlines.outline(json.loads(one.codes or "null") or ())
        shape, counties = drawn.geometry, f"Drawn by county: {several(drawn.names)}"
    if not shape:
        return None
    detail = "" if one.detail == "unknown" else one.detail.capitalize()
    title = _lines(one.title, " · ".join(filter(None, (_HAZARD.get(one.hazard, one.hazard), detail, counties))))
    label = f"{one.title}, {ago(max(0, now - one.told))}"
    return Shape(one.kind, one.id, shape, title, one.hazard if one.hazard in _DRAWN else "hazard", label)


def _threat(spot: ThreatSpot) -> Shape:
    shape = {"type": "MultiPoint", "coordinates": [list(point) for point in spot.points]}
    words = (_CLASS.get(spot.nature, spot.nature), _LEVEL.get(spot.level, spot.level), several(spot.venues, _NAMED))
    title = _lines(f"{spot.number} {spot.title}".strip(), " · ".join(filter(None, words)))
    return Shape("threat", spot.id, json.dumps(shape), title, "threat")


def _venue(spot: VenueSpot) -> Mark:
    label = spot.short if spot.short and len(spot.name) > _LONG else spot.name
    title = _lines(spot.name, " · ".join(filter(None, (spot.sports, spot.city))))
    return Mark("venue", spot.id, spot.lat or 0.0, spot.lon or 0.0, title, label, rank=float(spot.capacity or 0))


def _footprint(spot: VenueSpot) -> Shape:
    return Shape("venue", spot.id, spot.geometry or "", _lines(spot.name, "Footprint"), "footprint")


def _feature(feature: FeatureShape) -> Shape:
    word = _KIND.get(feature.kind, feature.kind)
    title = _lines(feature.name or word, " · ".join(filter(None, (word, feature.venue))))
    return Shape("feature", feature.id, feature.geometry, title, feature.kind)


def _incident(spot: IncidentSpot) -> Mark:
    words = (WORDS[spot.severity], _STATUS.get(spot.status, spot.status), spot.venue)
    title = _lines(f"{spot.number} {spot.title}".strip(), " · ".join(filter(None, words)))
    return Mark("incident", spot.id, spot.lat, spot.lon, title, severity=spot.severity)


def _lines(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first


def _since(held: Collection[VenueSpot | FeatureShape]) -> int | None:
    return max((one.received for one in held), default=None)


def _verb(held: Collection[VenueSpot | FeatureShape]) -> str:
    return "imported" if any(one.source for one in held) else "added"
