"""eocdesk room: one desk offers itself in a process of its own, another finds it, and both are level."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.desk.desk import Desk
from tests.cli.conftest import Shell
from tests.kit.desks import make_desk
from tests.kit.pairs import log, pair


@pytest.fixture
def two(tmp_path: Path) -> list[Desk]:
    """Two desks that were paired, closed again."""
    made = [make_desk(tmp_path / name, name) for name in ("data", "other")]
    pair(*made)
    log(made[0], "Gate 4 closed")
    log(made[1], "Bus late")
    for desk in made:
        desk.close()
    return made


@pytest.fixture
def offered(two: list[Desk]) -> Iterator[dict[str, object]]:
    """What the second says once it answers; stopped by Ctrl+C."""
    words = [sys.executable, "-m", "eocdesk", "--data", str(two[1].folder)]
    process = subprocess.Popen(
        [*words, "room", "offer", "--host", "127.0.0.1", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[1] == ""
        assert process.returncode == 0
    finally:
        process.kill()  # nothing where it ended


def test_a_desk_is_found_on_the_network_and_met_or_met_by_its_address(shell: Shell, offered: dict[str, object]) -> None:
    assert offered["listening"]
    assert offered["found_by_others"]
    met = shell("room", "meet", "--interface", "127.0.0.1", "--seconds", "3", "--json").json
    assert (met["desk"], met["ok"], met["sent"], met["received"]) == ("other", True, 2, 2)
    again = shell("room", "meet", f"https://127.0.0.1:{offered['port']}")
    assert (again.code, again.err) == (0, "")
    assert "Nothing new." in again.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("room", "meet", "https://127.0.0.1:9"), 3, "No desk answers"),
        (("room", "meet", "http://127.0.0.1:9"), 1, "https only"),
        (("room", "meet", "--interface", "127.0.0.1", "--seconds", "0.1"), 3, "offers itself"),
        (("room", "meet", "--seconds", "0"), 2, "--seconds"),
        (("room", "offer", "--port", "70000"), 2, "--port"),
        (("room", "offer", "--host", "203.0.113.1"), 3, "cannot offer itself"),
        (("room",), 2, "required"),
    ],
)
def test_what_does_not_go_is_one_sentence(la28: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    answer = la28(*words)
    assert answer.code == code
    assert said in answer.sentence
