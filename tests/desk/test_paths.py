"""The data folder: the one asked for, else EOCDESK_DATA, else the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.desk import paths


def test_what_is_asked_for_comes_before_the_variable_and_the_variable_before_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path / "variable"))
    assert paths.data_folder(str(tmp_path / "asked")) == tmp_path / "asked"
    assert paths.data_folder() == tmp_path / "variable"
    monkeypatch.delenv(paths.VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.data_folder().name == "eocdesk"
    assert paths.data_folder().is_relative_to(tmp_path)


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    own = paths.data_folder()
    monkeypatch.setenv(paths.VARIABLE, "")
    assert paths.data_folder() == own


def test_a_folder_stays_the_same_when_the_program_changes_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.data_folder("desk") == tmp_path / "desk"
    assert paths.data_folder("~/desk") == tmp_path / "desk"


def test_everything_a_desk_keeps_lies_in_its_folder(tmp_path: Path) -> None:
    for path in (paths.backups(tmp_path), paths.maps(tmp_path), paths.log_file(tmp_path)):
        assert path.is_relative_to(tmp_path)
