"""verify, backup, restore from the shell: damage is named and exit 1, whatever byte was changed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.ids import event_id, new_id
from eocdesk.store import early_taking, keys, mirror
from eocdesk.store import open as opening
from tests.cli.conftest import Shell
from tests.kit.stories import Story

EVENT = ("--event", "LA28")


def spoil(shell: Shell, sql: str) -> None:
    desk = Desk(shell.folder)
    desk.store.writer.local(lambda connection: connection.exec_driver_sql(sql)).result()
    desk.close()


def test_a_sound_desk_says_its_digest_which_changes_with_every_act_and_with_no_look(la28: Shell) -> None:
    first = la28("verify", "--json").json
    assert (first["sound"], first["damage"], first["rebuilt"]) == (True, [], None)
    assert la28("verify", "--json").json["digest"] == first["digest"]
    la28("log", "x", *EVENT)
    assert la28("verify", "--json").json["digest"] != first["digest"]
    assert la28("verify").out.startswith("Sound.")


def test_records_told_before_their_history_are_no_damage_and_said_to_be_unproven(la28: Shell) -> None:
    story = Story((new_id(), "GREEN", ""))
    page = story.snapshot(3, story.records)
    desk = Desk(la28.folder)
    desk.store.writer.local(lambda c: early_taking.take(c, b"h" * 16, [page], set())).result()
    desk.close()
    told = la28("verify", "--json").json
    assert (told["sound"], told["unproven"]) == (True, 3)
    assert "Of 3 records the history is still coming" in la28("verify").out
    assert la28("verify", "--rebuild", "--json").json["sound"] is True


def test_damage_is_named_in_words_and_in_json_and_the_exit_code_is_1(la28: Shell) -> None:
    spoil(la28, "UPDATE event SET name = 'Someone else'")
    plain, told = la28("verify"), la28("verify", "--json")
    assert plain.code == told.code == 1
    assert "Name of event" in plain.out
    assert '"sound": false' in told.out
    assert plain.err == told.err == ""


def test_a_byte_changed_anywhere_in_the_file_is_found_and_never_a_traceback(la28: Shell, tmp_path: Path) -> None:
    for n in range(40):
        la28("log", f"Gate {n} opened " + "x" * 200, *EVENT) if n < 2 else None
    desk = Desk(la28.folder)
    for n in range(40):
        desk.do_now(LogEntry(event_id("LA28"), f"Gate {n} opened " + "x" * 200))
    desk.close()
    whole, rng = (la28.folder / opening.FILE).read_bytes(), random.Random(5)  # noqa: S311
    for place in (0, 20, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(12))):
        data = bytearray(whole)
        data[place] ^= 1 << rng.randrange(8)
        spoiled = Shell(tmp_path / f"spoiled-{place}")
        shutil.copytree(la28.folder, spoiled.folder)
        (spoiled.folder / opening.FILE).write_bytes(bytes(data))
        said = spoiled("verify")
        assert said.code == 1, f"byte {place} of {len(whole)}: {said}"
        assert said.out.count("\n") >= 2
        assert "Traceback" not in said.err


def test_an_attachment_whose_bytes_changed_is_damage(la28: Shell) -> None:
    desk = Desk(la28.folder)
    blob = desk.store.keep_bytes(b"photo").result()
    path = desk.store.attachments.path_of(blob.sha256)
    desk.close()
    path.write_bytes(b"phot0")
    result = la28("verify")
    assert result.code == 1
    assert "attachment" in result.out


def test_rebuild_keeps_a_copy_from_before_and_says_where(la28: Shell) -> None:
    spoil(la28, "UPDATE event SET name = 'Someone else'")
    report = la28("verify", "--rebuild", "--json").json
    assert (report["sound"], report["rebuilt"]) == (True, 1)
    assert Path(report["backup"]).exists()
    assert la28("event", "list", "--json").json[0]["name"] == "LA28 Games"


def test_rebuild_is_refused_where_the_log_itself_is_damaged(la28: Shell) -> None:
    spoil(la28, "UPDATE change SET body = replace(body, 'LA28 Games', 'LA28 Gamez')")
    result = la28("verify", "--rebuild")
    assert (result.code, result.out) == (1, "")
    assert "change log itself is damaged" in result.sentence


def test_a_backup_is_restored_as_a_new_device_and_what_stood_there_is_kept(la28: Shell, tmp_path: Path) -> None:
    first = la28("log", "before", *EVENT, "--json").json["number"]
    saved = tmp_path / "deep" / "saved.eocdesk"
    assert "opened and verified" in la28("backup", str(saved)).out
    la28("log", "after", *EVENT)
    assert la28("restore", str(saved)).code == 0
    assert [entry["text"] for entry in la28("list", "entry", *EVENT, "--json").json] == ["before"]
    assert la28("verify").code == 0
    number = la28("log", "as another device", *EVENT, "--json").json["number"]
    assert number.split("-")[0] != first.split("-")[0]
    assert len(list(la28.folder.glob("before-restore-*/eocdesk.db"))) == 1


def test_an_open_desk_is_not_restored_under_the_hands_of_its_officer(la28: Shell, tmp_path: Path) -> None:
    la28("backup", str(tmp_path / "saved.eocdesk"))
    window = Desk(la28.folder)
    try:
        result = la28("restore", str(tmp_path / "saved.eocdesk"))
        assert result.code == 3
        assert "This desk is open" in result.sentence
        window.do_now(LogEntry(event_id("LA28"), "still here"))
    finally:
        window.close()
    assert len(la28("list", "entry", *EVENT, "--json").json) == 1
    assert la28("restore", str(tmp_path / "saved.eocdesk")).code == 0


def test_a_desk_that_no_longer_opens_can_be_restored(la28: Shell, tmp_path: Path) -> None:
    la28("backup", str(tmp_path / "saved.eocdesk"))
    (la28.folder / opening.FILE).write_bytes(b"gone" * 5000)
    assert la28("event", "list").code == 3
    assert la28("restore", str(tmp_path / "saved.eocdesk")).code == 0
    assert la28("event", "list", "--json").json[0]["code"] == "LA28"


@pytest.mark.parametrize("content", [None, b"", b"no backup", b"PK\x03\x04"])
def test_what_is_no_backup_is_refused_and_the_desk_stays(la28: Shell, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "odd").write_bytes(content)
    result = la28("restore", str(tmp_path / "odd"))
    assert result.code == 1
    assert result.sentence
    assert la28("event", "list", "--json").json[0]["code"] == "LA28"


def test_a_backup_that_cannot_be_written_is_unavailable(la28: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert la28("backup", str(tmp_path / "file" / "saved.eocdesk")).code == 3


def test_a_locked_a_busy_and_a_too_new_desk_are_unavailable_in_a_sentence(
    la28: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(la28.folder)
    desk.store.writer.local(lambda c: c.exec_driver_sql("PRAGMA user_version = 99")).result()
    desk.close()
    result = la28("log", "x", *EVENT)
    assert result.code == 3
    assert "schema 99 or later" in result.sentence
    locked = Shell(la28.folder.with_name("locked"))
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    assert locked("event", "list").code == 0
    monkeypatch.delenv(keys.VARIABLE)
    assert locked("event", "list").code == 3
    assert "passphrase" in locked("event", "list").sentence
    monkeypatch.setattr(opening, "BUSY_MS", 50)
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    engine = opening.engine(locked.folder / opening.FILE, keys.find(locked.folder))
    with engine.begin():
        result = locked("event", "list")
    engine.dispose()
    assert result.code == 3
    assert "busy with another program" in result.sentence
    assert clock.now()


def test_a_desk_whose_disk_is_gone_starts_again_from_its_second_copy(la28: Shell, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    desk = Desk(la28.folder)
    desk.read_now(mirror.bring_up, mirror.Source(desk.folder, desk.store.key, desk.store.attachments), target)
    copy = mirror.folder_of(target, desk.device)
    desk.close()
    assert la28("restore", str(copy)).code == 1, "a desk that is there is not written over"
    shutil.rmtree(la28.folder)
    assert "new device" in la28("restore", str(copy)).out
    assert la28("verify").code == 0
