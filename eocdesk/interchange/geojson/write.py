"""Venues and features as GeoJSON by RFC 7946: WGS 84, outer rings counter-clockwise."""

from __future__ import annotations

import json
from typing import Any

from eocdesk.interchange.format import Export
from eocdesk.interchange.geojson.places import RECORD
from eocdesk.interchange.geojson.shapes import oriented, sound
from eocdesk.models import Feature, Venue, fields_of
from eocdesk.models.errors import Refused

_LEFT = {"event", "struck", "geometry", "venue"}


def write_geojson(export: Export) -> bytes:
    """The places of an event as one FeatureCollection, venues first."""
    venues = [_feature(venue, "venue", _geometry(venue), export) for venue in export.venues]
    features = [_feature(feature, "feature", _shape(feature.geometry), export) for feature in export.features]
    collection = {
        "type": "FeatureCollection",
        "name": export.event.name or export.event.code,
        **({"exercise": True} if export.event.exercise else {}),
        "features": [*venues, *features],
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(record: Venue | Feature, kind: str, geometry: dict[str, Any] | None, export: Export) -> dict[str, Any]:
    properties: dict[str, Any] = {RECORD: kind}
    for name in fields_of(type(record)):
        value = getattr(record, name)
        if name not in _LEFT and value not in (None, "", []):
            properties[name] = value
    if isinstance(record, Feature) and record.venue:
        properties["venue"] = export.venue_name(record.venue)
    if export.event.exercise:
        properties["exercise"] = True
    return {"type": "Feature", "id": record.id.hex(), "properties": properties, "geometry": geometry}


def _geometry(venue: Venue) -> dict[str, Any] | None:
    shape = _shape(venue.geometry)
    if shape is not None or venue.lat is None or venue.lon is None:
        return shape
    return {"type": "Point", "coordinates": [venue.lon, venue.lat]}


def _shape(words: str | None) -> dict[str, Any] | None:
    """A geometry kept as text, turned the right way; None where there is none that is sound."""
    if not words:
        return None
    try:
        return oriented(sound(json.loads(words)).geometry)
    except (ValueError, RecursionError, Refused):
        return None
