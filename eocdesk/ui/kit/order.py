"""From one order of row keys to the next in the fewest steps; pure, and quick at a million."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALL = 64
"""Up to this many rows come and go one by one; beyond it the table is laid out anew."""
FEW = 32
"""Up to this many keys are looked up by scanning; for more an index is built."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to get from one order to another; made off the screen's thread where the orders are long.

    `gone` are rows of the old order, `come` rows of the new one, both ascending; they hold where `small`.
    """

    ids: array[int]
    gone: tuple[int, ...] = ()
    come: tuple[int, ...] = ()
    small: bool = True


def plan(old: array[int], new: Sequence[int]) -> Plan:
    """The few steps from old to new, or a new layout where they are many or rows changed places."""
    target = new if isinstance(new, array) else array("q", new)
    head = _common(_numbers(old), _numbers(target))
    tail = _common(_numbers(old)[head:][::-1], _numbers(target)[head:][::-1])
    before, after = old[head : len(old) - tail], target[head : len(target) - tail]
    if len(before) > len(after) + SMALL or len(after) > len(before) + SMALL:
        return Plan(target, small=False)
    stay = set(before) & set(after)
    gone = tuple(head + row for row, key in enumerate(before) if key not in stay)
    come = tuple(head + row for row, key in enumerate(after) if key not in stay)
    in_order = [key for key in before if key in stay] == [key for key in after if key in stay]
    if in_order and len(gone) + len(come) <= SMALL:
        return Plan(target, gone, come)
    return Plan(target, small=False)


def place_of(ids: array[int], key: int) -> int | None:
    """Where a key stands, or None."""
    found = np.flatnonzero(_numbers(ids) == key)
    return int(found[0]) if len(found) else None


def places_of(ids: array[int], keys: Sequence[int]) -> dict[int, int]:
    """Where each of some keys stands; those that are not there are left out."""
    wanted = set(keys)
    if len(wanted) > FEW:
        return {key: row for row, key in enumerate(ids) if key in wanted}
    found = {key: place_of(ids, key) for key in wanted}
    return {key: row for key, row in found.items() if row is not None}


def _numbers(ids: array[int]) -> NDArray[np.int64]:
    # A copy, not a view: an array with a view on it refuses to grow.
    return np.array(ids, dtype=np.int64)


def _common(a: NDArray[np.int64], b: NDArray[np.int64]) -> int:
    length = min(len(a), len(b))
    unlike = np.flatnonzero(a[:length] != b[:length])
    return int(unlike[0]) if len(unlike) else length
