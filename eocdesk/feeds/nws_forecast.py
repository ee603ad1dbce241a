"""Point forecasts of the US National Weather Service: heat index, humidity, wind, gusts by the hour at venues."""

from __future__ import annotations

import math
import re
from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Spot, Where
from eocdesk.feeds.plain import each, mapping, number, parsed, shape, told, when, whole
from eocdesk.models import Refused
from eocdesk.models.clock import Moment

SOURCE = "nws-forecast"
HOUR_MS = 3_600_000
HOURS = 48
_LAST_DAYS = 40
_TIME = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:\d{1,3}M)?)?")
_WORDS = {
    "heat index": ("heat", "Heat index", "°F"),
    "humidity": ("heat", "Humidity", "%"),
    "wind": ("wind", "Wind", "mph"),
    "gust": ("wind", "Wind gusts", "mph"),
}
_FAHRENHEIT = {"wmoUnit:degC": (1.8, 32.0), "wmoUnit:degF": (1.0, 0.0)}
_MPH = {"wmoUnit:km_h-1": (0.621371, 0.0), "wmoUnit:m_s-1": (2.236936, 0.0), "wmoUnit:kt": (1.150779, 0.0)}
_PERCENT = {"wmoUnit:percent": (1.0, 0.0)}
Course = dict[int, float]
"""Value by hour, in ms UTC."""


def heat_index(fahrenheit: float, humidity: float) -> float:
    """Heat index in °F from °F and relative humidity in %: Rothfusz's regression with both adjustments.

    As the Weather Prediction Center gives it (wpc.ncep.noaa.gov/html/heatindex_equation.shtml; NWS SR 90-23).
    """
    t, r = fahrenheit, min(max(humidity, 0.0), 100.0)
    simple = (t + 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + r * 0.094)) / 2
    if simple < 80:  # noqa: PLR2004  °F: below it the regression does not hold
        return simple
    full = -42.379 + 2.04901523 * t + 10.14333127 * r - 0.22475541 * t * r - 6.83783e-3 * t * t
    full += -5.481717e-2 * r * r + 1.22874e-3 * t * t * r + 8.5282e-4 * t * r * r - 1.99e-6 * t * t * r * r
    if r < 13 and 80 <= t <= 112:  # noqa: PLR2004  %, °F: the dry adjustment
        full -= (13 - r) / 4 * math.sqrt((17 - abs(t - 95)) / 17)
    elif r > 85 and 80 <= t <= 87:  # noqa: PLR2004  %, °F: the humid adjustment
        full += (r - 85) / 10 * (87 - t) / 5
    return full


def read(data: bytes, given: Given) -> Reading:
    """One observation for each venue in the forecast's square and each measure; the answer before only names it."""
    try:
        answer = mapping(parsed(data))
        said = mapping(answer.get("properties"))
        if "forecastGridData" in said and "temperature" not in said:
            return Reading(says="It says where the forecast is.")
        venues = _venues(answer.get("geometry"), said, given)
    except Refused as refusal:
        return whole(refusal)
    try:
        issued = when(said.get("updateTime"))
        courses = _courses(said, issued or given.now)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return whole(Refused("The answer is not built as a gridpoint forecast is."))

    def make(one: tuple[Spot, str], at: str) -> Item:
        return _item(*one, courses[one[1]], issued, at)

    rows = [(venue, measure) for venue in venues for measure in _WORDS]
    return told(given, SOURCE, *each(rows, make, "forecast"), "forecasts")


def _venues(square: Any, said: dict[str, Any], given: Given) -> list[Spot]:
    import shapely  # noqa: PLC0415  heavy

    if "temperature" not in said and "windGust" not in said:
        raise Refused("The answer is no gridpoint forecast.")
    try:
        area = shapely.from_geojson(shape(square))
        inside = [one for one in given.venues if area.buffer(0.002).covers(shapely.Point(one[3], one[2]))]
    except Exception:  # noqa: BLE001  shapely raises what it likes on a shape that is none
        raise Refused("The forecast has no square on the map: no venue can be told to lie in it.") from None
    if not inside:
        raise Refused("No venue of this event lies in the forecast's square.")
    return inside


