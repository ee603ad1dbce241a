"""A small pool that reads while the writer writes, on read-only connections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from eocdesk.store.open import DATABASE_ERRORS, unavailable

T = TypeVar("T")
P = ParamSpec("P")

THREADS = 2


class Readers:
    """Long reads in threads of their own; short ones at once on the caller's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(THREADS, "reader")

    def submit(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the query in the pool."""
        return self._threads.submit(lambda: self.now(query, *args, **kwargs))

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do something long that needs no database in the same pool: parsing, copying, building a report."""
        return self._threads.submit(work, *args, **kwargs)

    def now(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the query here; Unavailable where the database does not answer."""
        try:
            with self._engine.connect() as connection:
                return query(connection, *args, **kwargs)
        except DATABASE_ERRORS as error:
            raise unavailable(error) from error

    def close(self) -> None:
        """Let what is running finish, then stop."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._engine.dispose()
