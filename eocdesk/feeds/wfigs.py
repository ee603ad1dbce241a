"""Fire perimeters and incidents of the US agencies together (NIFC WFIGS), GeoJSON of the ArcGIS service."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, line, mapping, number, parsed, point, rows_of, shape, told, when, whole
from eocdesk.models import Refused

SOURCE = "wfigs"
_ROOT = "https://services3.arcgis.com/T4QMspbfLg3qTGWY/arcgis/rest/services/"
_LAYERS = ("WFIGS_Interagency_Perimeters_Current", "WFIGS_Incident_Locations_Current")


def read(data: bytes, given: Given) -> Reading:
    """The fires of an answer, one observation for each fire and layer; of several perimeters of a fire the newest."""
    try:
        answer = parsed(data)
        _heard(answer)
        rows = rows_of(answer, "features")
    except Refused as refusal:
        return whole(refusal)
    items, refused = each(rows, _item, "feature")
    newest: dict[str, Item] = {}
    for item in items:
        held = newest.get(item.key)
        if held is None or (item.values["observed"] or 0) >= (held.values["observed"] or 0):
            newest[item.key] = item
    reading = told(given, SOURCE, list(newest.values()), refused, "fires")
    older = len(items) - len(newest)
    if older:
        reading.warnings.append(f"{older:,} older perimeters of the same fires were passed over")
    if mapping(answer).get("exceededTransferLimit") or mapping(mapping(answer).get("properties")).get(
        "exceededTransferLimit"
    ):
        reading.warnings.append("the service holds more fires than it sent")
    return Reading(reading.commands, len(items) + len(refused), refused, reading.warnings, reading.says)


def _heard(answer: Any) -> None:
    failure = mapping(answer).get("error")
    if failure:
        words = line(mapping(failure).get("message"))
        raise Refused(f"The service refused: {words or 'without a reason'}.")


def _item(row: Any, at: str) -> Item:
    said = {name.lower(): value for name, value in mapping(row["properties"]).items()}

    def first(*names: str) -> Any:
        asked = (said.get(prefix + name) for name in names for prefix in ("attr_", "poly_", ""))
        return next((value for value in asked if value not in (None, "")), None)

    key = line(first("irwinid")).strip("{}").lower() or line(first("uniquefireidentifier"))
    name = line(first("incidentname"))
    if not key or not name:
        raise Refused("It has no IrwinID and no fire identifier, or no name.")
    drawn = mapping(row.get("geometry"))
    area = "" if drawn.get("type") == "Point" else shape(row.get("geometry"))
    spot = drawn.get("coordinates") if drawn.get("type") == "Point" else None
    place = point(spot[1], spot[0]) if spot else point(first("initiallatitude"), first("initiallongitude"))
    out = when(first("fireoutdatetime"))
    values = {
        "title": name if "fire" in name.lower() else f"{name} Fire",
        "hazard": "wildfire",
        "measure": "fire",
        "value": number(first("incidentsize", "finalacres", "gisacres", "calculatedacres")),
        "observed": when(first("datecurrent", "modifiedondatetime_dt", "modifiedondatetime")),
        "starts": when(first("firediscoverydatetime")),
        "ends": out,
        "lat": None if place is None else place[0],
        "lon": None if place is None else place[1],
        "geometry": area,
        "place": ", ".join(word for word in (line(first("poocounty")), line(first("poostate"))) if word),
        "status": "out" if out else "active",
        "contained": number(first("percentcontained")),
        "note": "Prescribed fire." if line(first("incidenttypecategory")).upper() == "RX" else "",
    }
    return Item("observation", f"{key}/{'perimeter' if area else 'incident'}", at, values)


def _addresses(where: Where) -> list[str]:
    if not where.state:
        return []
    chosen = ("attr_POOState", "POOState")
    return [
        f"{_ROOT}{layer}/FeatureServer/0/query?f=geojson&outSR=4326&outFields=*&where={column}%3D%27US-{where.state}%27"
        for layer, column in zip(_LAYERS, chosen, strict=True)
    ]


FEED = Feed(
    "wfigs",
    "Fire perimeters (NIFC)",
    300,
    900,
    60_000_000,
    ("application/geo+json", "application/json"),
    _addresses,
    read,
    signs=(r'"features"', r'"(?:attr_|poly_)?irwinid"'),
)
