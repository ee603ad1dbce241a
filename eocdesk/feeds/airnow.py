"""Air quality of AirNow: current observations as JSON or CSV, near each venue."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, line, mapping, number, parsed, point, rows_of, told, when, whole
from eocdesk.models import Refused

SOURCE = "airnow"
AQI_MOST = 1_000
_LEVELS = ((50, "Good"), (100, "Moderate"), (150, "Unhealthy for Sensitive Groups"), (200, "Unhealthy"))
_LEVELS_HIGH = ((300, "Very Unhealthy"), (AQI_MOST, "Hazardous"))
_OFFSETS = {
    "UTC": "+00:00",
    "GMT": "+00:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "AKST": "-09:00",
    "AKDT": "-08:00",
    "HST": "-10:00",
}
"""AirNow names the zone of each reading; a name that is not here is read in the event's zone, and said."""


def read(data: bytes, given: Given) -> Reading:
    """One observation for each place and pollutant; a reading without a place lies where it was asked for."""
    asked = _asked(given.address)

    def make(row: Any, at: str) -> Item:
        return _item(row, at, given, asked)

    try:
        rows = _rows(data)
    except Refused as refusal:
        return whole(refusal)
    return told(given, SOURCE, *each(rows, make, "row"), "readings")


def _rows(data: bytes) -> list[Any]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{", b"<"}:
        return rows_of(parsed(data), "data")
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        raise Refused("The answer is not text in UTF-8.") from None
    except csv.Error:
        raise Refused("The answer is neither JSON nor a table.") from None
    if not rows or not {name.strip().lower() for name in rows[0] if name} & {"aqi", "nowcastaqi"}:
        raise Refused("The answer is neither JSON nor a table with a column AQI.")
    return list(rows)


def _item(row: Any, at: str, given: Given, asked: tuple[float, float] | None) -> Item:
    said = {str(name).strip().lower(): value for name, value in mapping(row).items()}
    value = number(said.get("aqi", said.get("nowcastaqi")))
    what = line(said.get("parametername") or said.get("parameter"))
    if value is None or not what:
        raise Refused("It has no AQI or no pollutant.")
    if not 0 <= value <= AQI_MOST:
        raise Refused(f"An AQI of {value:g} says that none was measured.")
    place = point(said.get("latitude"), said.get("longitude"))
    area = line(said.get("sitename") or said.get("reportingarea") or said.get("reportingareaname"))
    station = line(said.get("siteid") or said.get("fullaqscode")) or area
    warnings, observed = _observed(said, given.zone)
    if place is None and asked is None:
        warnings.append("it names no place on the map: no venue is matched to it")
    if not (station or place or asked):
        raise Refused("It does not say where it was measured.")
    lat, lon = place or asked or (None, None)
    known_by = station if place or not asked else f"{station} for {asked[0]:.3f} {asked[1]:.3f}"
    level = next((words for most, words in (*_LEVELS, *_LEVELS_HIGH) if value <= most), "Hazardous")
    values = {
        "title": f"AQI {value:g} ({level}), {what}" + (f", {area}" if area else ""),
        "hazard": "smoke",
        "measure": "aqi",
        "value": value,
        "observed": observed,
        "starts": observed,
        "lat": lat,
        "lon": lon,
        "place": area,
        "note": "" if place or asked is None else "The source gives no place: it lies where it was asked for.",
    }
    return Item("observation", f"{known_by or place}/{what}", at, values, warnings=tuple(warnings))


def _observed(said: dict[str, Any], zone: str) -> tuple[list[str], int | None]:
    if said.get("utc"):
        return [], when(said["utc"])
    day, hour = line(said.get("dateobserved")), line(said.get("hourobserved"))
    if not day:
        return ["it does not say when it was measured"], None
    clock_time = hour if ":" in hour else f"{hour.zfill(2)}:00"
    named = line(said.get("localtimezone")).upper()
    found = when(f"{day}T{clock_time}{_OFFSETS.get(named, '')}", zone)
    if found is None:
        return [f"“{day[:20]} {hour[:20]}” is not a time and was left out"], None
    return ([] if named in _OFFSETS else [f"its zone “{named[:10]}” is not known; the event's was taken"]), found


def _asked(address: str) -> tuple[float, float] | None:
    try:
        parts = parse_qs(urlsplit(address).query)
    except ValueError:
        return None
    return point(*((parts.get(name) or [""])[0] for name in ("latitude", "longitude")))


def _addresses(where: Where) -> list[str]:
    if not where.key:
        return []
    spots = sorted({(round(lat, 2), round(lon, 2)) for _, _, lat, lon in where.venues})
    base = "https://www.airnowapi.org/aq/observation/latLong/current/?format=application/json&distance=50"
    return [f"{base}&latitude={lat}&longitude={lon}&API_KEY={quote(where.key, safe='')}" for lat, lon in spots]


FEED = Feed(
    "airnow",
    "Air quality (AirNow)",
    1_800,
    3_600,
    5_000_000,
    ("application/json", "text/csv", "text/plain"),
    _addresses,
    read,
    needs_key="an API key of AirNow (docs.airnowapi.org)",
    signs=(r'"(?:nowcastAQI|AQI)"\s*:', r'"ParameterName"\s*:'),
)
