"""The bench's own PostgreSQL: durable as in service, an empty database at each call, nothing left of it."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from peers import cluster


def test_each_call_gives_an_empty_database_of_a_server_that_syncs() -> None:
    with cluster.postgres() as address:
        assert address is not None
        first, second = address(), address()
        assert first != second
        with psycopg.connect(first) as connection:
            row = connection.execute("SHOW fsync").fetchone()
            assert row == ("on",)
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
            assert row == (0,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first, connect_timeout=2)


def test_where_no_server_is_installed_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with cluster.postgres() as address:
        assert address is None
