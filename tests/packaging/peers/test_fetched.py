"""Fetching other engines: what is there is kept, what cannot be had is a sentence, nothing else of the run stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from peers import fetched
from peers.fetched import AbsentError, Node, built_in_node, call


def test_the_node_of_the_build_is_the_program_itself() -> None:
    node = built_in_node()
    done = subprocess.run([str(node.program), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("v")
    assert node.npm.is_file()


def test_what_an_installer_says_last_is_why_an_engine_is_missing(tmp_path: Path) -> None:
    script = "import sys; print('npm error no such package', file=sys.stderr); print('see the log'); sys.exit(1)"
    with pytest.raises(AbsentError, match=r"could not be installed \(npm error no such package\)"):
        call((sys.executable, "-c", script), tmp_path, {})


def test_an_installer_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "LONGEST_S", 0.2)
    with pytest.raises(AbsentError, match=r"within 0\.2 seconds"):
        call((sys.executable, "-c", "import threading; threading.Event().wait()"), tmp_path, {})


def test_packages_that_are_there_are_not_fetched_again(tmp_path: Path) -> None:
    """The npm of this Node.js notes each call and fails the second one."""
    node = Node(tmp_path / "node")
    node.program.parent.mkdir(parents=True)
    node.program.symlink_to(sys.executable)
    node.npm.parent.mkdir(parents=True)
    node.npm.write_text(
        "import os, pathlib, sys\n"
        "calls = pathlib.Path('calls')\n"
        "if calls.exists(): sys.exit('error: called again')\n"
        "calls.write_text(' '.join(sys.argv[1:]) + ' ' + os.environ['npm_config_nodedir'])\n"
    )
    home = tmp_path / "home"
    node.install(home, ("one@1.0.0",))
    node.install(home, ("one@1.0.0",))
    told = (home / "calls").read_text()
    assert "one@1.0.0" in told
    assert str(node.root) in told
    with pytest.raises(AbsentError, match="called again"):
        node.install(home, ("one@2.0.0",))


def test_an_environment_that_cannot_be_filled_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def refuse(words: tuple[str, ...], _folder: Path, _variables: object) -> None:
        asked.append(words)
        if len(asked) == 1:
            raise AbsentError("it could not be installed")

    monkeypatch.setattr(fetched, "call", refuse)
    home = tmp_path / "engine"
    with pytest.raises(AbsentError):
        fetched.environment(home, ("engine==1",))
    python = fetched.environment(home, ("engine==1",))
    assert fetched.environment(home, ("engine==1",)) == python
    assert len(asked) == 2
    assert asked[1][-1] == "engine==1"
    assert fetched.packages_of(python).is_dir()
