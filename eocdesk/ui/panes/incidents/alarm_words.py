"""What is said of what calls, once: one sentence, however much it is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from eocdesk.models.clock import Moment
from eocdesk.store.queries.alarms import Calling, DueRow, FlashRow
from eocdesk.ui.panes.incidents.alarm_sound import FLASH, REMINDER, WAITING

LONG = 90
"""Letters of an entry that are read out."""
_JUST_MS = 90_000


@dataclass(frozen=True, slots=True)
class Me:
    """Who sits here: their own entries are no news to them."""

    person: str
    position: str
    device: bytes

    def wrote(self, row: FlashRow) -> bool:
        """Whether it was written here by the one who sits here."""
        return (row.author, row.position, row.made_on) == (self.person, self.position, self.device)


@dataclass(frozen=True, slots=True)
class Call:
    """The sentence, the tone it is said with, and the record (kind, id) it leads to where it leads anywhere."""

    sentence: str
    tone: str
    leads: tuple[str, bytes] | None = None


class Told:
    """Remembers what was said, so that nothing is said twice."""

    def __init__(self) -> None:
        self._said: set[Hashable] = set()

    def news(self, calling: Calling, me: Me, now: Moment) -> Call | None:
        """What has not been said yet, or None."""
        flashes = [row for row in calling.flashes if not me.wrote(row) and self._first("flash", row.id)]
        waiting = [
            row for row in calling.waiting if (row.addressed or not me.wrote(row)) and self._first("waiting", row.id)
        ]
        due = [row for row in calling.due if self._first("due", row.id, row.due)]
        parts = [words for words in (_flashes(flashes), _waiting(waiting), _due(due, now)) if words]
        if not parts:
            return None
        return Call(" ".join(parts), FLASH if flashes else WAITING if waiting else REMINDER)

    def _first(self, *key: Hashable) -> bool:
        if key in self._said:
            return False
        self._said.add(key)
        return True


def _flashes(rows: Sequence[FlashRow]) -> str:
    if not rows:
        return ""
    newest = rows[0]
    who = f" from {newest.author}" if newest.author else ""
    words = f"{_short(newest.text)} ({newest.number})."
    return f"Flash{who}: {words}" if len(rows) == 1 else f"{len(rows)} flash entries, the newest{who}: {words}"


def _waiting(rows: Sequence[FlashRow]) -> str:
    if not rows:
        return ""
    if len(rows) == 1:
        return f"Not acknowledged in time: {_short(rows[0].text)} ({rows[0].number})."
    return f"{len(rows)} flash entries are not acknowledged in time."


def _due(rows: Sequence[DueRow], now: Moment) -> str:
    if not rows:
        return ""
    if len(rows) == 1:
        row = rows[0]
        word = "Due now" if now - row.due < _JUST_MS else "Late"
        return f"{word}: {row.title}{f', {row.owner}' if row.owner else ''} ({row.number})."
    return f"{len(rows)} tasks are due."


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= LONG else line[:LONG].rsplit(" ", 1)[0] + "…"
