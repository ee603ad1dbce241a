"""How long in words: 61 minutes, 5 hours, 2 days; and how long ago."""

from __future__ import annotations

_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000
_STEPS = ((_DAY, 2, "day"), (_HOUR, 2, "hour"), (_MINUTE, 1, "minute"), (_SECOND, 1, "second"))
"""Unit, from how many of it on it is used, its name: 61 minutes says more than 1 hour."""


def span(ms: int) -> str:
    """`61 minutes`, `5 hours`, `2 days`; nothing is `0 seconds`."""
    for unit, least, name in _STEPS:
        if ms >= unit * least:
            count = ms // unit
            return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
    return "0 seconds"


def behind(ms: int) -> str:
    """`just now`, `4 minutes ago`."""
    return "just now" if ms < _MINUTE else f"{span(ms)} ago"
