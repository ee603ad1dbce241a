"""What was purged, noted beside the hub's database too: put back to an older state, it purges that again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eocdesk.models import Unavailable
from eocdesk.models.clock import Moment
from eocdesk.models.ids import parse_id

FILE = "purged.jsonl"
"""In the hub's folder: a line a record, no word of it."""


class Note(NamedTuple):
    """Who had a record purged, when, why."""

    at: Moment
    by: str
    why: str


def read(folder: Path) -> dict[bytes, Note]:
    """All of them by record; a line that was cut off by a power cut is passed over. Unavailable as the disk says."""
    try:
        lines = (folder / FILE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Unavailable(f"{FILE} in the hub's folder cannot be read ({error}). It says what was purged.") from error
    found = {}
    for line in lines:
        try:
            told = json.loads(line)
            record, note = parse_id(told["record"]), Note(int(told["at"]), str(told["by"]), str(told["why"]))
        except (ValueError, KeyError, TypeError):
            continue
        if record is not None:
            found[record] = note
    return found


def add(folder: Path, notes: Mapping[bytes, Note]) -> None:
    """Append these, durably. Unavailable where the disk does not take them."""
    lines = [
        json.dumps({"record": record.hex(), **note._asdict()}, ensure_ascii=False) for record, note in notes.items()
    ]
    if not lines:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(lines) + "\n")  # a line that was cut off ends here
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unavailable(f"{FILE} in the hub's folder cannot be written ({error.strerror}).") from error
