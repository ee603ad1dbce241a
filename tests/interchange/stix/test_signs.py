"""One object of STIX as a row: plain signs by their kind, everything else as its pattern."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.interchange.stix.marks import IDS, Marks
from eocdesk.interchange.stix.signs import item_of
from eocdesk.models.errors import Refused
from eocdesk.models.marking import Tlp

UUID = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"


def indicator(pattern: str, **more: Any) -> dict[str, Any]:
    return {"type": "indicator", "id": f"indicator--{UUID}", "pattern": pattern, **more}


@pytest.mark.parametrize(
    ("pattern", "kind", "value"),
    [
        ("[ipv4-addr:value = '198.51.100.1']", "ipv4", "198.51.100.1"),
        ("[ipv6-addr:value='2001:db8::1']", "ipv6", "2001:db8::1"),
        ("[domain-name:value = 'tickets.example']", "domain", "tickets.example"),
        ("[url:value = 'http://a.example/it\\'s']", "url", "http://a.example/it's"),
        ("[file:hashes.'SHA-256' = 'aec0']", "file", "aec0"),
        ("[email-addr:value = 'a@b.example']", "email", "a@b.example"),
        ("[file:name = 'a.exe']", "pattern", "[file:name = 'a.exe']"),
        ("[url:value = 'a' OR url:value = 'b']", "pattern", "[url:value = 'a' OR url:value = 'b']"),
    ],
)
def test_a_pattern_of_one_value_is_a_plain_sign(pattern: str, kind: str, value: str) -> None:
    item = item_of(indicator(pattern), "object 1", Marks())
    assert (item.values["kind"], item.values["value"], item.values["pattern"]) == (kind, value, pattern)


def test_what_the_object_says_is_kept() -> None:
    more = {
        "name": "<b>C2</b>",
        "valid_from": "2026-06-11T00:00:00Z",
        "revoked": True,
        "confidence": 70,
        "object_marking_refs": [IDS[Tlp.GREEN]],
        "granular_markings": [{"selectors": ["name"]}],
    }
    item = item_of(indicator("[url:value = 'a']", **more), "object 1", Marks())
    said = item.values
    assert (said["name"], said["revoked"], said["confidence"], said["marking"]) == ("<b>C2</b>", True, 70, "GREEN")
    assert (said["starts"], said["ends"]) == (1_781_136_000_000, None)
    assert item.warnings == ("markings of single parts (granular) are not kept; the object's own marking counts",)


def test_odd_values_are_left_out_and_said() -> None:
    odd = indicator("[url:value = 'a']", valid_from="soon", valid_until=7, confidence=900, name=["x"])
    item = item_of(odd, "object 1", Marks())
    assert (item.values["starts"], item.values["confidence"], item.values["name"]) == (None, None, "")
    assert len(item.warnings) == 2
    assert "marking" not in item.values


def test_a_vulnerability_is_known_by_its_cve_number() -> None:
    refs = [{"source_name": "cve", "external_id": "cve-2026-12345"}]
    value = {"type": "vulnerability", "id": f"vulnerability--{UUID}", "name": "Gate flaw", "external_references": refs}
    said = item_of(value, "object 1", Marks()).values
    assert (said["kind"], said["value"], said["name"]) == ("vulnerability", "CVE-2026-12345", "Gate flaw")


@pytest.mark.parametrize(
    "value",
    [
        {"type": "indicator", "id": "indicator--1", "pattern": "[url:value = 'a']"},
        {"type": "indicator", "id": f"malware--{UUID}", "pattern": "[url:value = 'a']"},
        {"type": "indicator", "id": 7, "pattern": "[url:value = 'a']"},
        {"type": "indicator", "id": f"indicator--{UUID}"},
        {"type": "vulnerability", "id": f"vulnerability--{UUID}", "external_references": 3},
    ],
)
def test_what_is_none_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        item_of(value, "object 1", Marks())
