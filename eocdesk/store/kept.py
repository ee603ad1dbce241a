"""One desk's store as a whole: the folder's database with its key, writer and readers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from eocdesk.models import Unavailable, ids
from eocdesk.models.errors import Damaged
from eocdesk.store import backup, blobs, keys, local, migrate, rekey, writer
from eocdesk.store import open as opening
from eocdesk.store.blobs import Attachments
from eocdesk.store.keys import Key
from eocdesk.store.open import MARK
from eocdesk.store.place import place_of
from eocdesk.store.readers import Readers
from eocdesk.store.writer import Writer

_SEALED = "attachments sealed"


@dataclass(slots=True)
class Store:
    """What the desk stands on."""

    folder: Path
    key: Key
    device: bytes
    code: str
    writer: Writer
    readers: Readers
    attachments: Attachments

    def backup(self, target: Path, *, proven: bool = True) -> backup.Backup:
        """Copy everything into one file, proven to open; unproven before a repair."""
        engine = opening.engine(self.folder / opening.FILE, self.key)
        try:
            return backup.make(engine, self.folder, self.key, target, proven=proven)
        finally:
            engine.dispose()

    def keep_file(self, source: Path) -> Future[blobs.Blob]:
        """Copy a file in among the attachments, off the caller's thread."""
        return self.readers.run(self.attachments.keep_file, source)

    def keep_bytes(self, data: bytes) -> Future[blobs.Blob]:
        """Keep bytes among the attachments, off the caller's thread."""
        return self.readers.run(self.attachments.keep_bytes, data)

    def attachment(self, sha256: str) -> bytes:
        """The bytes of an attachment, verified."""
        return self.attachments.read(sha256)

    def close(self) -> None:
        """Finish what was asked and let go of the files."""
        self.writer.close()
        self.readers.close()


def start(folder: Path, ask: Callable[[], str] | None = None) -> Store:
    """Open the folder's database, made at the first start, brought up to date with a backup before.

    Unavailable where the folder cannot be written, the key cannot be had or the database is too new; Damaged where
    the database is gone or empty though a desk was at work here: a new one in its place would look sound.
    """
    room(folder)
    _refuse_robbed(folder)
    try:
        key = rekey.settle(folder, ask) or keys.find(folder, ask)
        path = folder / opening.FILE
        engine = opening.engine(path, key)
        _refuse_too_new(path, key)
        device = _named(engine, folder, key)
        attachments = _attachments(engine, folder)
    except opening.DATABASE_ERRORS as error:
        raise opening.unavailable(error) from error
    readers = Readers(opening.engine(path, key, reading=True, size=3))
    return Store(folder, key, device, ids.desk_code(device), Writer(engine), readers, attachments)


def _attachments(engine: Engine, folder: Path) -> Attachments:
    """The folder's attachments; those an earlier version kept unsealed are sealed once."""
    with engine.begin() as connection:
        attachments = Attachments(folder, blobs.key_of(connection))
        if local.get(connection, _SEALED) is None:
            attachments.seal_plain()
            local.put(connection, _SEALED, True)  # noqa: FBT003  a value to keep
    return attachments


def room(folder: Path) -> None:
    """Make the folder where there is none; Unavailable where it cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError, FileNotFoundError) as error:
        raise Unavailable(f"{folder} cannot be a data folder ({error.strerror}).") from error
    except OSError as error:
        raise opening.unavailable(error) from error


def _refuse_robbed(folder: Path) -> None:
    path = folder / opening.FILE
    if path.exists() and path.stat().st_size:
        return
    if any((folder / "backups").glob("*.eocdesk")) or any((folder / blobs.FOLDER).glob("??/*")):
        raise Damaged(
            f"The database {path} is gone or empty, though a desk was at work here. "
            "Restore a backup (eocdesk restore FILE); to start anew use another folder."
        )


def _named(engine: Engine, folder: Path, key: Key) -> bytes:
    """This copy's device; the folder is marked as what its database is, real or an exercise."""
    marked = (folder / MARK).exists()
    device, exercise = writer.first_start(
        engine,
        lambda connection: migrate.up(connection, lambda: _save(folder, key)),
        place_of(folder),
        exercise=marked,
    )
    if exercise and not marked:
        mark(folder)
    if marked and not exercise:
        raise Unavailable(
            f"{folder} holds a real desk, yet it is marked as an exercise. Take the file {MARK} out of it."
        )
    return device


def mark(folder: Path) -> None:
    """Mark the folder as an exercise desk's."""
    (folder / MARK).write_text("This folder is an exercise desk. Nothing in it is real.\n", "utf-8")


def _refuse_too_new(path: Path, key: Key) -> None:
    if not path.exists():
        return
    engine = opening.engine(path, key)
    try:
        with engine.connect() as connection:
            opening.check(connection)
    finally:
        engine.dispose()


def _save(folder: Path, key: Key) -> None:
    """A proven copy of the database as it was before a migration. That one's transaction is open meanwhile."""
    reading = opening.engine(folder / opening.FILE, key, reading=True)
    engine = opening.engine(folder / opening.FILE, key)
    try:
        with reading.connect() as connection:
            version = opening.schema_of(connection)
        target = folder / "backups" / f"before-schema-{version + 1}.eocdesk"
        try:
            backup.make(engine, folder, key, target)
        except Unavailable as error:
            raise Unavailable(f"No backup could be made before the update, so nothing was updated. {error}") from error
    finally:
        reading.dispose()
        engine.dispose()
