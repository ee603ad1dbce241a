"""What can be asked for once the desk is set up: run it, test it, measure it, try it on files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from environment import Environment
from stop import REFUSED

EXERCISE = "EX-DESK"
RULES = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
SCREEN = ("tests/ui", "tests/journeys", "tests/cli")
"""The half of the tests that draws, and the shell, so that both take about as long; the rest runs beside it, each with
a memory of its own of what failed."""
HALVES = (
    ("pytest", "-q", "-o", "cache_dir=out/tests", *SCREEN),
    ("pytest", "-q", "-o", "cache_dir=out/tests-beside", "tests", *(f"--ignore={one}" for one in SCREEN)),
)


class Chores:
    """The commands, each giving the exit code to end with."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.root = environment.root
        self.out = environment.root / "out"

    def run(self) -> int:
        """Opens the desk on the exercise, in a data folder of its own; with no display it is drawn to files."""
        data = self.exercise()
        if data is None:
            return REFUSED
        if has_display(os.environ, sys.platform):
            return self.call("eocdesk", "--data", str(data), "open")
        return self.draw(data)

    def exercise(self) -> Path | None:
        """The data folder of the exercise, made the first time; None where it could not be made."""
        data = self.out / "exercise-data"
        made = self.out / "exercise-data.made"  # written last: a folder without it is from a run cut short
        if not made.exists():
            self.out.mkdir(exist_ok=True)
            if self.call("eocdesk", "--data", str(data), "exercise") != 0:
                return None
            made.touch()
        return data

    def draw(self, data: Path) -> int:
        """The same window and the same summary as files."""
        picture, summary = self.out / "desk.png", self.out / "situation-summary.pdf"
        for old in (picture, summary):
            old.unlink(missing_ok=True)
        print("eocdesk: no display here, so the desk is drawn to files", flush=True)
        desk = ("eocdesk", "--data", str(data))
        steps = (
            (*desk, "open", "--picture", str(picture)),
            (*desk, "report", "situation", "--event", EXERCISE, "--out", str(summary)),
        )
        for step in steps:
            code = self.call(*step, display=False)
            if code != 0:
                return code
        for file in (picture, summary):
            if not file.is_file() or file.stat().st_size == 0:
                print(f"eocdesk: {file.relative_to(self.root)} was not written", file=sys.stderr)
                return REFUSED
        print(f"eocdesk: the window is in {picture.relative_to(self.root)}, the summary in out/{summary.name}")
        return 0

    def check(self) -> int:
        """The rules about the code."""
        return self.each(*RULES, ("pytest", "-q", "tests/house"))

    def test(self) -> int:
        """Everything a change must pass; the tests in two halves at once."""
        rules = self.each(*RULES)
        tests = self.beside(*HALVES)
        return rules or tests

    def bench(self, words: list[str]) -> int:
        """The measures, each beside its floor."""
        return self.call("eocdesk", "bench", *words)

    def bench_sync(self, words: list[str]) -> int:
        """How copies meet, beside other engines that are fetched for it."""
        return self.call("python", str(self.root / "packaging" / "bench_sync.py"), *words)

    def trial(self, data: str) -> int:
        """Imports every file of a folder and prints the counts."""
        folder = Path(data.removeprefix("DATA=")).resolve()
        return self.call("python", str(self.root / "packaging" / "trial.py"), str(folder))

    def simulate(self, words: list[str]) -> int:
        """Plays simulated desk-days and prints the totals of everything that happened in them."""
        return self.call("python", str(self.root / "packaging" / "simulate.py"), *words)

    def mutants(self, words: list[str]) -> int:
        """Lets the simulation look for seeded faults, one after the other, and prints the table."""
        return self.call("python", str(self.root / "packaging" / "mutants.py"), *words)

    def lock(self, words: list[str]) -> int:
        """Remakes the lock files."""
        return self.call("python", str(self.root / "packaging" / "locks.py"), *words)

    def each(self, *steps: tuple[str, ...]) -> int:
        """Every step, whatever the one before said; the first exit code that is not 0."""
        first = 0
        for step in steps:
            print(f"== {' '.join(step)}", flush=True)
            code = self.call(*step, display=False)
            first = first or code
        return first

    def beside(self, *steps: tuple[str, ...]) -> int:
        """All at once; what each says is printed whole, one after the other. The first exit code that is not 0."""
        with ThreadPoolExecutor(len(steps)) as threads:
            running = [threads.submit(self.told, *step) for step in steps]
            first = 0
            for step, one in zip(steps, running, strict=True):
                print(f"== {' '.join(step)}", flush=True)
                code, said = one.result()
                print(said, flush=True)
                first = first or code
        return first

    def told(self, name: str, *words: str) -> tuple[int, str]:
        """One command without a display: its exit code and everything it said."""
        done = subprocess.run(
            self.command(name, *words),
            cwd=self.root,
            env=self.variables(display=False),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
        )
        return done.returncode, done.stdout

    def call(self, name: str, *words: str, display: bool = True) -> int:
        """One command of the environment, in the checkout."""
        variables = self.variables(display=display)
        return subprocess.run(self.command(name, *words), cwd=self.root, env=variables, check=False).returncode

    def command(self, name: str, *words: str) -> list[str]:
        """A program of the environment with its words."""
        return [str(self.environment.program(name)), *words]

    def variables(self, *, display: bool) -> dict[str, str]:
        """What a command finds around it."""
        variables = self.environment.variables()
        if not display:
            variables["QT_QPA_PLATFORM"] = "offscreen"
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium's sandbox refuses root; people keep theirs
            variables["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        return variables


def has_display(variables: Mapping[str, str], system: str) -> bool:
    """False only on a Linux that offers neither X11 nor Wayland."""
    return not system.startswith("linux") or any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
