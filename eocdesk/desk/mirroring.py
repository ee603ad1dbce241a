"""The second copy on another disk, kept up with every commit while the desk is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store import mirror, mirror_erasing
from eocdesk.store.notice import Notice

FOLDER = "mirror_folder"
MISTAKE = "This is a mistake in eocdesk; it is in this desk's log, and tried again."

_log = logging.getLogger(__name__)


class Mirroring:
    """In force from `start` until the function it returns is called.

    It runs in the reading pool, one at a time: what is committed meanwhile is added in the next round. `fails` is
    told once with a sentence, `works` once when it goes again; both on the pool's thread.
    """

    def __init__(self, desk: Desk, fails: Callable[[str], object], works: Callable[[], object]) -> None:
        self._desk = desk
        self._fails = fails
        self._works = works
        self._lock = threading.Lock()
        self._memory = mirror.Memory()
        self._busy = self._again = self._failing = self._stopped = False
        self._rounds: Future[None] | None = None

    def start(self) -> Callable[[], None]:
        """Begin with what is not there yet. What it gives back ends it, with all that was asked to be written by then.

        It is called before the desk is closed: a desk that closes leaves what waits in its reading pool undone.
        """
        stop = self._desk.bus.listen(self._heard)
        self.look()

        def stopped() -> None:
            with suppress(Unavailable):  # closed already, or it cannot write: the next start begins with what is there
                self._desk.store.writer.local(_nothing).result()
            stop()
            self._finish()
            self._stopped = True

        return stopped

    def look(self) -> None:
        """Bring it up to date, if a folder for it is set; again and again where it fails is the caller's to ask."""
        with self._lock:
            self._again = True
            if self._busy or self._stopped or not self._desk.settings.get(FOLDER):
                return
            self._busy = True
            self._rounds = self._desk.store.readers.run(self._run)

    def _finish(self) -> None:
        """Wait for the round that runs; one that waits yet for its turn in the pool is done here."""
        with self._lock:
            rounds = self._rounds
        if rounds is None:
            return
        if rounds.cancel():
            self._run()
        elif not rounds.cancelled():
            rounds.result()

    def _heard(self, _notice: Notice) -> None:
        self.look()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._again or self._stopped:
                    self._busy = False
                    return
                self._again = False
            try:
                self._once()
            except Exception:  # noqa: BLE001  whatever it is, the next commit or the next minute tries again
                _log.exception("the second copy failed")
                self._fail(MISTAKE)

    def _once(self) -> None:
        store = self._desk.store
        source = mirror.Source(self._desk.folder, store.key, store.attachments)
        target = Path(str(self._desk.settings.get(FOLDER))).expanduser()
        due = mirror_erasing.Due()
        try:
            due = self._desk.read_now(mirror_erasing.due)
            if due.devices and target.is_dir():
                mirror_erasing.erase(target, due.devices, store.key, due.before)
                store.writer.local(mirror_erasing.erased).result()
                due = mirror_erasing.Due()
            self._desk.read_now(mirror.bring_up, source, target, self._memory)
        except Unavailable as error:
            self._fail(f"{error.sentence} {mirror_erasing.LEFT}" if due.devices else error.sentence)
        else:
            if self._failing:
                self._failing = False
                self._works()

    def _fail(self, sentence: str) -> None:
        if not self._failing:
            self._failing = True
            self._fails(sentence)


def _nothing(_connection: object) -> None:
    """In its turn after all that was asked before."""
