"""A bench waits for what it measures and gives up in the end."""

from __future__ import annotations

import asyncio

import pytest

from eocdesk.ui.bench import waiting


def test_waiting_ends_with_what_was_waited_for() -> None:
    asked: list[int] = []

    async def wait() -> float:
        return await waiting.until(lambda: asked.append(1) or len(asked) > 3)  # type: ignore[func-returns-value]

    assert asyncio.run(wait()) > 0
    assert len(asked) == 4


def test_what_never_comes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.01)

    async def wait() -> None:
        await waiting.until(lambda: False)

    with pytest.raises(TimeoutError):
        asyncio.run(wait())


def test_a_window_is_let_alone_for_a_while() -> None:
    assert asyncio.run(waiting.seconds(0)) is None  # type: ignore[func-returns-value]
