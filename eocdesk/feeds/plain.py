"""What strangers wrote, made plain: JSON, texts, numbers, times and shapes within bounds, or refused in words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from eocdesk.commands.hazards import TakeAlerts, TakeObservations
from eocdesk.commands.reading import Item
from eocdesk.commands.records import SHAPE_LONGEST
from eocdesk.feeds.feed import Given, Reading
from eocdesk.models import Refused, clock

MOST_ROWS = 20_000
TEXT_LONGEST = 20_000
LINE_LONGEST = 500
DIGITS = 6
_ACROSS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_YEARS = (clock.moment(datetime(1900, 1, 1, tzinfo=UTC)), clock.moment(datetime(2200, 1, 1, tzinfo=UTC)))
_UNFIT = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
_HAZARDS = (
    ("tsunami", ("tsunami",)),
    ("earthquake", ("earthquake", "quake", "volcan")),
    ("smoke", ("smoke", "air quality", "ashfall", "air stagnation")),
    ("wildfire", ("red flag", "fire weather", "wildfire", "wildland", "forest fire", "fire warning", "extreme fire")),
    ("heat", ("heat", "high temperature")),
    ("winter", ("winter", "snow", "freez", "frost", "blizzard", "ice", "cold", "wind chill", "avalanche", "sleet")),
    ("flood", ("flood", "hydrolog", "debris flow", "surge", "high surf", "seiche", "rain")),
    ("storm", ("storm", "tornado", "hurricane", "cyclone", "typhoon", "lightning", "hail", "severe weather")),
    ("wind", ("wind", "gale", "dust")),
    ("outage", ("outage", "911 telephone", "power")),
    ("hazmat", ("hazardous material", "radiolog", "nuclear", "chemical", "spill")),
    ("health", ("health", "disease", "epidemic")),
    ("security", ("civil", "shooter", "child abduction", "law enforcement", "evacuat", "shelter", "police")),
)


def hazard_of(words: str, otherwise: str = "other") -> str:
    """The hazard the name of a warning speaks of: Red Flag Warning is wildfire."""
    low = words.lower()
    found = ((low.find(part), hazard) for hazard, parts in _HAZARDS for part in parts if _starts(part, low))
    return next((hazard for _, hazard in found), otherwise)


def _starts(part: str, words: str) -> bool:
    return re.search(r"\b" + part + (r"\b" if part == "ice" else ""), words) is not None or (
        part in {"storm", "quake"} and part in words
    )


def parsed(data: bytes) -> Any:
    """The JSON of an answer; Refused in words where it is none."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("The answer is not text in UTF-8.") from None
    except (ValueError, RecursionError):
        if data.lstrip()[:1] == b"<":
            raise Refused("The answer is a page or XML, not JSON: a sign-in page may stand in between.") from None
        raise Refused("The answer is not JSON, or was cut short.") from None


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows_of(value: Any, *names: str) -> list[Any]:
    """The list that is the answer or stands in it under one of the names; Refused where there is none."""
    if isinstance(value, list):
        return value
    for name in names:
        if isinstance(mapping(value).get(name), list):
            return list(value[name])
    raise Refused(f"The answer does not hold what this feed brings: no list “{names[0]}”.")


def line(value: Any) -> str:
    """One line of plain text, bounded; empty for nothing."""
    return " ".join(text(value).split())[:LINE_LONGEST]


def text(value: Any) -> str:
    """Plain text, bounded; what controls a screen is left out."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    kept = "".join(sign for sign in str(value)[:TEXT_LONGEST] if sign in "\n\t" or sign.isprintable() or sign == "\r")
    return kept.replace("\r\n", "\n").replace("\r", "\n").strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []

    def handle_data(self, data: str) -> None:
        self.kept.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's own form
        if tag in {"p", "br", "li", "div"}:
            self.kept.append("\n")


def out_of_html(value: Any) -> str:
    """The words of a piece of a web page."""
    words = _Words()
    words.feed(text(value))
    words.close()
    return re.sub(r"\n\s*\n+", "\n", "".join(words.kept)).strip()


def number(value: Any) -> float | None:
    """A finite number, also out of a text, or None."""
    if isinstance(value, bool) or value in (None, ""):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def when(value: Any, zone: str = "UTC") -> int | None:
    """A time as ISO 8601 (without offset: in the zone) or as milliseconds since 1970; None where it is none."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = int(value)
        else:
            read = datetime.fromisoformat(line(value))
            found = clock.moment(read if read.tzinfo else read.replace(tzinfo=clock.zone_named(zone)))
    except (ValueError, OverflowError):
        return None
    return found if _YEARS[0] <= found < _YEARS[1] else None


