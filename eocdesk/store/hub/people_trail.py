"""The trail of a hub: who was let in, refused, given and taken what, by whom, when, from where."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from eocdesk.models import clock
from eocdesk.models.clock import Moment
from eocdesk.store.hub.people_tables import TRAIL

REFUSED = "refused"
_MINUTE = 60_000
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail."""

    at: Moment
    what: str
    who: str
    dev: bytes | None
    place: str
    sentence: str
    times: int


def note(c: Connection, what: str, sentence: str, *, who: str = "", dev: bytes | None = None, place: str = "") -> None:
    """Write a line that stands for itself."""
    row = {"at": clock.now(), "what": what, "who": who[:_LONGEST], "dev": dev, "place": place}
    c.execute(insert(TRAIL).values(**row, sentence=sentence[:_LONGEST], times=1, minute=None))


def note_refusal(c: Connection, sentence: str, *, who: str, place: str, dev: bytes | None = None) -> None:
    """Write that somebody was refused; the same again within the minute is counted, so that no flood fills the disk."""
    at = clock.now()
    minute = at // _MINUTE
    same = (
        (TRAIL.c.what == REFUSED)
        & (TRAIL.c.who == who[:_LONGEST])
        & (TRAIL.c.place == place)
        & (TRAIL.c.minute == minute)
    )
    if c.execute(update(TRAIL).where(same).values(times=TRAIL.c.times + 1)).rowcount:
        return
    row = {"at": at, "what": REFUSED, "who": who[:_LONGEST], "dev": dev, "place": place, "minute": minute}
    c.execute(insert(TRAIL).values(**row, sentence=sentence[:_LONGEST], times=1))


def trail(c: Connection, *, dev: bytes | None = None, limit: int = 500) -> list[Line]:
    """The newest lines first; of one device where asked."""
    asked = select(TRAIL).order_by(TRAIL.c.id.desc()).limit(limit)
    if dev is not None:
        asked = asked.where(TRAIL.c.dev == dev)
    return [Line(r.at, r.what, r.who, r.dev, r.place, r.sentence, r.times) for r in c.execute(asked)]
