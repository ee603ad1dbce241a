"""Where a desk's files lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "EOCDESK_DATA"


def data_folder(asked: str | Path | None = None) -> Path:
    """The data folder: the one asked for, else EOCDESK_DATA, else the user's own."""
    chosen = asked or os.environ.get(VARIABLE)
    return (
        Path(chosen).expanduser().absolute() if chosen else Path(platformdirs.user_data_dir("eocdesk", appauthor=False))
    )


def backups(folder: Path) -> Path:
    """Where automatic backups go unless the settings say otherwise."""
    return folder / "backups"


def maps(folder: Path) -> Path:
    """Where added map packages lie."""
    return folder / "maps"


def log_file(folder: Path) -> Path:
    """The program's own log: what went wrong, for whoever mends it."""
    return folder / "eocdesk.log"
