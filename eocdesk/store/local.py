"""What belongs to this copy alone: its device, clock and counters, and drafts as they are typed."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import clock, ids


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """A value of this copy, or the default."""
    found = connection.exec_driver_sql("SELECT value FROM local WHERE key = ?", (key,)).scalar()
    return default if found is None else msgspec.msgpack.decode(found)


def put(connection: Connection, key: str, value: object) -> None:
    """Keep a value of this copy."""
    connection.exec_driver_sql(
        "INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, msgspec.msgpack.encode(value)),
    )


def device(connection: Connection) -> bytes:
    """This copy's device id, made at first asking; never used again after a restore."""
    found = get(connection, "device")
    if found is None:
        found = ids.new_device()
        put(connection, "device", found)
    return bytes(found)


def renew(connection: Connection) -> bytes:
    """A new device id for a copy that another one may go on writing as; the old one is remembered."""
    old = get(connection, "device")
    if old is not None:
        put(connection, "devices before", [*get(connection, "devices before", []), old])
        connection.exec_driver_sql("DELETE FROM local WHERE key = 'device'")
    return device(connection)


def stand(connection: Connection, place: str) -> bytes:
    """This copy's device where it stands now: a new one where it stood elsewhere before."""
    before = get(connection, "place")
    if before == place:
        return device(connection)
    put(connection, "place", place)
    return device(connection) if before is None else renew(connection)


def next_number(connection: Connection, kind: str, code: str) -> str:
    """The next number people say: `7KQ4-42` for an incident, `7KQ4-L42` for an entry, `7KQ4-T42` for a task."""
    key = f"number/{kind}/{code}"
    count = int(get(connection, key, 0)) + 1
    put(connection, key, count)
    letter = {"incident": "", "entry": "L", "task": "T"}.get(kind, kind[0].upper())
    return f"{code}-{letter}{count}"


def save_draft(connection: Connection, key: str, value: object) -> None:
    """Keep what is being typed; None forgets it."""
    if value is None:
        connection.exec_driver_sql("DELETE FROM draft WHERE key = ?", (key,))
        return
    connection.exec_driver_sql(
        "INSERT INTO draft (key, at, value) VALUES (?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET at = excluded.at, value = excluded.value",
        (key, clock.now(), msgspec.msgpack.encode(value)),
    )


def drafts(connection: Connection, prefix: str = "") -> dict[str, Any]:
    """The drafts kept, by key, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT key, value FROM draft WHERE substr(key, 1, ?) = ? ORDER BY at", (len(prefix), prefix)
    )
    return {key: msgspec.msgpack.decode(value) for key, value in rows}
