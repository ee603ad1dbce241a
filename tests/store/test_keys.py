"""The key is whole on disk before anything is locked with it, its owner's alone, and missed in a sentence."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from eocdesk.models import Unavailable
from eocdesk.store import keys
from eocdesk.store.keys import Kept
from eocdesk.store.wrapping import derive
from tests.kit.desks import make_desk


class Memory(KeyringBackend):
    """A keyring of this test alone."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.delenv(keys.NO_KEYRING)
    before, made = keyring.get_keyring(), Memory()
    keyring.set_keyring(made)
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    yield made  # type: ignore[misc]
    keyring.set_keyring(before)


def test_without_a_keyring_the_key_is_a_file_its_owner_alone_may_read(tmp_path: Path) -> None:
    key = keys.find(tmp_path)
    assert (key.kept, len(key.raw)) == (Kept.FILE, 32)
    assert (tmp_path / keys.FILE).stat().st_mode & 0o777 == 0o600
    assert keys.find(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE], "no half-written note lies about"


def test_each_desk_has_a_key_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert keys.find(tmp_path / "one").raw != keys.find(tmp_path / "two").raw


def test_programs_that_start_on_a_new_folder_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: keys.find(tmp_path), range(8)))
    assert len({key.raw for key in found}) == 1


def test_a_keyring_holds_the_key_and_the_folder_does_not(tmp_path: Path, memory: Memory) -> None:
    key = keys.find(tmp_path)
    assert key.kept is Kept.KEYRING
    assert key.raw.hex() not in (tmp_path / keys.FILE).read_text()
    assert keys.find(tmp_path) == key
    memory.held.clear()
    with pytest.raises(Unavailable, match="does not hold this desk's key"):
        keys.find(tmp_path)


def test_a_passphrase_is_in_no_file_and_the_same_one_gives_the_same_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    key = keys.find(tmp_path)
    assert key.kept is Kept.PASSPHRASE
    assert "horse" not in (tmp_path / keys.FILE).read_text()
    monkeypatch.delenv(keys.VARIABLE)
    assert keys.find(tmp_path, lambda: "correct horse") == key
    with pytest.raises(Unavailable, match="does not open the desk"):
        keys.find(tmp_path, lambda: "wrong")
    for ask in (None, lambda: ""):
        with pytest.raises(Unavailable, match="passphrase"):
            keys.find(tmp_path, ask)


@pytest.mark.parametrize("checked", [True, False])
def test_a_key_note_of_before_keys_were_wrapped_still_opens_its_desk(tmp_path: Path, *, checked: bool) -> None:
    """Then the key was what the passphrase gave; the oldest notes have not even a check."""
    salt = bytes(range(16))
    raw = derive("correct horse", salt)
    check = {"check": hashlib.sha256(b"eocdesk key check" + raw).hexdigest()[:16]} if checked else {}
    (tmp_path / keys.FILE).write_text(json.dumps({"kept": "passphrase", "salt": salt.hex(), **check}), "utf-8")
    assert keys.find(tmp_path, lambda: "correct horse").raw == raw
    if checked:
        with pytest.raises(Unavailable, match="does not open the desk"):
            keys.find(tmp_path, lambda: "wrong")


@pytest.mark.parametrize(
    "note", ["", "{", "[]", "{}", '{"kept": "moon"}', '{"kept": "file"}', '{"kept": "file", "key": "xyz"}', "\udcff"]
)
def test_a_key_note_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, note: str) -> None:
    (tmp_path / keys.FILE).write_bytes(note.encode("utf-8", "surrogateescape"))
    with pytest.raises(Unavailable, match="cannot be read"):
        keys.find(tmp_path)


def test_no_new_key_is_made_for_a_database_whose_key_is_gone(tmp_path: Path) -> None:
    """Else the note in the folder would be wrong for ever, and the right one could not be told from it."""
    make_desk(tmp_path / "desk").close()
    note = (tmp_path / "desk" / keys.FILE).rename(tmp_path / "lost.json")
    with pytest.raises(Unavailable, match="is missing"):
        keys.find(tmp_path / "desk")
    assert not (tmp_path / "desk" / keys.FILE).exists()
    assert json.loads(note.read_text())["kept"] == "file"
