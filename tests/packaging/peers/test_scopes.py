"""The measure of nothing new in small: every scope is read to its end first, then pulls bring nothing."""

from __future__ import annotations

import pytest
from peers import scopes


def test_pulls_that_bring_nothing_are_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "ASKED", 4)
    told = list(scopes.figures(6, None))
    assert [figure.what for figure in told] == ["6 scopes, file, p50", "6 scopes, file, p95"]
    assert 0 < told[0].value <= told[1].value
    assert told[0].bar == scopes.BAR_MS
