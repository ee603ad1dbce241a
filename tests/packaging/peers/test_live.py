"""The live measure in small: every desk sees every entry, and the hub was weighed."""

from __future__ import annotations

import pytest
from peers import live
from peers.live import Sizes


def test_every_desk_sees_every_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BETWEEN_S", 0.05)
    told = {figure.what: figure for figure in live.figures(Sizes(desks=4, entries=3), None)}
    p50, p95, p99 = (told[f"4 desks, file: entry to seen, p{part}"] for part in (50, 95, 99))
    assert 0 < p50.value <= p95.value <= p99.value
    assert p95.bar == live.SEEN_BAR_MS
    assert told["4 desks, file: hub's memory"].value > 10
    assert len(told) == 6


def test_an_entry_is_seen_with_a_later_one() -> None:
    light = live.LightDesk(live.Person(b"d", b"k", b"h"), 1, print, {1: 10.0, 3: 30.0, 4: 40.0})
    assert [live._when(light, n) for n in (1, 2, 3, 4)] == [10.0, 30.0, 30.0, 40.0]
