"""Puts a fault into a copy of the tree, one at a time, and lets the simulation find it; prints what caught each.

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
from dataclasses import dataclass
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
LEFT_OUT = shutil.ignore_patterns("__pycache__", "_vendor", "_resources", "samples")


@dataclass(frozen=True)
class Mutant:
    """One seeded fault: what it is, where, which text it replaces."""

    name: str
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Fate:
    """What became of a mutant."""

    caught: bool
    by: str
    seconds: float


def read(path: Path) -> list[Mutant]:
    """The mutants of the list, in order."""
    told = tomllib.loads(path.read_text("utf-8"))
    return [Mutant(**one) for one in told["mutant"]]


def lost(mutants: list[Mutant], root: Path) -> list[str]:
    """Those whose text stands not exactly once where it is said to stand."""
    found = []
    for one in mutants:
        path = root / one.file
        count = path.read_text("utf-8").count(one.old) if path.is_file() else 0
        if count != 1:
            found.append(f"{one.name}: its text stands {count} times in {one.file}")
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
    """Let the simulation look for the fault in a copy of the tree."""
    begun = time.monotonic()
    shared = Path("/dev/shm")  # noqa: S108  memory, where there is some
    with TemporaryDirectory(prefix="mutant-", dir=shared if os.access(shared, os.W_OK) else None) as name:
        room = Path(name)
        copy(root, room)
        plant(one, room)
        asked = ("--seasons", str(seasons), "--days", str(DAYS), "--shrink", "0", "--hubs", "1")
        command = (sys.executable, "-m", "tests.simulation.long", *asked)
        env = os.environ | {"PYTHONHASHSEED": "0"}
        try:
            told = subprocess.run(
                command, cwd=room, env=env, capture_output=True, text=True, check=False, timeout=LONGEST_S
            )
        except subprocess.TimeoutExpired:
            return Fate(caught=False, by="it came to no end", seconds=time.monotonic() - begun)
    return _fate(told, time.monotonic() - begun)


def _fate(told: subprocess.CompletedProcess[str], seconds: float) -> Fate:
    """Caught is what broke an invariant; a simulation that fell over itself has caught nothing."""
    for line in reversed(told.stdout.splitlines()):
        broke = str(json.loads(line).get("broke", ""))
        if broke:
            return Fate(caught=not broke.startswith(FALLEN), by=broke, seconds=seconds)
    said = told.stderr.strip().splitlines()[-1:] if told.returncode else []
    return Fate(caught=False, by="".join(said) or "nothing", seconds=seconds)


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
