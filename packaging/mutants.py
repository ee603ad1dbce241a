"""Puts a fault into a copy of the tree, one at a time, and lets the simulation find it; prints what caught each.

What the copies mend among themselves before a season ends is shown by no simulation: such a fault names the tests
that must fail with it, and they are asked where the simulation found nothing.
`make mutants` calls it; `python packaging/mutants.py WORD` tries only those whose name holds the word.
Exit code 1 where a fault was not found, 2 where its text is not in the tree any more.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LIST = Path("tests") / "simulation" / "mutants.toml"
COPIED = ("eocdesk", "tests", "resources", "pyproject.toml")
SEASONS, DAYS = 15, 4
"""How many seasons of how many days the simulation has to find a fault."""
LONGEST_S = 1_800
FALLEN = ("NameError", "AttributeError", "TypeError", "ImportError", "SyntaxError")
"""A mutant that does not even run has not been found out by an invariant."""
NOTHING = "nothing"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "_vendor", "_resources", "samples")


@dataclass(frozen=True)
class Mutant:
    """One seeded fault: what it is, where, which text it replaces, the test files that fail with it."""

    name: str
    file: str
    old: str
    new: str
    tests: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fate:
    """What became of a mutant."""

    caught: bool
    by: str
    seconds: float = 0.0


def read(path: Path) -> list[Mutant]:
    """The mutants of the list, in order."""
    told = tomllib.loads(path.read_text("utf-8"))
    return [Mutant(**one) for one in told["mutant"]]


def lost(mutants: list[Mutant], root: Path) -> list[str]:
    """Those whose text stands not exactly once where it is said to stand, or whose tests are gone."""
    found = []
    for one in mutants:
        path = root / one.file
        count = path.read_text("utf-8").count(one.old) if path.is_file() else 0
        if count != 1:
            found.append(f"{one.name}: its text stands {count} times in {one.file}")
        found += [f"{one.name}: there is no {test}" for test in one.tests if not (root / test).is_file()]
    return found


def plant(one: Mutant, room: Path) -> None:
    """Put the fault into the copy."""
    path = room / one.file
    path.write_text(path.read_text("utf-8").replace(one.old, one.new), "utf-8")


def copy(root: Path, room: Path) -> None:
    """What the simulation needs of the tree."""
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, room / name, ignore=LEFT_OUT)
        elif source.is_file():
            shutil.copy2(source, room / name)


def hunt(one: Mutant, root: Path, seasons: int) -> Fate:
    """Let the simulation look for the fault in a copy of the tree, then its tests."""
    begun = time.monotonic()
    shared = Path("/dev/shm")  # noqa: S108  memory, where there is some
    with TemporaryDirectory(prefix="mutant-", dir=shared if os.access(shared, os.W_OK) else None) as name:
        room = Path(name)
        copy(root, room)
        plant(one, room)
        try:
            fate = _simulated(room, seasons)
            if fate.by == NOTHING and one.tests:
                fate = _tested(one.tests, room)
        except subprocess.TimeoutExpired:
            fate = Fate(caught=False, by="it came to no end")
    return replace(fate, seconds=time.monotonic() - begun)


def _simulated(room: Path, seasons: int) -> Fate:
    asked = ("--seasons", str(seasons), "--days", str(DAYS), "--shrink", "0", "--hubs", "1")
    return _fate(_run(room, "tests.simulation.long", *asked))


def _tested(tests: list[str], room: Path) -> Fate:
    """Caught is what a test asserts; tests that do not run, or fall over a missing name, have caught nothing."""
    told = _run(room, "pytest", "-q", "-x", "-p", "no:randomly", "-p", "no:faulthandler", *tests)
    failed = next((line for line in told.stdout.splitlines() if line.startswith("FAILED ")), "")
    if told.returncode == 1 and failed:
        test, _, why = failed.removeprefix("FAILED ").partition(" - ")
        return Fate(caught=not why.startswith(FALLEN), by=f"the test {test.rpartition('/')[2]}")
    return Fate(caught=False, by=NOTHING if told.returncode == 0 else "the tests did not run")


def _run(room: Path, module: str, *asked: str) -> subprocess.CompletedProcess[str]:
    """A module of the copy, found there and nowhere else; TimeoutExpired after `LONGEST_S`."""
    env = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(room), "QT_QPA_PLATFORM": "offscreen"}
    command = (sys.executable, "-m", module, *asked)
    return subprocess.run(command, cwd=room, env=env, capture_output=True, text=True, check=False, timeout=LONGEST_S)


def _fate(told: subprocess.CompletedProcess[str]) -> Fate:
    """Caught is what broke an invariant; a simulation that fell over itself has caught nothing."""
    for line in reversed(told.stdout.splitlines()):
        broke = str(json.loads(line).get("broke", ""))
        if broke:
            return Fate(caught=not broke.startswith(FALLEN), by=broke)
    said = told.stderr.strip().splitlines()[-1:] if told.returncode else []
    return Fate(caught=False, by="".join(said) or NOTHING)


def row(one: Mutant, fate: Fate, width: int) -> str:
    """A line of the table: what it was, whether it was caught, after how long, by what."""
    return f"{one.name:{width}}  {'caught' if fate.caught else 'MISSED':6} {fate.seconds:7.1f} s  {fate.by[:110]}"


def mutants(words: list[str], root: Path = ROOT, seasons: int = SEASONS) -> int:
    """Try every mutant, or those whose name holds one of the words."""
    every = read(root / LIST)
    missing = lost(every, root)
    for sentence in missing:
        print(f"eocdesk: {sentence}", file=sys.stderr)
    if missing:
        return 2
    chosen = [one for one in every if not words or any(word in one.name for word in words)]
    width = max((len(one.name) for one in chosen), default=0)
    caught = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for one, fate in zip(chosen, workers.map(lambda one: hunt(one, root, seasons), chosen), strict=True):
            print(row(one, fate, width), flush=True)
            caught += fate.caught
    print(f"{caught} of {len(chosen)} caught")
    return 0 if caught == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(mutants(sys.argv[1:]))
