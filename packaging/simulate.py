"""Plays simulated desk-days, as many as asked for, on every processor, and tells what happened in them.

`python packaging/simulate.py DAYS=10000 SEED=1`; `make simulate DAYS=10000` calls it. Exit code 1 where an invariant
broke: the seed and the fewest steps that break it are printed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DAYS, SEED, HUBS = 1_000, 1, 2
SEASON = 50
"""Desk-days of one season (tests/simulation/long.py): each season begins with empty desks."""


@dataclass
class Tally:
    """What was told by all the processes."""

    desk_days: int = 0
    seasons: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    broken: list[dict[str, Any]] = field(default_factory=list)

    def hear(self, line: str) -> None:
        """One line of a process: a season's end, or the fewest steps of one that broke."""
        told = json.loads(line)
        if "steps" in told:
            self.broken.append(told)
            return
        self.seasons += 1
        self.desk_days += told["desk days"]
        self.totals.update(told["totals"])


def wanted(words: list[str]) -> dict[str, int]:
    """DAYS, SEED and HUBS of `NAME=NUMBER`; one that is missing has its default. ValueError of anything else."""
    found = {"DAYS": DAYS, "SEED": SEED, "HUBS": HUBS}
    for word in words:
        name, sign, number = word.partition("=")
        if name not in found or not sign:
            raise ValueError(word)
        if number:
            found[name] = int(number)
    return found


def share(seasons: int, workers: int) -> list[int]:
    """How many seasons each process plays."""
    return [seasons // workers + (worker < seasons % workers) for worker in range(min(workers, seasons))]


def start(seed: int, seasons: list[int], root: Path, hubs: int = HUBS) -> list[subprocess.Popen[str]]:
    """The processes: the first plays the seeds seed, seed + n, seed + 2n, ..., the second begins one later."""
    command = (sys.executable, "-m", "tests.simulation.long", "--step", str(len(seasons)), "--hubs", str(hubs))
    return [
        subprocess.Popen(
            [*command, "--seed", str(seed + worker), "--seasons", str(many)],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": "0"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for worker, many in enumerate(seasons)
    ]


def lines(processes: list[subprocess.Popen[str]]) -> Iterator[str]:
    """What they say, one process after the other; their answers wait in the pipe meanwhile."""
    for process in processes:
        if process.stdout is not None:
            yield from process.stdout
        process.wait()


def report(tally: Tally, seed: int, seconds: float) -> str:
    """The totals of every kind of event, the seed, the speed."""
    width = max((len(name) for name in tally.totals), default=0)
    told = [f"{name:{width}} {count:>10,}" for name, count in sorted(tally.totals.items())]
    speed = tally.desk_days / seconds if seconds else 0.0
    told.append(
        f"{tally.desk_days:,} desk-days in {tally.seasons:,} seasons from seed {seed}, {seconds:,.0f} s, "
        f"{speed:.1f} desk-days/s"
    )
    for one in tally.broken:
        told.append(f"BROKEN with seed {one['seed']}: {one['broke']}")
        told += [f"  {name} {who} {number}" for name, who, number in one["steps"]]
    return "\n".join(told)


def simulate(words: list[str], root: Path = ROOT, workers: int | None = None) -> int:
    """Play and report; 1 where something broke or a process ended early."""
    try:
        asked = wanted(words)
    except ValueError as error:
        print(f"eocdesk: simulate takes DAYS=number, SEED=number and HUBS=number, not {error}", file=sys.stderr)
        return 2
    seasons = max(1, -(-asked["DAYS"] // SEASON))
    begun = time.monotonic()
    processes = start(asked["SEED"], share(seasons, workers or os.cpu_count() or 1), root, asked["HUBS"])
    tally = Tally()
    try:
        for line in lines(processes):
            tally.hear(line)
    finally:
        for process in processes:
            with process:
                process.kill()
    print(report(tally, asked["SEED"], time.monotonic() - begun))
    return 1 if tally.broken or any(process.returncode for process in processes) else 0


if __name__ == "__main__":
    sys.exit(simulate(sys.argv[1:]))
