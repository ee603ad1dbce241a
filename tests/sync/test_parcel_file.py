"""A parcel's file gives back what is whole of it, tells nobody else anything, and takes no harm from any bytes."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eocdesk.models import Refused
from eocdesk.store import sealing
from eocdesk.store.sealing import Stream
from eocdesk.sync import parcel_file
from eocdesk.sync.parcel_file import CELL, ROOM, ParcelReader, ParcelWriter

BOX = sealing.new_box()
KEYS = [bytes([at]) * 32 for at in (1, 2)]
SHEETS = [(0, b"a" * 10), (0, b"b" * (ROOM * 2 + 5)), (1, b"c" * ROOM), (1, b"")]


def written(folder: Path, sheets: list[tuple[int, bytes]], *, limit: int = parcel_file.PART) -> list[Path]:
    named = parcel_file.new_parcel()
    writer = ParcelWriter(folder / "desk.parcel", {sealing.public_box(BOX): b"the keys"}, named, limit)
    for at, (which, data) in enumerate(sheets):
        last = which not in [other for other, _ in sheets[at + 1 :]]
        writer.sheet(Stream(KEYS[which], named[0]), data, last=last)
    return writer.finish()


def read(path: Path, keys: list[bytes] | None = None) -> list[tuple[int, bytes, bool]]:
    reader = ParcelReader(path)
    try:
        return list(reader.sheets([Stream(key, reader.head.id) for key in (KEYS if keys is None else keys)]))
    finally:
        reader.close()


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("parcel"), SHEETS)[0]


def test_every_sheet_comes_out_as_it_went_in_and_each_stream_ends(parcel: Path) -> None:
    assert read(parcel) == [(0, SHEETS[0][1], False), (0, SHEETS[1][1], True), (1, SHEETS[2][1], False), (1, b"", True)]
    assert read(parcel, KEYS[1:]) == [(0, SHEETS[2][1], False), (0, b"", True)]
    assert read(parcel, []) == []


def test_the_ring_opens_with_its_box_alone(parcel: Path) -> None:
    reader = ParcelReader(parcel)
    assert reader.ring(BOX) == b"the keys"
    assert reader.ring(sealing.new_box()) is None
    reader.close()


def test_how_many_may_read_it_and_how_much_it_holds_shows_only_roughly(tmp_path: Path) -> None:
    sizes = set()
    for readers, sheets in ((1, 1), (3, 2), (7, 7)):
        named = parcel_file.new_parcel()
        rings = {sealing.public_box(sealing.new_box()): b"x" * 40 * sheets for _ in range(readers)}
        writer = ParcelWriter(tmp_path / f"{readers}", rings, named)
        for at in range(sheets):
            writer.sheet(Stream(KEYS[0], named[0]), b"x" * 99 * at, last=at == sheets - 1)
        sizes.add(writer.finish()[0].stat().st_size)
    assert len(sizes) == 1


def test_a_parcel_larger_than_a_stick_takes_is_several_files_each_readable_alone(tmp_path: Path) -> None:
    sheets = [(0, bytes([at]) * (ROOM + 1)) for at in range(6)]
    paths = written(tmp_path, sheets, limit=100 * 1024)
    assert len(paths) > 2
    assert all(path.stat().st_size <= 100 * 1024 for path in paths)
    assert list(parcel_file.more_parts(paths[0])) == paths[1:]
    assert [data for path in paths for _, data, _ in read(path)] == [data for _, data in sheets]
    assert read(paths[1])[0][1] in [data for _, data in sheets]


def test_nothing_is_there_until_all_is_and_nothing_is_left_of_what_was_dropped(tmp_path: Path) -> None:
    writer = ParcelWriter(tmp_path / "desk.parcel", {}, parcel_file.new_parcel())
    writer.sheet(Stream(KEYS[0], b""), b"words", last=True)
    assert not (tmp_path / "desk.parcel").exists()
    writer.drop()
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25)
@given(st.data())
def test_a_file_cut_anywhere_gives_the_sheets_before_the_cut(parcel: Path, data: st.DataObject) -> None:
    whole = parcel.read_bytes()
    begin = len(whole) - CELL * ((len(whole) - 8 * 1024) // CELL)
    cut = parcel.with_name("cut")
    cut.write_bytes(whole[: data.draw(st.integers(begin, len(whole)))])
    sheets = read(cut)
    assert sheets == read(parcel)[: len(sheets)]


@settings(max_examples=40)
@given(st.data())
def test_flipped_bits_lose_the_sheets_they_hit_and_no_others(parcel: Path, data: st.DataObject) -> None:
    whole = bytearray(parcel.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        whole[at] ^= data.draw(st.integers(1, 255))
    flipped = parcel.with_name("flipped")
    flipped.write_bytes(whole)
    try:
        sheets = read(flipped)
    except Refused:
        return
    assert all(sheet in read(parcel) for sheet in sheets)


@settings(max_examples=25)
@given(st.data())
def test_cells_moved_repeated_or_spliced_in_are_not_taken(parcel: Path, data: st.DataObject) -> None:
    whole = parcel.read_bytes()
    reader = ParcelReader(parcel)
    begin = reader.head.size
    reader.close()
    cells = [whole[at : at + CELL] for at in range(begin, len(whole), CELL)]
    order = data.draw(st.lists(st.integers(0, len(cells) - 1), max_size=12))
    mixed = parcel.with_name("mixed")
    mixed.write_bytes(whole[:begin] + b"".join(cells[at] for at in order))
    assert all(sheet in read(parcel) for sheet in read(mixed))


@given(st.binary(max_size=300), st.booleans())
def test_bytes_that_are_no_parcel_are_refused_or_give_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, marked: object
) -> None:
    path = tmp_path_factory.mktemp("noise") / "noise"
    path.write_bytes(parcel_file.MAGIC + data if marked else data)
    try:
        assert read(path) == []
        reader = ParcelReader(path)
    except Refused as refused:
        assert refused.sentence.endswith(".")  # noqa: PT017  either answer is right
        return
    assert reader.ring(BOX) is None
    reader.close()


def test_a_newer_parcel_asks_for_an_update_and_a_folder_of_photos_is_no_parcel(tmp_path: Path) -> None:
    (tmp_path / "newer").write_bytes(parcel_file.MAGIC[:-1] + b"2" + bytes(400))
    (tmp_path / "photo").write_bytes(b"\xff\xd8" * 400)
    with pytest.raises(Refused, match="Update this desk"):
        ParcelReader(tmp_path / "newer")
    with pytest.raises(Refused, match="not a parcel"):
        ParcelReader(tmp_path / "photo")


def test_a_sheet_without_end_is_given_up_and_memory_stays_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel_file, "MAX_SHEET", 4 * CELL)
    path = written(tmp_path, [(0, bytes(ROOM * 100)), (1, b"after it")])[0]
    tracemalloc.start()
    assert read(path) == [(1, b"after it", True)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * CELL
