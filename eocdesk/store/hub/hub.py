"""A hub's store as a whole: its database, who it is, the one committer, and who hears of what was committed."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from eocdesk.models import clock
from eocdesk.models.card import Signed
from eocdesk.models.change import Piece
from eocdesk.store.hub import log_page, opening, people, purging, purging_file, quarantine
from eocdesk.store.hub.committer import Committed, Committer
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.reading import Standing
from eocdesk.store.hub.signals import Grown, Signals
from eocdesk.store.open import DATABASE_ERRORS

_log = logging.getLogger(__name__)


class Hub:
    """Made by `open`. Any thread may read, write and commit."""

    def __init__(self, opened: opening.Opened, name: str, folder: Path) -> None:
        self.folder = folder
        self._opened = opened
        try:
            found = opening.start(opened, name)
        except BaseException:
            opened.close()
            raise
        self.id = found.id
        self.name = found.name
        self.key = found.key
        self.standing = Standing()
        self._signals = Signals()
        self._committer = Committer(opened.writing, self._signals)
        self._keys: dict[bytes, bytes] = {}
        self._signals.listen(opened.writing)
        try:
            self._level_purges()
            self.wipe()  # it was closed before that was done
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, folder: Path, address: str | None = None, name: str = "") -> Hub:
        """The hub of that folder, or of the PostgreSQL at `address`; a new one is called `name`, else as the machine.

        Unavailable where the database cannot be had or is too new; Damaged where it does not open with its key.
        """
        try:
            return cls(opening.connect(folder, address), name or platform.node() or "Hub", folder)
        except DATABASE_ERRORS as error:
            raise opening.unavailable(error) from error

    @property
    def epoch(self) -> bytes:
        """As it is now; what is read of the log goes with the one of the same connection (opening.epoch)."""
        with self.reading() as connection:
            return opening.epoch(connection)

    @property
    def heard(self) -> list[Callable[[Grown], None]]:
        """Called with {scope: number of its last change} after commits, other processes' too; from any thread."""
        return self._signals.heard

    @property
    def waiting(self) -> int:
        """How many changes wait for the committer now."""
        return self._committer.waiting

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads, all of it as of one moment. Unavailable where the database does not answer."""
        try:
            with self._opened.reading.connect() as connection:
                yield connection
        except DATABASE_ERRORS as error:
            raise opening.unavailable(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, committed at the end. Not for the log: that is the committer's. Unavailable likewise."""
        try:
            with self._opened.writing.begin() as connection:
                yield connection
        except DATABASE_ERRORS as error:
            raise opening.unavailable(error) from error

    def commit(self, device: HubDevice, pieces: Sequence[Piece], signed: Sequence[Signed]) -> Future[Committed]:
        """Put a page that this device brings into the log; done once it is on the disk.

        Refused at once where the page is no page. The future may end in Unavailable: nothing of it was kept then, or
        the answer was lost; the same page again is taken once.
        """
        page = log_page.read(device, pieces, signed)
        return self._committer.submit(log_page.proven(page, self._keys_of({dev for _, dev in page.runs})))

    def _keys_of(self, devs: set[bytes]) -> dict[bytes, bytes]:
        """The keys of devices; a device's key never changes, so each is read once."""
        missing = devs - self._keys.keys()
        if missing:
            with self.reading() as connection:
                for dev in missing:
                    found = people.device(connection, dev)
                    if found is not None:
                        self._keys[dev] = found.key
        return {dev: self._keys[dev] for dev in devs if dev in self._keys}

    def release(self, scope: bytes, dev: bytes, n: int, by: str) -> None:
        """Let in words that wait in quarantine, with their whole act. Refused where nothing waits there."""
        with self.writing() as connection:
            grown = quarantine.release(connection, scope, dev, n, by, clock.now())
            self._signals.notify(connection, grown)
        self._signals.tell(grown)

    def dismiss(self, scope: bytes, dev: bytes, n: int, by: str) -> None:
        """Turn down words that wait in quarantine, with their whole act; they are kept. Refused likewise."""
        with self.writing() as connection:
            quarantine.dismiss(connection, scope, dev, n, by, clock.now())

    def purge(self, records: Collection[bytes], by: str, why: str) -> int:
        """Take these records out for good, as two people order; how many changes. Refused where none are here.

        A file is written anew, so that no byte stays in it. Of PostgreSQL's own files and of its log that is its
        administrators' to do (VACUUM FULL): it would stop the hub meanwhile.
        """
        with self.writing() as connection:
            done = purging.purge(connection, records, by, why, clock.now())
            self._signals.notify(connection, done.grown)
        self._signals.tell(done.grown)
        self._level_purges()
        self.wipe()
        return done.changes

    def _level_purges(self) -> None:
        """What was purged is noted in the database and beside it; what one of them has forgotten the other knows."""
        with self.reading() as connection:
            noted = purging.noted(connection)
        kept = purging_file.read(self.folder)
        purging_file.add(self.folder, {record: note for record, note in noted.items() if record not in kept})
        lost = {record: note for record, note in kept.items() if record not in noted}
        if lost:
            with self.writing() as connection:
                done = purging.again(connection, lost, clock.now())
                self._signals.notify(connection, done.grown)
            self._signals.tell(done.grown)

    def wipe(self) -> bool:
        """Write a file anew in which words were purged; whether none lies in it. The next start tries it again."""
        with self.reading() as connection:
            if not opening.get(connection, purging.TO_WIPE, False):
                return True
        raw = self._opened.writing.raw_connection()  # outside any transaction of ours
        try:
            raw.cursor().execute("VACUUM")
            whole = bool(raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        except DATABASE_ERRORS as error:
            _log.info("what was purged lies in the hub's file yet: %s", opening.unavailable(error))
            return False
        finally:
            raw.close()
        with self.writing() as connection:
            opening.put(connection, purging.TO_WIPE, not whole)
        return whole

    def renew_epoch(self) -> None:
        """To be called once after the database was put back to an older state: desks bring back what it lacks."""
        with self.writing() as connection:
            opening.renew_epoch(connection)

    def close(self) -> None:
        """Finish what was handed in, then let go of the database."""
        self._committer.close()
        self._signals.close()
        self._opened.close()
