"""The records every engine is given: the same ids, words and figures, made from a seed."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

FIELDS = ("title", "status", "priority", "owner", "due")
OPEN, CLOSED = "open", "closed"
"""What the status is at first, and what the edit makes of it."""
SEED = 28
_WORDS = """
gate perimeter crowd medical heat evacuation stadium shuttle drone fence radio relay smoke water
outage lost child found bag queue north south east west ramp lot tram bus volunteer steward patrol
sector tent triage stretcher delayed blocked cleared waiting moved closed reopened confirmed
unconfirmed reported by from near behind at the
"""
_FIRST_DUE = 1_847_000_000_000


def records(count: int) -> list[dict[str, Any]]:
    """`count` records of five fields and an id; titles are of 8 to 20 words."""
    words = _WORDS.split()
    drawn = random.Random(SEED)  # noqa: S311  words for a measure, no secret
    return [
        {
            "id": f"task-{at:08d}",
            "title": " ".join(drawn.choices(words, k=drawn.randint(8, 20))),
            "status": OPEN,
            "priority": drawn.randrange(5),
            "owner": f"officer {drawn.randrange(20)}",
            "due": _FIRST_DUE + drawn.randrange(10**9),
        }
        for at in range(count)
    ]


def written(folder: Path, count: int) -> Path:
    """The records as a file that the drivers read."""
    file = folder / f"records-{count}.json"
    if not file.exists():
        file.write_text(json.dumps(records(count)), "utf-8")
    return file
