"""The one loop: what is started is kept, its failure told, and nothing is left at the end."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui import loop


class Told:
    """What was told, beside what."""

    def __init__(self) -> None:
        self.heard: list[tuple[BaseException, object]] = []

    def tell(self, error: BaseException, beside: object = None) -> None:
        self.heard.append((error, beside))


@pytest.fixture
def told() -> Told:
    return Told()


async def fail() -> None:
    await asyncio.sleep(0)
    raise KeyError("venue")


async def wait_for_ever() -> None:
    await asyncio.get_running_loop().create_future()


def test_it_runs_until_the_main_task_is_done_and_cancels_the_rest(qapp: QApplication, told: Told) -> None:
    async def main() -> str:
        loop.start(wait_for_ever(), told, name="for ever")
        await asyncio.sleep(0)
        assert loop.running() == {"for ever"}
        return "done"

    assert loop.run(qapp, main()) == "done"
    assert loop.running() == frozenset()
    assert told.heard == []


def test_what_a_task_begins_while_all_are_stopped_is_stopped_too(qapp: QApplication, told: Told) -> None:
    async def once_more() -> None:
        try:
            await wait_for_ever()
        finally:
            loop.start(wait_for_ever(), told, name="the next")

    async def main() -> None:
        loop.start(once_more(), told, name="for ever")
        await asyncio.sleep(0)

    loop.run(qapp, main())
    assert loop.running() == frozenset()


def test_an_error_of_the_main_task_comes_to_the_caller_and_the_loop_is_closed(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        loop.run(qapp, fail())
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


def test_a_failure_is_told_beside_what_it_belongs_to(
    told: Told, turning: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    form = object()
    loop.start(fail(), told, form)
    qtbot.waitUntil(lambda: bool(told.heard))
    error, beside = told.heard[0]
    assert isinstance(error, KeyError)
    assert beside is form
    assert loop.running() == frozenset()


def test_what_is_stopped_is_not_told_as_a_failure(told: Told, turning: asyncio.AbstractEventLoop, qtbot: QtBot) -> None:
    task = loop.start(wait_for_ever(), told)
    loop.start(loop.stop(), told)
    qtbot.waitUntil(task.cancelled)
    assert told.heard == []


def test_closing_the_last_window_does_not_stop_a_task(qapp: QApplication, told: Told) -> None:
    async def main() -> bool:
        return qapp.quitOnLastWindowClosed()

    assert loop.run(qapp, main()) is False
