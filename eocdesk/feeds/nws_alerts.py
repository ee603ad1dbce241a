"""Alerts of the US National Weather Service, GeoJSON of api.weather.gov/alerts."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import each, hazard_of, line, mapping, parsed, rows_of, shape, text, told, when, whole
from eocdesk.models import Refused
from eocdesk.models.hazard import ALERT_MESSAGES, ALERT_SEVERITIES, ALERT_STATUS, CERTAINTIES, URGENCIES

SOURCE = "nws"
CODES_MOST = 500
_CHOICES = (
    ("status", "status", ALERT_STATUS, "actual"),
    ("message", "messageType", ALERT_MESSAGES, "alert"),
    ("urgency", "urgency", URGENCIES, "unknown"),
    ("severity", "severity", ALERT_SEVERITIES, "unknown"),
    ("certainty", "certainty", CERTAINTIES, "unknown"),
)
_TIMES = (("sent", "sent"), ("onset", "onset"), ("ends", "ends"), ("expires", "expires"))


def read(data: bytes, given: Given) -> Reading:
    """The alerts of an answer; `expires` is the message's end, `ends` the hazard's, each kept as what it is."""

    def make(row: Any, at: str) -> Item:
        return _item(row, at, given)

    try:
        answer = parsed(data)
        rows = [answer] if mapping(answer).get("type") == "Feature" else rows_of(answer, "features", "@graph")
    except Refused as refusal:
        return whole(refusal)
    return told(given, SOURCE, *each(rows, make, "feature"), "alerts")


def _item(row: Any, at: str, given: Given) -> Item:
    said = mapping(row["properties"]) if "properties" in row else row
    key = line(said.get("id") or row.get("id"))
    title = line(said.get("event"))
    if not key or not title:
        raise Refused("It has no id or no event.")
    warnings: list[str] = []
    values: dict[str, Any] = {
        "title": title,
        "identifier": key,
        "hazard": hazard_of(title),
        "category": line(said.get("category")),
        "response": line(said.get("response")),
        "headline": line(said.get("headline")),
        "description": text(said.get("description")),
        "instruction": text(said.get("instruction")),
        "sender": line(said.get("sender")) or line(said.get("senderName")),
        "area": text(said.get("areaDesc")),
        "codes": _codes(mapping(said.get("geocode"))) or None,
        "replaces": [name for one in said.get("references") or [] if (name := line(mapping(one).get("identifier")))]
        or None,
        "url": line(said.get("@id") or row.get("id")) if "://" in line(said.get("@id") or row.get("id")) else "",
    }
    for name, theirs, choices, otherwise in _CHOICES:
        word = line(said.get(theirs)).lower()
        values[name] = word if word in dict(choices) else otherwise
        if word and word not in dict(choices):
            warnings.append(f"{theirs} “{word}” is not a word of CAP and was kept as “{otherwise}”")
    for name, theirs in _TIMES:
        values[name] = when(said.get(theirs), given.zone)
        if said.get(theirs) and values[name] is None:
            warnings.append(f"{theirs} “{line(said[theirs])[:40]}” is not a time and was left out")
    try:
        values["geometry"] = shape(row.get("geometry"))
    except Refused as refusal:
        values["geometry"] = ""
        warnings.append(f"{refusal.sentence} The alert was kept without it.")
    if given.exercise and values["status"] == "actual":
        warnings.append("its status is Actual on an exercise desk")
    return Item("alert", key, at, values, warnings=tuple(warnings))


def _codes(held: dict[str, Any]) -> list[str]:
    found = [f"{kind.upper()}:{line(code)}" for kind in ("UGC", "SAME") for code in held.get(kind) or [] if line(code)]
    return found[:CODES_MOST]


def _addresses(where: Where) -> list[str]:
    return [f"https://api.weather.gov/alerts/active?area={where.state}"] if where.state else []


FEED = Feed(
    "nws-alerts",
    "Weather alerts (NWS)",
    60,
    180,
    20_000_000,
    ("application/geo+json", "application/json", "application/ld+json"),
    _addresses,
    read,
    signs=(r'"(?:@type"\s*:\s*"wx:Alert|messageType)"', r'"areaDesc"'),
)
