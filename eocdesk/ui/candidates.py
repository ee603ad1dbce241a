"""Records that can be picked by their first letters, held in memory and kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from eocdesk.desk.desk import Desk
from eocdesk.store.notice import Notice
from eocdesk.store.queries.names import names
from eocdesk.ui import loop
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.messages import Messages

FIRST = ("venue", "agency", "contact", "incident", "person")
"""Kinds read at the start; the others when first asked for."""
PATIENCE_MS = 400
"""In a storm of changes the lists are read again at most this often."""


class Candidates(QObject):
    """What the pickers of all forms offer. `of` answers at once with what is at hand."""

    changed = Signal(str)
    """A kind's list was read again."""

    def __init__(self, desk: Desk, bridge: Bridge, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._lists: dict[str, tuple[Candidate, ...]] = {}
        self._old: set[str] = set()
        self._reading: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._read_old)
        bridge.changed.connect(self._take_notice)

    def of(self, kind: str) -> Sequence[Candidate]:
        """What can be picked of a kind now; a kind not asked for before is read first, and empty until then."""
        if kind not in self._lists:
            self._want((kind,))
        return self._lists.get(kind, ())

    def begin(self) -> None:
        """Read what every form needs."""
        self._want(FIRST)

    def renew(self) -> None:
        """Another event: read everything again."""
        self._want(tuple(self._lists))

    def _want(self, kinds: Iterable[str]) -> None:
        for kind in kinds:
            if kind in self._reading:
                self._old.add(kind)
                continue
            self._reading.add(kind)
            self._lists.setdefault(kind, ())
            loop.start(self._read(kind), self._messages, name=f"names of {kind}")

    async def _read(self, kind: str) -> None:
        try:
            event = self._desk.event
            found = await self._desk.read(names, kind, event.id if event is not None else b"")
            self._lists[kind] = tuple(Candidate(one.id, one.title, one.detail, one.words) for one in found)
        finally:
            self._reading.discard(kind)
        self.changed.emit(kind)

    @Slot(object)
    def _take_notice(self, notice: Notice) -> None:
        self._old |= notice.kinds & set(self._lists)
        if self._old and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _read_old(self) -> None:
        kinds, self._old = self._old - self._reading, self._old & self._reading
        self._want(sorted(kinds))
