"""Asks for what an act needs in a small form of the record's own fields; a refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from eocdesk.commands.command import Command
from eocdesk.models.record import Record
from eocdesk.ui.kit.record_dialog import RecordDialog, Verbs
from eocdesk.ui.pane import Context

Make = Callable[[dict[str, Any]], Command]
_MOST = 0.85
"""Of the screen's height; a longer form scrolls, its buttons stay in sight."""


class Asking:
    """The open questions of the pane."""

    def __init__(self, context: Context, home: QWidget) -> None:
        self._context, self._home = context, home
        self._open: list[RecordDialog] = []
        self._asked: dict[RecordDialog, object] = {}

    @property
    def dialog(self) -> RecordDialog | None:
        """The newest that is open."""
        alive = self._living()
        return alive[-1] if alive else None

    def _living(self) -> list[RecordDialog]:
        return [one for one in self._open if Shiboken.isValid(one) and one.isVisible()]

    def ask(
        self,
        title: str,
        record: type[Record],
        names: Sequence[str],
        make: Make,
        prefill: Mapping[str, Any] | None = None,
    ) -> RecordDialog:
        """Open it, or come back to it where it is open; what is typed makes the command, which is done when saved."""
        question = (title, getattr(make, "func", make), getattr(make, "args", ()))
        open_ = next((one for one in self._living() if self._asked.get(one) == question), None)
        if open_ is not None:
            open_.raise_()
            open_.activateWindow()
            return open_
        asked = _Asked(self._context, make)
        verbs = Verbs(start=self._context.start, save=asked.save)
        dialog = Question(title, record, self._context.setting, verbs, self._home, names=names)
        asked.beside = dialog
        tokens = self._context.tokens
        room = round(self._home.screen().availableGeometry().height() * _MOST)
        high = round((170 + 74 * len(names)) * tokens.scale)
        dialog.resize(round(480 * tokens.scale), min(high, room))
        dialog.load(None, prefill)
        dialog.show()
        self._open = [*self._living(), dialog]
        self._asked = {one: self._asked.get(one) for one in self._open} | {dialog: question}
        return dialog


class Question(RecordDialog):
    """A form whose Save acts though nothing was typed: what stands in it is the answer."""

    async def _save(self) -> None:
        await self._do(self._verbs.save(self.form.changes()))


class _Asked:
    """One question and the command its answer makes."""

    def __init__(self, context: Context, make: Make) -> None:
        self._context, self._make = context, make
        self.beside: RecordDialog | None = None

    def save(self, values: dict[str, Any]) -> Awaitable[object]:
        """Do it."""
        return self._context.desk.do(self._make(values), self.beside)
