"""A PostgreSQL of the test run's own: made when first asked for, an empty database a test, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

LONGEST_S = 1500
"""The server ends by itself after that, whatever became of the test run."""
_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = "nobody"
_COUNT = count(1)
# A crash of a process is tested, a crash of the machine is not: nothing need reach the disk itself.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "80",
    "shared_buffers": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_min_messages": "FATAL",
}


@dataclass
class Cluster:
    """A running server and the ways to stop and start it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    free: list[str] = field(default_factory=list)  # empty databases: to empty one is quicker than to make one

    def start(self) -> None:
        """Run the server; returns once it answers."""
        words = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        program = str(programs() / "postgres")
        command = ["timeout", "-s", "INT", str(LONGEST_S), program, "-D", str(self.folder), "-p", str(self.port)]
        with (self.folder.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "-k", str(self.folder.parent), *words],
                stdout=log,
                stderr=log,
                user=_NOBODY if is_root() else None,
                start_new_session=True,
            )
        ready = [str(programs() / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        while subprocess.run(ready, check=False).returncode:
            if self.process.poll() is not None:
                said = (self.folder.parent / "log").read_text("utf-8", "replace")
                pytest.fail(f"PostgreSQL did not start: {said[-500:]}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: at once and in order, or SIGQUIT as if it had crashed."""
        if self.process is None:
            return
        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, how)
        self.process.wait(60)
        self.process = None

    def address(self, database: str) -> str:
        """The address of a database of it."""
        return f"postgresql://eocdesk@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Statements outside any transaction."""
        import psycopg  # noqa: PLC0415  only where a test wants a server

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def take(self) -> str:
        """The name of an empty database."""
        if self.process is None:
            self.start()
        if self.free:
            return self.free.pop()
        name = f"test_{os.getpid()}_{next(_COUNT)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def give_back(self, name: str) -> None:
        """Whatever still holds on to the database is cut off, and all in it is gone."""
        if self.process is None:
            self.start()
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
            "DROP SCHEMA public CASCADE",
            "CREATE SCHEMA public",
            database=name,
        )
        self.free.append(name)


def is_root() -> bool:
    """Whether the tests run as root, as whom PostgreSQL refuses to run."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def programs() -> Path:
    """The folder of the newest PostgreSQL here."""
    found = sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    pytest.fail("PostgreSQL's server is not installed; “make check” installs it on Debian and Ubuntu.")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The server of this test run."""
    base = Path(tempfile.mkdtemp(prefix="eocdesk-pg-"))  # not below pytest's own folders: those are closed to others
    if is_root():
        shutil.chown(base, _NOBODY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Cluster(base / "data", port)
    try:
        words = ["-A", "trust", "-U", "eocdesk", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(
            [str(programs() / "initdb"), "-D", str(made.folder), *words],
            check=True,
            capture_output=True,
            user=_NOBODY if is_root() else None,
        )
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def postgres(cluster: Cluster) -> Iterator[str]:
    """The address of an empty database."""
    name = cluster.take()
    yield cluster.address(name)
    cluster.give_back(name)
