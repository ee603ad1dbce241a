"""The long run: season after season, each of its own seed, until the desk-days asked for are over; told as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.simulation import town
from tests.simulation.plan import Step
from tests.simulation.play import fewest, season
from tests.simulation.world import RIGHTS

DAYS = 10
"""How many days a season has: long enough for relays, withdrawals and returns, short enough to be looked at whole."""
SHRINK_S = 120


def main(words: list[str]) -> int:
    """0 where everything held; 1 with the seed and the fewest steps where not."""
    parser = argparse.ArgumentParser(prog="simulation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seasons", type=int, default=1)
    parser.add_argument("--step", type=int, default=1, help="seeds go up by so much")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--shrink", type=int, default=SHRINK_S, help="seconds to look for the fewest steps")
    parser.add_argument("--hubs", type=int, default=len(town.HUBS))
    told = parser.parse_args(words)
    del town.HUBS[told.hubs :]
    os.environ["EOCDESK_NO_KEYRING"] = "1"
    room = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  memory, where there is some
    totals: Counter[str] = Counter()
    for number in range(told.seasons):
        seed = told.seed + number * told.step
        begun = time.time()
        steps, played = season(seed, told.days, room)
        totals += played.totals
        line = {"seed": seed, "desk days": told.days * len(RIGHTS), "seconds": round(time.time() - begun, 2)}
        _tell(line | {"broke": played.broke, "totals": played.totals})
        if played.broke:
            _explain(seed, steps[: played.at], played.broke, told.shrink, room)
            return 1
    return 0


def _explain(seed: int, steps: list[Step], broke: str, seconds: int, room: Path | None) -> None:
    few = fewest(seed, steps, broke, time.time() + seconds, room)
    _tell({"seed": seed, "broke": broke, "steps": few})


def _tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
