"""The virtual environment: quick when unchanged, whole or not at all, and never kept when it cannot be trusted."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from environment import Environment
from stop import Stop

ROOT = Path(__file__).resolve().parents[2]


class Offline(Environment):
    """Makes a real environment, but installs nothing; `calls` are what pip was asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.calls: list[tuple[str, ...]] = []
        self.trouble: BaseException | None = None

    def pip(self, *words: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.calls.append(words)
        self.program("eocdesk").touch()
        (self.root / "eocdesk" / "_vendor").mkdir(parents=True, exist_ok=True)

    def locks(self) -> list[str]:
        """The lock files that pip was called with."""
        return [Path(words[-1]).stem for words in self.calls if "-r" in words]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offline:
    """An environment in a checkout of lock files only; ensurepip is left out, it takes seconds."""
    monkeypatch.setattr("environment.venv.create", bare)
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return Offline(tmp_path)


def bare(folder: Path, **_options: bool) -> None:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)


def test_the_first_time_installs_everything_with_hashes_and_wheels_only(made: Offline) -> None:
    made.ensure(dev=True)
    assert made.locks() == ["run", "build", "dev"]
    assert all({"--require-hashes", "--only-binary=:all:"} <= {*words} for words in made.calls if "-r" in words)
    assert made.calls[-1][-2:] == ("--editable", str(made.root))


def test_running_the_desk_needs_no_tools_of_its_makers(made: Offline) -> None:
    made.ensure(dev=False)
    assert made.locks() == ["run", "build"]


def test_nothing_is_installed_when_nothing_changed(made: Offline) -> None:
    made.ensure(dev=True)
    made.calls.clear()
    made.ensure(dev=True)
    made.ensure(dev=False)
    assert made.calls == []


def test_a_changed_lock_is_installed_over_the_rest(made: Offline) -> None:
    made.ensure(dev=True)
    made.calls.clear()
    lock = made.root / "packaging" / "locks" / "build.txt"
    lock.write_text(lock.read_text() + "# changed\n")
    made.ensure(dev=True)
    assert made.locks() == ["build"]


def test_assets_that_were_wiped_are_built_again(made: Offline) -> None:
    made.ensure(dev=False)
    made.calls.clear()
    shutil.rmtree(made.root / "eocdesk" / "_vendor")
    made.ensure(dev=False)
    assert made.calls[-1][-2] == "--editable"


def test_a_first_set_up_that_fails_leaves_nothing(made: Offline) -> None:
    made.trouble = Stop("no network")
    with pytest.raises(Stop):
        made.ensure(dev=False)
    assert not made.folder.exists()


def test_a_working_environment_outlives_an_update_without_network(made: Offline) -> None:
    made.ensure(dev=False)
    kept = made.folder / "bin" / "kept"
    kept.touch()
    (made.root / "packaging" / "locks" / "run.txt").write_text("alembic==9\n")
    made.trouble = Stop("no network")
    with pytest.raises(Stop):
        made.ensure(dev=False)
    made.trouble = None
    made.calls.clear()
    made.ensure(dev=False)
    assert made.locks() == ["run"]
    assert kept.exists()


def test_one_that_was_killed_half_way_is_made_anew(made: Offline) -> None:
    made.ensure(dev=False)
    (made.folder / "half-written").touch()
    made.making.touch()
    made.calls.clear()
    made.ensure(dev=False)
    assert made.locks() == ["run", "build"]
    assert not (made.folder / "half-written").exists()
    assert not made.making.exists()


def test_one_that_was_moved_with_its_checkout_is_made_anew(made: Offline, tmp_path: Path) -> None:
    made.ensure(dev=False)
    (made.folder / "of-the-old-place").touch()
    moved = Offline(tmp_path / "elsewhere")
    moved.root.mkdir()
    for name in (".venv", "packaging", "eocdesk", "pyproject.toml"):
        shutil.move(tmp_path / name, moved.root)
    moved.ensure(dev=False)
    assert moved.locks() == ["run", "build"]
    assert not (moved.folder / "of-the-old-place").exists()


def test_one_whose_python_is_gone_is_made_anew(made: Offline) -> None:
    made.ensure(dev=False)
    made.program("python").unlink()
    made.calls.clear()
    made.ensure(dev=False)
    assert made.locks() == ["run", "build"]


def test_one_that_a_person_made_by_hand_is_filled_up(made: Offline) -> None:
    bare(made.folder)
    (made.folder / "theirs").touch()
    made.ensure(dev=False)
    assert made.locks() == ["run", "build"]
    assert (made.folder / "theirs").exists()


def test_its_commands_run_with_its_own_folder_first(made: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    variables = made.variables()
    assert variables["PATH"].startswith(str(made.scripts))
    assert "PYTHONPATH" not in variables
