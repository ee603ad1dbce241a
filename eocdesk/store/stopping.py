"""Breaks off a long read from another thread: the next key need not wait for the answer to the last one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from eocdesk.store.open import DATABASE_ERRORS

T = TypeVar("T")
P = ParamSpec("P")


class Stopped(Exception):
    """The read was broken off: nobody wants its answer any more."""


class Stop:
    """One for each question. `desk.read(stop.run, query, ...)` asks it, `stop.set()` breaks it off."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: Any = None
        self._set = False

    @property
    def is_set(self) -> bool:
        """Whether it was broken off."""
        return self._set

    def set(self) -> None:
        """Break off what runs under it, and let nothing more begin."""
        with self._lock:
            self._set = True
            if self._running is not None:
                self._running.interrupt()

    def run(
        self, connection: Connection, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The query's answer; Stopped where it was broken off."""
        with self._lock:
            if self._set:
                raise Stopped
            self._running = connection.connection.driver_connection
        try:
            answer = query(connection, *args, **kwargs)
        except DATABASE_ERRORS as error:
            if self._set:
                raise Stopped from error
            raise
        finally:
            with self._lock:
                self._running = None
        if self._set:
            raise Stopped
        return answer
