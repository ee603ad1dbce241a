"""Earthquakes of the US Geological Survey, GeoJSON summary feeds."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, line, mapping, number, parsed, point, rows_of, told, when, whole
from eocdesk.models import Refused

SOURCE = "usgs"


def read(data: bytes, given: Given) -> Reading:
    """The quakes of an answer, one for each event; the third coordinate is the depth in km, downwards."""
    try:
        answer = parsed(data)
        rows = [answer] if mapping(answer).get("type") == "Feature" else rows_of(answer, "features")
    except Refused as refusal:
        return whole(refusal)
    return told(given, SOURCE, *each(rows, _item, "feature"), "quakes")


def _item(row: Any, at: str) -> Item:
    said = mapping(row.get("properties"))
    if "mag" not in said:
        raise Refused("It is no earthquake: it does not speak of a magnitude.")
    names = sorted(name for name in line(said.get("ids")).split(",") if name)
    key = names[0] if names else line(row.get("id"))
    if not key:
        raise Refused("It has no id.")
    where = mapping(row.get("geometry")).get("coordinates") or [None, None]
    place = point(where[1], where[0])
    if place is None:
        raise Refused("It has no place on the Earth.")
    size, depth = number(said.get("mag")), number(where[2]) if len(where) > 2 else None  # noqa: PLR2004  lon, lat, depth
    words = line(said.get("place"))
    called = "Quake" if size is None else f"M {size:.1f}"
    notes = [
        "" if depth is None else f"Depth {depth:.1f} km.",
        f"PAGER alert {line(said.get('alert'))}." if said.get("alert") else "",
        "A tsunami message may exist: see the tsunami warning centres." if said.get("tsunami") == 1 else "",
        f"Also known as {', '.join(names)}." if len(names) > 1 else "",
    ]
    values = {
        "title": f"{called}, {words}" if words else called,
        "hazard": "earthquake",
        "measure": "magnitude",
        "value": size,
        "observed": when(said.get("updated")) or when(said.get("time")),
        "starts": when(said.get("time")),
        "lat": place[0],
        "lon": place[1],
        "place": words,
        "status": line(said.get("status")),
        "note": " ".join(note for note in notes if note),
        "url": line(said.get("url")),
    }
    return Item("observation", key, at, values)


def _addresses(_where: Where) -> list[str]:
    return ["https://earthquake.usgs.gov/earthquakes/feed/v1.0/summary/2.5_day.geojson"]


FEED = Feed(
    "usgs",
    "Earthquakes (USGS)",
    60,
    300,
    20_000_000,
    ("application/json", "application/geo+json"),
    _addresses,
    read,
    signs=(r'"type"\s*:\s*"Feature', r'"mag"\s*:', r'"tsunami"\s*:|"(?:magType|net|felt|place)"\s*:'),
)
