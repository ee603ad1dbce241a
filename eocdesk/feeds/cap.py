"""Alerts in the Common Alerting Protocol 1.1 and 1.2: one message, or a list of them in Atom or RSS."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eocdesk.commands.reading import Item
from eocdesk.feeds import cap_index
from eocdesk.feeds.cap_index import LINKED, LISTS, tag
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, hazard_of, line, point, shape, text, told, when, whole
from eocdesk.models import Refused
from eocdesk.models.hazard import ALERT_MESSAGES, ALERT_SEVERITIES, ALERT_STATUS, CERTAINTIES, URGENCIES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SOURCE = "cap"
CORNERS = 36
RING = 4
KM_PER_DEGREE = 111.195
AREAS_MOST = 2_000


def read(data: bytes, given: Given) -> Reading:
    """The alerts of a file. A signature is said to be present, never to be valid; entities are refused."""
    try:
        root = _parsed(data)
        alerts = _inside(root)
    except Refused as refusal:
        return whole(refusal)

    def make(row: Any, at: str) -> Item:
        cap_index.check(row)
        return _item(row, at, given)

    if not alerts:
        return Reading(says="The list holds no alert.")
    if given.address:  # whoever asked there asks for the linked messages as well
        linked = sum(tag(one) != "alert" and bool(cap_index.link(one)) for one in alerts)
        alerts = [one for one in alerts if tag(one) == "alert" or not cap_index.link(one)]
        if not alerts:
            return Reading(
                says=f"The list links to {linked:,} messages." if linked != 1 else "The list links to 1 message."
            )
    reading = told(given, SOURCE, *each(alerts, make, "entry" if tag(root) in LISTS else "alert"), "alerts")
    linked = sum(reason == LINKED for _, reason in reading.refused)
    if not linked:
        return reading
    many = "1 entry only links to its message" if linked == 1 else f"{linked:,} entries only link to their messages"
    return replace(reading, says=f"{reading.says} {many}: read what the links name.")


def links(data: bytes) -> list[str]:
    """Where the messages are that a list only names, in its order; none where it is no list."""
    try:
        root = _parsed(data)
    except Refused:
        return []
    rows = cap_index.rows(root) if tag(root) in LISTS else ()
    return list(dict.fromkeys(found for one in rows if tag(one) != "alert" and (found := cap_index.link(one))))


def _parsed(data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  only when something is read

    from defusedxml import DefusedXmlException  # noqa: PLC0415  only when something is read
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415  only when something is read

    try:
        found: Element = fromstring(data.lstrip(), forbid_dtd=True)
    except DefusedXmlException:
        raise Refused("The XML brings definitions of its own (DTD or entities), which are never followed.") from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise Refused("The answer is not whole XML.") from None
    return found


def _inside(root: Element) -> list[Element]:
    if tag(root) in LISTS:
        return list(cap_index.rows(root))
    alerts = [root] if tag(root) == "alert" else [one for one in root.iter() if tag(one) == "alert"]
    if not alerts:
        raise Refused("It is XML, but no CAP alert.")
    return alerts


def _all(node: Element, name: str) -> list[Element]:
    return [child for child in node if tag(child) == name]


def _said(node: Element, name: str) -> str:
    return next((text(child.text) for child in _all(node, name)), "")


def _item(root: Element, at: str, given: Given) -> Item:
    key = line(_said(root, "identifier"))
    if not key:
        raise Refused("It has no identifier.")
    warnings: list[str] = []
    infos = _all(root, "info")
    info = next((one for one in infos if (_said(one, "language") or "en").lower().startswith("en")), None)
    info = info if info is not None else (infos[0] if infos else root)
    if len(infos) > 1:
        tongue = _said(info, "language") or "en-US"
        warnings.append(f"it speaks {len(infos)} times, in languages or for areas; the first in {tongue} was taken")
    event = line(_said(info, "event"))
    values: dict[str, Any] = {
        "title": event or line(_said(info, "headline")) or f"CAP message {key}"[:200],
        "identifier": key,
        "hazard": hazard_of(f"{event} {_said(info, 'headline')}"),
        "category": ", ".join(line(one.text) for one in _all(info, "category")),
        "response": ", ".join(line(one.text) for one in _all(info, "responseType")),
        "headline": line(_said(info, "headline")),
        "description": _said(info, "description"),
        "instruction": _said(info, "instruction"),
        "sender": line(_said(root, "sender")),
        "sent": _time(root, "sent", given.zone, warnings),
        "onset": _time(info, "onset", given.zone, warnings) or _time(info, "effective", given.zone, warnings),
        "ends": None,
        "expires": _time(info, "expires", given.zone, warnings),
        "replaces": _references(_said(root, "references")) or None,
        "url": line(_said(info, "web")),
        "signature": "present" if _all(root, "Signature") else "none",
        **_choices(root, info, warnings),
        **_areas(_all(info, "area"), warnings),
    }
    if given.exercise and values["status"] == "actual":
        warnings.append("its status is Actual on an exercise desk")
    return Item("alert", key, at, values, warnings=tuple(warnings))


def _choices(root: Element, info: Element, warnings: list[str]) -> dict[str, str]:
    asked = (
        ("status", root, "status", ALERT_STATUS, "actual"),
        ("message", root, "msgType", ALERT_MESSAGES, "alert"),
        ("urgency", info, "urgency", URGENCIES, "unknown"),
        ("severity", info, "severity", ALERT_SEVERITIES, "unknown"),
        ("certainty", info, "certainty", CERTAINTIES, "unknown"),
    )
    chosen = {}
    for field, node, theirs, choices, otherwise in asked:
        word = line(_said(node, theirs)).lower()
        word = "likely" if word == "very likely" else word  # CAP 1.0
        chosen[field] = word if word in dict(choices) else otherwise
        if word and word not in dict(choices):
            warnings.append(f"{theirs} “{word[:40]}” is not a word of CAP and was kept as “{otherwise}”")
    return chosen


def _time(node: Element, name: str, zone: str, warnings: list[str]) -> int | None:
    words = line(_said(node, name))
    found = when(words, zone)
    if words and found is None:
        warnings.append(f"{name} “{words[:40]}” is not a time and was left out")
    return found


def _references(words: str) -> list[str]:
    triples = (one.split(",") for one in words.split())
    return [parts[1] for parts in triples if len(parts) >= 2 and parts[1]][:AREAS_MOST]  # noqa: PLR2004  sender, identifier


def _areas(areas: list[Element], warnings: list[str]) -> dict[str, Any]:
    rings: list[list[list[list[float]]]] = []
    names: list[str] = []
    codes: list[str] = []
    for area in areas[:AREAS_MOST]:
        names.append(line(_said(area, "areaDesc")))
        codes += [
            f"{line(_said(code, 'valueName')).upper()}:{line(_said(code, 'value'))}" for code in _all(area, "geocode")
        ]
        for kind, made in (("polygon", _polygon), ("circle", _circle)):
            for node in _all(area, kind):
                ring = made(text(node.text))
                if ring is None:
                    warnings.append(f"a {kind} is not built as CAP builds it and was left out")
                else:
                    rings.append([ring])
    drawn = ""
    if rings:
        one = {"type": "Polygon", "coordinates": rings[0]}
        drawn = shape(one if len(rings) == 1 else {"type": "MultiPolygon", "coordinates": rings})
    return {"area": "; ".join(name for name in names if name), "codes": codes[:AREAS_MOST] or None, "geometry": drawn}


def _polygon(words: str) -> list[list[float]] | None:
    ring = []
    for pair in words.split():
        lat, _, lon = pair.partition(",")
        place = point(lat, lon)
        if place is None:
            return None
        ring.append([place[1], place[0]])
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if len(ring) >= RING else None


def _circle(words: str) -> list[list[float]] | None:
    centre, _, size = words.partition(" ")
    lat, _, lon = centre.partition(",")
    place = point(lat, lon)
    try:
        radius = float(size)
    except ValueError:
        return None
    if place is None or not 0 < radius <= 5_000 or abs(place[0]) > 85:  # noqa: PLR2004  km; near a pole no circle is drawn
        return None
    north, east = radius / KM_PER_DEGREE, radius / KM_PER_DEGREE / math.cos(math.radians(place[0]))
    turns = [2 * math.pi * step / CORNERS for step in range(CORNERS)]
    ring = [[_east(place[1] + east * math.cos(t)), _north(place[0] + north * math.sin(t))] for t in turns]
    return [*ring, ring[0]]


def _east(lon: float) -> float:
    return max(-180.0, min(180.0, lon))


def _north(lat: float) -> float:
    return max(-90.0, min(90.0, lat))


def _addresses(where: Where) -> list[str]:
    return list(where.own)


FEED = Feed(
    "cap",
    "Alerts in CAP (address or file)",
    60,
    300,
    20_000_000,
    ("application/cap+xml", "application/atom+xml", "application/xml", "text/xml"),
    _addresses,
    read,
    own=True,
    links=links,
    signs=(r"^<", r"urn:oasis:names:tc:emergency:cap:|www\.incident\.com/cap/1\.|<\w+:cap>"),
)
