"""The tables of a hub's files hold no bytes: those lie sealed on the disk, apart from the log."""

from __future__ import annotations

from sqlalchemy import LargeBinary

from eocdesk.store.hub import files_tables
from eocdesk.store.hub.base import HUB

OURS = (files_tables.FILE, files_tables.FILE_READ, files_tables.FILE_KEPT)
ID = 16


def test_every_table_is_the_hubs_own() -> None:
    assert {table.name for table in OURS} <= set(HUB.tables)


def test_no_table_has_room_for_what_a_file_holds() -> None:
    binary = [column for table in OURS for column in table.columns if isinstance(column.type, LargeBinary)]
    assert {getattr(column.type, "length", None) for column in binary} == {ID}
