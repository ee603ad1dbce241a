"""An attachment arrives in pieces, is gone on with after a cut, and is kept only where it is what it should be."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused, Unavailable
from eocdesk.store import incoming
from eocdesk.store.blobs import FOLDER, Attachments
from eocdesk.store.incoming import Incoming
from eocdesk.store.sealed_file import CHUNK

DATA = bytes(range(256)) * 4
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def held(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path, bytes(32))


def left(held: Attachments, folder: Path) -> int:
    """How many unfinished files lie about."""
    return len(list((folder / FOLDER / "incoming").iterdir()))


def test_a_piece_at_a_time_becomes_the_whole(held: Attachments, tmp_path: Path) -> None:
    with Incoming(held, NAME) as coming:
        for at in range(0, len(DATA), 100):
            assert coming.add(DATA[at : at + 100]) == min(at + 100, len(DATA))
        assert not held.holds(NAME)
        coming.finish()
    assert held.read(NAME) == DATA
    assert left(held, tmp_path) == 0


@given(st.lists(st.integers(1, 300), max_size=8))
def test_it_goes_on_where_it_was_cut_off(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    held = Attachments(tmp_path_factory.mktemp("cut"), bytes(32))
    offset = 0
    for size in sizes:
        with Incoming(held, NAME) as coming:  # each piece after a new start
            assert coming.offset == offset
            if offset < len(DATA):
                offset = coming.add(DATA[offset : offset + size])
    with Incoming(held, NAME) as coming:
        if coming.offset < len(DATA):
            coming.add(DATA[coming.offset :])
        coming.finish()
    assert held.read(NAME) == DATA


def test_a_piece_half_written_when_the_power_went_is_asked_for_again(held: Attachments) -> None:
    with Incoming(held, NAME) as coming:
        coming.add(DATA[:500])
        coming.add(DATA[500:600])
    path = held.part_of(NAME, "")
    path.write_bytes(path.read_bytes()[:-20])
    with Incoming(held, NAME) as coming:
        assert coming.offset == 500


@pytest.mark.parametrize("head", [b"", b"rubbish", b"x" * 500])
def test_what_is_no_beginning_of_ours_is_begun_anew(held: Attachments, head: bytes) -> None:
    held.part_of(NAME, "").write_bytes(head)
    with Incoming(held, NAME) as coming:
        assert coming.offset == 0
        coming.add(DATA)
        coming.finish()
    assert held.read(NAME) == DATA


def test_other_bytes_than_the_name_stands_for_are_refused_and_not_kept(held: Attachments, tmp_path: Path) -> None:
    with Incoming(held, NAME) as coming:
        coming.add(b"something else")
        with pytest.raises(Refused, match="not those of this attachment"):
            coming.finish()
    assert not held.holds(NAME)
    assert left(held, tmp_path) == 0


def test_too_much_is_refused(held: Attachments, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "LARGEST", 150)
    with Incoming(held, NAME) as coming:
        for piece in (b"", b"x" * (CHUNK + 1)):
            with pytest.raises(Refused, match="piece"):
                coming.add(piece)
        coming.add(b"x" * 100)
        with pytest.raises(Refused, match="at most"):
            coming.add(b"x" * 100)


def test_two_that_bring_the_same_do_not_meet(held: Attachments) -> None:
    with Incoming(held, NAME, "one") as one, Incoming(held, NAME, "other") as other:
        one.add(DATA[:10])
        other.add(DATA)
        other.finish()
        one.add(DATA[10:])
        one.finish()
    assert held.read(NAME) == DATA


def test_a_disk_that_does_not_take_it_is_said(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")
    with pytest.raises(Unavailable):
        Incoming(Attachments(tmp_path, bytes(32)), NAME)


def test_one_that_was_whole_but_never_put_in_its_place_is_begun_anew(held: Attachments) -> None:
    whole = held.path_of(held.keep_bytes(DATA).sha256)
    whole.replace(held.part_of(NAME, ""))
    with Incoming(held, NAME) as coming:
        assert coming.offset == 0
        coming.add(DATA)
        coming.finish()
    assert held.read(NAME) == DATA


def test_two_that_take_in_one_file_by_the_same_way_spoil_nothing(held: Attachments) -> None:
    with Incoming(held, NAME) as one, Incoming(held, NAME) as two:
        one.add(DATA[:500])
        with pytest.raises(Unavailable, match="another program"):
            two.add(DATA[:500])
    with Incoming(held, NAME) as again:
        assert again.offset == 500
        again.add(DATA[500:])
        again.finish()
        assert not again.stands()
    assert held.read(NAME) == DATA
