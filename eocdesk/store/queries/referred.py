"""What the records of a paper point to, by name: what may not be seen is withheld, what is named lends its marking."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.models.fields import Field, Holds, ids_of
from eocdesk.store.queries import titles
from eocdesk.store.queries.situation import Labels

WITHHELD = "withheld"
_SHORT = "coalesce(nullif(short, ''), name, '')"
_NAMES = {
    "venue": _SHORT,
    "agency": _SHORT,
    "incident": "trim(coalesce(number, '') || ' ' || coalesce(title, ''))",
    "entry": "coalesce(number, '')",
    "session": "coalesce(title, '')",
    "contact": "coalesce(name, '')",
    "plan": "coalesce(name, '')",
    "committee": "coalesce(name, '')",
}
"""How a line names each kind; other kinds as lists name them (titles)."""


class Referred:
    """Names by id, each read once; the marking of what is named is gathered with the rest of the paper's."""

    def __init__(self, connection: Connection, labels: Labels) -> None:
        self._connection, self._labels = connection, labels
        self._held: dict[tuple[str, bytes], str] = {}

    def name(self, kind: str, record: bytes | None) -> str:
        """What it is called; nothing of nothing, `WITHHELD` of what this reader may not see."""
        if record is None:
            return ""
        if (kind, record) not in self._held:
            self._held[kind, record] = self._read(kind, record)
        return self._held[kind, record]

    def word(self, name: str, known: Field, value: object, zone: str) -> str:
        """A field's value as a person reads it, what it points to by name."""
        if known.holds is Holds.RECORD and isinstance(value, bytes):
            return self.name(known.of, value)
        if known.holds is Holds.LIST and known.of:
            return ", ".join(self.name(known.of, one) for one in ids_of(value))
        return titles.word(name, known, value, zone, {})

    def _read(self, kind: str, record: bytes) -> str:
        asked = f"SELECT marking, audience FROM {kind} WHERE id = ?"
        found = self._labels.take(self._connection.exec_driver_sql(asked, (record,)))
        if not found:
            return WITHHELD
        if kind not in _NAMES:
            return titles.title(self._connection, kind, record)
        return str(
            self._connection.exec_driver_sql(f"SELECT {_NAMES[kind]} FROM {kind} WHERE id = ?", (record,)).scalar_one()
        )
