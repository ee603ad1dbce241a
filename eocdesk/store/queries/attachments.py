"""Which attachments records name, which were asked for, and which the hub is known to have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store import local
from eocdesk.store.named_bytes import AT_HUB

ASKED = "attachments asked for"
"""The local key of those a person asked for, whatever their size."""
AGAIN = 24 * 3_600_000
"""After so many ms the hub is asked once more about what it is known to have: its disk may have been lost."""
_DIGITS = 64
_KINDS = (("document", "size"), ("summary", "NULL"))


@dataclass(frozen=True, slots=True)
class Named:
    """An attachment that records name, none of them struck; `size` in bytes as they say, None where they do not."""

    sha256: str
    size: int | None


def named(connection: Connection) -> list[Named]:
    """Every attachment, the smallest first."""
    each = " UNION ALL ".join(
        f"SELECT sha256, {size} AS size FROM {kind} WHERE sha256 <> '' AND struck IS NOT 1" for kind, size in _KINDS
    )
    asked = f"SELECT sha256, max(size) FROM ({each}) GROUP BY sha256 ORDER BY coalesce(max(size), 0), sha256"
    return [Named(*row) for row in connection.exec_driver_sql(asked)]


def naming(connection: Connection, sha256: str) -> set[tuple[str, bytes]]:
    """(kind, id) of the records that name it."""
    return {
        (kind, record)
        for kind, _ in _KINDS
        for (record,) in connection.exec_driver_sql(f"SELECT id FROM {kind} WHERE sha256 = ?", (sha256,))
    }


def asked_for(connection: Connection) -> frozenset[str]:
    """Those a person asked for that did not come yet."""
    return frozenset(local.get(connection, ASKED, []))


def ask_for(connection: Connection, sha256: str) -> None:
    """Note that a person asks for it."""
    local.put(connection, ASKED, sorted(asked_for(connection) | {sha256}))


def came(connection: Connection, sha256: str) -> set[tuple[str, bytes]]:
    """Note that its bytes are here now; the records that name it."""
    left = asked_for(connection) - {sha256}
    if left != asked_for(connection):
        local.put(connection, ASKED, sorted(left))
    return naming(connection, sha256)


def at_hub(connection: Connection, hub: bytes, epoch: bytes, now: Moment) -> frozenset[str]:
    """Those the hub is known to have; none any more where it was put back to an older state, or a day later."""
    found = local.get(connection, _key(hub), {})
    if found.get("epoch") != epoch or not 0 <= now - found.get("since", 0) < AGAIN:
        return frozenset()
    return frozenset(one.hex() for one in found["names"])


def ever_at_hub(connection: Connection, hub: bytes, epoch: bytes) -> frozenset[str]:
    """Those the hub was known to have when it was last asked, however long ago."""
    return at_hub(connection, hub, epoch, local.get(connection, _key(hub), {}).get("since", 0))


def note_at_hub(connection: Connection, hub: bytes, epoch: bytes, names: Collection[str], now: Moment) -> None:
    """The hub is found to have these too."""
    before = at_hub(connection, hub, epoch, now)
    if set(names) <= before:
        return
    since = local.get(connection, _key(hub), {}).get("since", now) if before else now
    every: Iterable[bytes] = sorted(bytes.fromhex(one) for one in before.union(names))
    local.put(connection, _key(hub), {"epoch": epoch, "since": since, "names": every})


def unbrought(connection: Connection, hub: bytes) -> list[str]:
    """Those that were attached on this desk and that the hub was never found to have."""
    had = set(local.get(connection, _key(hub), {}).get("names", []))
    own = sorted(local.own_devices(connection))
    marks = ", ".join("?" * len(own))
    asked = " UNION ".join(
        f"SELECT sha256 FROM {kind} WHERE sha256 <> '' AND struck IS NOT 1 AND made_on IN ({marks})"
        for kind, _ in _KINDS
    )
    found = connection.exec_driver_sql(asked, (*own, *own))
    return [sha256 for (sha256,) in found if len(sha256) == _DIGITS and bytes.fromhex(sha256) not in had]


def _key(hub: bytes) -> str:
    return f"{AT_HUB}{hub.hex()}"