def point(lat: Any, lon: Any) -> tuple[float, float] | None:
    """(lat, lon) where both are degrees on the Earth and not the nowhere of 0, 0."""
    north, east = number(lat), number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180 or (north, east) == (0, 0):  # noqa: PLR2004  degrees
        return None
    return north, east


def shape(value: Any) -> str:
    """A GeoJSON geometry as text, rounded, plain (two numbers a point); empty for none, Refused where it is no shape.

    A shape longer than a record holds is thinned until it fits.
    """
    if value is None:
        return ""
    written = json.dumps(_geometry(value), separators=(",", ":"))
    tolerance = 0.0001
    while len(written) > SHAPE_LONGEST:
        written, tolerance = _thinned(written, tolerance), tolerance * 4
        if tolerance > 1:
            raise Refused("The shape is too large to keep.")
    return written


def _thinned(written: str, tolerance: float) -> str:
    import shapely  # noqa: PLC0415  only for shapes of monstrous length

    return str(shapely.to_geojson(shapely.simplify(shapely.from_geojson(written), tolerance)))


def _geometry(value: Any) -> dict[str, Any]:
    held = mapping(value)
    kind = held.get("type")
    if kind == "GeometryCollection":
        parts = [part for part in held.get("geometries") or [] if mapping(part).get("type") in _ACROSS]
        if not parts:
            raise Refused("The shape is not a GeoJSON geometry.")
        return {"type": kind, "geometries": [_geometry(part) for part in parts]}
    if kind not in _ACROSS:
        raise Refused("The shape is not a GeoJSON geometry.")
    try:
        return {"type": kind, "coordinates": _coordinates(held.get("coordinates"), _ACROSS[kind])}
    except (TypeError, ValueError, IndexError):
        raise Refused("The shape's coordinates are not degrees of longitude and latitude.") from None


def _coordinates(value: Any, across: int) -> list[Any]:
    if across:
        if not isinstance(value, list) or not value:
            raise ValueError
        return [_coordinates(member, across - 1) for member in value]
    lon, lat = float(value[0]), float(value[1])
    if not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004  degrees; a NaN fails both
        raise ValueError
    return [round(lon, DIGITS), round(lat, DIGITS)]


def each(
    rows: Iterable[Any], make: Callable[[Any, str], Item | None], word: str
) -> tuple[list[Item], list[tuple[str, str]]]:
    """What a reader makes of each row; a row that does not fit is refused with its place, none stops the others."""
    items: list[Item] = []
    refused: list[tuple[str, str]] = []
    for count, row in enumerate(rows, 1):
        at = f"{word} {count}"
        if count > MOST_ROWS:
            refused.append((f"{at} and after", f"More than {MOST_ROWS:,} rows in one answer."))
            break
        try:
            made = make(row, at)
        except Refused as refusal:
            refused.append((at, refusal.sentence))
        except _UNFIT:
            refused.append((at, "It is not built as this feed's rows are."))
        else:
            if made is not None:
                items.append(made)
    return items, refused


def told(given: Given, source: str, items: list[Item], refused: list[tuple[str, str]], word: str) -> Reading:
    """The reading of alerts or observations; the words of items' warnings are lifted to the reading."""
    warnings = [f"{item.at}: {warning}" for item in items for warning in item.warnings]
    command: TakeAlerts | TakeObservations
    if items and items[0].kind == "alert":
        command = TakeAlerts(given.event, source, tuple(items), given.marking)
    else:
        command = TakeObservations(given.event, source, tuple(items), given.marking)
    count = len(items) + len(refused)
    says = f"{count:,} {word} read, {len(refused):,} refused." if refused else f"{count:,} {word} read."
    return Reading([command] if items else [], count, refused, warnings, says)


def whole(refusal: Refused) -> Reading:
    """An answer none of which could be read."""
    return Reading([], 1, [("answer", refusal.sentence)], [], refusal.sentence)
