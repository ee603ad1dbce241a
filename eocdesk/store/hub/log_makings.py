"""Who made a record whose words are written once: the first making that the hub holds stands, another's waits."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache

from sqlalchemy import Connection

from eocdesk.models import Change, Op
from eocdesk.models.change import decode
from eocdesk.store.hub.log_page import ActOf
from eocdesk.store.hub.log_rules import once
from eocdesk.store.merge import PLACE

_AT_ONCE = 500
_VERSION, _BY_HAND = 6, 0x70
"""Where an id (UUID) says how it was made, and as which all those say it that a person makes."""


class Makings:
    """The devices that made records, on the disk and in this transaction.

    An id made by hand is made once: a second making of it, by another device, is somebody else's words under the name
    of who wrote first. What is imported bears the same id on every desk, and two desks may well both bring it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._made: dict[bytes, bytes | None] = {}

    def judge(self, news: Sequence[tuple[ActOf, Change]], refused: Container[ActOf]) -> dict[ActOf, str]:
        """Of the acts that are not refused yet, those that make what another device made, each with why."""
        makings = [(act, change) for act, change in news if _asks(change) and act not in refused]
        self._learn({change.rec for _, change in makings})
        told: dict[ActOf, str] = {}
        for act, change in makings:
            first = self._made[change.rec]
            if first is not None and first != change.dev:
                told[act] = f"Another desk wrote this {change.kind}. What is said of it goes into a new {change.kind}."
            elif act not in told:
                self._made[change.rec] = change.dev
        return told

    def _learn(self, records: set[bytes]) -> None:
        wanted = sorted(records - self._made.keys())
        self._made.update(dict.fromkeys(wanted))
        for begin in range(0, len(wanted), _AT_ONCE):
            for body in self._words(wanted[begin : begin + _AT_ONCE]):
                change = decode(body)
                if _makes(change):
                    self._made[change.rec] = self._made[change.rec] or change.dev

    def _words(self, records: Sequence[bytes]) -> Iterator[bytes]:
        """What was written on these records, the first first. Said in the driver's own words: it is asked of each new
        record, and putting the question together would cost five times the answer.
        """
        asked = (
            f"SELECT body FROM hub_change WHERE rec {{}} AND op = {int(Op.SET)} AND body IS NOT NULL "
            "ORDER BY at, scope, seq"
        )
        if self._connection.dialect.name == "postgresql":
            found = self._connection.exec_driver_sql(asked.format("= ANY(%s)"), ([*records],))
        else:
            marks = ", ".join("?" * len(records))
            found = self._connection.exec_driver_sql(asked.format(f"IN ({marks})"), tuple(records))
        return (bytes(body) for (body,) in found)


def _makes(change: Change) -> bool:
    return change.op == Op.SET and PLACE in change.fields and not change.base


@cache
def _written_once(kind: str) -> bool:
    return once(kind).keys() > {PLACE}


def _asks(change: Change) -> bool:
    return _makes(change) and change.rec[_VERSION] & 0xF0 == _BY_HAND and _written_once(change.kind)
