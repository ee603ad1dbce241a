"""Attachments are named by what is in them: kept once, whole, and never handed out when they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused, Unavailable
from eocdesk.store import blobs
from eocdesk.store.blobs import Attachments, Blob

KEY = bytes(range(32))


def kept_in(folder: Path) -> Attachments:
    """The attachments of a folder."""
    return Attachments(folder, KEY)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / blobs.FOLDER).rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_sha256_once_however_often_they_come(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"photo" * 1000)
    kept = kept_in(tmp_path).keep_file(photo)
    assert kept == kept_in(tmp_path).keep_bytes(b"photo" * 1000)
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"photo" * 1000).hexdigest(), 5000)
    assert len(files(tmp_path)) == 1
    assert kept_in(tmp_path).read(kept.sha256) == b"photo" * 1000


@given(st.binary(max_size=3000))
def test_whatever_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert kept_in(folder).read(kept_in(folder).keep_bytes(data).sha256) == data


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data + b"!", lambda data: b"X" + data[1:]])
def test_a_torn_or_changed_file_is_never_served_and_is_named(tmp_path: Path, spoil: object) -> None:
    kept, good = kept_in(tmp_path).keep_bytes(b"photo"), kept_in(tmp_path).keep_bytes(b"another")
    path = kept_in(tmp_path).path_of(kept.sha256)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Unavailable, match="damaged"):
        kept_in(tmp_path).read(kept.sha256)
    assert list(kept_in(tmp_path).damaged()) == [path.name]
    assert kept_in(tmp_path).read(good.sha256) == b"another"


def test_keeping_the_bytes_again_puts_a_damaged_file_right(tmp_path: Path) -> None:
    kept = kept_in(tmp_path).keep_bytes(b"photo")
    kept_in(tmp_path).path_of(kept.sha256).write_bytes(b"pho")
    kept_in(tmp_path).keep_bytes(b"photo")
    assert kept_in(tmp_path).read(kept.sha256) == b"photo"


def test_what_cannot_be_taken_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "film.mov"
    big.write_bytes(b"x" * 101)
    monkeypatch.setattr(blobs, "LARGEST", 100)
    for source, said in ((tmp_path / "gone", "cannot be read"), (tmp_path, "not a file"), (big, "larger than")):
        with pytest.raises(Refused, match=said):
            kept_in(tmp_path).keep_file(source)
    assert files(tmp_path) == []


def test_a_source_that_breaks_off_half_way_leaves_nothing(tmp_path: Path) -> None:
    def chunks() -> object:
        yield b"first half"
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        kept_in(tmp_path).keep(chunks())  # type: ignore[arg-type]
    assert files(tmp_path) == []


def test_what_is_not_here_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not on this desk"):
        kept_in(tmp_path).read("0" * 64)
    assert list(kept_in(tmp_path).damaged()) == []


def test_neither_bytes_nor_names_on_disk_tell_what_is_attached(tmp_path: Path) -> None:
    kept = kept_in(tmp_path).keep_bytes(b"the motorcade leaves by gate 4" * 100)
    (path,) = (path for path in (tmp_path / blobs.FOLDER).rglob("*") if path.is_file())
    assert b"motorcade" not in path.read_bytes()
    assert kept.sha256 not in str(path)
    with pytest.raises(Unavailable, match="not on this desk"):
        Attachments(tmp_path, bytes(32)).read(kept.sha256)


@given(st.binary(min_size=1, max_size=100), st.data())
def test_any_turned_byte_is_found(tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("turned")
    kept = kept_in(folder).keep_bytes(data)
    path = kept_in(folder).path_of(kept.sha256)
    sealed = bytearray(path.read_bytes())
    sealed[draw.draw(st.integers(0, len(sealed) - 1))] ^= draw.draw(st.integers(1, 255))
    path.write_bytes(sealed)
    with pytest.raises(Unavailable, match="damaged"):
        kept_in(folder).read(kept.sha256)
    assert len(list(kept_in(folder).damaged())) == 1


def test_one_sealed_file_under_the_name_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    held = kept_in(tmp_path)
    one, other = held.keep_bytes(b"one"), held.keep_bytes(b"other")
    held.path_of(one.sha256).write_bytes(held.path_of(other.sha256).read_bytes())
    with pytest.raises(Unavailable, match="damaged"):
        held.read(one.sha256)
    assert list(held.damaged()) == [held.path_of(one.sha256).name]


def test_a_file_larger_than_a_chunk_comes_back_in_chunks(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    kept = kept_in(tmp_path).keep_bytes(data)
    chunks = list(kept_in(tmp_path).chunks(kept.sha256))
    assert len(chunks) == 3
    assert b"".join(chunks) == data


def test_what_an_earlier_version_kept_unsealed_is_read_and_sealed(tmp_path: Path) -> None:
    data = b"photo of the gate"
    name = hashlib.sha256(data).hexdigest()
    plain = tmp_path / blobs.FOLDER / name[:2] / name
    plain.parent.mkdir(parents=True)
    plain.write_bytes(data)
    held = kept_in(tmp_path)
    assert (held.read(name), held.holds(name), list(held.damaged())) == (data, True, [])
    assert held.seal_plain() == 1
    assert not plain.exists()
    assert held.read(name) == data
    assert held.keep_bytes(data) == Blob(name, len(data))
    assert held.seal_plain() == 0


def test_an_unsealed_file_that_is_damaged_is_left_for_verify_to_name(tmp_path: Path) -> None:
    name = "ab" * 32
    plain = tmp_path / blobs.FOLDER / "ab" / name
    plain.parent.mkdir(parents=True)
    plain.write_bytes(b"not what it says")
    assert kept_in(tmp_path).seal_plain() == 0
    assert list(kept_in(tmp_path).damaged()) == [name]
