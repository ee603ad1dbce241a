"""One indicator or vulnerability of STIX as a row: a plain sign where the pattern compares one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.interchange.stix.marks import Marks
from eocdesk.models.errors import Refused

ID = re.compile(r"[a-z][a-z0-9-]{1,60}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_ONE = re.compile(r"\s*\[\s*([a-z0-9-]+):([A-Za-z0-9_.'\" -]+?)\s*=\s*'((?:[^'\\]|\\.)*)'\s*\]\s*")
_CVE = re.compile(r"CVE-\d{4}-\d{4,19}", re.IGNORECASE)
_KINDS = {
    "ipv4-addr": "ipv4",
    "ipv6-addr": "ipv6",
    "domain-name": "domain",
    "url": "url",
    "file": "file",
    "email-addr": "email",
}
_SHOWN = 200
_MOST_SURE = 100


def item_of(value: Mapping[str, Any], at: str, marks: Marks) -> Item:
    """The row of an object; Refused where it lacks what makes it one."""
    key = value.get("id")
    kind = value.get("type")
    if not isinstance(key, str) or not ID.fullmatch(key) or not key.startswith(f"{kind}--"):
        raise Refused("Its id is none that STIX knows (a type, two dashes, a UUID).", "id")
    warnings: list[str] = []
    made = _vulnerability(value) if kind == "vulnerability" else _indicator(value, warnings)
    made["note"] = _words(value, "description")
    made["revoked"] = value.get("revoked") is True
    sure = value.get("confidence")
    made["confidence"] = sure if type(sure) is int and 0 <= sure <= _MOST_SURE else None
    tlp = marks.of(value.get("object_marking_refs"))
    if tlp is not None:
        made["marking"] = tlp.word
    if value.get("granular_markings"):
        warnings.append("markings of single parts (granular) are not kept; the object's own marking counts")
    version = _moment(value, "modified", warnings)
    return Item("indicator", key.lower(), at, made, warnings=tuple(warnings), version=version)


def _words(value: Mapping[str, Any], name: str) -> str:
    said = value.get(name)
    return said if isinstance(said, str) else ""


def _vulnerability(value: Mapping[str, Any]) -> dict[str, Any]:
    refs = value.get("external_references")
    named = [_words(ref, "external_id") for ref in refs if isinstance(ref, dict)] if isinstance(refs, list) else []
    name = _words(value, "name")
    cve = next((word.upper() for word in (*named, name) if _CVE.fullmatch(word)), "")
    if not cve and not name.strip():
        raise Refused("The vulnerability has neither a CVE number nor a name.", "name")
    return {"kind": "vulnerability", "value": cve or name[:_SHOWN], "name": name[:_SHOWN], "pattern": ""}


def _indicator(value: Mapping[str, Any], warnings: list[str]) -> dict[str, Any]:
    pattern = _words(value, "pattern")
    if not pattern.strip():
        raise Refused("The indicator has no pattern.", "pattern")
    kind, sign = "pattern", " ".join(pattern.split())[:_SHOWN]
    one = _ONE.fullmatch(pattern) if value.get("pattern_type", "stix") == "stix" else None
    plain = one is not None and (one[2].startswith("hashes.") if one[1] == "file" else one[2] == "value")
    if one is not None and plain and one[1] in _KINDS:
        kind, sign = _KINDS[one[1]], re.sub(r"\\(.)", r"\1", one[3])
    return {
        "kind": kind,
        "value": sign,
        "name": _words(value, "name")[:_SHOWN],
        "pattern": pattern,
        "starts": _moment(value, "valid_from", warnings),
        "ends": _moment(value, "valid_until", warnings),
    }


def _moment(value: Mapping[str, Any], name: str, warnings: list[str]) -> int | None:
    said = value.get(name)
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(str(said))
        if moment.tzinfo is not None:
            return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        pass
    warnings.append(f"{name} is not a time of STIX and was left out")
    return None
