"""Incidents of CAL FIRE: the old list of incidents and the newer GeoJSON."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, line, mapping, number, out_of_html, parsed, point, rows_of, told, when, whole
from eocdesk.models import Refused

SOURCE = "calfire"
_STILL = {"y": "active", "true": "active", "n": "out", "false": "out"}


def read(data: bytes, given: Given) -> Reading:
    """The fires of an answer; what is not a fire of nature keeps its type as a word."""

    def make(row: Any, at: str) -> Item:
        return _item(row, at, given.zone)

    try:
        rows = rows_of(parsed(data), "Incidents", "features")
    except Refused as refusal:
        return whole(refusal)
    return told(given, SOURCE, *each(rows, make, "incident"), "incidents")


def _item(row: Any, at: str, zone: str) -> Item:
    said = mapping(row.get("properties")) if row.get("type") == "Feature" else row
    key, name = line(said.get("UniqueId")), line(said.get("Name"))
    if not key or not name:
        raise Refused("It has no UniqueId or no Name.")
    place = point(said.get("Latitude"), said.get("Longitude"))
    kind = line(said.get("Type"))
    burns = kind.lower() in {"", "wildfire", "fire"}
    acres = number(said.get("AcresBurned"))
    values = {
        "title": name,
        "hazard": "wildfire" if burns else "other",
        "measure": "fire" if burns else "other",
        "value": acres,
        "observed": when(said.get("Updated"), zone),
        "starts": when(said.get("Started"), zone),
        "ends": when(said.get("ExtinguishedDate"), zone),
        "lat": None if place is None else place[0],
        "lon": None if place is None else place[1],
        "place": line(said.get("Location")),
        "status": _STILL.get(line(_word(said.get("IsActive"))).lower(), ""),
        "contained": number(said.get("PercentContained")),
        "note": out_of_html(said.get("ConditionStatement")),
        "url": line(said.get("Url") or said.get("CanonicalUrl")),
    }
    warnings = () if place else ("it has no place on the Earth and is not drawn",)
    return Item("observation", key, at, values, warnings=warnings)


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else line(value)


def _addresses(where: Where) -> list[str]:
    return (
        ["https://incidents.fire.ca.gov/umbraco/api/IncidentApi/GeoJsonList?inactive=false"]
        if where.state == "CA"
        else []
    )


FEED = Feed(
    "calfire",
    "Incidents (CAL FIRE)",
    120,
    300,
    20_000_000,
    ("application/json", "text/json"),
    _addresses,
    read,
    signs=(r'"UniqueId"', r'"AcresBurned"'),
)
