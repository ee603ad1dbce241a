"""Whatever bytes a stranger sends, a feed's reader says what is wrong: none raises, and every row is accounted for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eocdesk.feeds import FEEDS, Given
from tests.desk.test_feed_files import ANSWERS, EVENT, nws
from tests.interchange.test_hostile import ODD, paths, put

GIVEN = Given(EVENT, 1_847_244_600_000, "America/Los_Angeles")
READERS = {feed.name: feed.read for feed in FEEDS}
FULL = {
    **ANSWERS,
    "nws-alerts": nws(
        {
            "id": "a",
            "geocode": {"UGC": ["CAZ368"], "SAME": ["006037"]},
            "references": [{"identifier": "b"}],
            "onset": "2028-07-19T11:00:00-07:00",
        }
    ).replace('"geometry": null', '"geometry": {"type": "Polygon", "coordinates": [[[0, 1], [1, 1], [1, 2], [0, 1]]]}'),
}
JSON = [name for name in FULL if name != "cap"]
NAMED = "".join(f'<!ENTITY {"a" * n} "&{"a" * (n - 1)};&{"a" * (n - 1)};">' for n in range(2, 30))
ENTITIES = f'<!DOCTYPE a [<!ENTITY a "a">{NAMED}]>'


def sound(data: bytes, name: str) -> None:
    """It was read or refused with its place and a reason; a number that is none never comes in."""
    reading = READERS[name](data, GIVEN)
    assert len(reading.refused) <= reading.read
    assert all(at and reason for at, reason in reading.refused)
    rows = [item for one in reading.commands for item in items(one)]
    assert all(value == value for item in rows for value in item.values.values())  # noqa: PLR0124  no NaN


def items(command: Any) -> Any:
    """The rows of a command of hazards."""
    return getattr(command, "alerts", None) or getattr(command, "observations", ())


@pytest.mark.parametrize("name", JSON)
@given(data=st.data())
def test_one_part_of_an_answer_is_something_else(name: str, data: st.DataObject) -> None:
    whole = json.loads(FULL[name])
    path = data.draw(st.sampled_from(paths(whole)))
    sound(json.dumps(put(whole, path, data.draw(ODD))).encode(), name)


@pytest.mark.parametrize("name", list(FULL))
@given(data=st.data())
def test_bytes_of_an_answer_are_something_else(name: str, data: st.DataObject) -> None:
    whole = bytearray(FULL[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    sound(bytes(whole), name)


@pytest.mark.parametrize("name", list(READERS))
@given(data=st.binary(max_size=60))
@example(data=b"[" * 100_000)
@example(data=b'{"features":' * 100_000)
@example(data=b'{"features":[{"properties":{"mag":' + b"1" * 5_000 + b"}}]}")
@example(data=b"<a>" * 5_000)
@example(data=f"<?xml version='1.0'?>{ENTITIES}<alert>&{'a' * 29};</alert>".encode())
@example(data=b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><alert/>")
@example(data=b"<?xml version='1.0' encoding='utf-9'?><alert/>")
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    sound(data, name)
