"""Chains' ends signed by their devices: made for our own, kept of others, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.card import Signed, decode_card, message_of
from eocdesk.store import local, signing

APART = 64
"""Of the ends signed by others one in so many changes is kept, and the last: enough to cut a relay's pages at."""


class End(NamedTuple):
    """A chain as far as some page goes: its hash after change n."""

    scope: bytes
    dev: bytes
    n: int
    hash: bytes


def signed(connection: Connection, ends: Iterable[End]) -> list[Signed]:
    """These ends signed: ours now, others' as they came. An end of another device that came unsigned is left out.

    Ours takes a connection that writes where this copy never signed before.
    """
    ours = local.own_devices(connection)
    found: list[Signed] = []
    for end in ends:
        signature = (
            signing.sign(local.key_as(connection, end.dev), message_of(*end))
            if end.dev in ours
            else _kept(connection, end)
        )
        if signature is not None:
            found.append(Signed(*end, signature))
    return found


def _kept(connection: Connection, end: End) -> bytes | None:
    asked = "SELECT signature FROM signature WHERE scope = ? AND dev = ? AND n = ?"
    found: bytes | None = connection.exec_driver_sql(asked, end[:3]).scalar()
    return found


def keep_signed(connection: Connection, signed: Iterable[Signed]) -> None:
    """Keep the ends others signed. Whoever calls has checked them (store/meeting.take)."""
    ours = local.own_devices(connection)
    for one in sorted(signed, key=lambda one: one.n):
        if one.dev in ours:
            continue
        connection.exec_driver_sql(
            "INSERT INTO signature (scope, dev, n, signature) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (scope, dev, n) DO UPDATE SET signature = excluded.signature",
            (one.scope, one.dev, one.n, one.signature),
        )
        _thin(connection, one)


def _thin(connection: Connection, newest: Signed) -> None:
    asked = "SELECT n FROM signature WHERE scope = ? AND dev = ? ORDER BY n DESC LIMIT 3"
    last = [n for (n,) in connection.exec_driver_sql(asked, (newest.scope, newest.dev))]
    before = last[2] if len(last) > 2 else 0  # noqa: PLR2004  the newest, the one between, the one before
    if len(last) > 1 and last[0] - before <= APART:
        connection.exec_driver_sql(
            "DELETE FROM signature WHERE scope = ? AND dev = ? AND n = ?", (newest.scope, newest.dev, last[1])
        )


def points(connection: Connection, scope: bytes, dev: bytes, after: int) -> Sequence[int]:
    """Where another device's chain was signed, beyond `after`, ascending."""
    asked = "SELECT n FROM signature WHERE scope = ? AND dev = ? AND n > ? ORDER BY n"
    return [n for (n,) in connection.exec_driver_sql(asked, (scope, dev, after))]


def keys_of(connection: Connection) -> dict[bytes, bytes]:
    """The public key of every device known here: by card, and our own that signed already."""
    found: dict[bytes, bytes] = {}
    for dev, body in connection.exec_driver_sql("SELECT dev, body FROM card"):
        found[dev] = decode_card(body).key
    return found | {dev: signing.public(key) for dev, key in local.keys_made(connection).items()}


def unsound(connection: Connection) -> Iterator[tuple[str, str]]:
    """(where, sentence) of each kept signature that is not its device's over what the log holds."""
    keys = keys_of(connection)
    asked = (
        "SELECT s.scope, s.dev, s.n, s.signature, c.hash FROM signature s "
        "LEFT JOIN chain h ON h.scope = s.scope AND h.dev = s.dev "
        "LEFT JOIN change c ON c.chain = h.id AND c.n = s.n"
    )
    for scope, dev, n, signature, hash_ in connection.exec_driver_sql(asked):
        name = f"scope {scope.hex()[:8]} device {dev.hex()[:8]}"
        where = f"{name} change {n}"
        if hash_ is None:
            yield where, f"Change {n} of {name} was signed, and is not here."
        elif dev in keys and not signing.holds(keys[dev], message_of(scope, dev, n, hash_), signature):
            yield where, f"Change {n} of {name} is not what its device signed."
