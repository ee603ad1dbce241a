"""GeoJSON becomes venues and features: names found by a profile or by the usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.geojson.places import NAME, Places
from eocdesk.interchange.geojson.shapes import TYPES
from eocdesk.interchange.keys import joined, tell_apart
from eocdesk.interchange.opening import MAX_ROWS, text_of
from eocdesk.interchange.sheet.records import flat, parse
from eocdesk.models.errors import Refused

_DEGREES = ("CRS84", "4326")


def read_geojson(data: bytes, asked: Asked) -> Reading:
    """The places of a GeoJSON file. Raises Refused where the whole of it cannot be read."""
    value, warnings = parse(text_of(data))
    reading = read_places(value, asked)
    return replace(reading, warnings=(*warnings, *reading.warnings))


def is_geojson(value: Any) -> bool:
    """Whether a JSON value is GeoJSON by its type."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) and one.get("type") == "Feature" for one in value)
    return isinstance(value, dict) and value.get("type") in {"FeatureCollection", "Feature", *TYPES}


def read_places(value: Any, asked: Asked) -> Reading:
    """The places in a GeoJSON value that is already parsed."""
    if not is_geojson(value):
        raise Refused("The file is JSON, but not GeoJSON: it has no type that GeoJSON knows.")
    features = _features(value)
    if not features:
        raise Refused("The GeoJSON holds no feature.")
    if len(features) > MAX_ROWS:
        raise Refused(f"The file has more than {MAX_ROWS:,} features; split it.")
    rows = [_properties(feature) for feature in features]
    headings = list(dict.fromkeys(name for row in rows for name in row))
    places = Places(headings, asked)
    items: list[Item] = []
    apart: list[str] = []
    refused: list[Refusal] = []
    for count, (feature, row) in enumerate(zip(features, rows, strict=True), 1):
        if count % BEAT == 0:
            asked.beat(count, len(features))
        at = f"feature {count:,}"
        try:
            items.append(places.item(feature, row, at))
            apart.append(_where(items[-1]))
        except Refused as refusal:
            refused.append(Refusal(at, refusal.sentence))
    made, renamed = tell_apart(joined(items, places.join), apart)
    warnings = places.left_out(headings)
    if renamed:
        warnings += (f"{renamed:,} features share a name with others; where they are tells them apart",)
    return Reading(NAME, places.source, tuple(made), tuple(refused), warnings, places.lists)


def _features(value: Any) -> Sequence[Any]:
    if isinstance(value, list):
        return value
    _check_crs(value.get("crs"))
    if value["type"] == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list):
            raise Refused("The FeatureCollection has no list of features.")
        return features
    return [value if value["type"] == "Feature" else {"type": "Feature", "properties": {}, "geometry": value}]


def _check_crs(crs: Any) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not any(known in name for known in _DEGREES):
        raise Refused(f"The coordinates are in {name[:60] or 'an unnamed system'}, not in WGS 84: convert the file.")


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return flat(properties) if isinstance(properties, dict) else {}


def _where(item: Item) -> str:
    if item.values.get("lat") is not None:
        return f"{item.values['lat']:.5f},{item.values['lon']:.5f}"
    return str(item.names.get("venue", ""))
