"""The commands that bring the screen in: what they ask of it, and what they refuse before it is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from eocdesk import cli
from eocdesk.models import Refused, Unavailable
from eocdesk.ui import app


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the screen was asked for, instead of a window."""
    calls: list[tuple[Any, ...]] = []

    def run(folder: Path, picture: Path | None, **rest: Any) -> int:
        calls.append((folder, picture, rest["size"], rest["pane"], rest["theme"]))
        return 0

    monkeypatch.setattr(app, "run", run)
    return calls


@pytest.mark.parametrize("words", [[], ["open"]])
def test_without_a_command_the_window_opens(asked: list[tuple[Any, ...]], tmp_path: Path, words: list[str]) -> None:
    assert cli.main(["--data", str(tmp_path), *words]) == 0
    assert asked == [(tmp_path, None, (1920, 1080), None, None)]


def test_a_picture_is_asked_for_whole_and_written_from_wherever_one_stands(
    asked: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["open", "--picture", "out.png", "--size", "1366x768", "--pane", "venues", "--theme", "dark"]
    assert cli.main(["--data", "desk", *words]) == 0
    assert asked == [(tmp_path / "desk", tmp_path / "out.png", (1366, 768), "venues", "dark")]


@pytest.mark.parametrize("size", ["large", "1920", "1920x", "x1080", "-1x5", "0x600", "19²x5", "1920×1080"])
def test_a_size_that_is_none_is_a_wrong_use(
    asked: list[tuple[Any, ...]], tmp_path: Path, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--data", str(tmp_path), "open", f"--size={size}"]) == 2
    assert f"“{size}” is no size" in capsys.readouterr().err
    assert asked == []


@pytest.mark.parametrize(("error", "code"), [(Refused("Not ready."), 1), (Unavailable("Too new."), 3)])
def test_what_goes_wrong_before_the_window_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise error

    monkeypatch.setattr(app, "run", fail)
    assert cli.main(["--data", str(tmp_path)]) == code
    assert capsys.readouterr().err == f"eocdesk: {error}\n"


def test_with_no_display_it_says_so_instead_of_falling(tmp_path: Path) -> None:
    ours = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    if not sys.platform.startswith("linux"):
        return  # elsewhere there is always a display
    command = [sys.executable, "-m", "eocdesk", "--data", str(tmp_path / "desk"), "open"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("eocdesk: There is no display here")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "desk").exists(), "nothing is made where nothing opens"


def test_a_measure_there_is_not_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "nope"]) == 2
    assert "There is no measure “nope”" in capsys.readouterr().err
