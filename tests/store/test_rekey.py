"""A desk's key is changed whole or not at all; what opened it before does not afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.store import keys, rekey
from eocdesk.store.keys import Kept
from tests.kit.desks import CODE, make_desk, sound

FIRST, SECOND = "correct horse", "battery staple"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed desk whose key lies in a file."""
    make_desk(tmp_path / "desk").close()
    return tmp_path / "desk"


def opens(folder: Path, phrase: str | None = None) -> bool:
    """Whether the desk opens, whole, with this passphrase."""
    try:
        desk = Desk(folder, (lambda: phrase) if phrase else None)
    except Unavailable:
        return False
    try:
        return sound(desk) and desk.event is not None and desk.event.code == CODE
    finally:
        desk.close()


def test_a_passphrase_is_set_changed_and_taken_off(folder: Path) -> None:
    rekey.lock(folder, keys.find(folder), FIRST)
    assert opens(folder, FIRST)
    assert not opens(folder)
    rekey.lock(folder, keys.find(folder, lambda: FIRST), SECOND)
    assert opens(folder, SECOND)
    assert not opens(folder, FIRST)
    rekey.unlock(folder, keys.find(folder, lambda: SECOND))
    assert opens(folder)
    assert keys.find(folder).kept is Kept.FILE


def test_the_key_that_lay_open_opens_nothing_once_a_passphrase_is_set(folder: Path) -> None:
    old = (folder / keys.FILE).read_text("utf-8")
    rekey.lock(folder, keys.find(folder), FIRST)
    (folder / keys.FILE).write_text(old, "utf-8")
    assert not opens(folder)


def test_a_short_passphrase_is_refused_and_changes_nothing(folder: Path) -> None:
    before = (folder / keys.FILE).read_text("utf-8")
    with pytest.raises(Refused, match="at least 8"):
        rekey.lock(folder, keys.find(folder), "short")
    assert (folder / keys.FILE).read_text("utf-8") == before


def test_an_open_desk_keeps_its_key(folder: Path) -> None:
    desk = Desk(folder)
    try:
        with pytest.raises(Unavailable, match="This desk is open"):
            rekey.lock(folder, keys.find(folder), FIRST)
        assert "next" not in json.loads((folder / keys.FILE).read_text("utf-8"))
    finally:
        desk.close()
    assert opens(folder)


def test_a_recovery_key_opens_a_desk_whose_passphrase_is_forgotten(folder: Path) -> None:
    rekey.lock(folder, keys.find(folder), FIRST)
    words = rekey.recovery(folder, keys.find(folder, lambda: FIRST))
    assert opens(folder, words.lower().replace("-", " "))
    assert opens(folder, FIRST)
    assert words.replace("-", "") not in (folder / keys.FILE).read_text("utf-8")
    again = rekey.recovery(folder, keys.find(folder, lambda: FIRST))
    assert opens(folder, again)
    assert not opens(folder, words), "the one made before is worth nothing any more"


def test_a_new_passphrase_ends_the_recovery_key_of_the_old_one(folder: Path) -> None:
    rekey.lock(folder, keys.find(folder), FIRST)
    words = rekey.recovery(folder, keys.find(folder, lambda: FIRST))
    rekey.lock(folder, keys.find(folder, lambda: FIRST), SECOND)
    assert not opens(folder, words)


def test_a_recovery_key_for_a_key_that_lies_open_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="passphrase first"):
        rekey.recovery(folder, keys.find(folder))


KILLED = """
import os, sys
from pathlib import Path
from eocdesk.store import keys, rekey
folder, step = Path(sys.argv[1]), sys.argv[2]
encrypt, put, puts = rekey._encrypt, rekey._put, []
def before(*given):
    if step == "before":
        os._exit(9)
    encrypt(*given)
    os._exit(9)
rekey._encrypt = before
rekey.lock(folder, keys.find(folder), "correct horse")
"""


@pytest.mark.parametrize(("step", "phrase"), [("before", None), ("after", FIRST)])
def test_a_desk_killed_while_its_key_changes_opens_with_the_one_it_has(
    folder: Path, step: str, phrase: str | None
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder), step], check=False)
    assert "next" in json.loads((folder / keys.FILE).read_text("utf-8"))
    assert opens(folder, phrase or "whatever")
    assert "next" not in json.loads((folder / keys.FILE).read_text("utf-8")), "settled at the first opening"
    assert opens(folder, phrase)


def test_a_change_cut_short_is_not_settled_by_a_wrong_passphrase(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "after"], check=False)
    with pytest.raises(Unavailable, match="does not open the desk"):
        rekey.settle(folder, lambda: "wrong one")
    assert opens(folder, FIRST)


def test_a_backup_from_before_opens_with_what_opened_the_desk_then(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    desk.store.backup(tmp_path / "before.eocdesk")
    desk.close()
    rekey.lock(folder, keys.find(folder), FIRST)
    shutil.unpack_archive(tmp_path / "before.eocdesk", tmp_path / "restored", "zip")
    assert opens(tmp_path / "restored")
