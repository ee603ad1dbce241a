"""Which records were purged for good: noted on each copy, so that nothing of them is taken in again but what stays."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.models import Change, clock
from eocdesk.models.change import Stub, Why
from eocdesk.store import local

KINDS = frozenset({"report"})
"""The kinds whose records are purged."""
PURGED = "purged"
"""The state of what stays of one: its number, that it was purged, when, why."""
_NOTED = "purged record/"


def stays(change: Change) -> bool:
    """Whether a change is what stays of a purged record; whatever else comes of it later is kept as a place alone."""
    return change.kind in KINDS and change.fields.get("state") == PURGED


def records(connection: Connection) -> set[bytes]:
    """The records this copy knows to be purged. There are few."""
    asked = "SELECT key FROM local WHERE substr(key, 1, ?) = ?"
    return {bytes.fromhex(key[len(_NOTED) :]) for (key,) in connection.exec_driver_sql(asked, (len(_NOTED), _NOTED))}


def note(connection: Connection, record: bytes) -> None:
    """From now on nothing of this record is taken in here but what stays."""
    local.put(connection, f"{_NOTED}{record.hex()}", clock.now())


def place_of(change: Change, digest: bytes) -> Stub:
    """What stands in the place of a change that is not taken in."""
    return Stub(change.scope, change.dev, change.n, change.prev, digest, int(Why.REDACTED))
