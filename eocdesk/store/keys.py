"""The key the database is encrypted with: from a passphrase, the system's keyring, or a file of this folder."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from eocdesk.models import Unavailable
from eocdesk.store.wrapping import LENGTH, SALT, WrongKeyError, derive, is_recovery, of_recovery, unwrap, wrap

FILE = "key.json"
DATABASE = "eocdesk.db"
VARIABLE = "EOCDESK_PASSPHRASE"
NO_KEYRING = "EOCDESK_NO_KEYRING"
WRONG = "This passphrase does not open the desk."
_SERVICE = "eocdesk"
WRAPPED, RECOVERY, NEXT = "wrapped", "recovery", "next"
Note: TypeAlias = dict[str, str]
"""What the key note says: where the key is kept, and what leads to it."""


class Kept(StrEnum):
    """Where the key is kept; the strip says so."""

    PASSPHRASE = "passphrase"  # noqa: S105  the name of a way, no secret
    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key (32 bytes) and where it is kept."""

    raw: bytes
    kept: Kept


def find(folder: Path, ask: Callable[[], str] | None = None) -> Key:
    """The folder's key, made at first asking.

    `ask` asks a person for the passphrase; without it the variable EOCDESK_PASSPHRASE is the only way.
    Unavailable with a sentence where the key cannot be had.
    """
    path = folder / FILE
    if not path.exists():
        if (folder / DATABASE).exists():
            raise Unavailable(
                f"The database is here but its key is not: {FILE} is missing from {folder}. "
                "Put it back, or restore a backup into another folder."
            )
        made = _make(folder, path)
        if made is not None:
            return made
    try:
        return opened(json.loads(path.read_text("utf-8")), ask)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Unavailable(f"The key note {path.name} of this data folder cannot be read ({error}).") from error


def opened(note: Note, ask: Callable[[], str] | None = None) -> Key:
    """The key a note leads to. ValueError, KeyError or TypeError where it is none; Unavailable otherwise."""
    kept = Kept(note["kept"])
    if kept is Kept.FILE:
        return Key(bytes.fromhex(note["key"]), kept)
    if kept is Kept.KEYRING:
        try:
            return Key(_from_keyring(note["name"]), kept)
        except Unavailable:
            if RECOVERY not in note:
                raise
            return Key(_recovered(note, _passphrase(ask)), kept)
    phrase = _passphrase(ask)
    if RECOVERY in note and is_recovery(phrase):
        return Key(_recovered(note, phrase), kept)
    derived = derive(phrase, bytes.fromhex(note["salt"]))
    if WRAPPED not in note:
        return _told(derived, note.get("check"))  # of a desk from before keys were wrapped
    try:
        return Key(unwrap(derived, bytes.fromhex(note[WRAPPED])), kept)
    except WrongKeyError as error:
        raise Unavailable(WRONG) from error


def _recovered(note: Note, words: str) -> bytes:
    try:
        return unwrap(of_recovery(words), bytes.fromhex(note[RECOVERY]))
    except WrongKeyError as error:
        raise Unavailable(WRONG) from error


def locked(raw: bytes, phrase: str) -> Note:
    """A note that opens with a passphrase."""
    salt = secrets.token_bytes(SALT)
    return {"kept": Kept.PASSPHRASE, "salt": salt.hex(), WRAPPED: wrap(derive(phrase, salt), raw).hex()}


def asks(folder: Path) -> bool:
    """Whether `find` will ask for a passphrase, or for a recovery key where the keyring does not open."""
    try:
        note = json.loads((folder / FILE).read_text("utf-8"))
        notes = [note, note[NEXT]] if NEXT in note else [note]
        return not os.environ.get(VARIABLE) and any(_asks(one) for one in notes)
    except (ValueError, KeyError, TypeError, OSError):
        return False  # `find` says what is wrong with it


def _asks(note: Note) -> bool:
    if note["kept"] != Kept.KEYRING or RECOVERY not in note:
        return note["kept"] == Kept.PASSPHRASE
    try:
        _from_keyring(note["name"])
    except Unavailable:
        return True
    return False


def _make(folder: Path, path: Path) -> Key | None:
    """A new key, noted; None where another program noted one at the same moment."""
    phrase = os.environ.get(VARIABLE)
    if phrase:
        made = Key(secrets.token_bytes(LENGTH), Kept.PASSPHRASE)
        return made if _note(path, locked(made.raw, phrase)) else None
    raw = secrets.token_bytes(LENGTH)
    name = f"{folder.name}-{secrets.token_hex(4)}"
    if not os.environ.get(NO_KEYRING) and _to_keyring(name, raw):
        return Key(raw, Kept.KEYRING) if _note(path, {"kept": Kept.KEYRING, "name": name}) else None
    return Key(raw, Kept.FILE) if _note(path, {"kept": Kept.FILE, "key": raw.hex()}) else None


def _note(path: Path, note: Note) -> bool:
    """Whether the note was written: whole, on disk, and only where there was none. Without it nothing ever opens."""
    draft = drafted(path, note)
    try:
        return _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def drafted(path: Path, note: object) -> Path:
    """The note whole and on disk beside its place, its owner's alone."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _publish(draft: Path, path: Path) -> bool:
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:
        if path.exists():
            return False
        draft.replace(path)  # a file system without links
    return True


def _passphrase(ask: Callable[[], str] | None) -> str:
    phrase = os.environ.get(VARIABLE) or (ask() if ask else "")
    if not phrase:
        raise Unavailable(f"This desk is locked with a passphrase. Set {VARIABLE} or type it when asked.")
    return phrase


def _check(raw: bytes) -> str:
    """What tells a wrong passphrase from a damaged database. It helps nobody guess: the file's first page does too."""
    return hashlib.sha256(b"eocdesk key check" + raw).hexdigest()[:16]


def _told(raw: bytes, check: str | None) -> Key:
    if check is not None and not hmac.compare_digest(check, _check(raw)):
        raise Unavailable(WRONG)
    return Key(raw, Kept.PASSPHRASE)


def _to_keyring(name: str, raw: bytes) -> bool:
    import keyring  # noqa: PLC0415  slow to load and needed once
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, name, raw.hex())
        return keyring.get_password(_SERVICE, name) == raw.hex()
    except (KeyringError, OSError, RuntimeError):
        return False


def _from_keyring(name: str) -> bytes:
    import keyring  # noqa: PLC0415  likewise
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        found = keyring.get_password(_SERVICE, name)
    except (KeyringError, OSError, RuntimeError) as error:
        raise Unavailable(f"The system's keyring does not open ({error}).") from error
    if not found:
        raise Unavailable("The system's keyring does not hold this desk's key.")
    return bytes.fromhex(found)
