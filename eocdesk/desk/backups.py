"""Automatic backups: when one is due, where it goes, which ones go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eocdesk.desk import paths
from eocdesk.desk.settings import Settings
from eocdesk.models import clock
from eocdesk.models.clock import Moment
from eocdesk.store.backup import Backup
from eocdesk.store.kept import Store

PREFIX = "auto-"
SUFFIX = ".eocdesk"
_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One automatic backup on disk."""

    path: Path
    made: Moment


def folder_of(folder: Path, settings: Settings) -> Path:
    """Where automatic backups go."""
    chosen = str(settings.get("backup_folder"))
    return Path(chosen).expanduser() if chosen else paths.backups(folder)


def kept(folder: Path, settings: Settings) -> list[Kept]:
    """The automatic backups there are, newest first."""
    try:
        files = [(path, path.stat().st_mtime) for path in folder_of(folder, settings).glob(f"{PREFIX}*{SUFFIX}")]
    except OSError:
        return []
    return sorted((Kept(path, int(made * 1000)) for path, made in files), key=lambda one: -one.made)


def due(folder: Path, settings: Settings, now: Moment) -> bool:
    """Whether the interval has passed since the newest; a clock set back makes one due too."""
    minutes = int(settings.get("backup_minutes"))
    if not minutes:
        return False
    found = kept(folder, settings)
    return not found or not 0 <= now - found[0].made < minutes * _MINUTE


def make(store: Store, settings: Settings) -> Backup:
    """Make one, proven, then let the oldest beyond the number kept go. Unavailable where it cannot be made."""
    stamp = clock.at(clock.now()).strftime("%Y%m%dT%H%M%SZ")
    note = store.backup(folder_of(store.folder, settings) / f"{PREFIX}{stamp}{SUFFIX}")
    for old in kept(store.folder, settings)[max(1, int(settings.get("backup_keep"))) :]:
        old.path.unlink(missing_ok=True)
    return note
