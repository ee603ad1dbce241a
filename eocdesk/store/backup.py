"""Copy a live desk into one file, prove that the copy opens, and start again from it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.errors import Damaged
from eocdesk.store import blobs, changelog, keys, local
from eocdesk.store import open as opening
from eocdesk.store.keys import Kept, Key
from eocdesk.store.verify import Finding, verify

MANIFEST = "backup.json"
KIND = "eocdesk backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, as its manifest says."""

    made: int
    device: str
    changes: int
    schema: int
    attachments: int
    kept: str


def make(engine: Engine, folder: Path, key: Key, target: Path, *, proven: bool = True) -> Backup:
    """Write the desk as it is now into `target`, then open the copy and walk it.

    The copy is encrypted with the desk's key. Where the key lies in a file of the data folder it goes along,
    else the backup opens only with the passphrase or on this machine's keyring.
    Refused where the target is a folder or one of the desk's own files. Unavailable where it cannot be written or
    does not verify; nothing half-done is left. A copy that is not `proven` is taken as it is, damage and all: what
    is kept before a repair.
    """
    _free(target, folder)
    draft = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".eocdesk-") as room:
            copy = Path(room) / opening.FILE
            raw = engine.raw_connection()  # VACUUM runs outside any transaction of ours
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(copy),))
            finally:
                raw.close()
            note = _proven(copy, key, folder) if proven else _noted(copy, key, folder)
            _zip(draft, copy, folder, key, note)
        with zipfile.ZipFile(draft) as archive:
            broken = archive.testzip()
        if broken is not None:
            raise Unavailable(f"The backup does not read back ({broken}).")
        draft.replace(target)
        opening.settle(target.parent)
    except opening.DATABASE_ERRORS as error:
        raise opening.unavailable(error) from error
    finally:
        with suppress(OSError):  # where not even this works the reason is on its way already
            draft.unlink(missing_ok=True)
    return note


def _free(target: Path, folder: Path) -> None:
    """Refused where a backup would take the place of a folder, or of what the desk lives on."""
    if target.is_dir():
        raise Refused(f"{target} is a folder. Name the file to write.")
    place, home = target.resolve(), folder.resolve()
    own = {opening.FILE, f"{opening.FILE}-wal", f"{opening.FILE}-shm", keys.FILE, opening.MARK, "settings.json"}
    if place in {home / name for name in own} or home / blobs.FOLDER in place.parents:
        raise Refused(f"{target} is a file of the desk itself. Write the backup under another name.")


def _proven(copy: Path, key: Key, folder: Path) -> Backup:
    engine = opening.engine(copy, key, reading=True)
    try:
        with engine.connect() as connection:
            damage = [finding.sentence for finding in verify(connection)]
            if damage:
                raise Unavailable(f"The copy does not verify: {damage[0]}")
    finally:
        engine.dispose()
    return _noted(copy, key, folder)


def _noted(copy: Path, key: Key, folder: Path) -> Backup:
    engine = opening.engine(copy, key, reading=True)
    try:
        with engine.connect() as connection:
            attachments = sum(1 for path in (folder / blobs.FOLDER).glob("??/*") if path.is_file())
            return Backup(
                clock.now(),
                bytes(local.get(connection, "device", b"")).hex(),
                changelog.newest(connection),
                opening.schema_of(connection),
                attachments,
                str(key.kept),
            )
    finally:
        engine.dispose()


