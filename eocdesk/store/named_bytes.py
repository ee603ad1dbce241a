"""Which attachments words name, noted before the words go: bytes that nothing names any more have to go too."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection

from eocdesk.store import local

GIVEN_UP = "attachments given up"
"""The local key of those whose records this copy gave up; they may be named elsewhere still."""
OWED = "attachments owed"
AT_HUB = "attachments at "
"""What begins the local key of those a hub was found to have (store/queries/attachments)."""
KINDS = ("document", "summary")
"""The kinds whose records name bytes kept beside the database."""


class _Named(msgspec.Struct, array_like=True, frozen=True):
    """As much of a change as is needed here (models/change.Change)."""

    scope: bytes
    dev: bytes
    n: int
    prev: bytes
    hlc: int
    kind: str
    rec: bytes
    op: int
    fields: dict[str, object]


_decode = msgspec.msgpack.Decoder(_Named).decode


def note_words(connection: Connection, bodies: Iterable[bytes]) -> None:
    """What these bodies name is given up; what this copy attached itself is owed to the hub until that has it."""
    own = local.own_devices(connection)
    told = [(name, body) for body in bodies if (name := named_by(body))]
    note(connection, {name for name, _ in told})
    mine = {name for name, body in told if _decode(body).dev in own}
    owe(connection, mine - _ever_at_a_hub(connection) if mine else mine)


def owe(connection: Connection, names: Collection[str]) -> None:
    """These are owed to the hub as they lie."""
    if names:
        local.put(connection, OWED, sorted({*names, *owed(connection)}))


def _ever_at_a_hub(connection: Connection) -> set[str]:
    keys = connection.exec_driver_sql("SELECT key FROM local WHERE key LIKE ?", (f"{AT_HUB}%",)).fetchall()
    return {name.hex() for (key,) in keys for name in local.get(connection, key)["names"]}


def owed(connection: Connection) -> list[str]:
    """What this copy attached, had to give up, and no hub was found to have: it is nowhere else."""
    return list(local.get(connection, OWED, []))


def forgive(connection: Connection, names: Collection[str]) -> None:
    """The hub has these now, or they are not here any more."""
    local.put(connection, OWED, [name for name in owed(connection) if name not in names])


def note_scope(connection: Connection, scope: bytes) -> None:
    """What the words of a scope name is given up. To be called before they are taken out."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    asked = f"SELECT c.body FROM change c JOIN chain h ON h.id = c.chain WHERE h.scope = ? AND c.kind IN ({kinds})"
    note_words(connection, [body for (body,) in connection.exec_driver_sql(asked, (scope,))])


def note(connection: Connection, names: set[str]) -> None:
    """These (SHA-256) are given up."""
    before = set(local.get(connection, GIVEN_UP, []))
    if names - before:
        local.put(connection, GIVEN_UP, sorted(before | names))


def named_by(body: bytes) -> str:
    """What a body names; empty where that is nothing, or the body is none."""
    if b"sha256" not in body:
        return ""  # nearly always
    try:
        found = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
    told = found.fields.get("sha256") if found.kind in KINDS else None
    return told if isinstance(told, str) else ""
