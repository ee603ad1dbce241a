"""Any GeoJSON address as a layer of the map: its features by name and shape, plain text, within bounds."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from eocdesk.commands.layers import TakeLayer
from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, line, mapping, out_of_html, parsed, rows_of, shape, whole
from eocdesk.models import Refused
from eocdesk.models.venue import FEATURES

SOURCE = "layer"
_NAMES = ("name", "title", "label", "sitename", "facilityname", "incidentname", "designation", "roadnames")
_IDS = ("globalid", "objectid", "fid", "uid", "id")
_KINDS = ("kind", "type", "category", "class", "featuretype")
_KNOWN = {word.casefold(): value for value, word in FEATURES if value != "other"}
_NOTE_LINES, _NOTE_VALUE = 30, 200
_DEGREES = ("CRS84", "4326")
_SIGNS = re.compile(r"[^a-z0-9]")


def read(data: bytes, given: Given) -> Reading:
    """One feature of the map for each feature; what the address no longer lists is struck where the answer is all."""
    try:
        answer = parsed(data)
        rows = [answer] if mapping(answer).get("type") == "Feature" else rows_of(answer, "features")
        _check_crs(mapping(answer).get("crs"))
    except Refused as refusal:
        return whole(refusal)
    items, refused = each(rows, _item, "feature")
    warnings = [f"{item.at}: {warning}" for item in items for warning in item.warnings]
    items, shared = _apart(items)
    warnings += shared
    complete = bool(given.address) and not refused and not _is_cut(mapping(answer))
    if given.address and not complete:
        warnings.append("the layer came in part: nothing that is missing in it was struck")
    command = TakeLayer(given.event, _layer(given.address), tuple(items), complete, given.marking)
    count = len(items) + len(refused)
    says = f"{count:,} features read, {len(refused):,} refused." if refused else f"{count:,} features read."
    return Reading([command] if items or complete else [], count, refused, warnings, says)


def _item(row: Any, at: str) -> Item:
    held = mapping(row)
    if held.get("type") != "Feature":
        raise Refused("This is no GeoJSON feature.")
    drawn = shape(held.get("geometry"))
    said = {_SIGNS.sub("", str(name).casefold()): value for name, value in reversed(_properties(held))}
    named = [*_NAMES, *(one for one in said if one.endswith("name"))]
    name = next((words for one in named if (words := line(out_of_html(said.get(one))))), "")
    if not drawn and not name:
        raise Refused("It has neither a shape nor a name.")
    key = line(held.get("id")) or next((words for one in _IDS if (words := line(said.get(one)))), "")
    values = {"name": name or "(no name)", "kind": _kind(said, drawn), "geometry": drawn or None, "note": _note(held)}
    return Item("feature", key or name, at, values, warnings=() if drawn else ("no place on the map",))


def _properties(held: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Name and value of each property, those of the feature itself before those one deeper (WZDx: `core_details`).

    A list of words is one text.
    """
    own = list(mapping(held.get("properties")).items())
    deeper = [pair for _, value in own for pair in mapping(value).items()]
    return [(name, _joined(value)) for name, value in (*own, *deeper)]


def _joined(value: Any) -> Any:
    words = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return ", ".join(value) if words else value


def _kind(said: dict[str, Any], drawn: str) -> str:
    words = (_KNOWN.get(line(said.get(one)).casefold()) for one in _KINDS)
    return next(filter(None, words), "route" if "LineString" in drawn[:30] else "other")


def _note(held: dict[str, Any]) -> str:
    """What else the feature says of itself, one property a line."""
    said = ((line(name), line(out_of_html(value))) for name, value in _properties(held))
    lines = [f"{name}: {value[:_NOTE_VALUE]}" for name, value in said if name and value]
    more = [f"… and {len(lines) - _NOTE_LINES:,} more"] if len(lines) > _NOTE_LINES else []
    return "\n".join(lines[:_NOTE_LINES] + more)


def _apart(items: list[Item]) -> tuple[list[Item], list[str]]:
    """Features that share an id or have none are told apart by their shape."""
    counted = Counter(item.key for item in items)
    shared = sum(counted[item.key] > 1 for item in items)
    told = [
        replace(item, key=f"{item.key}/{_digest(item.values['geometry'] or '')}")
        if not item.key or counted[item.key] > 1
        else item
        for item in items
    ]
    return told, [f"{shared:,} features share their id or name; their shapes tell them apart"] if shared else []


def _is_cut(answer: dict[str, Any]) -> bool:
    """Whether the source says that there is more than it sent."""
    more = answer.get("exceededTransferLimit") or mapping(answer.get("properties")).get("exceededTransferLimit")
    links = answer.get("links")
    following = isinstance(links, list) and any(mapping(one).get("rel") == "next" for one in links)
    return bool(more) or following


def _check_crs(crs: Any) -> None:
    name = line(mapping(mapping(crs).get("properties")).get("name"))
    if crs is not None and not any(known in name for known in _DEGREES):
        raise Refused(f"Its coordinates are in {name[:60] or 'an unnamed system'}, not in degrees (WGS 84).")


def _layer(address: str) -> str:
    return _digest(address) if address else "file"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _addresses(where: Where) -> list[str]:
    return list(where.own)


FEED = Feed(
    SOURCE,
    "Map layer (GeoJSON address)",
    300,
    900,
    20_000_000,
    ("application/geo+json", "application/json", "application/vnd.geo+json", "text/plain"),
    _addresses,
    read,
    own=True,
)
