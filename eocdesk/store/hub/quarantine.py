"""Words that were not let in: kept out of every copy, shown to a supervisor, let in or turned down by one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from eocdesk.models import Change, Refused
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment
from eocdesk.store.hub import log_moves, log_returns, log_rows
from eocdesk.store.hub.log_page import Item
from eocdesk.store.hub.log_rows import DISMISSED, RELEASED, WAITING, Row
from eocdesk.store.hub.tables import QUARANTINE


@dataclass(frozen=True, slots=True)
class Kept:
    """A change in quarantine."""

    scope: bytes
    dev: bytes
    n: int
    at: Moment
    sentence: str
    state: str  # waiting, released, dismissed
    change: Change


def put(connection: Connection, items: Sequence[tuple[Item, str]], at: Moment) -> None:
    """Keep these words with the sentences that say why."""
    rows = [
        {
            "scope": item.chain[0],
            "dev": item.chain[1],
            "n": item.n,
            "act": item.change.act.id,
            "kind": item.change.kind,
            "rec": item.change.rec,
            "at": at,
            "sentence": sentence,
            "state": WAITING,
            "body": item.body,
        }
        for item, sentence in items
        if item.change is not None
    ]
    if rows:
        connection.execute(QUARANTINE.insert(), rows)


def waiting(connection: Connection, limit: int = 200) -> list[Kept]:
    """What waits for a supervisor, the oldest first."""
    asked = select(QUARANTINE).where(QUARANTINE.c.state == WAITING).order_by(QUARANTINE.c.at).limit(limit)
    return [
        Kept(row.scope, row.dev, row.n, row.at, row.sentence, row.state, decode(row.body))
        for row in connection.execute(asked)
    ]


def release(connection: Connection, scope: bytes, dev: bytes, n: int, by: str, now: Moment) -> dict[bytes, int]:
    """Let in the words of a change, and with it of its whole act; the scopes that grew, with their last numbers.

    The words come once more at the end of each scope's sequence: every copy holds a stub in their place by now.
    Refused where nothing waits there.
    """
    rows = _act_of(connection, scope, dev, n)
    left = log_returns.left_by(connection, {row.rec for row in rows})
    heads = log_rows.lock_scopes(connection, {}, {row.scope for row in rows} | left)
    rows = _act_of(connection, scope, dev, n)  # again, now that nobody else can be at it
    fresh: list[Row] = []
    moves: list[log_moves.Move] = []
    for kept in rows:
        change = decode(kept.body)
        item = Item(
            (kept.scope, kept.dev),
            kept.n,
            change.prev,
            hashlib.sha256(kept.body).digest(),
            len(kept.body),
            change,
            kept.body,
        )
        fresh.append(log_rows.row_of(heads[kept.scope], item, now, let_in=True, filled=True))
        if (move := log_moves.move_of(change)) is not None:
            moves.append(move)
    for last in {row.scope: row for row in fresh}.values():
        last.whole = True
    fresh += log_returns.rows(connection, moves, heads, now)
    log_rows.write(connection, fresh, heads.values(), {})
    log_moves.note(connection, moves)
    _rule(connection, rows, RELEASED, by, now)
    return {head.id: head.seq for head in heads.values()}


def dismiss(connection: Connection, scope: bytes, dev: bytes, n: int, by: str, now: Moment) -> None:
    """Turn down the words of a change and of its whole act; they stay here. Refused where nothing waits there."""
    _rule(connection, _act_of(connection, scope, dev, n), DISMISSED, by, now)


def _act_of(connection: Connection, scope: bytes, dev: bytes, n: int) -> list[Any]:
    q = QUARANTINE.c
    found = connection.execute(select(QUARANTINE).where(q.scope == scope, q.dev == dev, q.n == n)).first()
    if found is None or found.state == RELEASED:
        raise Refused("Nothing waits there any more." if found is not None else "The hub holds no such words back.")
    part = decode(found.body).act.part
    asked = select(QUARANTINE).where(q.dev == dev, q.act == found.act, q.state != RELEASED).order_by(q.scope, q.n)
    return [row for row in connection.execute(asked) if decode(row.body).act.part == part]


def _rule(connection: Connection, rows: Sequence[Any], state: str, by: str, now: Moment) -> None:
    for row in rows:
        here = (QUARANTINE.c.scope == row.scope) & (QUARANTINE.c.dev == row.dev) & (QUARANTINE.c.n == row.n)
        connection.execute(update(QUARANTINE).where(here).values(state=state, ruled_by=by, ruled_at=now))
