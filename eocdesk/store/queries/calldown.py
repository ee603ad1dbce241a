"""The call-down: who is called in which order, and what came of it since it was begun."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models import ids

SOURCE = "call-down"
"""The source of entries that a call-down wrote."""
BEGIN = "begin"
WORDS = "Call-down"
_MATCH = '{text} : ^"call down"'
"""WORDS as the full-text index holds them, at the beginning of an entry: few entries, found at once."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The latest outcome of calling one contact; `outcome` as in the command, `at` in ms UTC."""

    outcome: str
    at: int
    by: str
    entry: bytes
    number: str


@dataclass(frozen=True, slots=True)
class CallDown:
    """The list as it stands: contacts in order, the latest tick of each since `begun` (None: never begun)."""

    order: tuple[bytes, ...]
    ticks: dict[bytes, Tick]
    begun: int | None = None

    @property
    def reached(self) -> int:
        """How many on the list were reached."""
        ticks = (self.ticks.get(record) for record in self.order)
        return sum(tick is not None and tick.outcome == "reached" for tick in ticks)


def key_of(contact: bytes, outcome: str) -> str:
    """How an entry names the contact it is about and the outcome: its id in the source."""
    return f"{contact.hex()}/{outcome}"


def order(connection: Connection, event: bytes) -> list[bytes]:
    """The contacts of the list in the order they are called."""
    found = connection.exec_driver_sql(
        "SELECT id FROM contact WHERE event = ? AND call_order IS NOT NULL AND struck IS NOT 1 "
        "ORDER BY call_order, name, row",
        (event,),
    )
    return [record for (record,) in found]


def call_down(connection: Connection, event: bytes) -> CallDown:
    """The list and what came of it; struck entries do not count."""
    entries = connection.exec_driver_sql(
        "SELECT e.id, e.number, e.source_key, e.happened, e.author FROM entry_search s JOIN entry e ON e.row = s.rowid "
        "WHERE entry_search MATCH ? AND e.event = ? AND e.source = ? AND NOT EXISTS "
        "(SELECT 1 FROM entry a WHERE a.amends = e.id AND a.kind = 'strike') ORDER BY e.happened, e.row",
        (_MATCH, event, SOURCE),
    ).all()
    begun: int | None = None
    ticks: dict[bytes, Tick] = {}
    for record, number, key, happened, author in entries:
        if key == BEGIN:
            begun = happened
            ticks = {}
            continue
        contact, _, outcome = key.partition("/")
        known = ids.parse_id(contact)
        if known is not None:
            ticks[known] = Tick(outcome, happened, author or "", record, number)
    return CallDown(tuple(order(connection, event)), ticks, begun)
