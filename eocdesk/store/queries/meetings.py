"""How this copy stands with those it meets: each peer, each attempt in words, what is unsent, what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, clock, fields_of
from eocdesk.models.change import Change, decode
from eocdesk.models.clock import Moment
from eocdesk.models.fields import Field
from eocdesk.store.queries import titles

HUB = "hub"
REVOKED = "revoked"
_SILENT = frozenset({"event", "marking", "audience"})


@dataclass(frozen=True, slots=True)
class Peer:
    """A copy this one meets. `skew`: how far this desk's clock is ahead of its, ms; None: not compared yet."""

    id: bytes
    kind: str
    name: str
    url: str
    joined: Moment
    met: Moment | None
    tried: Moment | None
    skew: int | None
    revoked: bool
    unsent: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """A change a peer does not hold yet: of which record, who wrote it when (the author's clock)."""

    kind: str
    record: bytes
    title: str
    act: str
    person: str
    written: Moment


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change the hub did not let in: its words, kept here, and the hub's sentence."""

    kind: str
    record: bytes
    title: str
    words: str
    sentence: str
    person: str
    written: Moment
    at: Moment


def peers(connection: Connection) -> tuple[Peer, ...]:
    """Everyone this copy meets, hubs first."""
    asked = (
        "SELECT id, kind, name, url, joined, met, tried, skew, state, "
        "(SELECT coalesce(sum(c.n - coalesce(a.n, 0)), 0) FROM chain c "
        "LEFT JOIN acked a ON a.chain = c.id AND a.peer = peer.id) "
        "FROM peer ORDER BY kind != 'hub', joined, id"
    )
    return tuple(
        Peer(id_, kind, name, url, joined, met, tried, skew, state == REVOKED, int(unsent))
        for id_, kind, name, url, joined, met, tried, skew, state, unsent in connection.exec_driver_sql(asked)
    )


def hub(connection: Connection) -> Peer | None:
    """The hub this desk belongs to; None while it stands alone."""
    return next((one for one in peers(connection) if one.kind == HUB), None)


def unsent(connection: Connection, peer: bytes, limit: int = 500) -> tuple[Unsent, ...]:
    """What a peer has not acknowledged, the newest first, at most `limit`."""
    asked = (
        "SELECT l.body FROM change l JOIN chain c ON c.id = l.chain "
        "LEFT JOIN acked a ON a.chain = c.id AND a.peer = ? "
        "WHERE l.n > coalesce(a.n, 0) AND l.kind != '' ORDER BY l.seq DESC LIMIT ?"
    )
    changes = [decode(body) for (body,) in connection.exec_driver_sql(asked, (peer, limit))]
    names = _titles(connection, changes)
    return tuple(
        Unsent(one.kind, one.rec, names.get(one.rec, ""), one.act.title, one.act.person, clock.wall_of(one.hlc))
        for one in changes
    )


def refusals(connection: Connection, zone: str = "UTC") -> tuple[Refusal, ...]:
    """What the hub did not let in, the newest first."""
    asked = "SELECT kind, rec, body, sentence, at FROM refused ORDER BY at DESC, n DESC"
    rows = [(*row[:2], _read(row[2]), *row[3:]) for row in connection.exec_driver_sql(asked)]
    names = _titles(connection, [change for _, _, change, _, _ in rows if change is not None])
    return tuple(
        Refusal(
            kind,
            record,
            names.get(record, ""),
            _words(connection, change, zone) if change is not None else "",
            sentence,
            change.act.person if change is not None else "",
            clock.wall_of(change.hlc) if change is not None else at,
            at,
        )
        for kind, record, change, sentence, at in rows
    )


def _read(body: bytes) -> Change | None:
    try:
        return decode(body)
    except msgspec.MsgspecError:
        return None  # of a newer version; its sentence still says what became of it


def _titles(connection: Connection, changes: list[Change]) -> Mapping[bytes, str]:
    """What the records of these changes are called; one that is not here as a row by its own words."""
    wanted: dict[str, set[bytes]] = {}
    for one in changes:
        wanted.setdefault(one.kind, set()).add(one.rec)
    found: dict[bytes, str] = {}
    for kind, records in wanted.items():
        found |= titles.titles(connection, kind, records)
    for one in changes:
        if not found.get(one.rec):
            said = (one.fields.get(name) for name in ("title", "name", "text", "number"))
            found[one.rec] = next((words for words in said if isinstance(words, str) and words), "")
    return found


def _words(connection: Connection, change: Change, zone: str) -> str:
    """What a change wrote: `Title: Smoke; Place in words: Gate 7`."""
    declared = fields_of(KINDS[change.kind]) if change.kind in KINDS else {}
    known = {name: declared.get(name) or Field(name) for name in change.fields if name not in _SILENT}
    names = titles.names_of(connection, [(field, change.fields[name]) for name, field in known.items()])
    said = [(field.label, titles.word(name, field, change.fields[name], zone, names)) for name, field in known.items()]
    return "; ".join(f"{label}: {word}" for label, word in said if word)
