"""Play the steps of a world to its end; where an invariant breaks, find the fewest steps that break it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.simulation import ending, town
from tests.simulation.plan import Step, draw
from tests.simulation.steps import DAILY, STEPS
from tests.simulation.world import RIGHTS


@dataclass(frozen=True)
class Played:
    """What became of a world: how often what happened, and what broke, if anything did."""

    totals: Counter[str]
    broke: str = ""
    at: int = 0  # how many steps were played


def play(seed: int, steps: Sequence[Step], room: Path | None = None) -> Played:
    """The world of that seed through these steps, then healed and looked at as a whole."""
    folder = Path(tempfile.mkdtemp(prefix="world-", dir=room))
    world = town.found(folder, seed)
    done = 0
    try:
        for step in steps:
            done += 1
            with world.step(step) as (laptop, rng):
                STEPS[step.name](laptop, rng)
        ending.heal(world)
        ending.check(world)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what the simulation is for
        return Played(world.totals, f"{type(error).__name__}: {error}", done)
    finally:
        world.close()
        shutil.rmtree(folder, ignore_errors=True)
    return Played(world.totals, "", done)


def season(seed: int, days: int, room: Path | None = None) -> tuple[list[Step], Played]:
    """A world of that many days, and what became of it."""
    steps = draw(seed, days, len(RIGHTS), DAILY)
    return steps, play(seed, steps, room)


def fewest(seed: int, steps: Sequence[Step], broke: str, until: float, room: Path | None = None) -> list[Step]:
    """Steps left out as long as the same thing breaks, until the time (time.time) is over."""
    kind = _kind(broke)

    def breaks(some: Sequence[Step]) -> bool:
        return _kind(play(seed, some, room).broke) == kind

    return _reduced(list(steps), breaks, until)


def _kind(broke: str) -> str:
    """The same fault: its words without what differs from world to world."""
    return "".join(letter for letter in broke.split(":", maxsplit=1)[0] + broke[-12:] if letter.isalpha())


def _reduced(steps: list[Step], breaks: Callable[[Sequence[Step]], bool], until: float) -> list[Step]:
    size = len(steps) // 2
    while size >= 1:
        at = 0
        while at < len(steps):
            if time.time() > until:
                return steps
            without = steps[:at] + steps[at + size :]
            if breaks(without):
                steps = without
            else:
                at += size
        size //= 2
    return steps
