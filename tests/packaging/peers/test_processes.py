"""Servers and drivers of a round: waited for, asked step by step, ended whatever happens, heard when they complain."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from peers import processes
from peers.processes import Driver, FailedError, Server, free_port, listens

LISTENS = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as there:
    while True:
        there.accept()
"""
STEPS = """
import json, sys
for at in range(2):
    sys.stdin.readline()
    print("chatter", flush=True)
    print(json.dumps({"step": at}), flush=True)
print("it hurts", file=sys.stderr)
"""


def words(script: str, *more: str) -> list[str]:
    return [sys.executable, "-c", script, *more]


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_server_is_there_once_it_listens_and_gone_afterwards(tmp_path: Path) -> None:
    port = free_port()
    with Server(words(LISTENS, str(port)), tmp_path, port, {}) as server:
        assert listens(port)
        assert server.url.endswith(str(port))
        assert processes.memory_mb(server.process.pid) > 1
        assert processes.cpu_seconds(server.process.pid) >= 0
    assert gone(server.process.pid)
    assert not listens(port)


def test_a_server_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such gate"), Server(words("exit('no such gate')"), tmp_path, 1, {}):
        pass


def test_a_driver_does_a_step_when_it_is_asked(tmp_path: Path) -> None:
    with Driver(words(STEPS), tmp_path, {}) as driver:
        assert [driver.step()["step"], driver.step()["step"]] == [0, 1]
        with pytest.raises(FailedError, match="it hurts"):
            driver.step()
    assert gone(driver.process.pid)


def test_a_driver_that_hangs_is_ended(tmp_path: Path) -> None:
    with (
        Driver(words("import threading; threading.Event().wait()"), tmp_path, {}) as driver,
        pytest.raises(FailedError, match="ended before its last step"),
    ):
        driver.step(limit=0.2)
    assert gone(driver.process.pid)


def test_a_process_that_is_gone_weighs_nothing() -> None:
    assert processes.cpu_seconds(2**30) == processes.memory_mb(2**30) == 0
