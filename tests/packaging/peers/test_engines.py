"""One round of an engine: every step in order, the bytes of each, and nothing believed that did not arrive."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from peers import engines
from peers.engines import CHECK, HERE, READY, STEPS, Engine, Served, Step, all_engines, round_of
from peers.fetched import built_in_node
from peers.processes import FailedError, Server, free_port

# A driver that says what it is told to say; with a server it sends it some bytes at one step.
DRIVER = """
import json, socket, sys
steps, url, count, held = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for step in steps:
    sys.stdin.readline()
    if step == "push":
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as line:
            line.sendall(b"x" * 5000)
            line.recv(1)
    told = {"step": step, "count": count, "seconds": 0.5}
    print(json.dumps(told | ({"held": held, "edited": held} if step == "check" else {})), flush=True)
"""
SERVER = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as there:
    while True:
        line, _ = there.accept()
        with line:
            heard = 0
            while heard < 5000 and (data := line.recv(9999)):
                heard += len(data)
            line.sendall(b"y")
"""


class Said:
    """An engine whose driver does the steps it is told, and says that so much arrived."""

    name = about = "Said"
    most = 50

    def __init__(self, held: int, steps: tuple[str, ...] = (READY, *STEPS, CHECK)) -> None:
        self.held = held
        self.steps = steps

    def fetch(self, home: Path) -> None:
        """Nothing."""

    def served(self, folder: Path) -> Iterator[Served | None]:
        """It answers each line with one byte."""
        port = free_port()
        with Server([sys.executable, "-c", SERVER, str(port)], folder, port, {}):
            yield Served(port, (str(self.held),))

    def words(self, _folder: Path, url: str, file: Path) -> list[str]:
        count = len(json.loads(file.read_text("utf-8")))
        return [sys.executable, "-c", DRIVER, json.dumps(self.steps), url, str(count)]

    def variables(self) -> Mapping[str, str]:
        return {}


def test_a_round_is_every_step_in_order_and_no_more_records_than_the_engine_bears(tmp_path: Path) -> None:
    assert round_of(Said(50), tmp_path, 1000) == [Step(name, 50, 0.5) for name in STEPS]


def test_the_bytes_of_a_step_are_counted_on_the_wire(tmp_path: Path) -> None:
    carried = {step.name: step.carried for step in round_of(Said(20), tmp_path, 20, counted=True)}
    assert carried["push"] == 5001
    assert carried["pull"] == 0


def test_what_did_not_arrive_fails_the_round(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="of 20 records 19 arrived"):
        round_of(Said(19), tmp_path, 20)


def test_a_driver_that_does_another_step_fails_the_round(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="“pull” when “push” was due"):
        round_of(Said(20, (READY, "write", "pull")), tmp_path, 20)


def test_every_engine_is_named_once_and_this_program_comes_first() -> None:
    both, alone = all_engines(lambda: "postgresql://nowhere/none"), all_engines(None)
    assert [engine.name for engine in both[:2]] == ["eocdesk", "eocdesk, PostgreSQL"]
    assert [engine.name for engine in both[2:]] == [engine.name for engine in alone[1:]]
    assert {"PouchDB", "Anki", "Actual", "cr-sqlite"} <= {engine.name for engine in alone}
    assert len({engine.name for engine in both}) == len(both)


def test_the_drivers_of_other_engines_are_programs() -> None:
    scripts = sorted([*HERE.glob("*.js"), *HERE.glob("*.mjs")])
    assert {script.name for script in scripts} >= {"pouch_client.js", "pouch_server.js", "crsqlite.js"}
    assert {getattr(engine, "client", "steps.js") for engine in all_engines(None)} <= {one.name for one in scripts}
    for script in scripts:
        checked = [str(built_in_node().program), "--check", str(script)]
        done = subprocess.run(checked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_a_hub_that_gives_no_code_is_heard(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no hub"):
        engines.code(tmp_path, ["--data", str(tmp_path), "enrol-code"])


@pytest.mark.parametrize("engine", [engine for engine in all_engines(None) if engine.name == "eocdesk"])
def test_this_program_comes_through_a_round_of_its_own(engine: Engine, tmp_path: Path) -> None:
    steps = round_of(engine, tmp_path, 30, counted=True)
    assert [step.name for step in steps] == list(STEPS)
    carried = {step.name: step.carried or 0 for step in steps}
    assert carried["push"] > carried["no-op"] > 0
    assert carried["write"] == carried["edit"] == 0
