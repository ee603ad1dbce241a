"""Forms of records: opened, saved, told what others change meanwhile, their history beside them."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from eocdesk.models import KINDS, Record, Refused, fields_of
from eocdesk.store.notice import Notice
from eocdesk.store.queries import events
from eocdesk.store.queries.conflicts import labels_of
from eocdesk.store.queries.history import history
from eocdesk.ui.history import HistoryView
from eocdesk.ui.kit.moments import clock
from eocdesk.ui.kit.record_dialog import RecordDialog, Verbs
from eocdesk.ui.pane import Context
from eocdesk.ui.verbs import by_hand, hidden


class Records(QObject):
    """The open forms of a window. The same record is open once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._home = parent
        self._open: dict[bytes, _OpenForm] = {}
        self._adding: list[RecordDialog] = []
        context.bridge.changed.connect(self._take_notice)

    def add(self, kind: str, prefill: Mapping[str, object] | None = None) -> RecordDialog:
        """An empty form."""
        form = _OpenForm(self._context, kind, None, self._home, hidden(kind, prefill or {}))
        form.dialog.load(None, prefill)
        form.dialog.show()
        self._adding = [*self._alive(), form.dialog]
        return form.dialog

    def close_all(self) -> bool:
        """Close the forms; False where one stays because what is typed in it is not saved. Asked again, it goes."""
        forms = [*self._alive(), *(form.dialog for form in self._open.values())]
        kept = [dialog for dialog in forms if dialog.isVisible() and not dialog.close()]
        for dialog in kept:
            dialog.raise_()
            dialog.activateWindow()
        return not kept

    def _alive(self) -> list[RecordDialog]:
        return [dialog for dialog in self._adding if Shiboken.isValid(dialog)]

    def amend(self, kind: str, record: bytes, prefill: Mapping[str, object] | None = None) -> None:
        """The form of a record, read first."""
        if record in self._open:
            self._open[record].dialog.raise_()
            self._open[record].dialog.activateWindow()
            return
        self._context.start(self._amend(kind, record, prefill), name=f"form of {kind}")

    async def _amend(self, kind: str, record: bytes, prefill: Mapping[str, object] | None) -> None:
        form = _OpenForm(self._context, kind, record, self._home)
        self._open[record] = form
        form.dialog.destroyed.connect(_Gone(self._open, record))
        try:
            form.dialog.load(await form.read(), prefill)
        except Refused:
            form.dialog.deleteLater()
            raise
        form.dialog.show()
        await form.read_history()

    @Slot(object)
    def _take_notice(self, notice: Notice) -> None:
        for record, form in tuple(self._open.items()):
            if record in notice.of(form.kind) and notice.origin is not form.dialog:
                self._context.start(form.follow(notice), name=f"form of {form.kind}")


class _Gone:
    """Forgets a form when its window dies."""

    def __init__(self, forms: dict[bytes, _OpenForm], record: bytes) -> None:
        self._forms = forms
        self._record = record

    def __call__(self, *_: object) -> None:
        self._forms.pop(self._record, None)


class _OpenForm:
    """A dialog and the record in it."""

    def __init__(
        self,
        context: Context,
        kind: str,
        record: bytes | None,
        home: QWidget | None,
        hidden: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind = kind
        self._hidden = hidden or {}
        self._context = context
        self._record = record
        self._event = context.desk.event  # the one the form was opened on, whichever is opened meanwhile
        self._history = HistoryView()
        hand = by_hand(kind)
        verbs = Verbs(
            start=context.start,
            save=self._save,
            strike=self._strike if record is not None and hand.strike is not None else None,
            asks=hand.asks,
            tabs=(("History", self._history),) if record is not None else (),
        )
        title = ("Add " if record is None else "") + kind
        self.dialog = RecordDialog(title[:1].upper() + title[1:], KINDS[kind], context.setting, verbs, home)

    async def read(self) -> dict[str, Any]:
        """The record's fields now; Refused where it is not here."""
        found = None
        if self._record is not None:
            found = await self._context.desk.read(events.record, KINDS[self.kind], self._record)
        if found is None:
            raise Refused(f"This {self.kind} is not on this desk.")
        self.dialog.entitle(_called(self.kind, found))
        return {name: getattr(found, name) for name in fields_of(KINDS[self.kind])}

    async def read_history(self) -> None:
        """What it went through, and what of it waits to be settled."""
        if self._record is not None:
            zone = self._context.zone
            self._history.show_lines(await self._context.desk.read(history, self.kind, self._record, zone), zone)
            disputed = await self._context.desk.read(labels_of, self.kind, self._record)
            if disputed:
                self.dialog.warn(f"Two desks wrote {', '.join(disputed)}. Settle it under Conflicts, Ctrl+7.")

    async def follow(self, notice: Notice) -> None:
        """Somebody else changed the record while it is open."""
        who = notice.act.person or "another desk"
        made = f"{who} at {clock(self._context.setting.now(), self._context.zone)}"
        values = await self.read()
        self.dialog.form.others(values, f"changed by {made}")
        if values["struck"]:
            self.dialog.warn(f"This {self.kind} was struck by {made}. Saving does not bring it back.")
        await self.read_history()

    def _save(self, values: dict[str, Any]) -> Awaitable[object]:
        hand = by_hand(self.kind)
        if self._record is None:
            event = self._event or self._context.desk.event
            if event is None and self.kind != "event":
                raise Refused("Open an event first.")
            if hand.add is None:
                raise Refused(f"A {self.kind} is not added by hand.")
            command = hand.add(event.id if event is not None else b"", {**self._hidden, **values})
        elif hand.amend is None:
            raise Refused(f"A {self.kind} stays as it was written. Add a new one.")
        else:
            command = hand.amend(self._record, values)
        return self._context.desk.do(command, self.dialog)

    def _strike(self, reason: str) -> Awaitable[object]:
        hand = by_hand(self.kind)
        if hand.strike is None or self._record is None:
            raise Refused(f"A {self.kind} is not struck by hand.")
        return self._context.desk.do(hand.strike(self._record, reason), self.dialog)


def _called(kind: str, record: Record) -> str:
    """`Product 7KQ4-P3, version 2`: which of many it is that is being changed."""
    number, version = getattr(record, "number", "") or "", getattr(record, "version", None) or 1
    title = f"{kind[:1].upper()}{kind[1:]} {number}".rstrip()
    return f"{title}, version {version}" if isinstance(version, int) and version > 1 else title
