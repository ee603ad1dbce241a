"""The first shape: records, change log, conflicts, what is this copy's own, full-text search."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

END = "\n--;\n"


def upgrade() -> None:
    """Run the frozen statements; as SQL, because triggers and full-text tables have no other form."""
    connection = op.get_bind()
    for statement in Path(__file__).with_name("0001_first.sql").read_text("utf-8").split(END):
        connection.exec_driver_sql(statement)
