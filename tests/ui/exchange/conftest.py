"""A real context over a real desk, and files to bring in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.panes.conftest import context, navigator

__all__ = ["context", "navigator"]

HEAD = "Title,Start,End,Venue\n"
ROWS = "Opening,2028-07-14 20:00,23:00,SoFi Stadium\nHeats,2028-07-15 09:00,12:00,Atlantis\n"
File = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    """`file("a.csv", text)` writes it; without text two sessions whose times name no zone."""

    def write(name: str = "sessions.csv", text: str = HEAD + ROWS) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
