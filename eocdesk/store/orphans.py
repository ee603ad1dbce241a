"""Delete the bytes of attachments that no record of this copy names any more since it had to give some up."""

from __future__ import annotations

import logging

import msgspec
from sqlalchemy import Connection

from eocdesk.models.change import decode
from eocdesk.store import lease_files, named_bytes, withdraw
from eocdesk.store.kept import Store

_log = logging.getLogger(__name__)


def sweep(store: Store) -> int:
    """Delete them, blocking; how many. What cannot be deleted now is at the next time. Unavailable as the store says.

    Not those that words name which a hub refused: these are kept here for their author, and the bytes with them. Nor
    those this copy still owes the hub, or has to lock for it: they are nowhere else.
    """
    if not store.readers.now(_left):
        return 0
    # On the writer's thread: nobody names one of them while it is being deleted.
    return store.writer.local(lambda connection: _sweep(connection, store)).result()


def _sweep(connection: Connection, store: Store) -> int:
    gone = []
    for sha256 in _left(connection):
        try:
            store.attachments.remove(sha256)
        except OSError as error:
            _log.warning("an attachment that was given up cannot be deleted yet: %s", error.strerror)
            continue
        gone.append(sha256)
    withdraw.bytes_gone(connection, gone)
    return len(gone)


def _left(connection: Connection) -> list[str]:
    found = withdraw.bytes_given_up(connection)
    if not found:
        return []
    waiting = {one.name for one in lease_files.to_lock(connection)}
    kept = _refused(connection).union(named_bytes.owed(connection), waiting)
    return [sha256 for sha256 in found if sha256 not in kept]


def _refused(connection: Connection) -> set[str]:
    named = set()
    for (body,) in connection.exec_driver_sql("SELECT body FROM refused WHERE kind IN ('document', 'summary')"):
        try:
            named.add(str(decode(body).fields.get("sha256", "")))
        except msgspec.DecodeError:
            continue
    return named
