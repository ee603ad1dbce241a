"""Whatever bytes a stranger sends, import says what is wrong: no reader raises, no row is lost without a word."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eocdesk.interchange import FORMATS, Asked, read_data

SIGN = {
    "type": "indicator",
    "id": "indicator--00000000-0000-4000-8000-000000000001",
    "modified": "2028-07-01T00:00:00.000Z",
    "pattern": "[url:value = 'http://a.example']",
    "valid_from": "2028-07-01T00:00:00Z",
    "confidence": 50,
    "external_references": [{"external_id": "CVE-2026-10001"}],
    "object_marking_refs": ["marking-definition--00000000-0000-4000-8000-000000000002"],
}
MARK = {"type": "marking-definition", "id": SIGN["object_marking_refs"][0], "definition": {"tlp": "amber"}}
CVE = {"cveID": "CVE-2026-10001", "vendorProject": "V", "product": "P", "dateAdded": "2026-01-01", "dueDate": ""}
WHOLE: dict[str, Any] = {
    "stix": {"type": "bundle", "id": "bundle--1", "objects": [MARK, SIGN]},
    "kev": {"count": 1, "vulnerabilities": [CVE]},
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=9),
    st.sampled_from([10**400, -1, 1e308, float("nan"), float("inf"), "\ud800", "\x00", "<script>", "0000-00-00"]),
    st.sampled_from(
        [[], {}, [[[]]], {"a": {"b": []}}, [None], "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00+14:00"]
    ),
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every part of a value stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for key, part in inside for path in paths(part, (*here, key)))]


def put(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy with something odd at a place."""
    if not path:
        return odd
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = put(value[path[0]], path[1:], odd)
    return copied


def sound(data: bytes, name: str) -> None:
    """It was read or refused in words that hold no sign of a crash; what was read is a record's plain values."""
    reading = read_data(data, Asked(zone="UTC", year=2028), name)
    assert reading.read > 0
    assert not any("does not expect" in refusal.reason for refusal in reading.refused)
    assert all(refusal.reason and refusal.at for refusal in reading.refused)
    assert all(value == value for item in reading.items for value in item.values.values())  # noqa: PLR0124  no NaN


@pytest.mark.parametrize("name", list(WHOLE))
@given(data=st.data())
def test_one_part_of_a_file_is_something_else(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    path = data.draw(st.sampled_from(paths(whole)))
    sound(json.dumps(put(whole, path, data.draw(ODD))).encode(), name)


@pytest.mark.parametrize("name", list(WHOLE))
@given(data=st.data())
def test_bytes_of_a_file_are_something_else(name: str, data: st.DataObject) -> None:
    whole = bytearray(json.dumps(WHOLE[name]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    sound(bytes(whole), name)


READS = [one.name for one in FORMATS if one.reads]


@pytest.mark.parametrize("name", READS)
@given(data=st.binary(max_size=60))
@example(data=b"[" * 100_000)
@example(data=b'{"a":' * 100_000)
@example(data=b'{"type":"bundle","objects":[' + b"1" * 5_000 + b"]}")
@example(data=b'{"vulnerabilities":[{"cveID":' + b"1" * 5_000 + b"}]}")
@example(data=b'{"a":1,"a":2}')
@example(data=b'"\\ud800"')
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    sound(data, name)
