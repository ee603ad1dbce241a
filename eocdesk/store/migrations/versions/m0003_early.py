"""The third shape: words that a hub tells a new desk before their history."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

END = "\n--;\n"


def upgrade() -> None:
    """Run the frozen statements."""
    connection = op.get_bind()
    for statement in Path(__file__).with_name("0003_early.sql").read_text("utf-8").split(END):
        connection.exec_driver_sql(statement)
