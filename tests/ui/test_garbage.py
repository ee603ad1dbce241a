"""Garbage is looked for on the screen's thread alone, as often as Python would."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui import garbage as garbage_of_desk
from eocdesk.ui.garbage import Garbage, look


class Circle:
    """Dies only when garbage is looked for; says on which thread."""

    died_on: list[str]

    def __init__(self, died_on: list[str]) -> None:
        self.died_on = died_on
        self.itself = self

    def __del__(self) -> None:
        self.died_on.append(threading.current_thread().name)


@pytest.fixture
def python_as_delivered() -> Iterator[None]:
    before = gc.get_threshold()
    gc.collect()
    gc.enable()
    gc.set_threshold(700, 10, 10)
    yield
    gc.disable()
    gc.set_threshold(*before)


def _busy() -> list[list[int]]:
    return [[number] for number in range(20_000)]


def test_a_busy_thread_deletes_nothing_the_screen_s_thread_does(
    python_as_delivered: None, qapp: QApplication, qtbot: QtBot
) -> None:
    garbage = Garbage()
    garbage.begin()
    died_on: list[str] = []
    Circle(died_on)
    with ThreadPoolExecutor(1, "reader") as pool:
        kept = pool.submit(_busy).result()
    assert died_on == []
    qtbot.waitUntil(lambda: bool(died_on))
    assert died_on == [threading.main_thread().name]
    garbage.stop()
    assert gc.isenabled()
    assert len(kept) == 20_000


def test_all_is_not_looked_through_while_much_is_brought_in_but_for_good_it_is(
    python_as_delivered: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage_of_desk, "MANY", 1_000)
    monkeypatch.setattr(garbage_of_desk, "GROWN", 1.0)
    monkeypatch.setattr(garbage_of_desk, "PATIENCE", 12)
    garbage = Garbage()
    garbage.begin()
    gc.set_threshold(10, 1, 1)
    died_on: list[str] = []
    old = Circle(died_on)
    gc.collect()
    brought = [[number] for number in range(60_000)]
    del old
    for looks in (12, 12):
        assert died_on == []
        for _ in range(looks):
            brought += [[number] for number in range(50)]
            garbage._look()
    assert len(died_on) == 1
    garbage.stop()


def test_while_a_reader_makes_much_the_screen_looks_through_what_is_new_alone(
    python_as_delivered: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage_of_desk, "MANY", 1_000)
    monkeypatch.setattr(garbage_of_desk, "GROWN", 1.0)
    looked: list[int] = []
    gc.callbacks.append(lambda phase, told: looked.append(told["generation"]) if phase == "start" else None)
    garbage = Garbage()
    garbage.begin()
    gc.set_threshold(10, 1, 1)
    brought = [[number] for number in range(60_000)]
    for _ in range(9):
        brought += [[number] for number in range(50)]
        garbage._look()
    garbage.stop()
    gc.callbacks.pop()
    assert looked == [0] * 9


def test_little_is_left_alone(python_as_delivered: None) -> None:
    gc.disable()
    gc.set_threshold(100_000, 10, 10)
    assert look() is None


def test_what_was_off_before_stays_off(qapp: QApplication) -> None:
    gc.disable()
    garbage = Garbage()
    garbage.begin()
    garbage.stop()
    assert not gc.isenabled()


def test_the_oldest_generation_that_is_due_is_collected(python_as_delivered: None) -> None:
    gc.disable()
    gc.set_threshold(10, 1, 1)
    ages: list[int | None] = []
    kept: list[list[list[int]]] = []
    for _ in range(12):
        kept.append([[number] for number in range(50)])
        ages.append(look())
    assert {0, 1, 2} >= set(ages) - {None}
    assert 2 in ages
