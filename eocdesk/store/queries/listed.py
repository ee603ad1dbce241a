"""Records of any kind as the command line lists them, with the names of what they point to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from eocdesk.models import KINDS, fields_of
from eocdesk.models.fields import Holds
from eocdesk.store import rows, search
from eocdesk.store.queries import aid

CALLED = {
    "venue": "name",
    "incident": "number",
    "agency": "name",
    "contact": "name",
    "session": "title",
    "entry": "number",
    "event": "code",
    "plan": "name",
    "resource": "name",
    "request": "number",
    "offer": "number",
    "threat": "number",
    "product": "number",
    "committee": "name",
    "capability": "name",
    "gap": "number",
    "recommendation": "number",
    "engagement": "title",
    "document": "name",
    "task": "title",
}
_CHUNK = 500
_ALL = -1  # SQLite's word for no limit


def listed(
    connection: Connection, kind: str, event: bytes, words: str | None, limit: int | None
) -> list[dict[str, Any]]:
    """Each record's fields by name, ids as bytes, aid counted; none struck.

    Beside a pointer stands `<field>_name`, beside a list of them `<field>_names` in its order, "" for what is not here.
    """
    most = _ALL if limit is None else max(limit, 0)
    if words is not None:
        ids = _by_rows(connection, kind, search.rows(connection, kind, words, event, _ALL))
    else:
        asked = f"SELECT id FROM {kind} WHERE event = ? AND struck IS NOT 1 ORDER BY row DESC LIMIT ?"
        ids = [record for (record,) in connection.exec_driver_sql(asked, (event, most))]
    made: list[dict[str, Any]] = []
    for at in range(0, len(ids), _CHUNK):
        some = ids[at : at + _CHUNK]
        states = rows.load(connection, kind, some)
        made += [{"id": key, **states[key].values} for key in some if not states[key].values["struck"]]
        if limit is not None and len(made) >= limit:
            break  # counted after the struck ones are left out
    del made[len(made) if limit is None else max(limit, 0) :]
    _name(connection, kind, made)
    counted = aid.counts(connection, kind, [one["id"] for one in made])
    for one in made:
        one.update(counted.get(one["id"], {}))
    return made


def _by_rows(connection: Connection, kind: str, found: list[int]) -> list[bytes]:
    ids: dict[int, bytes] = {}
    for at in range(0, len(found), _CHUNK):
        some = tuple(found[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        held = connection.exec_driver_sql(f"SELECT row, id FROM {kind} WHERE row IN ({marks})", some)
        ids |= {row[0]: row[1] for row in held}
    return [ids[row] for row in found if row in ids]


def _name(connection: Connection, kind: str, made: list[dict[str, Any]]) -> None:
    for name, known in fields_of(KINDS[kind]).items():
        if known.holds is Holds.LIST and known.of in CALLED:
            _name_each(connection, name, known.of, made)
        if known.holds is not Holds.RECORD or known.of not in CALLED or known.of == "event":
            continue
        wanted = {one[name] for one in made if one[name]}
        names = names_of(connection, known.of, sorted(wanted))
        for one in made:
            one[f"{name}_name"] = names.get(one[name], "") if one[name] else ""


def _name_each(connection: Connection, field: str, kind: str, made: list[dict[str, Any]]) -> None:
    pointed = [[_id(words) for words in one[field] or ()] for one in made]
    names = names_of(connection, kind, sorted({key for keys in pointed for key in keys}))
    for one, keys in zip(made, pointed, strict=True):
        one[f"{field}_names"] = [names.get(key, "") for key in keys]


def _id(words: object) -> bytes:
    try:
        return bytes.fromhex(str(words))
    except ValueError:
        return b""  # none has this id


def names_of(connection: Connection, kind: str, ids: list[bytes]) -> dict[bytes, str]:
    """What records are called, by id."""
    names: dict[bytes, str] = {}
    for at in range(0, len(ids), _CHUNK):
        some = tuple(ids[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT id, {CALLED[kind]} FROM {kind} WHERE id IN ({marks})"
        names |= {record: name or "" for record, name in connection.exec_driver_sql(asked, some)}
    return names


def by_number(connection: Connection, kind: str, number: str, event: bytes | None = None) -> bytes | None:
    """The record of a number people say, letter case ignored."""
    asked = f"SELECT id FROM {kind} WHERE number = ? COLLATE NOCASE"
    if event is None:
        return connection.exec_driver_sql(asked, (number.strip(),)).scalar()
    return connection.exec_driver_sql(f"{asked} AND event = ?", (number.strip(), event)).scalar()
