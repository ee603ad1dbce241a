"""Writes an entry: the text first, what it is about by first letters, Enter logs it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QVBoxLayout, QWidget

from eocdesk.commands.entries import LogEntry
from eocdesk.models import Refused, ids
from eocdesk.ui.kit.moments import clock
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.compose import sending
from eocdesk.ui.panes.incidents.compose.drafts import Draft, Drafts
from eocdesk.ui.panes.incidents.compose.entry_form import EntryForm

DEBOUNCE_MS = 250
"""What is typed is on its way to the disk within so long; not put off by further typing."""
KEPT = "The draft is kept; a new entry brings it back."
ASIDE = "What you had typed is put aside; it comes back after this entry."
BACK = "What was put aside is back."


class Composer(QWidget):
    """Stands above the table while one writes; never modal. What is typed survives everything."""

    logged = Signal(bytes)
    """The id of the entry that was written."""
    closed = Signal()
    draft_kept = Signal()
    """What was typed up to a moment ago is durable."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._drafts = Drafts(context.desk)
        self._aside: list[Draft] = []
        self._flying = 0
        self._came_from: QWidget | None = None
        self.form = EntryForm(context)
        self._begin()
        line = QFrame()
        line.setProperty("kind", "line")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.form)
        box.addWidget(line)
        for part in (self, self.form):  # where there is little room the list gives way, not what is typed in
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.save_draft)
        self.form.edited.connect(self._edited)
        self.form.entered.connect(self.log)
        self.form.left.connect(self._leave)
        self.form.picture_given.connect(self._keep_picture)
        self.form.picture_removed.connect(self._drop_picture)
        context.event_changed.connect(self._event_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    # opened and closed

    def open(self, prefill: Mapping[str, object]) -> None:
        """Show it with the keyboard in the text; prefill: text, venue, incident, session, lat, lon, place.

        What was typed for another entry is put aside and comes back after this one.
        """
        given = {name: value for name, value in prefill.items() if value not in (None, "")}
        if given:
            if self._is_written:
                self._put_aside()
                self.form.load({})
                self.form.say(ASIDE)
            self.form.prefill(given)
        elif not self._is_written and self._aside:
            self._bring_back()
        self._remember_focus()
        self.show()
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_quietly(self) -> None:
        """Hide it; what is typed is kept."""
        if self._is_written:
            self.save_draft()
        else:
            self.form.load({})
        before = QApplication.focusWidget()
        if before is not None and self.isAncestorOf(before):
            before, self._came_from = self._came_from, None
        self.hide()
        self.closed.emit()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)  # whoever heard of it may have taken the keyboard

    @Slot()
    def _leave(self) -> None:
        if self._is_written:
            self.context.messages.note(KEPT)
        self.close_quietly()

    # logged

    @Slot()
    def log(self) -> None:
        """Log what is typed. The line is free for the next entry at once; a refusal brings this one back."""
        if self._event is None:
            self.refuse("Open an event first.", None)
            return
        try:
            text, values = self.form.values()
        except Refused as refused:
            self.refuse(refused.sentence, refused.field)
            return
        self._timer.stop()
        draft = self._draft()
        self._flying += 1
        command = sending.command_of(draft, text, values)
        self._begin()
        self.form.load({})
        self.form.say("Writing…")
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.start(self._log(draft, command), self, "log an entry")

    def refuse(self, sentence: str, field: str | None) -> None:
        """Say it beside its field; the keyboard goes there if it is here already."""
        within = QApplication.focusWidget()
        self.form.refuse(sentence, field, take_focus=within is not None and self.isAncestorOf(within))

    async def _log(self, draft: Draft, command: LogEntry) -> None:
        try:
            self._drafts.save(draft)  # the last letters too, should the desk die now: the writer takes it first
            number = await sending.send(self.context.desk, command, self)
        except BaseException:
            self._flying -= 1
            self._return_to(draft)
            raise
        self._flying -= 1
        self.context.messages.note(f"Logged {number}.")
        self.logged.emit(draft.id)
        self._next(f"Logged {number}.")
        await sending.attach_all(self.context.desk, self.context.messages, draft, number, self)
        self._drafts.forget(draft)

    def _next(self, words: str) -> None:
        """What stands there once an entry is in the log, unless somebody is typing again."""
        if self._is_written or self._flying:
            return
        if self._aside:
            self._bring_back()
        elif not self.context.desk.settings.get("compose_stays") and self.isVisible():
            self.close_quietly()
        else:
            self.form.say(words)

    def _return_to(self, draft: Draft) -> None:
        """It could not be logged: it stands there again as it was typed."""
        if self._is_written:
            self._put_aside()
        self._show_draft(draft)
        self.show()

    # drafts

    def restore_drafts(self) -> None:
        """Bring back what a desk that was killed had typed; once, at the first show. The keyboard stays where it is."""
        if self._event is not None:
            self.context.start(self._restore(self._event), name="restore drafts")

    async def _restore(self, event: bytes) -> None:
        for draft in self._drafts.claim(event):
            if await sending.finish(self.context.desk, self.context.messages, draft, self):
                self._drafts.forget(draft)
            else:
                self._aside.append(draft)
        if not self._aside or self._is_written or self._event != event:
            return
        several = f" {len(self._aside) - 1} more follow it." if len(self._aside) > 1 else ""
        at = clock(self._aside[-1].at, self.context.zone)
        self._bring_back()
        sentence = f"Draft of {at} restored.{several}"
        self.form.say(sentence)
        self.context.messages.note(sentence)
        self.show()

    @Slot()
    def save_draft(self) -> None:
        """Keep what is typed, now."""
        self._timer.stop()
        if self._event is None or not self.form.typed:
            return
        draft = self._draft()
        if self.form.is_blank:
            self._drafts.forget(draft)
        else:
            self.context.start(self._kept(self._drafts.save(draft)), name="keep the draft")

    async def _kept(self, saved: Future[None]) -> None:
        await asyncio.wrap_future(saved)
        self.draft_kept.emit()

    @property
    def _is_written(self) -> bool:
        """Whether a person put something in that would be missed."""
        return self.form.typed and not self.form.is_blank

    def _begin(self) -> None:
        """The next draft: of the open event, under an id of its own."""
        event = self.context.desk.event
        self._event = event.id if event is not None else None
        self._id = ids.new_id()

    def _draft(self) -> Draft:
        event = self._event or b""
        return Draft(event, self.context.setting.now(), self._id, self.form.words, self.form.files.pieces)

    def _put_aside(self) -> None:
        self.save_draft()
        self._aside.append(self._draft())
        self._begin()

    def _bring_back(self) -> None:
        self._show_draft(self._aside.pop())
        self.form.say(BACK)

    def _show_draft(self, draft: Draft) -> None:
        self._event, self._id = draft.event, draft.id
        self.form.load(draft.words, draft.pieces, typed=True)

    @Slot()
    def _edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._timer.isActive():
            self.save_draft()

    @Slot()
    def _event_changed(self) -> None:
        event = self.context.desk.event
        if event is not None and event.id == self._event:
            return
        if self._is_written:
            self.save_draft()
        self._aside.clear()  # they are on disk, under their own event
        if self._event is not None:
            self._drafts.release(self._event)
        self._begin()
        self.form.load({})
        self.restore_drafts()

    @Slot(object)
    def _keep_picture(self, data: bytes) -> None:
        key, saved = self._drafts.keep_picture(self._id, data)
        self.form.add_picture(key, len(data))
        self.context.start(self._kept(saved), name="keep the picture")

    @Slot(str)
    def _drop_picture(self, key: str) -> None:
        self.context.desk.save_draft(key, None)

    # keyboard

    def _remember_focus(self) -> None:
        within = QApplication.focusWidget()
        if within is not None and not self.isAncestorOf(within):
            self._came_from = within
