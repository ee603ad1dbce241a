"""What became of an entry: how it reads now, whether it is struck."""

from __future__ import annotations

from sqlalchemy import Connection


def is_struck(connection: Connection, entry: bytes) -> bool:
    """Whether another entry strikes this one."""
    found = connection.exec_driver_sql("SELECT 1 FROM entry WHERE amends = ? AND kind = 'strike' LIMIT 1", (entry,))
    return found.first() is not None


def reads_now(connection: Connection, entry: bytes) -> str:
    """The text of the newest amendment, else the entry's own."""
    newest = connection.exec_driver_sql(
        "SELECT text FROM entry WHERE amends = ? AND kind = 'amend' ORDER BY written DESC, id DESC LIMIT 1", (entry,)
    ).scalar()
    own = connection.exec_driver_sql("SELECT text FROM entry WHERE id = ?", (entry,)).scalar()
    return str((own if newest is None else newest) or "")
