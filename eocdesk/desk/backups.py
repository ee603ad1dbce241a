"""Automatic backups: when one is due, where it goes, which ones go."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eocdesk.desk import paths
from eocdesk.desk.settings import Settings
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.clock import Moment
from eocdesk.store import local, withdraw
from eocdesk.store.backup import Backup
from eocdesk.store.kept import Store

PREFIX = "auto-"
SUFFIX = ".eocdesk"
_OURS = (PREFIX, "before-repair-", "before-rebuild-", "before-schema-")
"""How the names begin of what the program makes by itself; a person's own backups have other names."""
_MINUTE = 60_000
_RENEWED = "backups renewed"
_making = threading.Lock()  # one that was begun before a withdrawal must be there to be found after it

_log = logging.getLogger(__name__)


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
    with _making:
        return _made(store, settings)


def renew(store: Store, settings: Settings) -> None:
    """After a withdrawal: the automatic backups made before it hold what was given up, so they go; one is made anew.

    They go first: what may not be held is not kept for want of room for another. One that cannot be made now is made
    when the next is due, which is at once.
    """
    with _making:
        counted = store.readers.now(_given_up)
        had = 0
        for folder in {folder_of(store.folder, settings), paths.backups(store.folder)}:
            for path in [path for start in _OURS for path in folder.glob(f"{start}*{SUFFIX}")]:
                path.unlink(missing_ok=True)
                had += 1
        try:
            if had:
                _made(store, settings)
        except (Refused, Unavailable) as error:
            _log.info("no backup after a withdrawal: %s", error)
    try:
        store.writer.local(lambda connection: local.put(connection, _RENEWED, counted)).result()
    except Unavailable as error:  # the desk closes: the next start looks again
        _log.info("that backups were renewed is not noted: %s", error)


def stale(connection: Any) -> bool:
    """Whether backups may still hold what this copy gave up: it was closed before they were renewed."""
    return _given_up(connection) != int(local.get(connection, _RENEWED, 0))


def _given_up(connection: Any) -> int:
    return int(local.get(connection, withdraw.GIVEN_UP, 0))


def _made(store: Store, settings: Settings) -> Backup:
    stamp = clock.at(clock.now()).strftime("%Y%m%dT%H%M%SZ")
    note = store.backup(folder_of(store.folder, settings) / f"{PREFIX}{stamp}{SUFFIX}")
    for old in kept(store.folder, settings)[max(1, int(settings.get("backup_keep"))) :]:
        old.path.unlink(missing_ok=True)
    return note
