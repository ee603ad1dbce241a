"""Where something is: degrees and the national grid."""

from __future__ import annotations

import functools
import math
import re

import mgrs

from eocdesk.models.errors import Refused

LATITUDE = 90.0
LONGITUDE = 180.0
_GRID_LIMIT = (-80.0, 84.0)
_DEGREES = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)\s*$")


@functools.cache
def _grid() -> mgrs.MGRS:
    return mgrs.MGRS()


def checked(lat: float, lon: float) -> tuple[float, float]:
    """The point again; Refused where it is not on the Earth."""
    if not (math.isfinite(lat) and abs(lat) <= LATITUDE):
        sentence = f"Latitude {lat} is not between −90 and 90."
        raise Refused(sentence, "lat")
    if not (math.isfinite(lon) and abs(lon) <= LONGITUDE):
        sentence = f"Longitude {lon} is not between −180 and 180."
        raise Refused(sentence, "lon")
    return lat, lon


def usng(lat: float, lon: float, digits: int = 5) -> str:
    """US National Grid with blanks, `11S LT 76256 57807`; empty where the grid does not reach (poles)."""
    if not _GRID_LIMIT[0] <= lat <= _GRID_LIMIT[1]:
        return ""
    text = str(_grid().toMGRS(lat, lon, MGRSPrecision=digits))
    head, tail = text[: -2 * digits], text[-2 * digits :]
    return f"{head[:-2]} {head[-2:]} {tail[:digits]} {tail[digits:]}"


def parse_place(words: str) -> tuple[float, float]:
    """`33.95, -118.34` or a grid reference as (lat, lon) in degrees; Refused with a sentence otherwise."""
    found = _DEGREES.match(words)
    if found:
        return checked(float(found[1]), float(found[2]))
    try:
        lat, lon = _grid().toLatLon(words.replace(" ", "").upper())
    except Exception:  # noqa: BLE001  the library raises its own class or ctypes errors
        sentence = f"“{words}” is neither degrees (33.95, -118.34) nor a grid reference (11S LT 76256 57807)."
        raise Refused(sentence, "place") from None
    return checked(float(lat), float(lon))
