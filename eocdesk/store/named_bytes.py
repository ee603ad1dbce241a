"""Which attachments words name, noted before the words go: bytes that nothing names any more have to go too."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from eocdesk.store import local

GIVEN_UP = "attachments given up"
"""The local key of those whose records this copy gave up; they may be named elsewhere still."""
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
    """What these bodies name is given up."""
    note(connection, {name for body in bodies if (name := named_by(body))})


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
