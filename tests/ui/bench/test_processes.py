"""Processes of the bench: their whole tree is weighed, a failure is an error and never a figure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eocdesk.ui.bench.processes import child, memory, printed, resident, timed, variables


def test_memory_is_of_the_process_and_all_its_children() -> None:
    alone = memory(os.getpid())
    grandchild = "import sys, time; b = bytearray(60_000_000); print('up', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", grandchild], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        both = memory(os.getpid())
        other.communicate(b"")
    assert both["processes"] == alone["processes"] + 1
    assert both["tree"] - alone["tree"] > 50
    assert both["own"] < both["tree"]


def test_a_process_that_is_gone_weighs_nothing() -> None:
    assert memory(2**22 + 1) == {}


def test_a_command_that_fails_is_no_time() -> None:
    assert len(timed([sys.executable, "-c", ""], 2)) == 2
    with pytest.raises(RuntimeError, match="no good"):
        timed([sys.executable, "-c", "raise SystemExit('no good')"], 1)


def test_a_child_that_fails_says_which_measure_and_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"measures nothing failed[\s\S]*KeyError"):
        child(tmp_path / "desk", "nothing")


def test_without_a_display_the_window_is_drawn_off_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert variables().get("QT_QPA_PLATFORM") == ("offscreen" if sys.platform.startswith("linux") else None)
    monkeypatch.setenv("DISPLAY", ":9")
    assert "QT_QPA_PLATFORM" not in variables()


def test_what_a_command_prints_is_read_and_its_failure_is_said() -> None:
    assert printed([sys.executable, "-c", "print('{\"a\": 1}')"]) == {"a": 1}
    with pytest.raises(RuntimeError, match="no good"):
        printed([sys.executable, "-c", "raise SystemExit('no good')"])
    assert resident() > 10
