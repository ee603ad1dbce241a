"""The one committer of a process: takes all pages that wait, commits them together, and outlives every failure."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from eocdesk.models import Refused, Unavailable, clock
from eocdesk.store.hub import log, opening
from eocdesk.store.hub.log import Committed
from eocdesk.store.hub.log_ahead import Patience
from eocdesk.store.hub.log_page import Page
from eocdesk.store.hub.signals import Signals
from eocdesk.store.open import DATABASE_ERRORS

__all__ = ["Committed", "Committer"]

AT_ONCE = 20_000
"""How many changes one transaction takes at most, but for a single page that is larger."""
BYTES_AT_ONCE = 32 * 1024 * 1024
MOST_WAITING = 200_000
"""More changes than that do not queue up: who brings them is told to come again."""
_TRIES = 6
_AGAIN = {"40001", "40P01", "57P01"}  # serialization failure, deadlock, a connection cut by an administrator
_CLOSED = "The hub is closing. Nothing of this page was kept; send it again later."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    page: Page
    answer: Future[Committed] = field(default_factory=Future)


class Committer:
    """Pages go in from any thread; one thread writes them."""

    def __init__(self, engine: Engine, signals: Signals) -> None:
        self._engine = engine
        self._signals = signals
        self._patience = Patience()
        self._queue: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._closed = False
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="hub-committer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many changes were handed in and are not answered yet."""
        return self._waiting

    def submit(self, page: Page) -> Future[Committed]:
        """Have the page committed. Unavailable where too much waits already or the hub is closing."""
        asked = _Asked(page)
        with self._lock:
            if self._closed:
                raise Unavailable(_CLOSED)
            if self._waiting and self._waiting + len(page.items) > MOST_WAITING:
                raise Unavailable("The hub has more to write than it can just now. It will be tried again.")
            self._waiting += len(page.items)
            self._queue.put(asked)
        return asked.answer

    def close(self) -> None:
        """Commit what was handed in, then stop."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while group := self._gather():
            try:
                self._commit(group)
            except BaseException as error:  # noqa: BLE001  whatever it is, the next group must find a committer
                _log.exception("a group of pages was not committed")
                _fail(group, error)
            with self._lock:
                self._waiting -= sum(len(one.page.items) for one in group)

    def _gather(self) -> list[_Asked]:
        """All that waits, up to what one transaction takes; nothing once this is the end."""
        group: list[_Asked] = []
        changes = size = 0
        while not self._ended and changes < AT_ONCE and size < BYTES_AT_ONCE:
            try:
                asked = self._queue.get(block=not group)
            except queue.Empty:
                break
            if asked is None:
                self._ended = True
                break
            group.append(asked)
            changes += len(asked.page.items)
            size += sum(item.size for item in asked.page.items)
        return group

    def _commit(self, group: Sequence[_Asked]) -> None:
        """Commit these pages together; where one of them cannot be, each by itself, so that it stops no other."""
        try:
            told = self._attempt([one.page for one in group])
        except Unavailable as error:
            _fail(group, error)
        except Exception:  # noqa: BLE001  a page of which the database or our own code can make nothing
            if len(group) > 1:
                for one in group:
                    self._commit([one])
                return
            device = group[0].page.relay
            _log.exception("a page of “%s” (%s) was not taken", device.name, device.dev.hex())
            _fail(group, Refused("The hub can make nothing of this page and kept none of it. Its own log says why."))
        else:
            for one, committed in zip(group, told, strict=True):
                one.answer.set_result(committed)

    def _attempt(self, pages: Sequence[Page]) -> list[Committed]:
        """One transaction; again where another process was in the way, or the connection was cut.

        A cut may come when all was written: the second time the pages are found there and told as durable.
        """
        for left in reversed(range(_TRIES)):
            try:
                with self._engine.begin() as connection:
                    told, grown = log.append(connection, pages, clock.now(), self._patience)
                    self._signals.notify(connection, grown)
            except DATABASE_ERRORS as error:
                if not left or not _worth_trying(error):
                    if isinstance(error, DataError | ProgrammingError | IntegrityError):
                        raise  # it is something in the pages
                    raise opening.unavailable(error) from error
            else:
                self._signals.tell(grown)
                return told
        raise AssertionError


def _worth_trying(error: BaseException) -> bool:
    """Whether the same again may go well at once."""
    if not isinstance(error, DBAPIError):
        return False
    in_the_way = getattr(error.orig, "sqlstate", None) in _AGAIN or isinstance(error, IntegrityError)
    return in_the_way or error.connection_invalidated


def _fail(group: Sequence[_Asked], error: BaseException) -> None:
    for one in group:
        if not one.answer.done():
            one.answer.set_exception(error)
