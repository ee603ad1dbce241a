"""The words of an entry go to the clipboard: of a marked one the trail says so first."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import trail
from eocdesk.desk.viewing import is_marked
from eocdesk.store.queries.entries import Thread
from eocdesk.ui.pane import Context

CLIPBOARD = "clipboard"


async def copy(context: Context, thread: Thread) -> None:
    """Copy how it reads now. Nothing is copied where that cannot be noted; what failed comes to the caller."""
    first, number = thread.first, thread.row.number
    if is_marked(first.marking, first.audience or ""):
        noted = NoteAccess(
            first.event,
            trail.EXPORTED,
            f"Entry {number}",
            first.marking,
            first.audience or "",
            "entry",
            released=first.marking,
            sent_to=CLIPBOARD,
        )
        await context.desk.do(noted)
    QGuiApplication.clipboard().setText(thread.row.words)
    context.messages.note(f"Copied the text of {number}.")
