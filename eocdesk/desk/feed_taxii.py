"""A collection of a TAXII 2.1 server as a feed: its indicators, page by page, each page an envelope of STIX objects."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from eocdesk.desk.feed_formats import reader
from eocdesk.feeds.feed import Feed, Given, Reading, Where
from eocdesk.feeds.plain import mapping, parsed, whole
from eocdesk.models import Refused, clock

_TAKEN = ("indicator", "vulnerability")
_NEXT_LONGEST = 1_000
_ADDED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", re.ASCII)
_AHEAD = 3_600_000
"""How far the server's clock may be before ours, in ms."""
_read = reader("stix", "indicator", "indicators")


def read(data: bytes, given: Given) -> Reading:
    """The indicators and vulnerabilities of one page. A page of other objects, or of none, is no failure."""
    try:
        answer = parsed(data)
        objects = _objects(answer)
    except Refused as refusal:
        return whole(refusal)
    if not any(mapping(one).get("type") in _TAKEN for one in objects):
        return Reading([], 0, [], [], f"{len(objects):,} objects read, no indicator and no vulnerability among them.")
    bundle = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": objects}
    try:
        written = json.dumps(bundle).encode()
    except RecursionError:
        return whole(Refused("The answer is nested too deep."))
    return _read(written, given)


def _objects(answer: Any) -> list[Any]:
    if not isinstance(answer, dict):
        raise Refused("The answer is no envelope of a TAXII collection.")
    objects = answer.get("objects", [] if not answer or "more" in answer else None)
    if not isinstance(objects, list):
        raise Refused("The answer holds no objects: the address has to be a collection's, ending in /objects/.")
    return objects


def more(data: bytes, address: str) -> str:
    """The address of the next page; empty where there is none, or where it would be the same again."""
    try:
        answer = mapping(parsed(data))
        parts = urlsplit(address)
    except (Refused, ValueError):
        return ""
    following = answer.get("next")
    if answer.get("more") is not True or not isinstance(following, str) or not 0 < len(following) <= _NEXT_LONGEST:
        return ""
    asked = parse_qsl(parts.query)
    if ("next", following) in asked:
        return ""
    kept = [(name, value) for name, value in asked if name != "next"]
    try:
        return parts._replace(query=urlencode([*kept, ("next", following)])).geturl()
    except UnicodeEncodeError:
        return ""


def since(address: str, added: str) -> str:
    """The address that asks for what was added after a moment of the server's; as it is where that is none, or to come.

    Whoever is told a time to come would ask for nothing until then.
    """
    if not _ADDED.fullmatch(added):
        return address
    try:
        told = clock.moment(datetime.fromisoformat(added))
        parts = urlsplit(address)
    except ValueError:
        return address
    if told > clock.now() + _AHEAD:
        return address
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "added_after"]
    return parts._replace(query=urlencode([*kept, ("added_after", added)])).geturl()


def _signed(key: str) -> dict[str, str]:
    """`user:password` is asked with as such, anything else as a token."""
    if ":" in key:
        return {"authorization": f"Basic {base64.b64encode(key.encode()).decode()}"}
    return {"authorization": f"Bearer {key}"}


def _addresses(where: Where) -> list[str]:
    return list(where.own)


FEED = Feed(
    "taxii",
    "Threat indicators (TAXII 2.1 collection)",
    600,
    3_600,
    50_000_000,
    ("application/taxii+json;version=2.1", "application/taxii+json", "application/json"),
    _addresses,
    read,
    own=True,
    more=more,
    headers=_signed,
    since=since,
)
