"""Take records out of a hub for good, as two people who lead it order: no copy is given their words any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from eocdesk.models import Refused
from eocdesk.models.change import Why, decode
from eocdesk.models.clock import Moment
from eocdesk.store import purged
from eocdesk.store.hub import log_late, log_rows, opening, people_trail
from eocdesk.store.hub.log_page import Item
from eocdesk.store.hub.log_rows import STUB_SIZE, Row
from eocdesk.store.hub.purging_file import Note
from eocdesk.store.hub.tables import CHANGE, LOCAL, QUARANTINE

COUNTED = "purges"
"""The key under which the hub counts them: what was worked out before one is worth nothing after it."""
TO_WIPE = "purged and not wiped"
"""Noted in a file until it is written anew: what was taken out may lie in its free pages."""
_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    changes: int = 0
    """So many changes were emptied now; of an order given once more there are none left."""
    grown: dict[bytes, int] = field(default_factory=dict)
    """The scopes that grew, with their last numbers."""


def purge(connection: Connection, records: Collection[bytes], by: str, why: str, now: Moment) -> Done:
    """Empty all that was written on these records, in the log and in quarantine, and shut their places for good.

    For copies that have read them a row comes at the end of each sequence. From now on nothing of them is let in but
    what says that they were purged. Refused where the hub knows none of them, or one is of a kind that is not purged.
    """
    if not why.strip():
        raise Refused("Say why it is purged: it stands in the trail.", "why")
    wanted = sorted(set(records))
    _known(_rows(connection, wanted), wanted)
    note = Note(now, by, why)
    done, numbers = _emptied(connection, dict.fromkeys(wanted, note), now)
    people_trail.note(connection, "purge", f"Purged: {numbers} ({done.changes} changes). {why}", who=by)
    return done


def again(connection: Connection, notes: Mapping[bytes, Note], now: Moment) -> Done:
    """Purge once more what a database that was put back has forgotten to be purged, be it there or still to come."""
    done, numbers = _emptied(connection, notes, now)
    said = f"The database was put back to an older state. Purged again: {numbers} ({done.changes} changes)."
    people_trail.note(connection, "purge", said, who="hub")
    return done


def noted(connection: Connection) -> dict[bytes, Note]:
    """What was purged here."""
    asked = select(LOCAL.c.key, LOCAL.c.value).where(LOCAL.c.key.startswith(log_late.NOTED))
    rows = connection.execute(asked).all()
    told = {key: msgspec.msgpack.decode(value) for key, value in rows}
    return {bytes.fromhex(key[len(log_late.NOTED) :]): Note(**note) for key, note in told.items()}


def _emptied(connection: Connection, notes: Mapping[bytes, Note], now: Moment) -> tuple[Done, str]:
    """Empty and shut, and note it; what came of it, and the numbers people know the records by."""
    wanted = sorted(notes)
    heads = log_rows.lock_scopes(connection, {}, {row.scope for row in _rows(connection, wanted)})
    found = _rows(connection, wanted)  # again, now that nobody else can be at it
    heads |= log_rows.lock_scopes(connection, {}, {row.scope for row in found} - heads.keys())
    places = {(row.scope, row.dev, row.n): row for row in found if _worded(row)}
    fresh: list[Row] = []
    for place, row in sorted(places.items()):
        prev = row.prev if row.body is None else decode(row.body).prev
        _empty(connection, place, prev)
        item = Item(place[:2], row.n, prev, row.digest, STUB_SIZE, why=int(Why.REDACTED))
        told = log_rows.row_of(heads[row.scope], item, now, let_in=True, filled=True)
        told.rec, told.kind = row.rec, row.kind
        fresh.append(told)
    for last in {row.scope: row for row in fresh}.values():
        last.whole = True
    log_rows.write(connection, fresh, heads.values(), {})
    _out_of_quarantine(connection, wanted)
    _note(connection, notes)
    numbers = ", ".join(sorted({_number(row) for row in found if row.body is not None} - {""}))
    grown = {row.scope: heads[row.scope].seq for row in fresh}
    return Done(len(fresh), grown), numbers or f"{len(wanted)} records"


def _rows(connection: Connection, records: Sequence[bytes]) -> list[Any]:
    c = CHANGE.c
    columns = [c.scope, c.seq, c.dev, c.n, c.rec, c.kind, c.digest, c.prev, c.why, c.body]
    return list(log_rows.found_in(connection, columns, c.rec, records))


def _known(found: Sequence[Any], wanted: Sequence[bytes]) -> None:
    kinds = {row.rec: row.kind for row in found}
    if not wanted or set(wanted) - kinds.keys():
        raise Refused("The hub has no such report. Meet the hub first, so that it has what is to be purged.", "records")
    if odd := set(kinds.values()) - purged.KINDS:
        raise Refused(f"No {min(odd)} is purged: reports are, and entries that tell their words.", "records")


def _worded(row: Any) -> bool:
    """Whether words of it are here: in the log, or in quarantine; what says that it was purged stays."""
    if row.body is None:
        return bool(row.why == Why.REFUSED)
    return not purged.stays(decode(row.body))


def _empty(connection: Connection, place: tuple[bytes, bytes, int], prev: bytes) -> None:
    c = CHANGE.c
    here = (c.scope == place[0]) & (c.dev == place[1]) & (c.n == place[2])
    told = {"body": None, "why": int(Why.REDACTED), "prev": prev, "size": STUB_SIZE}
    connection.execute(update(CHANGE).where(here).values(**told))


def _out_of_quarantine(connection: Connection, records: Sequence[bytes]) -> None:
    for begin in range(0, len(records), _AT_ONCE):
        some = records[begin : begin + _AT_ONCE]
        connection.execute(delete(QUARANTINE).where(QUARANTINE.c.rec.in_(some)))


def _note(connection: Connection, notes: Mapping[bytes, Note]) -> None:
    for record, note in notes.items():
        opening.put(connection, f"{log_late.NOTED}{record.hex()}", note._asdict())
    if connection.dialect.name != opening.POSTGRESQL:
        opening.put(connection, TO_WIPE, True)  # noqa: FBT003  a value to keep
    opening.put(connection, COUNTED, int(opening.get(connection, COUNTED, 0)) + 1)


def _number(row: Any) -> str:
    return str(decode(row.body).fields.get("number", ""))
