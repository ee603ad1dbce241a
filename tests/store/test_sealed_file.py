"""A file of sealed cells gives back what was written, goes on after a cut, and shows every change."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store import sealed_file
from eocdesk.store.sealed_file import BrokenCellError, Cell

KEY = bytes(range(32))
CHUNKS = st.lists(st.binary(max_size=50), max_size=5)


def written(chunks: list[bytes], *, ended: bool = True) -> io.BytesIO:
    """A file of these chunks, and an end where it was finished."""
    file = io.BytesIO()
    writing = sealed_file.begin(file, KEY)
    for chunk in chunks:
        writing.put(chunk)
    if ended:
        writing.put(b"end", last=True)
    file.seek(0)
    return file


@given(CHUNKS)
def test_what_was_written_comes_back(chunks: list[bytes]) -> None:
    found = list(sealed_file.cells(written(chunks), KEY))
    assert [cell.plain for cell in found] == [*chunks, b"end"]
    assert [cell.last for cell in found] == [False] * len(chunks) + [True]


@given(CHUNKS, st.data())
def test_a_file_cut_anywhere_goes_on_behind_its_last_whole_cell(chunks: list[bytes], draw: st.DataObject) -> None:
    whole = written(chunks, ended=False).getvalue()
    cut = draw.draw(st.integers(0, len(whole)))
    file = io.BytesIO(whole[:cut])
    if cut < sealed_file.HEAD:
        with pytest.raises(BrokenCellError):
            sealed_file.go_on(file, KEY, list[Cell]().append)
        return
    found: list[Cell] = []
    writing = sealed_file.go_on(file, KEY, found.append)
    assert [cell.plain for cell in found] == chunks[: len(found)]
    for chunk in chunks[len(found) :]:
        writing.put(chunk)
    writing.put(b"end", last=True)
    file.seek(0)
    assert [cell.plain for cell in sealed_file.cells(file, KEY)] == [*chunks, b"end"]


@given(CHUNKS, st.data())
def test_a_cut_a_turned_bit_and_a_longer_file_are_seen(chunks: list[bytes], draw: st.DataObject) -> None:
    whole = written(chunks).getvalue()
    at = draw.draw(st.integers(0, len(whole) - 1))
    turned = whole[:at] + bytes([whole[at] ^ 1 << draw.draw(st.integers(0, 7))]) + whole[at + 1 :]
    for broken in (whole[:at], turned, whole + b"x"):
        with pytest.raises(BrokenCellError):
            list(sealed_file.cells(io.BytesIO(broken), KEY))


def test_another_key_reads_nothing() -> None:
    with pytest.raises(BrokenCellError):
        list(sealed_file.cells(written([b"words"]), bytes(32)))


def test_two_files_of_the_same_words_are_not_alike() -> None:
    assert written([b"words"]).getvalue() != written([b"words"]).getvalue()
