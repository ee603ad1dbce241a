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
from eocdesk.store import meeting
from eocdesk.store import peers as known
from eocdesk.store.queries import titles

_FIRST = 100
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
    """A change the hub did not let in: its words (label, word), kept here, and the hub's sentence."""

    kind: str
    record: bytes
    title: str
    words: tuple[tuple[str, str], ...]
    sentence: str
    person: str
    written: Moment
    at: Moment


def peers(connection: Connection) -> tuple[Peer, ...]:
    """Everyone this copy meets, the hub first."""
    return tuple(
        Peer(
            id=one.id,
            kind=one.kind,
            name=one.name,
            url=one.url,
            joined=one.joined,
            met=one.met,
            tried=one.tried,
            skew=one.skew,
            revoked=one.state == known.REVOKED,
            unsent=meeting.pending_count(connection, one.id),
        )
        for one in known.every(connection)
    )


def hub(connection: Connection) -> Peer | None:
    """The hub this desk belongs to; None while it stands alone."""
    here = [one for one in peers(connection) if one.kind == known.HUB]
    return next((one for one in reversed(here) if not one.revoked), here[-1] if here else None)


def unsent(connection: Connection, peer: bytes, limit: int = 500) -> tuple[Unsent, ...]:
    """What a peer has not acknowledged, the newest first, at most `limit`."""
    found = meeting.pending_list(connection, peer, limit)
    wanted: dict[str, set[bytes]] = {}
    for one in found:
        wanted.setdefault(one.kind, set()).add(one.rec)
    names: dict[bytes, str] = {}
    for kind, records in wanted.items():
        names |= _called(connection, kind, records)
    return tuple(
        Unsent(one.kind, one.rec, names.get(one.rec, ""), one.title, one.person, clock.wall_of(one.hlc))
        for one in found
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
            _words(connection, change, zone) if change is not None else (),
            sentence,
            change.act.person if change is not None else "",
            clock.wall_of(change.hlc) if change is not None else at,
            at,
        )
        for kind, record, change, sentence, at in rows
    )


def _called(connection: Connection, kind: str, records: set[bytes]) -> Mapping[bytes, str]:
    """What these records are called; an entry by its number and its first words."""
    if kind != "entry":
        return titles.titles(connection, kind, records)
    marks = ", ".join("?" * len(records))
    asked = f"SELECT id, number || ' ' || substr(text, 1, {_FIRST}) FROM entry WHERE id IN ({marks})"
    return {id_: " ".join(said.split()) for id_, said in connection.exec_driver_sql(asked, tuple(records))}


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
        found |= _called(connection, kind, records)
    for one in changes:
        if not found.get(one.rec):
            said = (one.fields.get(name) for name in ("title", "name", "text", "number"))
            found[one.rec] = next((words for words in said if isinstance(words, str) and words), "")
    return found


def _words(connection: Connection, change: Change, zone: str) -> tuple[tuple[str, str], ...]:
    """What a change wrote, field by field."""
    declared = fields_of(KINDS[change.kind]) if change.kind in KINDS else {}
    written = {name: declared.get(name) or Field(name) for name in change.fields if name not in _SILENT}
    names = titles.names_of(connection, [(field, change.fields[name]) for name, field in written.items()])
    said = [
        (field.label, titles.word(name, field, change.fields[name], zone, names)) for name, field in written.items()
    ]
    return tuple((label, word) for label, word in said if word)