def _zip(draft: Path, copy: Path, folder: Path, key: Key, note: Backup) -> None:
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)  # the key may go along: its owner's alone, as the key is
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            MANIFEST,
            json.dumps({"kind": KIND, **{name: getattr(note, name) for name in Backup.__slots__}}, indent=1),
        )
        archive.write(copy, opening.FILE)
        if key.kept is not Kept.KEYRING:
            archive.write(folder / keys.FILE, keys.FILE)
        for path in sorted((folder / blobs.FOLDER).glob("??/*")):
            archive.write(path, f"{blobs.FOLDER}/{path.parent.name}/{path.name}")
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def describe(source: Path) -> Backup:
    """What a backup file says of itself; Refused where it is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            note = json.loads(archive.read(MANIFEST))
        if note.pop("kind", "") != KIND:
            raise Refused(f"“{source.name}” is not a backup of eocdesk.")
        return Backup(**note)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Refused(f"“{source.name}” is not a backup of eocdesk ({error}).") from error


def restore(source: Path, folder: Path, ask: Callable[[], str] | None = None) -> Backup:
    """Put a backup in the place of what the folder holds; what it held is kept beside it.

    The restored copy gets a new device id at once, so that no dot is ever used twice. `ask` asks for a passphrase.
    Refused where the file is no backup, does not open or verify, or is an exercise where a real desk is or the
    other way round; Unavailable while a window or another program has the desk open.
    """
    note = describe(source)
    folder.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(dir=folder, prefix=".restore-"))
    try:
        try:
            _unpack(source, room)
        except zipfile.BadZipFile as error:
            raise Refused(f"This backup is damaged: {error}.") from error
        if note.kept == Kept.KEYRING:
            _take_key(folder, room)
        exercise = _renew(room, ask)
        if (folder / opening.FILE).exists() or (folder / opening.MARK).exists():
            _same_kind(folder, exercise=exercise)
            _alone(folder, ask)
        if exercise:
            (room / opening.MARK).touch()
        _swap(room, folder)
    except opening.DATABASE_ERRORS as error:
        raise opening.unavailable(error) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return note


def _take_key(folder: Path, room: Path) -> None:
    if not (folder / keys.FILE).exists():
        raise Refused(
            "This backup opens only with the key in the keyring of the desk it was made on. Restore it into that "
            f"desk's folder, or copy {keys.FILE} from there into this one first."
        )
    shutil.copy2(folder / keys.FILE, room / keys.FILE)


def _same_kind(folder: Path, *, exercise: bool) -> None:
    if exercise == (folder / opening.MARK).exists():
        return
    what, there = ("an exercise", "a real desk") if exercise else ("a real desk", "an exercise")
    raise Refused(f"This backup is of {what} and {folder} holds {there}. Restore it into a folder of its own.")


def _alone(folder: Path, ask: Callable[[], str] | None) -> None:
    """Unavailable while others have the desk open. One that does not open any more is nobody's."""
    path = folder / opening.FILE
    if not path.exists():
        return
    try:
        engine = opening.engine(path, keys.find(folder, ask))
    except Unavailable:
        return
    try:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA busy_timeout = 0")
            raw.cursor().execute("PRAGMA journal_mode = DELETE")  # SQLite grants it only to the one connection there is
        finally:
            raw.close()
    except opening.DATABASE_ERRORS as error:
        if not isinstance(opening.unavailable(error), Damaged):
            raise Unavailable("This desk is open. Close its window and whatever else uses it, then restore.") from error
    finally:
        engine.dispose()


def _unpack(source: Path, room: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            parts = Path(name).parts
            plain = name in {opening.FILE, keys.FILE} or (len(parts) == 3 and parts[0] == blobs.FOLDER)  # noqa: PLR2004  folder, two letters, hash
            if plain and ".." not in parts:
                archive.extract(name, room)
    if (room / keys.FILE).exists():
        (room / keys.FILE).chmod(0o600)


def _renew(room: Path, ask: Callable[[], str] | None) -> bool:
    """Prove the copy and make it a new device; whether it is an exercise's."""
    key = keys.find(room, ask)
    engine = opening.engine(room / opening.FILE, key)
    try:
        with engine.begin() as connection:
            opening.check(connection)
            damage: list[Finding] = verify(connection)
            if damage:
                raise Refused(f"This backup is damaged: {damage[0].sentence}")
            _whole(blobs.Attachments(room, bytes(local.get(connection, blobs.KEY, b""))))
            local.renew(connection)
            connection.exec_driver_sql("DELETE FROM local WHERE key = 'place'")
            return bool(local.get(connection, "exercise"))
    finally:
        engine.dispose()


def _whole(attachments: blobs.Attachments) -> None:
    broken = next(attachments.damaged(), None)
    if broken is not None:
        raise Refused(f"This backup is damaged: the bytes of the attachment {broken[:12]} are not what its name says.")


def _swap(room: Path, folder: Path) -> None:
    stamp = clock.at(clock.now()).strftime("%Y%m%dT%H%M%S.%fZ")
    aside = folder / f"before-restore-{stamp}"
    aside.mkdir()
    for name in (opening.FILE, f"{opening.FILE}-wal", f"{opening.FILE}-shm", keys.FILE, blobs.FOLDER, opening.MARK):
        if (folder / name).exists():
            (folder / name).rename(aside / name)
    for name in (opening.FILE, keys.FILE, blobs.FOLDER, opening.MARK):
        if (room / name).exists():
            (room / name).rename(folder / name)
    opening.settle(folder)
