"""Hot spots that satellites saw (NASA FIRMS: MODIS, VIIRS) near the event's venues, a table or JSON."""

from __future__ import annotations

import csv
import io
import math
from typing import Any
from urllib.parse import quote

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Spot, Where
from eocdesk.feeds.plain import MOST_ROWS, each, line, mapping, number, parsed, point, rows_of, told, when, whole
from eocdesk.models import Refused

SOURCE = "firms"
NEAR_KM = 50.0
"""A hot spot further than this from every venue is another region's."""
LASTS_MS = 24 * 3_600_000
"""A satellite passes twice a day: what it saw counts until it has passed again."""
_KM = 111.195
_MARGIN = 0.5
"""Degrees around the venues that are asked for."""
_SURE = 30
"""MODIS says its confidence in per cent; below this it calls it low itself."""
_WORDS = {"l": "low", "n": "nominal", "h": "high"}
_SATELLITES = {"T": "Terra", "A": "Aqua", "N": "Suomi NPP", "1": "NOAA-20", "N20": "NOAA-20", "2": "NOAA-21"}


def read(data: bytes, given: Given) -> Reading:
    """One observation for each hot spot near a venue; those far off or of low confidence are counted, not taken."""
    try:
        rows = _rows(data)
        near = _Near(given.venues)
    except Refused as refusal:
        return whole(refusal)
    close = [row for row in rows if near.has(mapping(row))]
    sure = [row for row in close if _confidence(mapping(row)) != "low"]
    reading = told(given, SOURCE, *each(sure, _item, "row"), "hot spots")
    far, doubtful = len(rows) - len(close), len(close) - len(sure)
    if far:
        reading.warnings.append(f"{far:,} hot spots further than {NEAR_KM:g} km from every venue were passed over")
    if doubtful:
        reading.warnings.append(f"{doubtful:,} hot spots of low confidence were passed over")
    return reading


def _rows(data: bytes) -> list[Any]:
    """All rows of a table or of JSON; Refused where it is neither, or not of hot spots."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{", b"<"}:
        rows = rows_of(parsed(data), "data", "features")
    else:
        try:
            rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error):
            raise Refused("The answer is neither JSON nor a table.") from None
        if not rows and b"acq_date" in data:
            return []
    if len(rows) > MOST_ROWS * 10:
        raise Refused(f"The answer holds more than {MOST_ROWS * 10:,} hot spots. Ask for a smaller area.")
    if rows and "acq_date" not in mapping(rows[0]):
        raise Refused("The answer is no list of hot spots: it has no latitude, longitude and acq_date.")
    if not rows and b"acq_date" not in data and data.strip() not in {b"[]", b"{}"}:
        raise Refused("The answer is no list of hot spots.")
    return rows


class _Near:
    """Venues by the degree they lie in, so that the world's hot spots are looked through quickly."""

    def __init__(self, venues: tuple[Spot, ...]) -> None:
        if not venues:
            raise Refused("No venue of the event has a place, and hot spots of the whole world are of no use.")
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for _, _, lat, lon in venues:
            wide = math.ceil(NEAR_KM / _KM / max(0.05, math.cos(math.radians(lat))))
            for south in (-1, 0, 1):
                for west in range(-wide, wide + 1):
                    cell = math.floor(lat) + south, math.floor(lon) + west
                    self._cells.setdefault(cell, []).append((lat, lon))

    def has(self, row: dict[str, Any]) -> bool:
        """Whether it lies near one; what says no place is let through, to be refused with its reason."""
        place = point(row.get("latitude"), row.get("longitude"))
        if place is None:
            return True
        lat, lon = place
        wide = math.cos(math.radians(lat))
        spots = self._cells.get((math.floor(lat), math.floor(lon)), ())
        return any(math.hypot(lat - north, (lon - east) * wide) * _KM <= NEAR_KM for north, east in spots)


def _confidence(row: dict[str, Any]) -> str:
    """low, nominal or high, as either instrument says it; empty where it says nothing."""
    said = line(row.get("confidence")).lower()
    per_cent = number(said)
    if per_cent is not None:
        return "low" if per_cent < _SURE else "high" if per_cent >= 80 else "nominal"  # noqa: PLR2004  as MODIS divides it
    return _WORDS.get(said, said if said in _WORDS.values() else "")


def _item(row: Any, at: str) -> Item:
    place = point(row.get("latitude"), row.get("longitude"))
    if place is None:
        raise Refused("It has no place on the Earth.")
    day, clock_time = line(row.get("acq_date")), line(row.get("acq_time")).replace(":", "").zfill(4)
    seen = when(f"{day}T{clock_time[:2]}:{clock_time[2:4]}+00:00") if day else None
    if seen is None:
        raise Refused("It does not say when it was seen.")
    satellite = line(row.get("satellite"))
    named = _SATELLITES.get(satellite.upper(), satellite)
    modis = named in {"Terra", "Aqua"}
    power, sure = number(row.get("frp")), _confidence(row)
    notes = (
        f"Confidence {sure}." if sure else "",
        f"Radiative power {power:g} MW." if power is not None else "",
        f"A pixel is {'1 km' if modis else '375 m'} wide: a place to look at, no perimeter.",
    )
    values = {
        "title": f"Hot spot ({named})" if named else "Hot spot",
        "hazard": "wildfire",
        "measure": "fire",
        "observed": seen,
        "ends": seen + LASTS_MS,
        "lat": place[0],
        "lon": place[1],
        "status": "seen from space",
        "note": " ".join(note for note in notes if note),
    }
    return Item("observation", f"{satellite}/{day}T{clock_time}/{place[0]:.5f}/{place[1]:.5f}", at, values)


def _addresses(where: Where) -> list[str]:
    if not where.key or not where.venues:
        return []
    lats, lons = [spot[2] for spot in where.venues], [spot[3] for spot in where.venues]
    box = (
        max(-180.0, min(lons) - _MARGIN),
        max(-90.0, min(lats) - _MARGIN),
        min(180.0, max(lons) + _MARGIN),
        min(90.0, max(lats) + _MARGIN),
    )
    sides = ",".join(f"{side:.2f}" for side in box)
    key = quote(where.key, safe="")
    return [f"https://firms.modaps.eosdis.nasa.gov/api/area/csv/{key}/VIIRS_NOAA20_NRT/{sides}/1"]


FEED = Feed(
    "firms",
    "Hot spots from space (NASA FIRMS)",
    600,
    1_800,
    20_000_000,
    ("text/csv", "text/plain", "application/json"),
    _addresses,
    read,
    needs_key="a map key of NASA FIRMS (firms.modaps.eosdis.nasa.gov/api/map_key)",
    signs=("latitude", r"\bacq_date\b", r"\b(?:frp|brightness|bright_ti4)\b"),
)
