"""Bring an old database up to date, step by step, after a copy of it is safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from eocdesk.models import KINDS
from eocdesk.store import project
from eocdesk.store.open import schema_of
from eocdesk.store.tables import SCHEMA

FOLDER = Path(__file__).parent / "migrations"
_CHUNK = 500


def up(connection: Connection, backup: Callable[[], None], target: int = SCHEMA) -> int:
    """Run the missing steps inside the caller's transaction; `backup` is called first where there is data.

    Returns the version found before. Alembic is loaded only where there is a step to run.
    """
    found = schema_of(connection)
    if found >= target:
        return found
    if found:
        backup()
    from alembic.migration import MigrationContext  # noqa: PLC0415  slow to load, seldom needed
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    context = MigrationContext.configure(connection, opts={"render_as_batch": True})
    scripts = ScriptDirectory(str(FOLDER))
    with Operations.context(context):
        for version in range(found + 1, target + 1):
            scripts.get_revision(f"{version:04}").module.upgrade()
    if found:
        _learn(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {target}")
    return found


def _learn(connection: Connection) -> None:
    """Make rows of what came from newer copies and was kept unread: kinds and fields this version knows at last."""
    empty = [kind for kind in KINDS if connection.exec_driver_sql(f"SELECT 1 FROM {kind} LIMIT 1").first() is None]
    kinds = ", ".join(f"'{kind}'" for kind in empty)
    new = [rec for (rec,) in connection.exec_driver_sql(f"SELECT DISTINCT rec FROM change WHERE kind IN ({kinds})")]
    for kind in KINDS:
        new += [record for (record,) in connection.exec_driver_sql(f"SELECT id FROM {kind} WHERE extra IS NOT NULL")]
    for at in range(0, len(new), _CHUNK):
        project.records(connection, new[at : at + _CHUNK])
