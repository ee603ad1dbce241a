"""CISA's catalogue of known exploited vulnerabilities (JSON or CSV) becomes indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.opening import MAX_ROWS, text_of
from eocdesk.interchange.sheet.records import parse
from eocdesk.interchange.sheet.text import read_text
from eocdesk.models.errors import Refused

NAME = "kev"
_CSV = re.compile(rb"(?:\xef\xbb\xbf)?\s*\"?cveID\"?\s*,\s*\"?vendorProject\"?")
_JSON = re.compile(rb'"vulnerabilities"\s*:\s*\[')
_CVE = re.compile(r"CVE-\d{4}-\d{4,19}")


def is_kev(data: bytes, _name: str) -> bool:
    """Whether the bytes are the catalogue, by the names in it."""
    return _CSV.match(data) is not None or (_JSON.search(data) is not None and b'"cveID"' in data)


def read_kev(data: bytes, asked: Asked) -> Reading:
    """The vulnerabilities of the catalogue, TLP:CLEAR as it is public; Refused where there is none in it."""
    rows, warnings = _table(data, asked) if _CSV.match(data) else _list(data)
    if not rows:
        raise Refused("The catalogue holds no vulnerability.")
    if len(rows) > MAX_ROWS:
        raise Refused(f"The catalogue has more than {MAX_ROWS:,} rows; split it.")
    items: dict[str, Item] = {}
    refused: list[Refusal] = []
    for count, (at, row) in enumerate(rows, 1):
        if count % BEAT == 0:
            asked.beat(count, len(rows))
        try:
            item = _item(row, at)
        except Refused as refusal:
            refused.append(Refusal(at, refusal.sentence))
            continue
        if item.key in items:
            refused.append(Refusal(at, f"{item.key} stands at {items[item.key].at} already."))
            continue
        items[item.key] = item
    return Reading(NAME, NAME, tuple(items.values()), tuple(refused), tuple(warnings), lists=NAME)


def _list(data: bytes) -> tuple[list[tuple[str, Any]], list[str]]:
    value, warnings = parse(text_of(data))
    rows = value.get("vulnerabilities") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise Refused("The file has no list of vulnerabilities as CISA's catalogue has.")
    count = value.get("count")
    if isinstance(count, int) and count != len(rows):
        warnings.append(f"the catalogue says it has {count:,} rows, and {len(rows):,} are there: it may be cut")
    return [(f"vulnerability {place:,}", row) for place, row in enumerate(rows, 1)], warnings


def _table(data: bytes, asked: Asked) -> tuple[list[tuple[str, Any]], list[str]]:
    table = read_text(text_of(data), asked, ",")
    return [(line.at, None if line.broken else line.cells) for line in table.lines], []


def _item(row: Any, at: str) -> Item:
    if not isinstance(row, dict):
        raise Refused("This is no row of the catalogue.")
    cve = _said(row, "cveID").upper()
    if not _CVE.fullmatch(cve):
        raise Refused(f"“{cve[:40]}” is not a CVE number.", "value")
    added = _day(row, "dateAdded")
    parts = (_said(row, "shortDescription"), _said(row, "requiredAction"), _said(row, "notes"))
    values = {
        "kind": "vulnerability",
        "value": cve,
        "name": _said(row, "vulnerabilityName"),
        "note": "\n\n".join(part for part in parts if part),
        "vendor": _said(row, "vendorProject"),
        "product": _said(row, "product"),
        "due": _day(row, "dueDate"),
        "ransomware": _said(row, "knownRansomwareCampaignUse").casefold() == "known",
        "starts": _midnight(added) if added else None,
        "marking": "CLEAR",
    }
    return Item("indicator", cve, at, values)


def _said(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(row: Mapping[str, Any], name: str) -> str:
    said = _said(row, name)
    if not said:
        return ""
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise Refused(f"{name} “{said[:40]}” is not a day.", name) from None


def _midnight(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)
