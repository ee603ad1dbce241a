"""What belongs to this copy alone: its device, clock and counters, and drafts as they are typed."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import clock, ids
from eocdesk.store import sealing, signing

_KEY, _BOX = "device key", "box key"
_KEYS_BEFORE = "keys before"

NUMBER_LETTERS = {
    "incident": "",
    "entry": "L",
    "task": "T",
    "request": "R",
    "offer": "O",
    "resource": "S",
    "report": "A",
    "threat": "H",
    "product": "P",
    "inquiry": "Q",
    "gap": "G",
    "recommendation": "N",
    "lesson": "E",
}
"""The letter after the dash, so that a number says its kind: `7KQ4-R3` is a request."""


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


def noted(connection: Connection, prefix: str) -> dict[str, Any]:
    """The values of this copy whose keys start so, by key."""
    rows = connection.exec_driver_sql(
        "SELECT key, value FROM local WHERE substr(key, 1, ?) = ? ORDER BY key", (len(prefix), prefix)
    )
    return {key: msgspec.msgpack.decode(value) for key, value in rows}


def forget(connection: Connection, key: str) -> None:
    """Keep a value no more."""
    connection.exec_driver_sql("DELETE FROM local WHERE key = ?", (key,))


def device(connection: Connection) -> bytes:
    """This copy's device id, made at first asking; never used again after a restore."""
    found = get(connection, "device")
    if found is None:
        found = ids.new_device()
        put(connection, "device", found)
    return bytes(found)


def renew(connection: Connection) -> bytes:
    """A new device id for a copy that another one may go on writing as; the old one is remembered, its key too."""
    old = get(connection, "device")
    if old is not None:
        key = get(connection, _KEY)
        if key is not None:
            put(connection, _KEYS_BEFORE, get(connection, _KEYS_BEFORE, {}) | {old.hex(): key})
        put(connection, "devices before", [*get(connection, "devices before", []), old])
        for name in ("device", _KEY, _BOX):
            connection.exec_driver_sql("DELETE FROM local WHERE key = ?", (name,))
    return device(connection)


def own_key(connection: Connection) -> bytes:
    """What this device signs with (store/signing), made at first asking, which takes a connection that writes."""
    found = get(connection, _KEY)
    if found is None:
        found = signing.new_key()
        put(connection, _KEY, found)
    return bytes(found)


def own_box(connection: Connection) -> bytes:
    """What opens what is sealed for this device (store/sealing), private; made at first asking likewise."""
    found = get(connection, _BOX)
    if found is None:
        found = sealing.new_box()
        put(connection, _BOX, found)
    return bytes(found)


def own_devices(connection: Connection) -> frozenset[bytes]:
    """This device and those this copy wrote as before it was renewed."""
    named = [get(connection, "device"), *get(connection, "devices before", [])]
    return frozenset(bytes(one) for one in named if one is not None)


def keys_made(connection: Connection) -> dict[bytes, bytes]:
    """The private key of each of this copy's own devices that has one."""
    found = {bytes.fromhex(dev): bytes(key) for dev, key in get(connection, _KEYS_BEFORE, {}).items()}
    key, own = get(connection, _KEY), get(connection, "device")
    return found if key is None or own is None else found | {bytes(own): bytes(key)}


def key_as(connection: Connection, dev: bytes) -> bytes:
    """The key of one of this copy's own devices; of an earlier one that never had a key it is made at first asking."""
    if dev == get(connection, "device"):
        return own_key(connection)
    before = get(connection, _KEYS_BEFORE, {})
    if dev.hex() not in before:
        before[dev.hex()] = signing.new_key()
        put(connection, _KEYS_BEFORE, before)
    return bytes(before[dev.hex()])


def stand(connection: Connection, place: str) -> bytes:
    """This copy's device where it stands now: a new one where it stood elsewhere before."""
    before = get(connection, "place")
    if before == place:
        return device(connection)
    put(connection, "place", place)
    return device(connection) if before is None else renew(connection)


def next_number(connection: Connection, kind: str, code: str) -> str:
    """The next number people say: `7KQ4-42` for an incident, `7KQ4-L42` for an entry; see NUMBER_LETTERS."""
    key = f"number/{kind}/{code}"
    count = int(get(connection, key, 0)) + 1
    put(connection, key, count)
    return f"{code}-{NUMBER_LETTERS.get(kind, kind[0].upper())}{count}"


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
