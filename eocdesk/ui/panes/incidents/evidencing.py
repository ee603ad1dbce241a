"""Makes the chosen entry or incident evidence of a gap or a recommendation: one key drops them, a digit takes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from eocdesk.commands.recommendations import AddEvidence
from eocdesk.store.queries import gap_sources
from eocdesk.store.queries.gap_sources import Awaiting
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.acts import Subject

MOST = 9
"""As many as have a digit."""
_LONG = 70
NONE = "No gap waits for this. Ctrl+Shift+G writes one from it."


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a line of the menu stands for."""

    subject: Subject
    owner: Awaiting


class Evidencing(QObject):
    """Asks which, and adds it."""

    def __init__(self, context: Context, home: QWidget) -> None:
        super().__init__(home)
        self._context = context
        self._home = home
        self.place: Callable[[], QPoint] = QPoint
        """Where the menu opens, in the screen's pixels."""

    def ask(self, subject: Subject) -> None:
        """Drop what it may show; the first is chosen already."""
        self._context.start(self._ask(subject), name="evidence")

    async def _ask(self, subject: Subject) -> None:
        event = self._context.desk.event
        if event is None:
            return
        asked = (event.id, subject.entry, subject.incident, MOST)
        found = await self._context.desk.read(gap_sources.awaiting, *asked)
        if found:
            self._drop(subject, found)
        else:
            self._context.messages.note(NONE)

    def _drop(self, subject: Subject, found: Sequence[Awaiting]) -> None:
        menu = QMenu(self._home)
        menu.setAccessibleName("Evidence of")
        menu.setObjectName("log-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for digit, one in enumerate(found, 1):
            line = menu.addAction(f"&{digit}  {_words(one)}")
            line.setData(_Choice(subject, one))
            line.triggered.connect(self._chosen)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.place())

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            choice: _Choice = sender.data()
            self._context.start(self._add(choice.subject, choice.owner), name="evidence")

    async def _add(self, subject: Subject, owner: Awaiting) -> None:
        gap, advice = (owner.id, None) if owner.kind == "gap" else (None, owner.id)
        incident = subject.incident if subject.entry is None else None
        await self._context.desk.do(AddEvidence(gap, advice, subject.entry, incident), self._home)
        self._context.messages.note(f"It is evidence of {owner.number or owner.title} now.")


def _words(one: Awaiting) -> str:
    title = one.title if len(one.title) <= _LONG else one.title[:_LONG].rsplit(" ", 1)[0] + "…"
    what = "" if one.kind == "gap" else "Recommendation "
    return f"{what}{one.number} {title}".strip().replace("&", "&&")
