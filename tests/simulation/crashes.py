"""A process that dies before its k-th statement, and a disk that is full: to be armed, let off, and put right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

_WIDE = 1_000_000_000


class DiedError(BaseException):
    """The process is gone. No handler of the program hears of it, as none hears of a real death."""


class Fuse:
    """Counts the statements and commits of an engine; before the k-th, the process dies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._left = -1
        self.blown = False

    @contextmanager
    def lit(self, statements: int) -> Iterator[Fuse]:
        """Armed meanwhile. Once blown, nothing of this process reaches the disk any more."""
        self._left, self.blown = statements, False
        event.listen(self._engine, "before_cursor_execute", self._statement)
        event.listen(self._engine, "commit", self._count)
        try:
            yield self
        finally:
            event.remove(self._engine, "before_cursor_execute", self._statement)
            event.remove(self._engine, "commit", self._count)

    def _statement(self, *_: Any) -> None:
        self._count(None)

    def _count(self, _connection: Any) -> None:
        self._left -= 1
        if self._left < 0:
            self.blown = True
            raise DiedError


def pages_left(connection: Any, pages: int) -> None:
    """Let the file grow by so many pages and no more; the error is the disk's own."""
    held = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {held + pages}")


def room_again(connection: Any) -> None:
    """Somebody has cleared the disk."""
    connection.exec_driver_sql(f"PRAGMA max_page_count = {_WIDE}")
