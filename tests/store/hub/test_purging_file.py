"""A hub that was put back to before a purge knows of it all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from eocdesk.models import Unavailable
from eocdesk.models.change import Why
from eocdesk.models.ids import new_id
from eocdesk.store.hub import people_trail, purging_file
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.purging_file import Note
from tests.kit.chains import stub_of
from tests.kit.hubs import GREEN, Pen, made, pieces, pull_all, push

NOTE = Note(7, "K. Mori and L. Chen", "Its day has come – “§ 23”")


def test_what_is_added_is_read_and_a_line_cut_off_harms_no_other(tmp_path: Path) -> None:
    first, second = new_id(), new_id()
    assert purging_file.read(tmp_path / "hub") == {}
    purging_file.add(tmp_path / "hub", {})
    purging_file.add(tmp_path / "hub", {first: NOTE})
    with (tmp_path / "hub" / purging_file.FILE).open("a") as file:
        file.write('{"record": "00')
    purging_file.add(tmp_path / "hub", {second: NOTE})
    assert purging_file.read(tmp_path / "hub") == {first: NOTE, second: NOTE}


def test_a_file_that_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    (tmp_path / purging_file.FILE).mkdir()
    with pytest.raises(Unavailable, match="cannot be read"):
        purging_file.read(tmp_path)
    with pytest.raises(Unavailable, match="cannot be written"):
        purging_file.add(tmp_path, {new_id(): NOTE})


def test_a_database_put_back_to_before_a_purge_gives_the_words_to_nobody(tmp_path: Path) -> None:
    pen, rec, folder = Pen(), new_id(), tmp_path / "hub"
    hub = Hub.open(folder, None, "The hub")
    device = pen.let_in(hub)
    page = [pen.write(fields=made(GREEN, title="Nightingale", state="new"), kind="report", rec=rec), pen.write()]
    push(hub, device, page, pen.end())
    hub.close()
    shutil.copytree(folder, tmp_path / "before")
    hub = Hub.open(folder)
    hub.purge([rec], NOTE.by, NOTE.why)
    hub.close()
    for name in ("hub.db", "hub.db-wal", "hub.db-shm"):
        (folder / name).unlink(missing_ok=True)
        if (tmp_path / "before" / name).exists():
            shutil.copy(tmp_path / "before" / name, folder / name)
    hub = Hub.open(folder)
    hub.renew_epoch()
    shut = stub_of(page[0], Why.REDACTED)
    assert pieces(pull_all(hub, pen.dev)) == [shut, page[1], shut]
    push(hub, device, page, pen.end())
    with hub.reading() as connection:
        held = connection.execute(text("SELECT count(*) FROM hub_change WHERE body IS NOT NULL")).scalar()
        (line, *_) = people_trail.trail(connection)
    assert held == 1
    assert (line.who, "put back" in line.sentence) == ("hub", True)
    hub.close()


def test_a_file_that_is_gone_is_written_anew_from_the_database(tmp_path: Path) -> None:
    pen, rec, folder = Pen(), new_id(), tmp_path / "hub"
    hub = Hub.open(folder, None, "The hub")
    push(hub, pen.let_in(hub), [pen.write(fields=made(GREEN, state="new"), kind="report", rec=rec)], pen.end())
    hub.purge([rec], NOTE.by, NOTE.why)
    hub.close()
    (folder / purging_file.FILE).unlink()
    Hub.open(folder).close()
    (kept,) = purging_file.read(folder).items()
    assert (kept[0], kept[1].by, kept[1].why) == (rec, NOTE.by, NOTE.why)
