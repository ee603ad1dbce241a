"""Attachments are named by what is in them: kept once, whole, and never handed out when they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused, Unavailable
from eocdesk.store import blobs


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / blobs.FOLDER).rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_sha256_once_however_often_they_come(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"photo" * 1000)
    kept = blobs.keep_file(tmp_path, photo)
    assert kept == blobs.keep_bytes(tmp_path, b"photo" * 1000)
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"photo" * 1000).hexdigest(), 5000)
    assert files(tmp_path) == [kept.sha256]
    assert blobs.read(tmp_path, kept.sha256) == b"photo" * 1000


@given(st.binary(max_size=3000))
def test_whatever_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert blobs.read(folder, blobs.keep_bytes(folder, data).sha256) == data


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data + b"!", lambda data: b"X" + data[1:]])
def test_a_torn_or_changed_file_is_never_served_and_is_named(tmp_path: Path, spoil: object) -> None:
    kept, good = blobs.keep_bytes(tmp_path, b"photo"), blobs.keep_bytes(tmp_path, b"another")
    path = blobs.path_of(tmp_path, kept.sha256)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Unavailable, match="damaged"):
        blobs.read(tmp_path, kept.sha256)
    assert list(blobs.damaged(tmp_path)) == [kept.sha256]
    assert blobs.read(tmp_path, good.sha256) == b"another"


def test_keeping_the_bytes_again_puts_a_damaged_file_right(tmp_path: Path) -> None:
    kept = blobs.keep_bytes(tmp_path, b"photo")
    blobs.path_of(tmp_path, kept.sha256).write_bytes(b"pho")
    blobs.keep_bytes(tmp_path, b"photo")
    assert blobs.read(tmp_path, kept.sha256) == b"photo"


def test_what_cannot_be_taken_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "film.mov"
    big.write_bytes(b"x" * 101)
    monkeypatch.setattr(blobs, "LARGEST", 100)
    for source, said in ((tmp_path / "gone", "cannot be read"), (tmp_path, "not a file"), (big, "larger than")):
        with pytest.raises(Refused, match=said):
            blobs.keep_file(tmp_path, source)
    assert files(tmp_path) == []


def test_a_source_that_breaks_off_half_way_leaves_nothing(tmp_path: Path) -> None:
    def chunks() -> object:
        yield b"first half"
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        blobs._keep(tmp_path, chunks())  # type: ignore[arg-type]
    assert files(tmp_path) == []


def test_what_is_not_here_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not on this desk"):
        blobs.read(tmp_path, "0" * 64)
    assert list(blobs.damaged(tmp_path)) == []
