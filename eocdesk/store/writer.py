"""The one writer: a thread that owns the one writing connection, a transaction an act."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from eocdesk.models import Act, Unavailable, clock, ids
from eocdesk.models.change import Piece
from eocdesk.store import arrive, changelog, local, withdraw
from eocdesk.store.notice import Notice, Outcome
from eocdesk.store.open import DATABASE_ERRORS, unavailable
from eocdesk.store.work import Who, Work

T = TypeVar("T")
P = ParamSpec("P")

_log = logging.getLogger(__name__)


class Command(Protocol):
    """What a verb is: data that knows what it is called and how to be done."""

    @property
    def title(self) -> str:
        """What the act is called in history and undo: "Log an entry"."""

    def do(self, work: Work) -> Any:
        """Write through `work`; what it gives back reaches the caller. Refused writes nothing."""


class Writer:
    """Everything that changes the database goes through here, one act after the other."""

    def __init__(self, engine: Engine) -> None:
        self.told: Callable[[Command | None, Outcome], None] | None = None
        """Called on the writer's thread after each commit, before the caller hears."""
        self.guard: Callable[[Connection, set[tuple[str, bytes]]], None] | None = None
        """Called with the records an act touched before it is written; where it raises Refused nothing is."""
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "writer")
        self._closed = threading.Event()
        self._own: list[tuple[int, int]] = []

    def do(self, command: Command, who: Who, origin: object = None) -> Future[Outcome]:
        """Do the command; the outcome once it is durable. Refused, Unavailable."""
        return self._submit(self._do, command, who, origin)

    def apply(self, pieces: Sequence[Piece], origin: object = None) -> Future[Notice]:
        """Take in received changes, verbatim."""
        return self._submit(self._apply, tuple(pieces), origin)

    def receive(self, take: Callable[[Connection], set[tuple[str, bytes]]], origin: object = None) -> Future[Notice]:
        """Take in or give up what a meeting brought: one transaction, one notice of the (kind, id) `take` names."""
        return self._submit(self._receive, take, origin)

    def settle_log(self, *, anew: bool = True) -> Future[bool]:
        """Wipe from the file what was given up, in steps between which others write. Unavailable where it is closed.

        `anew` writes the whole file once more at the end, which takes its time: for scopes, not for a record or two.
        False where a reader stood in the way of the last step: what was given up lies in the file's log a while yet.
        """
        done: Future[bool] = Future()
        done.set_running_or_notify_cancel()
        self._submit(self._settle_log, done, anew)
        return done

    def local(self, change: Callable[[Connection], T]) -> Future[T]:
        """Change what belongs to this copy alone (drafts, marks): no record, no change, no notice."""
        return self._submit(self._transact, change)

    def _submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        try:
            return self._thread.submit(work, *args, **kwargs)
        except RuntimeError as error:
            raise Unavailable("This desk is closed. Nothing of this was saved.") from error

    def own(self) -> tuple[tuple[int, int], ...]:
        """The stretches (after, up to) of the log that this program wrote; the rest came from elsewhere."""
        return tuple(self._own)

    def _note_own(self, before: int, after: int) -> None:
        if self._own and self._own[-1][1] == before:
            self._own[-1] = (self._own[-1][0], after)
        elif after > before:
            self._own.append((before, after))

    def close(self) -> None:
        """Finish what was asked, then stop."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._thread.shutdown(wait=True)
        self._engine.dispose()

    def _do(self, command: Command, who: Who, origin: object) -> Outcome:
        def work_on(connection: Connection) -> Outcome:
            before = changelog.newest(connection)
            work = Work(connection, command.title, who, local.device(connection))
            value = command.do(work)
            if self.guard is not None and work.ids:
                self.guard(connection, work.ids)
            work.finish()
            self._note_own(before, changelog.newest(connection))
            return Outcome(Notice(work.act, frozenset(work.ids), origin), value)

        outcome = self._transact(work_on)
        self._tell(command, outcome)
        return outcome

    def _tell(self, command: Command | None, outcome: Outcome) -> None:
        """What is committed is committed: whoever fails on hearing of it does not make it seem refused."""
        if self.told is None:
            return
        try:
            self.told(command, outcome)
        except Exception:  # noqa: BLE001  whatever it is, the act stands
            _log.exception("a listener failed on %s", outcome.notice.act.title)

    def _apply(self, pieces: tuple[Piece, ...], origin: object) -> Notice:
        return self._receive(lambda connection: arrive.apply(connection, pieces), origin)

    def _receive(self, take: Callable[[Connection], set[tuple[str, bytes]]], origin: object) -> Notice:
        def taking(connection: Connection) -> Notice:
            before = changelog.newest(connection)
            found = take(connection)
            self._note_own(before, changelog.newest(connection))
            act = Act(ids.new_id(), "Received", origin="received")
            return Notice(act, frozenset(found), origin)

        notice = self._transact(taking)
        self._tell(None, Outcome(notice))
        return notice

    def _settle_log(self, done: Future[bool], anew: bool) -> None:  # noqa: FBT001  as its caller was asked
        try:
            if self._transact(withdraw.wipe):
                done.set_result(self._emptied() if anew else True)
            else:
                self._submit(self._settle_log, done, anew)
        except BaseException as error:  # noqa: BLE001  whatever it is, whoever waits hears of it
            done.set_exception(error)

    def _emptied(self) -> bool:
        """Write the file anew and empty its log; whether that could be done.

        SQLite writes over what is deleted, but not over what it left behind where it moved rows from page to page.
        """
        raw = self._engine.raw_connection()  # outside any transaction of ours
        try:
            raw.cursor().execute("VACUUM")
            return bool(raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        except DATABASE_ERRORS as error:
            raise unavailable(error) from error
        finally:
            raw.close()

    def _transact(self, work: Callable[[Connection], T]) -> T:
        own = list(self._own)
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except BaseException as error:
            self._own = own  # numbers that were not committed will be another program's
            if isinstance(error, DATABASE_ERRORS):
                raise unavailable(error) from error
            raise


def first_start(
    engine: Engine, migrate: Callable[[Connection], int], place: str, *, exercise: bool
) -> tuple[bytes, bool]:
    """Bring the database up to date and name this copy: (device, whether it is an exercise's for good)."""
    try:
        with engine.begin() as connection:
            migrate(connection)
            device = local.stand(connection, place)
            local.own_key(connection)  # at once: copies of this folder sign alike for the device they both were
            if local.get(connection, "started") is None:
                local.put(connection, "started", clock.now())
            noted = local.get(connection, "exercise")
            if noted is None:
                local.put(connection, "exercise", exercise)
            return device, exercise if noted is None else bool(noted)
    except DATABASE_ERRORS as error:
        raise unavailable(error) from error
