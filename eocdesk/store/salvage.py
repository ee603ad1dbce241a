"""A desk starts again from its second copy, when its own disk is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine

from eocdesk.models import Refused, clock
from eocdesk.models.change import Piece
from eocdesk.store import arrive, blobs, keys, local, migrate, mirror, rekey
from eocdesk.store import open as opening
from eocdesk.store.mirror import Held
from eocdesk.store.verify import verify


def is_mirror(source: Path) -> bool:
    """Whether this is the folder of a second copy."""
    return (source / mirror.LOG).is_file()


def salvage(source: Path, folder: Path, ask: Callable[[], str] | None = None) -> tuple[Held, int]:
    """Make a desk of the second copy in an empty folder: whose it was, and how many changes it holds.

    It is a new device. Refused where a desk is there already, or where the copy does not read or verify: then
    nothing is left behind.
    """
    if any((folder / name).exists() for name in (opening.FILE, keys.FILE, opening.MARK)):
        raise Refused(f"There is a desk in {folder}. Name another folder: eocdesk --data DIR restore …")
    room = folder / ".salvage"
    shutil.rmtree(room, ignore_errors=True)
    try:
        room.mkdir(parents=True)
        shutil.copyfile(source / keys.FILE, room / keys.FILE)
        (room / keys.FILE).chmod(0o600)
        key = rekey.settle(room, ask) or keys.find(room, ask)
        held, pages = mirror.read(source, key)
        engine = opening.engine(room / opening.FILE, key)
        try:
            count = _filled(engine, held, pages)
        finally:
            engine.dispose()
        if (source / blobs.FOLDER).exists():
            shutil.copytree(source / blobs.FOLDER, room / blobs.FOLDER, ignore=shutil.ignore_patterns(".*"))
        if held.exercise:
            (room / opening.MARK).touch()
        for path in room.iterdir():
            path.rename(folder / path.name)
        opening.settle(folder)
    except opening.DATABASE_ERRORS as error:
        raise opening.unavailable(error) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return held, count


def _filled(engine: Engine, held: Held, pages: Iterator[list[Piece]]) -> int:
    with engine.begin() as connection:
        migrate.up(connection, _nothing_to_save)
        local.put(connection, blobs.KEY, held.attachments)
        local.put(connection, "exercise", held.exercise)
        local.put(connection, "started", clock.now())
    count = 0
    for pieces in pages:
        with engine.begin() as connection:
            arrive.apply(connection, pieces)
        count += len(pieces)
    with engine.begin() as connection:
        damage = verify(connection)
        if damage:
            raise Refused(f"The second copy is damaged: {damage[0].sentence}")
    return count


def _nothing_to_save() -> None:
    """An empty database is not backed up before it grows."""
