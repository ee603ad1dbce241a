"""The fourth shape: hazards, plans, aid, threats, gaps and the exchange with partners."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"

END = "\n--;\n"


def upgrade() -> None:
    """Run the frozen statements."""
    connection = op.get_bind()
    for statement in Path(__file__).with_name("0004_watch.sql").read_text("utf-8").split(END):
        connection.exec_driver_sql(statement)
