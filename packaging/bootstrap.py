"""Sets the desk up in this checkout, then runs, tests or measures it; `make` calls it.

`python packaging/bootstrap.py run` needs nothing but Python 3.11 to 3.13, on Linux, macOS and Windows.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import libraries
from chores import Chores
from environment import Environment, check_python
from stop import WRONG_USE, Stop

ROOT = Path(__file__).resolve().parents[1]
TAKES_FLAGS = {"bench", "bench-sync"}
NEEDS_DEV = {"test", "check", "lock", "simulate", "mutants"}
NEEDS_SERVER = {"test", "check", "bench-sync"}


def arguments(words: list[str]) -> argparse.Namespace:
    """What was asked."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Sets eocdesk up in this checkout, then:")
    kinds = parser.add_subparsers(dest="chore", required=True, metavar="CHORE")
    kinds.add_parser("setup", help="nothing more")
    kinds.add_parser("run", help="open the desk on the exercise event")
    kinds.add_parser("test", help="run everything a change must pass")
    kinds.add_parser("check", help="run the rules about the code alone")
    kinds.add_parser("bench", help="measure").add_argument("words", nargs="*", metavar="NAME")
    kinds.add_parser("bench-sync", help="measure how copies meet").add_argument("words", nargs="*", metavar="MEASURE")
    trial = kinds.add_parser("trial", help="import every file of a folder and print counts")
    trial.add_argument("data", metavar="DATA=FOLDER")
    kinds.add_parser("simulate", help="play simulated desk-days").add_argument("words", nargs="*", metavar="DAYS=N")
    kinds.add_parser("mutants", help="look for seeded faults").add_argument("words", nargs="*", metavar="WORD")
    kinds.add_parser("lock", help="remake the lock files").add_argument("--upgrade", action="store_true")
    told, rest = parser.parse_known_args(words)
    if rest and told.chore not in TAKES_FLAGS:
        parser.error(f"unknown: {' '.join(rest)}")
    told.rest = words[1:] if told.chore == "bench-sync" else rest  # a flag keeps its value beside it
    return told


def main(words: list[str]) -> int:
    """The exit code: the chore's own, or 3 where the set-up could not be done."""
    told = arguments(words)
    if told.chore == "trial" and not told.data.removeprefix("DATA="):
        print("eocdesk: say which folder: make trial DATA=FOLDER", file=sys.stderr)
        return WRONG_USE
    try:
        check_python()
        libraries.ensure()
        if told.chore in NEEDS_SERVER:
            libraries.ensure_server()
        environment = Environment(ROOT)
        environment.ensure(dev=told.chore in NEEDS_DEV)
    except Stop as stop:
        print(f"eocdesk: {stop.sentence}", file=sys.stderr)
        return stop.code
    return do(told, Chores(environment))


def do(told: argparse.Namespace, chores: Chores) -> int:
    """The chore itself."""
    chosen: dict[str, Callable[[], int]] = {
        "setup": lambda: 0,
        "run": chores.run,
        "test": chores.test,
        "check": chores.check,
        "bench": lambda: chores.bench([*told.words, *told.rest]),
        "bench-sync": lambda: chores.bench_sync(told.rest),
        "trial": lambda: chores.trial(told.data),
        "simulate": lambda: chores.simulate(told.words),
        "mutants": lambda: chores.mutants(told.words),
        "lock": lambda: chores.lock(["--upgrade"] if told.upgrade else []),
    }
    return chosen[told.chore]()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
