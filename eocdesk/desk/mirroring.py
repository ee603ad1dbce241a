"""The second copy on another disk, kept up with every commit while the desk is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
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

    def start(self) -> Callable[[], None]:
        """Begin with what is not there yet."""
        stop = self._desk.bus.listen(self._heard)
        self.look()

        def stopped() -> None:
            stop()
            self._stopped = True

        return stopped

    def look(self) -> None:
        """Bring it up to date, if a folder for it is set; again and again where it fails is the caller's to ask."""
        with self._lock:
            self._again = True
            if self._busy or self._stopped or not self._desk.settings.get(FOLDER):
                return
            self._busy = True
        self._desk.store.readers.run(self._run)

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
