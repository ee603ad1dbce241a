"""Where this desk stands, in words: alone or linked, what is disputed, how old the newest backup is."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.models.clock import Moment
from eocdesk.store.keys import Kept
from eocdesk.store.queries import standing

ALONE = "This desk alone"
_KEYS = {
    Kept.FILE: "Key in a file of the data folder",
    Kept.KEYRING: "Key in the system's keyring",
    Kept.PASSPHRASE: "Locked with a passphrase",
}


@dataclass(frozen=True, slots=True)
class Status:
    """The strip that is always there. A moment that never was is None."""

    link: str
    changes: int
    """Changes in this desk's log; with no hub ever met, none has been sent."""
    conflicts: int
    newest_entry: Moment | None
    backup: Moment | None
    key: str
    exercise: bool
    marking: str


async def status(desk: Desk) -> Status:
    """Read it all, off the screen's thread."""
    event = desk.event
    found = await desk.read(standing.standing, event.id if event else None)
    kept = backups.kept(desk.folder, desk.settings)
    return Status(
        link=ALONE,
        changes=found.changes,
        conflicts=found.conflicts,
        newest_entry=found.newest_entry,
        backup=kept[0].made if kept else None,
        key=_KEYS[desk.store.key.kept],
        exercise=desk.exercise or bool(event and event.exercise),
        marking=found.marking,
    )
