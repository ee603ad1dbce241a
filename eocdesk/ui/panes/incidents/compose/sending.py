"""From what is typed to what is written: the entry, then its files; a file that fails is said, the entry stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Unavailable
from eocdesk.store.queries import entries, events
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes.incidents.compose.drafts import Draft, Drafts, Piece


def command_of(draft: Draft, text: str, values: dict[str, Any]) -> LogEntry:
    """The entry as it will be logged, under the draft's id."""
    return LogEntry(draft.event, text, id=draft.id, **values)


async def send(desk: Desk, command: LogEntry, origin: object) -> str:
    """Log it; its number, once it is durable. Refused and Unavailable come to the caller."""
    outcome = await desk.do(command, origin)
    return str(outcome.value[1])


async def attach_all(desk: Desk, messages: Messages, draft: Draft, number: str, origin: object) -> None:
    """Attach the draft's files to its entry; each that cannot be is said."""
    drafts = Drafts(desk)
    for piece in draft.pieces:
        try:
            await _attach(desk, drafts, draft.id, piece, origin)
        except (Refused, Unavailable) as error:
            messages.tell(Refused(f"“{piece.name}” is not attached to {number}, which is logged. {error.sentence}"))


async def finish(desk: Desk, messages: Messages, draft: Draft, origin: object) -> bool:
    """Whether the draft's entry was logged before the desk was killed; files that were still to come are attached."""
    entry = await desk.read(events.record, Entry, draft.id)
    if entry is None:
        return False
    thread = await desk.read(entries.thread, draft.id)
    there = {one.name for one in thread.documents} if thread is not None else set()
    left = tuple(piece for piece in draft.pieces if piece.name not in there)
    rest = Draft(draft.event, draft.at, draft.id, draft.words, left)
    await attach_all(desk, messages, rest, entry.number, origin)
    return True


async def _attach(desk: Desk, drafts: Drafts, entry: bytes, piece: Piece, origin: object) -> None:
    if not piece.key:
        await desk.attach(Path(piece.path), origin, entry=entry)
        return
    data = drafts.picture(piece.key)
    if not data:
        raise Refused("Its picture is gone.")
    await desk.attach_bytes(piece.name, data, origin, entry=entry)
