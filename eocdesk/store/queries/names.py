"""Every record of a kind as it can be picked by its first letters."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.ids import NIL

MOST = 20_000
"""The newest so many; whoever needs an older one finds it by search."""


@dataclass(frozen=True, slots=True)
class Name:
    """What it is called, a detail, further words it is known by (short name, other names, number)."""

    id: bytes
    title: str
    detail: str = ""
    words: str = ""


_TOLD = {
    "event": ("coalesce(nullif(name, ''), code)", "code", "code", "''"),
    "venue": ("name", "city", "short", "aliases"),
    "session": ("title", "sport", "stage || ' ' || venue_words", "''"),
    "incident": ("title", "number", "number || ' ' || type", "''"),
    "entry": ("substr(text, 1, 80)", "number", "number", "''"),
    "task": ("title", "number", "number", "''"),
    "agency": ("name", "short", "short || ' ' || role", "''"),
    "contact": ("name", "role", "organisation || ' ' || call_sign", "''"),
    "seat": ("name", "status", "''", "''"),
    "person": ("name", "position", "''", "''"),
    "plan": ("name", "owner", "''", "''"),
    "activation": ("reason", "state", "''", "''"),
    "resource": ("name", "number", "number || ' ' || category", "''"),
    "request": ("title", "number", "number || ' ' || category", "''"),
    "offer": ("title", "number", "number || ' ' || nation", "''"),
    "threat": ("title", "number", "number", "''"),
    "product": ("title", "number", "number", "''"),
    "document": ("name", "caption", "''", "''"),
    "committee": ("name", "''", "''", "''"),
    "capability": ("name", "area", "goal", "''"),
    "gap": ("title", "number", "number", "''"),
    "recommendation": ("title", "number", "number", "''"),
    "engagement": ("title", "kind", "place", "''"),
}
"""Per kind, as SQL over its row: title, detail, words, a list of words."""
_EVERYWHERE = {"event": "1 = 1", "person": f"event = x'{NIL.hex()}'"}


def names(connection: Connection, kind: str, event: bytes) -> list[Name]:
    """The records of a kind that stand, newest first; [] of a kind that nobody picks."""
    if kind not in _TOLD:
        return []
    title, detail, words, others = _TOLD[kind]
    where = _EVERYWHERE.get(kind, "event = ?")
    asked = (
        f"SELECT id, {title}, {detail}, {words}, {others} FROM {kind} "
        f"WHERE {where} AND struck IS NOT 1 ORDER BY row DESC LIMIT {MOST}"
    )
    held = connection.exec_driver_sql(asked, (event,) if "?" in where else ())
    return [Name(row[0], row[1] or "", row[2] or "", _words(row[3], row[4])) for row in held if row[1]]


def _words(words: str | None, others: str | None) -> str:
    return " ".join([words or "", *(json.loads(others) if others else ())]).strip()
