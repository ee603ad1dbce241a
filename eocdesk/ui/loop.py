"""The one loop, on the screen's thread: nobody else knows what it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import qasync
from PySide6.QtWidgets import QApplication

from eocdesk.ui.garbage import Garbage

T = TypeVar("T")
_RUNNING: set[asyncio.Task[Any]] = set()


class Told(Protocol):
    """Who hears of a task that failed; `ui.messages.Messages` is one."""

    def tell(self, error: BaseException, beside: object = None) -> None: ...


def run(app: QApplication, main: Coroutine[Any, Any, T]) -> T:
    """Run until `main` is done, then cancel what is left and close the loop."""
    app.setQuitOnLastWindowClosed(False)  # closing the last window would stop the loop in mid-task
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    garbage = Garbage()
    garbage.begin()
    try:
        return _finished(loop, main)
    finally:
        garbage.stop()
        loop.close()
        asyncio.set_event_loop(None)


def _finished(loop: asyncio.AbstractEventLoop, main: Coroutine[Any, Any, T]) -> T:
    try:
        return loop.run_until_complete(main)
    finally:
        loop.run_until_complete(stop())
        loop.run_until_complete(loop.shutdown_asyncgens())


def start(coroutine: Coroutine[Any, Any, T], told: Told, beside: object = None, name: str = "") -> asyncio.Task[T]:
    """Begin it now and keep it; its failure is told to `told`, beside the field or form `beside` if given."""
    loop = asyncio.get_running_loop()
    task = loop.create_task(coroutine, name=name or getattr(coroutine, "__qualname__", ""))
    _RUNNING.add(task)
    task.add_done_callback(_Ending(told, beside))
    return task


async def stop() -> None:
    """Cancel every task that `start` began and wait until they are gone."""
    own = asyncio.current_task()
    while left := [task for task in _RUNNING if not task.done() and task is not own]:
        for task in left:  # again and again: one that ends well meanwhile may have begun the next
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def running() -> frozenset[str]:
    """The names of the tasks under way."""
    return frozenset(task.get_name() for task in _RUNNING)


@contextmanager
def beside(app: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The loop on top of a Qt loop that somebody else turns: a test's, a print preview's."""
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    # Its callbacks are Qt timers, so any turning of Qt drives it; only the mark of a running loop is missing.
    asyncio.events._set_running_loop(loop)  # noqa: SLF001
    try:
        yield loop
    finally:
        asyncio.events._set_running_loop(None)  # noqa: SLF001  the mark taken off again
        _finished(loop, asyncio.sleep(0))
        loop.close()
        asyncio.set_event_loop(None)


class _Ending:
    """What is done when a task is done."""

    def __init__(self, told: Told, beside: object) -> None:
        self._told = told
        self._beside = beside

    def __call__(self, task: asyncio.Task[Any]) -> None:
        _RUNNING.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._told.tell(error, self._beside)
