"""Events as a hub sends them: whole however they are cut on the way, and a wake-up is never lost to a strange part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.sync import sse

SENT = ": heartbeat\n\nid: 4\ndata: 0a:4,0b:17\n\nretry: 5\n\ndata: 0c:1\r\n\r\ndata: two\ndata: lines\n\n"
MEANT = ["", "0a:4,0b:17", "0c:1", "two\nlines"]


async def chunks(parts: list[str]) -> AsyncIterator[str]:
    for part in parts:
        yield part


def read(parts: list[str]) -> list[str]:
    async def go() -> list[str]:
        return [data async for data in sse.data_of(chunks(parts))]

    return asyncio.run(go())


@given(st.lists(st.integers(0, len(SENT)), max_size=12))
def test_events_read_the_same_however_the_line_cuts_them(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(SENT)]
    assert read([SENT[a:b] for a, b in pairwise(ends)]) == MEANT


def test_a_line_without_an_end_is_no_event_stream() -> None:
    with pytest.raises(sse.StreamBrokenError):
        read(["x" * sse.MAX_LINE, "y"])


def test_what_grew_is_read_and_what_is_odd_is_passed_over() -> None:
    assert sse.grown("0a:4,0b:17") == {b"\x0a": 4, b"\x0b": 17}
    assert sse.grown("zz:1,0a:x,,0b:2") == {b"\x0b": 2}
