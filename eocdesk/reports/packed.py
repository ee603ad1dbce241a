"""JSON of much data in small steps: made at once it would keep Python, and with it the screen, for a quarter second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_AT_ONCE = 2_000
"""Values, about as many as are packed in a millisecond."""


def packed(value: Any, dumps: Callable[[Any], str]) -> str:
    """What `dumps` makes of it, which sorts keys and puts no space between parts; the keys are text."""
    return "".join(_parts(value, dumps))


def _parts(value: Any, dumps: Callable[[Any], str]) -> Iterator[str]:
    if not isinstance(value, dict | list | tuple) or not value or _left(value, _AT_ONCE) > 0:
        yield dumps(value)
    elif isinstance(value, dict):
        for at, name in enumerate(sorted(value)):
            yield f"{',' if at else '{'}{dumps(name)}:"
            yield from _parts(value[name], dumps)
        yield "}"
    else:
        for at, each in enumerate(value):
            yield "," if at else "["
            yield from _parts(each, dumps)
        yield "]"


def _left(value: Any, most: int) -> int:
    """How many of so many values are left once these are counted; 0 or less where there are more."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return most - 1
    most -= 1
    for each in value:
        if most <= 0:
            break
        most = _left(each, most)
    return most
