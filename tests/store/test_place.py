"""A copy knows its place again, and another place for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.store import place


def test_the_same_folder_is_the_same_place_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "desk")
    monkeypatch.chdir(tmp_path)
    here = place.place_of(tmp_path / "desk")
    assert here == place.place_of(Path("desk")) == place.place_of(tmp_path / "link")
    assert here != place.place_of(tmp_path / "other")


def test_the_same_folder_on_another_machine_is_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = place.place_of(tmp_path)
    monkeypatch.setattr(place, "_NOTES", (tmp_path / "none", tmp_path / "machine"))
    (tmp_path / "machine").write_text("another\n")
    assert place.machine() == "another"
    assert place.place_of(tmp_path) != here


def test_a_machine_that_says_nothing_of_itself_still_has_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_NOTES", ())
    assert place.machine() == ""
    assert place.place_of(tmp_path) == place.place_of(tmp_path)


def test_a_place_tells_nobody_where_it_is(tmp_path: Path) -> None:
    assert tmp_path.name not in place.place_of(tmp_path)
    assert len(place.place_of(tmp_path)) == 32
