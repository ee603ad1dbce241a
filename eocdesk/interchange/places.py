"""Coordinates as people write them: decimal, with commas, with compass letters, in degrees and minutes."""

from __future__ import annotations

import re

from eocdesk.models.errors import Refused
from eocdesk.models.place import LATITUDE, LONGITUDE, checked

_PART = re.compile(
    r"""([+\-−]?\d{1,3}(?:[.,]\d+)?)\s*[°º]?\s*
        (?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?
        (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|''|′′)\s*)?
        ([NSEWO])?""",
    re.VERBOSE | re.IGNORECASE,
)
_SIXTY = 60
_BOTH = 2


def number(words: object) -> float | None:
    """A number as typed or as text, a decimal comma allowed; None where it is none."""
    if isinstance(words, bool):
        return None
    if isinstance(words, int | float):
        try:
            return float(words)
        except OverflowError:
            return None
    text = str(words).strip().replace("−", "-")
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(",", ".")
    try:
        return float(text) if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", text) else None
    except ValueError:
        return None


def pair(words: str) -> tuple[float, float]:
    """One text with both coordinates, latitude first unless letters say otherwise; Refused where it is none."""
    parts = [found for found in _PART.finditer(words) if found.group(0).strip()]
    if len(parts) != _BOTH or _PART.sub("", words).strip(" ,;/") != "":
        raise Refused(f"“{words[:80]}” is not a pair of coordinates.", "lat")
    (first, axis), (second, _) = (_degrees(part) for part in parts)
    lat, lon = (second, first) if axis == "lon" else (first, second)
    return checked(lat, lon)


def one(words: object, *, latitude: bool) -> float:
    """One coordinate in degrees; Refused where it is none or out of range."""
    value = number(words)
    if value is None:
        found = _PART.fullmatch(str(words).strip())
        if found is None:
            raise Refused(f"“{str(words)[:80]}” is not a coordinate.", "lat" if latitude else "lon")
        value, _ = _degrees(found)
    return checked(value, 0)[0] if latitude else checked(0, value)[1]


def _degrees(part: re.Match[str]) -> tuple[float, str]:
    degrees, minutes, seconds, letter = part.groups()
    whole = float(degrees.replace(",", ".").replace("−", "-"))
    rest = float((minutes or "0").replace(",", ".")) / _SIXTY + float((seconds or "0").replace(",", ".")) / _SIXTY**2
    value = abs(whole) + rest
    letter = (letter or "").upper()
    if degrees.startswith(("-", "−")) or letter in {"S", "W", "O"}:
        value = -value
    axis = "lat" if letter in {"N", "S"} else "lon" if letter else ""
    return value, axis


def in_range(lat: float, lon: float) -> bool:
    """Whether the point is on the Earth."""
    return abs(lat) <= LATITUDE and abs(lon) <= LONGITUDE
