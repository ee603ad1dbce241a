"""The map's page comes from another thread, the last one asked for, and a failure is told."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from eocdesk.maps.palette import PAPER
from eocdesk.ui.panes.venues.writing import Writing

CENTRE = (34.0, -118.2)


def test_the_page_is_written_in_another_thread_and_told_here(qtbot: QtBot) -> None:
    threads: list[int] = []
    with ThreadPoolExecutor(1) as pool:

        def apart(work: Any, *args: Any) -> Future[Any]:
            return pool.submit(lambda: (threads.append(get_ident()), work(*args))[1])

        home = QObject()
        writing = Writing(apart, home)
        with qtbot.waitSignal(writing.written, timeout=20_000) as told:
            writing.begin(PAPER, [], CENTRE, 9)
    assert told.args is not None
    assert "EOC.start(" in told.args[0]
    assert threads != [get_ident()]


def test_only_the_page_asked_for_last_is_told(qtbot: QtBot) -> None:
    pages: list[Future[Any]] = [Future(), Future()]
    waiting = iter(pages)
    home = QObject()
    writing = Writing(lambda *_: next(waiting), home)
    told: list[str] = []
    writing.written.connect(told.append)
    writing.begin(PAPER, [], CENTRE, 9)
    writing.begin(PAPER, [], CENTRE, 10)
    pages[0].set_result("old")
    pages[1].set_result("new")
    qtbot.waitUntil(lambda: told == ["new"])


def test_a_page_that_cannot_be_written_is_told_and_a_cancelled_one_is_not(qtbot: QtBot) -> None:
    broken: Future[Any] = Future()
    broken.set_exception(ValueError("no"))
    cancelled: Future[Any] = Future()
    cancelled.cancel()
    home = QObject()
    for page, count in ((broken, 1), (cancelled, 0)):
        writing = Writing(lambda *_, page=page: page, home)
        failed: list[object] = []
        writing.failed.connect(failed.append)
        writing.begin(PAPER, [], CENTRE, 9)
        assert len(failed) == count


def test_without_another_thread_it_is_written_at_once(qtbot: QtBot) -> None:
    home = QObject()
    writing = Writing(None, home)
    with qtbot.waitSignal(writing.written):
        writing.begin(PAPER, [], CENTRE, 9)


@pytest.mark.parametrize("zoom", [3, 12])
def test_the_page_opens_where_the_map_stood(qtbot: QtBot, zoom: int) -> None:
    home = QObject()
    writing = Writing(None, home)
    with qtbot.waitSignal(writing.written) as told:
        writing.begin(PAPER, [], CENTRE, zoom)
    assert told.args is not None
    assert f'"zoom": {zoom}' in told.args[0] or f"zoom: {zoom}" in told.args[0] or f'"zoom":{zoom}' in told.args[0]
