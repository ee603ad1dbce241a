"""A shell of this process: what the command line prints, says and gives back, on a data folder of its own."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eocdesk.cli import main


@dataclass(frozen=True)
class Said:
    """What one command printed, said on standard error, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one line of JSON of a command that was done."""
        assert (self.code, self.err) == (0, "")
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence of a command that was not done, nothing printed."""
        assert self.out == ""
        assert self.err.startswith("eocdesk: ")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.removeprefix("eocdesk: ").strip()


class Shell:
    """`shell("log", "words", ...)` on the data folder `shell.folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> Said:
        return self.raw("--data", str(self.folder), *words)

    def raw(self, *words: str) -> Said:
        """The words as they are, without a folder."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as left:  # --help and --version leave by themselves
                code = int(left.code or 0)
        return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """On an empty data folder."""
    return Shell(tmp_path / "data")


@pytest.fixture
def la28(shell: Shell) -> Shell:
    """With the event LA28 in it."""
    days = ("--start", "2028-07-14", "--end", "2028-07-30")
    made = shell("event", "add", "LA28", "--name", "LA28 Games", "--zone", "America/Los_Angeles", *days)
    assert (made.code, made.out, made.err) == (0, "", "")
    return shell
