"""JSON that is made in steps is, byte for byte, what is made at once."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.reports import packed as packed_of_reports
from eocdesk.reports.packed import packed

WHOLE = partial(json.dumps, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=5)
)


@pytest.mark.parametrize("at_once", [1, 2, 7, 2_000])
def test_in_steps_as_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_of_reports, "_AT_ONCE", at_once)

    @given(_VALUES)
    def check(value: Any) -> None:
        assert packed(value, WHOLE) == WHOLE(value)

    check()


def test_no_step_of_a_long_table_is_a_large_one() -> None:
    steps: list[str] = []

    def note(value: Any) -> str:
        steps.append(WHOLE(value))
        return steps[-1]

    rows = [{"cells": [{"text": f"Gate {n}", "note": "", "strong": False}] * 4} for n in range(5_000)]
    made = packed({"sections": [{"rows": rows}]}, note)
    assert made == WHOLE({"sections": [{"rows": rows}]})
    assert max(map(len, steps)) < 20_000