def _courses(said: dict[str, Any], since: Moment) -> dict[str, Course]:
    degrees = _course(said, "temperature", _FAHRENHEIT, since)
    humidity = _course(said, "relativeHumidity", _PERCENT, since)
    return {
        "heat index": {at: heat_index(degrees[at], humidity[at]) for at in degrees if at in humidity},
        "humidity": humidity,
        "wind": _course(said, "windSpeed", _MPH, since),
        "gust": _course(said, "windGust", _MPH, since),
    }


def _course(said: dict[str, Any], name: str, units: dict[str, tuple[float, float]], since: Moment) -> Course:
    held = mapping(said.get(name))
    values = held.get("values")
    scale = units.get(str(held.get("uom")))
    if scale is None or not isinstance(values, list):
        return {}
    first = since - since % HOUR_MS  # of the issue: the same answer read later says the same
    last = first + HOURS * HOUR_MS
    found: Course = {}
    for one in values[:1_000]:
        value = number(mapping(one).get("value"))
        begins, hours = _time(mapping(one).get("validTime"))
        if value is None or begins is None:
            continue
        for hour in range(begins, min(begins + hours * HOUR_MS, last), HOUR_MS):
            if hour >= first:
                found[hour] = value * scale[0] + scale[1]
    return found


def _time(value: Any) -> tuple[int | None, int]:
    """From when (the full hour, ms) and how many hours, as 2028-07-19T20:00:00+00:00/PT3H has it."""
    start, _, length = str(value).partition("/")
    begins, parts = when(start), _TIME.fullmatch(length)
    if begins is None or parts is None or int(parts[1] or 0) > _LAST_DAYS:
        return None, 0
    return begins - begins % HOUR_MS, max(1, int(parts[1] or 0) * 24 + int(parts[2] or 0))


def _item(venue: Spot, measure: str, course: Course, issued: int | None, at: str) -> Item:
    hazard, words, unit = _WORDS[measure]
    if not course:
        raise Refused(f"It says nothing of {words.lower()} in the next {HOURS} hours.")
    hours = sorted(course)
    together = next((n for n in range(1, len(hours)) if hours[n] - hours[n - 1] > HOUR_MS), len(hours))
    hours = hours[:together]  # each value holds until the next: beyond a gap nothing may be held
    rounded = [[float(hour), float(round(course[hour]))] for hour in hours]
    series = [pair for n, pair in enumerate(rounded) if n == 0 or pair[1] != rounded[n - 1][1]]
    highest = max(pair[1] for pair in series)
    values = {
        "title": f"{words} up to {highest:g} {unit}, {venue[1]}",
        "hazard": hazard,
        "measure": measure,
        "value": highest,
        "series": series,
        "forecast": True,
        "observed": issued,
        "starts": hours[0],
        "ends": hours[-1] + HOUR_MS,
        "venue": venue[0],
        "lat": venue[2],
        "lon": venue[3],
        "place": venue[1],
    }
    return Item("observation", f"{venue[0].hex()}/{measure}", at, values)


def _addresses(where: Where) -> list[str]:
    spots = sorted({(round(lat, 3), round(lon, 3)) for _, _, lat, lon in where.venues})
    return [f"https://api.weather.gov/points/{lat:g},{lon:g}" for lat, lon in spots]


def _more(data: bytes, _address: str) -> str:
    try:
        said = mapping(mapping(parsed(data)).get("properties"))
    except Refused:
        return ""
    found = said.get("forecastGridData")
    return found if isinstance(found, str) and "temperature" not in said else ""


FEED = Feed(
    "nws-forecast",
    "Forecast at venues (NWS)",
    1_800,
    3_600,
    5_000_000,
    ("application/geo+json", "application/json", "application/ld+json"),
    _addresses,
    read,
    more=_more,
    signs=(r'"relativeHumidity"\s*:', r'"validTime"\s*:', r'"uom"\s*:'),
)
