"""The second shape: peers, what they hold and said, signatures and cards, and where records went that moved."""

from __future__ import annotations

from pathlib import Path

import msgspec
from alembic import op
from sqlalchemy import Connection

revision = "0002"
down_revision = "0001"

END = "\n--;\n"
NIL = bytes(16)
LEAVE, ENTER = 1, 2
SCOPE, RECORD, OP, LEFT = 0, 6, 7, 12  # places in a change of version 1


def upgrade() -> None:
    """Run the frozen statements, then note of the records that moved where they went."""
    connection = op.get_bind()
    for statement in Path(__file__).with_name("0002_meetings.sql").read_text("utf-8").split(END):
        connection.exec_driver_sql(statement)
    _note_moves(connection)


def _note_moves(connection: Connection) -> None:
    moves: list[tuple[bytes, bytes, bytes]] = []
    for (body,) in connection.exec_driver_sql("SELECT body FROM change"):
        change = msgspec.msgpack.decode(body)
        if change[OP] == LEAVE:
            moves.append((change[RECORD], change[SCOPE], NIL))
        elif change[OP] == ENTER:
            moves.append((change[RECORD], change[LEFT], change[SCOPE]))
    if moves:
        connection.exec_driver_sql(
            "INSERT INTO departed (rec, scope, to_scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", moves
        )
