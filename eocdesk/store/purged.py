"""Which records were purged for good: noted on each copy, so that nothing of them is taken in again but what stays."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.models import Change, clock
from eocdesk.models.change import Stub, Why
from eocdesk.store import local

_SAID_IN = {"entry": "text", "block": "text", "summary": "changed", "document": "caption"}
"""Where each kind says what became of it."""
KINDS = frozenset({"report", *_SAID_IN})
"""The kinds whose records are purged: a report, what tells its words (entries, blocks of forms), and frozen papers that
hold them, with the record that names what they were made from."""
PURGED = "purged"
"""The state of what stays of a report: its number, that it was purged, when, why."""
TAKEN_OUT = "Taken out for good with report "
"""So begins what stays of anything but the report."""
GONE = "This was purged: its words were taken out for good. Nothing more is written on it."
ORDERED = "purge ordered/"
"""So begins the local key of what this desk is to tell of a report once its hub has purged it, as was ordered here."""
_NOTED, _BEHIND = "purged record/", "purged record0"
_TO_WIPE = "purged and not wiped"


def stays(change: Change) -> bool:
    """Whether a change is what stays of a purged record; whatever else comes of it later is kept as a place alone."""
    if change.kind in _SAID_IN:
        return str(change.fields.get(_SAID_IN[change.kind], "")).startswith(TAKEN_OUT)
    return change.kind in KINDS and change.fields.get("state") == PURGED


def closed(connection: Connection, record: bytes) -> bool:
    """Whether a record is known here to be purged."""
    return local.get(connection, f"{_NOTED}{record.hex()}") is not None


def to_wipe(connection: Connection) -> int:
    """How often words were purged that may lie yet in free parts of the file; 0 where it was wiped since."""
    return int(local.get(connection, _TO_WIPE, 0))


def wiped(connection: Connection, told: int) -> None:
    """The file was wiped when `told` (to_wipe) was so much."""
    if to_wipe(connection) == told:
        local.forget(connection, _TO_WIPE)


def records(connection: Connection) -> set[bytes]:
    """The records this copy knows to be purged. There are few."""
    asked = "SELECT key FROM local WHERE key >= ? AND key < ?"  # of the index alone: it is asked with every page
    found = connection.exec_driver_sql(asked, (_NOTED, _BEHIND))
    return {bytes.fromhex(key[len(_NOTED) :]) for (key,) in found}


def note(connection: Connection, record: bytes) -> None:
    """From now on nothing of this record is taken in here but what stays."""
    local.put(connection, f"{_NOTED}{record.hex()}", clock.now())
    local.put(connection, _TO_WIPE, to_wipe(connection) + 1)


def place_of(change: Change, digest: bytes) -> Stub:
    """What stands in the place of a change that is not taken in."""
    return Stub(change.scope, change.dev, change.n, change.prev, digest, int(Why.REDACTED))


def unfinished(connection: Connection) -> list[bytes]:
    """Reports that a hub has purged as this desk ordered, and of which it has not told yet what stays."""
    ordered = (bytes.fromhex(key[len(ORDERED) :]) for key, plan in local.noted(connection, ORDERED).items() if plan)
    return [record for record in ordered if closed(connection, record)]
