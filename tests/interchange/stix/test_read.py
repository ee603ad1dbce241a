"""A STIX bundle becomes indicators: counted, bounded, hostile ones refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eocdesk.interchange import Asked, read_data
from eocdesk.interchange.stix import read
from eocdesk.interchange.stix.marks import IDS
from eocdesk.models.marking import Tlp


def indicator(place: int, **more: Any) -> dict[str, Any]:
    key = f"indicator--00000000-0000-4000-8000-{place:012x}"
    return {"type": "indicator", "id": key, "pattern": f"[domain-name:value = 'd{place}.example']", **more}


def bundle(*objects: object) -> bytes:
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(objects)}).encode()


def test_indicators_are_taken_and_the_others_counted() -> None:
    reading = read_data(bundle(indicator(1), {"type": "x-own", "id": "x-own--1"}, indicator(2)), Asked())
    assert (reading.format, reading.source, reading.read) == ("stix", "stix", 2)
    assert [item.values["value"] for item in reading.items] == ["d1.example", "d2.example"]
    assert reading.warnings == ("not made into records: 1 x-own",)


def test_a_bundle_with_nothing_to_take_is_refused_with_what_it_holds() -> None:
    reading = read_data(bundle({"type": "campaign", "id": "campaign--1"}), Asked())
    assert (reading.read, len(reading.refused)) == (1, 1)
    assert "1 campaign" in reading.refused[0].reason


def test_one_object_alone_is_read_too() -> None:
    assert read_data(json.dumps(indicator(1)).encode(), Asked()).items[0].values["value"] == "d1.example"


def test_the_newest_version_counts_wherever_it_stands() -> None:
    old, new = indicator(1, modified="2026-01-01T00:00:00Z"), indicator(1, modified="2026-02-01T00:00:00Z", name="new")
    for order in ((old, new), (new, old)):
        reading = read_data(bundle(*order), Asked())
        assert [item.values["name"] for item in reading.items] == ["new"]
        assert "1 older versions" in reading.warnings[0]


def test_a_marking_defined_behind_the_object_counts() -> None:
    mark = {"type": "marking-definition", "id": "marking-definition--own", "definition": {"tlp": "amber"}}
    first = indicator(1, object_marking_refs=["marking-definition--own"])
    second = indicator(2, object_marking_refs=[IDS[Tlp.CLEAR], "marking-definition--gone"])
    reading = read_data(bundle(first, second, mark), Asked())
    assert [item.values["marking"] for item in reading.items] == ["AMBER", "RED"]
    assert any("taken as TLP:RED" in warning for warning in reading.warnings)


def test_more_than_a_desk_should_hold_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST", 3)
    reading = read_data(bundle(*(indicator(place) for place in range(8))), Asked())
    assert reading.read == 3
    assert reading.warnings == ("3 were taken, 5 more were not: one bundle gives 3 rows at most",)


@pytest.mark.parametrize(
    "data",
    [
        b'{"type": "bundle", "objects": [' + b"[" * 100_000,
        b'{"type": "bundle", "objects": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
        b'{"type": "bundle", "objects": 3}',
        b'{"type": "bundle"}',
        b'{"type": "bundle", "objects": [3, null, "a"]}',
        b'{"type": "bundle", "objects": [{"type": "indicator", "id": "x", "confidence": NaN}]}',
        b'{"type": "bundle", "objects": [{"type": "indicator"',
        bundle(indicator(1, name="n" * 1_100_000)),
    ],
)
def test_a_hostile_bundle_is_a_sentence(data: bytes) -> None:
    reading = read_data(data, Asked())
    assert not reading.items
    assert reading.refused
    assert all(refusal.reason.endswith(".") for refusal in reading.refused)


def test_a_name_that_stands_twice_is_said() -> None:
    data = bundle(indicator(1)).replace(b'"pattern"', b'"pattern": "x", "pattern"')
    reading = read_data(data, Asked())
    assert "“pattern” is there twice in an object; the last counts" in reading.warnings
