"""Asks which period, person, times and marking a paper is wanted for, in a small form; nothing is written by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eocdesk.models import Form
from eocdesk.ui.board.asking import Question
from eocdesk.ui.kit.record_dialog import Verbs
from eocdesk.ui.pane import Context

Then = Callable[[dict[str, Any]], Awaitable[object]]
SUBJECT = ("period", "incident", "person", "since", "until")
"""What most papers may be about; what is left empty is the current period, the whole event."""
_ROW, _HEAD, _WIDTH = 74, 170, 480


class Wanting:
    """The open question of the pane."""

    def __init__(self, context: Context, home: QWidget) -> None:
        self._context, self._home = context, home
        self._open: Question | None = None

    @property
    def dialog(self) -> Question | None:
        """The one that is open."""
        return self._open if self._open is not None and isValid(self._open) and self._open.isVisible() else None

    def ask(self, title: str, names: Sequence[str], then: Then, prefill: Mapping[str, Any] | None = None) -> Question:
        """Open it; `then` is given what was typed and its refusals stand beside their fields."""
        if self.dialog is not None:
            self.dialog.close()
        verbs = Verbs(start=self._context.start, save=then)
        dialog = Question(title, Form, self._context.setting, verbs, self._home, names=names)
        scale = self._context.tokens.scale
        room = round(self._home.screen().availableGeometry().height() * 0.85)
        dialog.resize(round(_WIDTH * scale), min(round((_HEAD + _ROW * len(names)) * scale), room))
        dialog.load(None, prefill)
        dialog.show()
        self._open = dialog
        return dialog
