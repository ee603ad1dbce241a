"""The hub takes a file piece by piece, gives it to those whose records name it, and tells nobody else of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eocdesk.models import Refused, Unavailable
from eocdesk.models.ids import new_id
from eocdesk.models.right import Right
from eocdesk.store.blobs import FOLDER
from eocdesk.store.hub.file_room import FileRoom, FullError, NoFileError, OffsetError, View
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from tests.kit.hubs import AMBER, GREEN, PARTNER, RED, Pen, let_in
from tests.kit.papers import DATA, NAME, moves, names

LIAISON = Right("liaison")
SIZE, HALF = len(DATA), len(DATA) // 2


@pytest.fixture
def room(file_hub: Hub) -> Iterator[FileRoom]:
    made = FileRoom(file_hub)
    yield made
    made.close()


def bring(room: FileRoom, device: HubDevice, data: bytes = DATA, piece: int = HALF) -> tuple[int, bool]:
    told = room.offset(device, NAME)
    while not told[1]:
        end = told[0] + piece
        told = room.add(device, NAME, told[0], data[told[0] : end], last=end >= len(data))
    return told


def read(room: FileRoom, device: HubDevice, offset: int = 0) -> bytes:
    size, chunks = room.give(device, NAME, offset)
    assert size == SIZE
    return b"".join(chunks)


def nothing(room: FileRoom, device: HubDevice) -> None:
    """All that the device can ask says that there is no such file."""
    assert room.look(device, [NAME]) == {}
    with pytest.raises(NoFileError):
        room.give(device, NAME, 0)
    with pytest.raises(NoFileError):
        room.offset(device, NAME)
    with pytest.raises(NoFileError):
        room.add(device, NAME, 0, DATA, last=True)


def test_a_file_is_brought_in_pieces_and_read_by_those_who_see_a_record_that_names_it(hub: Hub) -> None:
    room, pen = FileRoom(hub), Pen()
    author, other = pen.let_in(hub), let_in(hub, LIAISON)
    nothing(room, author)  # before its record came
    names(hub, pen, author, AMBER)
    assert room.look(author, [NAME, "no name"]) == {NAME: View(lacking=True)}
    assert bring(room, author) == (SIZE, True)
    assert room.look(other, [NAME]) == {NAME: View(SIZE)}
    assert read(room, other) == DATA
    assert [read(room, other, at) for at in (HALF + 1, SIZE, SIZE + 5)] == [DATA[HALF + 1 :], b"", b""]
    nothing(room, let_in(hub, PARTNER))  # does not see so far
    nothing(room, let_in(hub, Right("watch officer", new_id())))  # of another event
    room.close()


def test_a_file_that_was_cut_off_is_gone_on_with_also_after_the_hub_died(file_hub: Hub, room: FileRoom) -> None:
    pen = Pen()
    author = pen.let_in(file_hub)
    names(file_hub, pen, author)
    assert room.add(author, NAME, 0, DATA[:HALF], last=False) == (HALF, False)
    with pytest.raises(OffsetError) as told:
        room.add(author, NAME, 0, DATA[:HALF], last=False)  # its answer was lost
    assert told.value.offset == HALF
    again = FileRoom(file_hub)
    assert again.offset(author, NAME) == (HALF, False)
    assert again.add(author, NAME, HALF, DATA[HALF : HALF + 9], last=False) == (HALF + 9, False)
    assert room.offset(author, NAME) == (HALF + 9, False)  # one process goes on where another was
    assert room.add(author, NAME, HALF + 9, DATA[HALF + 9 :], last=True) == (SIZE, True)
    assert again.offset(author, NAME) == (SIZE, True)
    assert read(again, author) == DATA
    again.close()


def test_bytes_that_are_not_the_file_s_are_not_kept(file_hub: Hub, room: FileRoom) -> None:
    pen = Pen()
    author = pen.let_in(file_hub)
    names(file_hub, pen, author)
    with pytest.raises(Refused, match="not those"):
        room.add(author, NAME, 0, DATA[:-1], last=True)
    assert room.look(author, [NAME]) == {NAME: View(lacking=True)}
    assert bring(room, author) == (SIZE, True)


def test_a_damaged_file_is_not_given_and_is_taken_anew(file_hub: Hub, room: FileRoom) -> None:
    pen = Pen()
    author = pen.let_in(file_hub)
    names(file_hub, pen, author)
    bring(room, author)
    (file,) = (file_hub.folder / FOLDER).glob("??/*")
    spoiled = bytearray(file.read_bytes())
    spoiled[-40] ^= 1
    file.write_bytes(spoiled)
    with pytest.raises(Unavailable, match="damaged"):
        read(room, author)
    assert room.look(author, [NAME]) == {NAME: View(lacking=True)}
    bring(room, author)
    assert read(room, author) == DATA
    next((file_hub.folder / FOLDER).glob("??/*")).unlink()
    with pytest.raises(NoFileError):
        read(room, author)
    assert room.look(author, [NAME]) == {NAME: View(lacking=True)}


def test_who_knows_a_hash_alone_learns_nothing_and_gets_nothing(file_hub: Hub, room: FileRoom) -> None:
    officer, liaison = Pen(), Pen()
    trusted, probing = officer.let_in(file_hub), liaison.let_in(file_hub, LIAISON)
    names(file_hub, officer, trusted, RED)
    bring(room, trusted)
    nothing(room, probing)
    names(file_hub, liaison, probing, AMBER)  # it names what it never had
    assert room.look(probing, [NAME]) == {NAME: View(lacking=True)}  # as of a file that nobody has
    assert room.look(trusted, [NAME]) == {NAME: View(SIZE)}
    assert bring(room, trusted) == (SIZE, True)  # nor does a desk that sees both hand it on
    with pytest.raises(NoFileError):
        room.give(probing, NAME, 0)
    assert bring(room, probing, piece=SIZE) == (SIZE, True)  # who has it all may say so
    assert read(room, probing) == DATA


def test_a_file_follows_its_record_to_where_that_goes(file_hub: Hub, room: FileRoom) -> None:
    officer, rec = Pen(), new_id()
    author, liaison = officer.let_in(file_hub), let_in(file_hub, LIAISON)
    names(file_hub, officer, author, GREEN, rec)
    bring(room, author)
    assert read(room, liaison) == DATA
    moves(file_hub, officer, author, rec, GREEN, RED)
    nothing(room, liaison)
    assert read(room, author) == DATA


def test_a_hub_without_room_says_so_and_keeps_what_it_has(file_hub: Hub) -> None:
    pen = Pen()
    author = pen.let_in(file_hub)
    names(file_hub, pen, author)
    small = FileRoom(file_hub, quota=SIZE)  # which sealing makes a little more of
    with pytest.raises(FullError, match="no room"):
        bring(small, author, piece=HALF)
    small.close()
    wide = FileRoom(file_hub)
    assert wide.offset(author, NAME) == (HALF, False)
    assert bring(wide, author) == (SIZE, True)
    wide.close()


def test_many_desks_bring_one_file_at_once(file_hub: Hub, room: FileRoom) -> None:
    pens = [Pen() for _ in range(6)]
    devices = [pen.let_in(file_hub) for pen in pens]
    names(file_hub, pens[0], devices[0])
    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(lambda device: bring(room, device, piece=1000), devices))
    assert {size for size, whole in told if whole} == {SIZE}
    assert read(room, devices[5]) == DATA


def test_more_files_arrive_at_once_than_are_held_open(
    file_hub: Hub, room: FileRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eocdesk.store.hub.file_room.OPEN", 1)
    pens = [Pen() for _ in range(3)]
    devices = [pen.let_in(file_hub) for pen in pens]
    names(file_hub, pens[0], devices[0])
    for _ in range(2):
        for device in devices:
            offset, _ = room.offset(device, NAME)
            room.add(device, NAME, offset, DATA[offset : offset + 100], last=False)
    assert [room.offset(device, NAME) for device in devices] == [(200, False)] * 3


def test_a_disk_that_is_nearly_full_is_left_to_the_log(
    file_hub: Hub, room: FileRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = Pen()
    author = pen.let_in(file_hub)
    names(file_hub, pen, author)
    with monkeypatch.context() as patch:
        patch.setattr("eocdesk.store.hub.file_room.SPARE", 1 << 60)
        with pytest.raises(FullError):
            bring(room, author)
    assert bring(room, author) == (SIZE, True)


def test_processes_of_one_hub_share_a_folder_and_its_key(postgres: str, tmp_path: Path) -> None:
    hubs = [Hub.open(tmp_path / name, postgres, "The hub") for name in ("one", "two")]
    rooms = [FileRoom(hub, tmp_path / "files") for hub in hubs]
    pen = Pen()
    author = pen.let_in(hubs[0])
    names(hubs[0], pen, author)
    assert rooms[0].add(author, NAME, 0, DATA[:HALF], last=False) == (HALF, False)
    assert rooms[1].add(author, NAME, HALF, DATA[HALF:], last=True) == (SIZE, True)
    assert [read(room, author) for room in rooms] == [DATA, DATA]
    for room, hub in zip(rooms, hubs, strict=True):
        room.close()
        hub.close()
