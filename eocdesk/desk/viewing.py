"""A look at a marked report or product is in the trail before anything of it is shown: once in half an hour."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TypeAlias

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import trail
from eocdesk.desk.desk import Desk
from eocdesk.models import Product, Refused, Report, Unavailable, clock
from eocdesk.models.marking import Tlp, highest
from eocdesk.store import purged
from eocdesk.store.queries import access

AGAIN = 30 * 60_000
"""A further look by the same person within this many milliseconds is the same look."""
FROM = Tlp.AMBER
"""From this marking on a look is noted, and whatever the marking where it is for an audience."""
Seen: TypeAlias = Report | Product


@dataclass(frozen=True, slots=True)
class _Look:
    record: bytes
    person: str


class Viewing:
    """The looks of one window; the trail is read before it is written, for there may be another window."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[_Look, int] = {}
        self._turn = asyncio.Lock()

    async def look(self, record: Seen, origin: object = None) -> str:
        """Note that who sits here looks at it. Empty: it may be shown; else a sentence why it may not."""
        if not is_marked(record.marking, record.audience or "") or record.state == purged.PURGED:
            return ""
        async with self._turn:
            now, look = clock.now(), _Look(record.id, self._desk.person)
            if now - self._known.get(look, now - AGAIN) < AGAIN:
                return ""
            try:
                last = await self._desk.read(
                    access.last_look, record.event, look.person, entry(record).what, now - AGAIN
                )
                if last is None:
                    await self._desk.do(entry(record), origin)
            except (Refused, Unavailable) as error:
                return f"That you look at it cannot be written down, so it is not shown. {error.sentence}"
            self._known[look] = last or now
        return ""


def is_marked(marking: str, audience: str) -> bool:
    """Whether a look at what is marked so is noted; a marking that is not known counts as the strictest."""
    return bool(audience) or highest([marking]) >= FROM


def entry(record: Seen, way: str = trail.VIEWED, sent_to: str = "screen") -> NoteAccess:
    """The entry of a look. By its number alone: the trail stands for good, what is purged leaves no word here."""
    product = isinstance(record, Product)
    code = "product" if product else "report"
    return NoteAccess(
        record.event,
        way,
        f"{code.capitalize()} {record.number}",
        record.marking,
        record.audience or "",
        code,
        product=record.id if product else None,
        released=record.marking,
        sent_to=sent_to,
    )
