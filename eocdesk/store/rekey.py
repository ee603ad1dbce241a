"""Lock a desk with another key: a passphrase set, changed or taken off, a recovery key made; whole or not at all.

The note of the new key stands beside the old one's until the database is encrypted anew, so that a desk killed at
any moment opens with one of the two.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eocdesk.models import Refused, Unavailable
from eocdesk.store import keys, wrapping
from eocdesk.store import open as opening
from eocdesk.store.keys import NEXT, RECOVERY, Kept, Key, Note

SHORTEST = 8
_CLOSED: tuple[type[Exception], ...] = (Unavailable, *opening.DATABASE_ERRORS)


def lock(folder: Path, key: Key, phrase: str) -> Key:
    """Encrypt the closed desk anew with a key that only this passphrase leads to. A recovery key ends with it.

    Refused where the passphrase is too short; Unavailable where the desk is open, or the disk does not take it.
    """
    if len(phrase) < SHORTEST:
        raise Refused(f"A passphrase has at least {SHORTEST} characters.", "passphrase")
    made = Key(secrets.token_bytes(wrapping.LENGTH), Kept.PASSPHRASE)
    _change(folder, key, made, keys.locked(made.raw, phrase))
    return made


def unlock(folder: Path, key: Key) -> Key:
    """Encrypt the closed desk anew with a key kept in a file of its folder, which nobody is asked for."""
    made = Key(secrets.token_bytes(wrapping.LENGTH), Kept.FILE)
    _change(folder, key, made, {"kept": Kept.FILE, "key": made.raw.hex()})
    return made


def recovery(folder: Path, key: Key) -> str:
    """A recovery key to print and lock away: with it the desk opens where passphrase or keyring are lost.

    It takes the place of one made before. Refused where the key lies in a file: whoever has the folder has it.
    """
    if key.kept is Kept.FILE:
        raise Refused("This desk's key lies in a file beside it. Set a passphrase first: eocdesk passphrase")
    words = wrapping.new_recovery()
    wrapped = wrapping.wrap(wrapping.of_recovery(words), key.raw).hex()
    _put(folder / keys.FILE, _read(folder) | {RECOVERY: wrapped})
    return words


def settle(folder: Path, ask: Callable[[], str] | None = None) -> Key | None:
    """Finish a change of key that was cut short, one way or the other; the key, or None where there was none."""
    path = folder / keys.FILE
    if not path.exists() or NEXT not in (note := _read(folder)):
        return None
    asked: list[str] = []

    def once() -> str:
        if not asked:
            asked.append(ask() if ask else "")
        return asked[0]

    after: Note = note.pop(NEXT)
    for kept in (after, note):
        try:
            key = keys.opened(kept, once)
        except Unavailable:
            continue
        if _opens(folder, key):
            _put(path, kept)
            return key
    raise Unavailable(keys.WRONG)


def _change(folder: Path, key: Key, made: Key, note: Note) -> None:
    path = folder / keys.FILE
    before = _read(folder)
    try:
        _put(path, before | {NEXT: note})
        _encrypt(folder, key, made)
    except BaseException as error:
        if _opens(folder, key):
            _put(path, before)
        if isinstance(error, opening.DATABASE_ERRORS):
            raise opening.unavailable(error) from error
        raise
    _put(path, note)


def _encrypt(folder: Path, key: Key, made: Key) -> None:
    """Every page anew, in one transaction of SQLite's own; nobody else may have the desk open."""
    engine = opening.engine(folder / opening.FILE, key)
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("PRAGMA journal_mode = DELETE")  # granted only to the one connection there is
        except opening.DATABASE_ERRORS as error:
            raise Unavailable("This desk is open. Close its window and whatever else uses it first.") from error
        cursor.execute(f"PRAGMA rekey = \"x'{made.raw.hex()}'\"")
    finally:
        raw.close()
        engine.dispose()


def _opens(folder: Path, key: Key) -> bool:
    engine = opening.engine(folder / opening.FILE, key, reading=True)
    try:
        with engine.connect() as connection:
            opening.check(connection)
    except _CLOSED:
        return False
    finally:
        engine.dispose()
    return True


def _read(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / keys.FILE).read_text("utf-8"))
    if not isinstance(found, dict):
        raise Unavailable(f"The key note {keys.FILE} of this data folder cannot be read.")
    return found


def _put(path: Path, note: dict[str, Any]) -> None:
    try:
        draft = keys.drafted(path, note)
        draft.replace(path)
        opening.settle(path.parent)
    except OSError as error:
        raise opening.unavailable(error) from error
