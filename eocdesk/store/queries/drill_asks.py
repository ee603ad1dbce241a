"""Blackout drills that were asked of all desks, and what each desk answered; both are entries of the log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment

SOURCE = "drill"
ASK, WELL, WRONG, DECLINED = "ask", "well", "wrong", "declined"
"""The first word of `source_key` of such an entry; an ask's begin and minutes follow, an answer's ask."""
BACK = 8 * 86_400_000
"""So long ago at most an ask is still looked at: it may be made a week ahead."""
ASKS, ANSWERS = "priority", "info"
"""Their priorities: by those they are found among a million entries; answers of a whole room ring nowhere."""
SLOW = 86_400_000
"""An answering desk's clock is so far behind the asker's at most."""
_MINUTE = 60_000
_ASKS = """SELECT e.id, e.number, e.source_key, e.reason, e.author, e.made_on, e.written, e.received,
EXISTS (SELECT 1 FROM entry s WHERE s.amends = e.id AND s.kind = 'strike')
FROM entry e WHERE e.event = ? AND e.priority = ? AND e.happened >= ? AND e.source = ?
ORDER BY e.happened DESC, e.id DESC"""
_ANSWERS = """SELECT made_on, source_key, text, author, written FROM entry
WHERE event = ? AND priority = ? AND happened >= (SELECT happened - ? FROM entry WHERE id = ?)
AND source = ? AND source_key IN (?, ?, ?) ORDER BY written, id"""


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask as its entry says it. `device` wrote it; whether that may ask is not said here."""

    id: bytes
    number: str
    begins: Moment
    minutes: int
    why: str
    author: str
    device: bytes
    written: Moment
    received: Moment
    """When this copy first held it."""
    struck: bool

    @property
    def ends(self) -> Moment:
        """When every desk is linked again."""
        return self.begins + self.minutes * _MINUTE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk answered."""

    ask: bytes
    device: bytes
    state: str
    text: str
    author: str
    written: Moment


def asks(connection: Connection, event: bytes, now: Moment) -> tuple[Ask, ...]:
    """The asks of an event of the last days, the newest first."""
    found = connection.exec_driver_sql(_ASKS, (event, ASKS, now - BACK, SOURCE))
    read = (_ask(*row) for row in found)
    return tuple(one for one in read if one is not None)


def _ask(  # noqa: PLR0913, PLR0917  a row
    record: bytes, number: str, key: str, why: str, author: str, device: bytes, written: int, received: int, struck: int
) -> Ask | None:
    parts = key.split(" ")
    if len(parts) != 3 or parts[0] != ASK or not (parts[1].isdecimal() and parts[2].isdecimal()):  # noqa: PLR2004  its words
        return None
    return Ask(record, number, int(parts[1]), int(parts[2]), why, author, device, written or 0, received, bool(struck))


def answers(connection: Connection, ask: bytes, event: bytes) -> tuple[Answer, ...]:
    """What was answered to an ask, each desk's first answer, the first one first."""
    keys = [f"{state} {ask.hex()}" for state in (WELL, WRONG, DECLINED)]
    found = connection.exec_driver_sql(_ANSWERS, (event, ANSWERS, SLOW, ask, SOURCE, *keys))
    told: dict[bytes, Answer] = {}
    for device, key, text, author, written in found:
        told.setdefault(device, Answer(ask, device, key.partition(" ")[0], text, author, written or 0))
    return tuple(told.values())


def answered(connection: Connection, ask: bytes, event: bytes, device: bytes) -> bool:
    """Whether that device has answered."""
    return any(one.device == device for one in answers(connection, ask, event))
