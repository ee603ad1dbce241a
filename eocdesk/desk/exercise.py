"""An exercise desk is a folder of its own, marked for good; it never meets a real one."""

from __future__ import annotations

from pathlib import Path

from eocdesk.models import Refused
from eocdesk.store import kept
from eocdesk.store.open import FILE, MARK


def marked(folder: Path) -> bool:
    """Whether the folder is an exercise desk's."""
    return (folder / MARK).exists()


def mark(folder: Path) -> None:
    """Make the folder an exercise desk's; Refused where a real desk is."""
    if marked(folder):
        return
    if (folder / FILE).exists():
        raise Refused(
            f"{folder} holds a real desk. An exercise lives in a folder of its own: "
            "eocdesk --data ANOTHER-FOLDER exercise"
        )
    kept.room(folder)
    kept.mark(folder)
