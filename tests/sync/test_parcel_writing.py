"""A parcel is for those who may see what is in it, whole or not there, and the next one goes on where it ended."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.sync import parcel_file, parcel_reading, parcel_writing, protocol
from eocdesk.sync.parcel_reading import Report
from eocdesk.sync.parcel_writing import Order, Written
from tests.kit.pairs import OFFICER, PARTNER, RoomHub, log, pair


def write(desk: Desk, target: Path, *only: str, new: bool = False, **bounds: int) -> Written:
    return parcel_writing.write(desk.store, Order(target, "The desk", only=only, new=new, **bounds))


def read(desk: Desk, path: Path) -> Report:
    return parcel_reading.read(desk.store, path, exercise=False)


def held(desk: Desk) -> list[str]:
    found = desk.read_now(lambda c: c.exec_driver_sql("SELECT text FROM entry ORDER BY text").fetchall())
    return [text for (text,) in found]


@pytest.fixture
def room(desks: Callable[[int], list[Desk]]) -> list[Desk]:
    """An officer's desk and a partner's of one hub, and a desk paired with the first."""
    officer, partner, paired = desks(3)
    hub = RoomHub()
    hub.join(officer)
    hub.join(partner, PARTNER)
    pair(officer, paired)
    return [officer, partner, paired]


def test_each_reader_gets_what_it_may_see_and_a_stranger_nothing(room: list[Desk], tmp_path: Path) -> None:
    officer, partner, paired = room
    log(officer, "Red words", marking="RED")
    log(officer, "Green words", marking="GREEN")
    written = write(officer, tmp_path / "p")
    assert sorted(written.readers) == sorted((partner.person, paired.person))
    assert written.scopes == 3
    assert read(partner, tmp_path / "p").whole
    assert read(paired, tmp_path / "p").whole
    assert held(partner) == ["Green words"]
    assert held(paired) == ["Green words", "Red words"]


def test_the_file_shows_no_name_no_scope_and_no_word(room: list[Desk], tmp_path: Path) -> None:
    officer, partner, paired = room
    log(officer, "Canary words", marking="RED")
    write(officer, tmp_path / "p")
    data = (tmp_path / "p").read_bytes()
    scopes = officer.read_now(lambda c: c.exec_driver_sql("SELECT id FROM scope").fetchall())
    secret = [
        b"Canary",
        b"LA28",
        b"The desk",
        officer.device,
        partner.device,
        paired.device,
        *(one for (one,) in scopes),
    ]
    assert not [one for one in secret if one in data]


def test_words_of_a_record_that_went_where_a_reader_may_not_look_are_not_in_its_parcel(
    room: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, partner, _ = room
    entry = log(officer, "Canary", marking="GREEN")
    officer.do_now(Amend("entry", entry, {"marking": "RED"}))
    write(officer, tmp_path / "p")
    monkeypatch.setattr(parcel_reading.meeting, "withdraw_left", lambda _: set())  # which would hide it
    assert read(partner, tmp_path / "p").whole
    bodies = partner.read_now(lambda c: c.exec_driver_sql("SELECT body FROM change").fetchall())
    assert bodies
    assert not [body for (body,) in bodies if b"Canary" in body]


def test_a_parcel_for_one_desk_opens_at_no_other(room: list[Desk], tmp_path: Path) -> None:
    officer, partner, paired = room
    log(officer, "Green words", marking="GREEN")
    assert write(officer, tmp_path / "p", paired.code.lower()).readers == [paired.person]
    with pytest.raises(Refused, match="does not open here"):
        read(partner, tmp_path / "p")
    with pytest.raises(Refused, match="knows no desk “Nobody”"):
        write(officer, tmp_path / "q", "Nobody")


def test_a_card_that_ran_out_opens_no_parcel_and_it_is_said(desks: Callable[[int], list[Desk]], tmp_path: Path) -> None:
    officer, partner, late = desks(3)
    hub = RoomHub()
    hub.join(officer)
    hub.join(partner)
    hub.join(late, days=-1)
    written = write(officer, tmp_path / "p")
    assert (written.readers, written.late) == ([partner.person], [late.person])
    with pytest.raises(Refused, match="too old"):
        write(officer, tmp_path / "q", late.person)


def test_a_desk_that_knows_nobody_is_told_how_to_begin(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="eocdesk pair"):
        write(desk, tmp_path / "p")
    assert not list(tmp_path.glob("p*"))


def test_the_next_parcel_goes_on_where_the_last_ended(room: list[Desk], tmp_path: Path) -> None:
    officer, _, paired = room
    log(officer, "First", marking="GREEN")
    write(officer, tmp_path / "1")
    with pytest.raises(Refused, match="nothing new"):
        write(officer, tmp_path / "2", new=True)
    log(officer, "Second", marking="GREEN")
    assert write(officer, tmp_path / "2", new=True).changes == 1
    early = read(paired, tmp_path / "2")
    assert not early.whole
    assert "waits for an earlier parcel, from change 1 of desk " + officer.code in early.waiting[0]
    assert held(paired) == []
    assert read(paired, tmp_path / "1").whole
    assert read(paired, tmp_path / "2").whole
    assert held(paired) == ["First", "Second"]


def test_what_others_wrote_goes_along(room: list[Desk], tmp_path: Path) -> None:
    officer, partner, paired = room
    log(paired, "From the paired desk", marking="GREEN")
    write(paired, tmp_path / "back")
    assert read(officer, tmp_path / "back").whole
    write(officer, tmp_path / "p")
    refused = read(partner, tmp_path / "p")
    assert paired.code in refused.refused[0], "the hub's desks do not know it"
    hub = RoomHub()
    for desk in room:
        hub.join(desk)
    write(officer, tmp_path / "q")
    assert read(partner, tmp_path / "q").whole
    assert held(partner) == ["From the paired desk"]


def test_where_it_cannot_be_written_nothing_is_left_and_no_other_file_is_overwritten(
    room: list[Desk], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes").write_text("Not a parcel", "utf-8")
    with pytest.raises(Unavailable):
        write(room[0], tmp_path / "no such folder" / "p")
    for name in ("folder", "notes"):
        with pytest.raises(Refused, match="no parcel"):
            write(room[0], tmp_path / name)
    assert (tmp_path / "notes").read_text("utf-8") == "Not a parcel"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["notes"]
    write(room[0], tmp_path / "p")
    before = (tmp_path / "p").read_bytes()
    write(room[0], tmp_path / "p")
    assert (tmp_path / "p").read_bytes() != before, "an older parcel makes room for the new one"


def test_a_write_that_breaks_off_leaves_the_older_parcel(
    room: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(room[0], tmp_path / "p")
    before = (tmp_path / "p").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parcel_file.os, "fsync", full)
    with pytest.raises(Unavailable, match="full"):
        write(room[0], tmp_path / "p")
    assert (tmp_path / "p").read_bytes() == before
    assert not list(tmp_path.glob(".p*"))


def test_a_parcel_of_several_files_is_read_from_the_first(room: list[Desk], tmp_path: Path) -> None:
    officer, _, paired = room
    for at in range(9):
        log(officer, f"Entry {at}")
    written = write(officer, tmp_path / "p", paired.code, part=50_000, sheet=2)
    assert len(written.files) > 2
    (written.files[1]).rename(tmp_path / "lost")
    report = read(paired, tmp_path / "p")
    assert report.missing
    assert "lack" in report.missing[0]
    written.files[1].write_text("Shopping list", "utf-8")
    assert read(paired, tmp_path / "p").missing == report.missing
    (tmp_path / "lost").replace(written.files[1])
    assert read(paired, tmp_path / "p").whole
    assert len(held(paired)) == 9


def test_progress_reaches_its_end(room: list[Desk], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    log(room[0], "Words")
    parcel_writing.write(room[0].store, Order(tmp_path / "p", ""), lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] == 2
    assert protocol.MAX_PIECES >= parcel_writing.PIECES
    assert OFFICER.role == "watch officer"


def test_how_many_files_did_not_travel_is_said(room: list[Desk], tmp_path: Path) -> None:
    officer = room[0]
    assert write(officer, tmp_path / "before").stays == ""
    for name, data in (("Gate 3.jpg", b"a gate"), ("Gate 3 again.jpg", b"a gate"), ("Plan.pdf", b"a plan")):
        asyncio.run(officer.attach_bytes(name, data))
    written = write(officer, tmp_path / "p")
    assert written.attachments == 2
    assert written.stays == "2 attachments named in it did not travel: files come by the hub."
