"""The fifth shape: forms with their blocks, issued paper of any form, the trail of what was let out."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"

END = "\n--;\n"


def upgrade() -> None:
    """Run the frozen statements."""
    connection = op.get_bind()
    for statement in Path(__file__).with_name("0005_paper.sql").read_text("utf-8").split(END):
        connection.exec_driver_sql(statement)
