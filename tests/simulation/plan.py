"""What happens in a world, drawn from its seed beforehand: a list of steps, any of which can be left out."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import NamedTuple

GESTURES_A_DAY = 21


class Step(NamedTuple):
    """One thing that happens. All its chances come from its own seed."""

    name: str
    who: int
    seed: int


def draw(seed: int, days: int, desks: int, rare: Mapping[str, float]) -> list[Step]:
    """The days of a world: on each, each desk makes its gestures and tries to meet somebody, and things go wrong.

    `rare` says how often each other step happens, per desk and day.
    """
    rng = random.Random(f"plan {seed}")  # noqa: S311  a simulation that can be repeated
    steps: list[Step] = []
    for _ in range(days):
        today = [Step(name, who, rng.getrandbits(40)) for who in range(desks) for name in _of_a_day(rng, rare)]
        rng.shuffle(today)
        steps += [*today, Step("night", 0, rng.getrandbits(40))]
    return steps


def _of_a_day(rng: random.Random, rare: Mapping[str, float]) -> list[str]:
    names = ["gesture"] * rng.randint(GESTURES_A_DAY, GESTURES_A_DAY + 4) + ["meet"]
    for name, often in rare.items():
        names += [name] * (int(often) + (rng.random() < often % 1))
    return names
