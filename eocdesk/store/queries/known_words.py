"""Words this desk knows by its records: the names of venues, partners, people, seats and events."""

from __future__ import annotations

import re

from sqlalchemy import Connection

_NAMES = (
    ("venue", "name"),
    ("feature", "name"),
    ("agency", "name"),
    ("agency", "short"),
    ("contact", "name"),
    ("contact", "organisation"),
    ("seat", "name"),
    ("person", "name"),
    ("event", "name"),
)
_WORD = re.compile(r"[^\W\d_]+")


def names(connection: Connection) -> frozenset[str]:
    """Every word of those names, without regard to capitals. They are known, never offered: a name may be marked."""
    asked = " UNION ".join(f"SELECT {field} FROM {kind} WHERE struck IS NOT 1" for kind, field in _NAMES)
    rows = connection.exec_driver_sql(asked)
    return frozenset(word.casefold() for (name,) in rows for word in _WORD.findall(name or ""))
