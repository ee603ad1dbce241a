"""One window for one folder: who comes second raises the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.instance import Instance


@pytest.fixture
def first(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Instance]:
    made = Instance(tmp_path)
    assert made.is_first()
    yield made
    made.stop()


def test_the_second_start_raises_the_first(first: Instance, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.raised):
        assert not Instance(tmp_path).is_first()


def test_the_same_folder_by_another_way_is_the_same(first: Instance, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    assert not Instance(tmp_path / "link").is_first()


def test_another_folder_opens_beside_it(first: Instance, tmp_path: Path) -> None:
    other = Instance(tmp_path / "other")
    assert other.is_first()
    other.stop()


def test_after_the_first_is_closed_the_next_one_opens(first: Instance, tmp_path: Path) -> None:
    first.stop()
    second = Instance(tmp_path)
    assert second.is_first()
    second.stop()
