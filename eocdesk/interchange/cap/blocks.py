"""The pieces of a CAP message: elements, times, names and areas as the schema of CAP 1.2 takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any spelling."""
_UNNAMED = re.compile(r"[\s,<&\"']+")
_RING = 4


def element(name: str, *inside: str) -> str:
    """An element around others."""
    return f"<{name}>\n{''.join(inside)}</{name}>\n"


def said(name: str, words: str | None) -> str:
    """An element with words in it; nothing for no words."""
    clean = _NEVER.sub("\ufffd", (words or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    return f"<{name}>{escape(clean, quote=False)}</{name}>\n" if clean else ""


def time(moment: int | None) -> str:
    """A moment in ms as CAP writes UTC: never a Z, which it forbids."""
    if moment is None:
        return ""
    return datetime.fromtimestamp(moment // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def name_of(words: str) -> str:
    """Words as an identifier or sender, which hold no blank, comma or sign of XML."""
    return _UNNAMED.sub("_", _NEVER.sub("_", words.strip())).strip("_")


def area(words: str, geometry: str, codes: Iterable[str], otherwise: str) -> str:
    """The area in words, as polygons, points and codes; nothing where none of them is known. Holes are not kept."""
    drawn = _drawn(geometry)
    coded = [
        element("geocode", said("valueName", kind), said("value", code)) for kind, code in map(_code, codes) if code
    ]
    if not (words.strip() or drawn or coded):
        return ""
    return element("area", said("areaDesc", words.strip() or otherwise), *sorted(drawn, key=_circles_last), *coded)


def _code(word: str) -> tuple[str, str]:
    kind, colon, code = word.partition(":")
    return (kind.strip(), code.strip()) if colon else ("CODE", word.strip())


def _circles_last(drawn: str) -> bool:
    return drawn.startswith("<circle>")


def _drawn(geometry: str) -> list[str]:
    try:
        held = json.loads(geometry) if geometry.strip() else None
    except (ValueError, RecursionError):
        return []
    return list(_shapes(held)) if isinstance(held, dict) else []


def _shapes(held: dict[str, Any]) -> Iterable[str]:
    kind, at = held.get("type"), held.get("coordinates") or []
    if kind == "GeometryCollection":
        for part in held.get("geometries") or []:
            yield from _shapes(part)
    elif kind == "Polygon":
        yield from (_polygon(ring) for ring in at[:1] if len(ring) >= _RING)
    elif kind == "MultiPolygon":
        yield from (_polygon(one[0]) for one in at if one and len(one[0]) >= _RING)
    elif kind == "Point":
        yield said("circle", f"{_pair(at)} 0")
    elif kind == "MultiPoint":
        yield from (said("circle", f"{_pair(one)} 0") for one in at)


def _polygon(ring: list[list[float]]) -> str:
    return said("polygon", " ".join(map(_pair, ring)))


def _pair(at: list[float]) -> str:
    return f"{at[1]},{at[0]}"
