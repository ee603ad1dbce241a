"""A PostgreSQL of the run's own, with fsync on as in service: made in a folder of its own, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from peers.processes import LOOPBACK, READY_S, FailedError, free_port

LONGEST_S = 4 * 3600
"""The server ends by itself after that, whatever became of the run."""
USER = "eocdesk"
_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = "nobody"
_SETTINGS = {"listen_addresses": LOOPBACK, "max_connections": "200", "shared_buffers": "128MB"}


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server here; None where there is none."""
    found = sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def postgres() -> Iterator[Callable[[], str] | None]:
    """Gives the address of an empty database at each call; None where no PostgreSQL is installed."""
    here = programs()
    if here is None:
        yield None
        return
    base = Path(tempfile.mkdtemp(prefix="eocdesk-bench-pg-"))
    owner = _NOBODY if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if owner:
        shutil.chown(base, owner)
    try:
        words = [str(here / "initdb"), "-D", str(base / "data"), "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C"]
        subprocess.run(words, check=True, capture_output=True, user=owner)
        with _running(here, base, owner) as port:
            numbers = count(1)
            yield lambda: _database(here, port, f"bench_{next(numbers)}")
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextmanager
def _running(here: Path, base: Path, owner: str | None) -> Iterator[int]:
    port = free_port()
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    where = ["-D", str(base / "data"), "-p", str(port), "-k", str(base)]
    words = ["timeout", "-s", "INT", str(LONGEST_S), str(here / "postgres"), *where, *settings]
    with (base / "log").open("ab") as log:
        server = subprocess.Popen(words, stdout=log, stderr=log, user=owner)
    try:
        _wait(here, base, port, server)
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # `timeout` passes it on: an end in order
        server.wait(60)


def _wait(here: Path, base: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_S
    ready = [str(here / "pg_isready"), "-h", LOOPBACK, "-p", str(port), "-q"]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            said = (base / "log").read_text("utf-8", "replace").strip()
            raise FailedError(f"PostgreSQL did not come up: {said[-400:]}")
        time.sleep(0.1)


def _database(here: Path, port: int, name: str) -> str:
    words = [str(here / "createdb"), "-h", LOOPBACK, "-p", str(port), "-U", USER, name]
    subprocess.run(words, check=True, capture_output=True)
    return f"postgresql://{USER}@{LOOPBACK}:{port}/{name}"
