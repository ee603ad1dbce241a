"""Words taken out for good by two people: blanked where they stand on this copy, wherever they lie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models.change import Stub, Why, decode, encode_stub
from eocdesk.store import changelog, early, named_bytes, purged, withdraw

Ids: TypeAlias = set[tuple[str, bytes]]
"""(kind, id) of records."""
Place: TypeAlias = tuple[bytes, bytes, int]
"""(scope, device, n)."""
_Words: TypeAlias = tuple[int, int, bytes]
"""(chain, n, body)."""


def shut(connection: Connection, places: Collection[Place]) -> Ids:
    """Places whose words a hub had taken out for good: those that stand here go, wherever they lie. What was touched.

    Of a record of which any go nothing more is taken in. That its own words were held back before, or told early,
    keeps none of them.
    """
    found: list[_Words] = []
    touched: Ids = set()
    for place in places:
        asked = "SELECT c.chain, c.n, c.body FROM change c JOIN chain h ON h.id = c.chain "
        where = "WHERE h.scope = ? AND h.dev = ? AND c.n = ? AND c.kind <> ''"
        found += [tuple(row) for row in connection.exec_driver_sql(f"{asked}{where}", place)]
        for table in ("refused", "early"):
            gone = f"DELETE FROM {table} WHERE scope = ? AND dev = ? AND n = ? RETURNING kind, rec"
            touched |= {(kind, rec) for kind, rec in connection.exec_driver_sql(gone, place).fetchall()}
    return _taken_out(connection, found, touched) if found or touched else set()


def purge(connection: Connection, kind: str, record: bytes, act: bytes) -> int:
    """Take every word of a record out of this copy but those of one act, which tell what stays; how many changes.

    Its chains stand as they did. Nothing more of it is taken in from now on, whoever brings it.
    """
    asked = "SELECT chain, n, body FROM change WHERE rec = ? AND act <> ?"
    found: list[_Words] = [tuple(row) for row in connection.exec_driver_sql(asked, (record, act))]
    gone = "DELETE FROM refused WHERE rec = ? RETURNING scope, dev, n"
    held_back: list[Place] = [tuple(row) for row in connection.exec_driver_sql(gone, (record,)).fetchall()]
    for place in held_back:
        _shut_empty(connection, place)
    _taken_out(connection, found, {(kind, record)})
    return len(found) + len(held_back)


def _shut_empty(connection: Connection, place: Place) -> None:
    """A place that is kept without its words already says from now on that they went for good."""
    chain = changelog.find_chain(connection, *place[:2])
    held = None if chain is None else changelog.held_at(connection, chain.id, place[2])
    if chain is not None and held is not None and isinstance(held[0], Stub):
        stub = Stub(*place, held[0].prev, held[0].digest, int(Why.REDACTED))
        said = (encode_stub(stub), chain.id, place[2])
        connection.exec_driver_sql("UPDATE change SET body = ? WHERE chain = ? AND n = ?", said)


def _taken_out(connection: Connection, found: Sequence[_Words], touched: Ids) -> Ids:
    """Blank what was found, note of which records it was, and have it go from rows, search, mirrors and backups."""
    changes = [decode(body) for _, _, body in found]
    touched = touched | {(change.kind, change.rec) for change in changes}
    for _, record in {one for one in touched if one[0] in purged.KINDS}:
        purged.note(connection, record)
        early.forget(connection, record)
    named = {name for _, _, body in found if (name := named_bytes.named_by(body))}
    named_bytes.note(connection, named)
    named_bytes.forgive(connection, named)  # the pages of a paper that was purged are owed to nobody
    changelog.blank(connection, found, Why.REDACTED)
    changelog.note_moves_again(connection, [record for _, record in touched])
    return withdraw.given_up(connection, touched)
