"""An exercise lives in a folder of its own and never meets a real desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.desk import exercise
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store import backup
from tests.kit.desks import make_desk


def test_an_empty_folder_becomes_an_exercise_desk_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "exercise"
    exercise.mark(folder)
    exercise.mark(folder)
    desk = Desk(folder)
    assert desk.exercise
    desk.close()
    exercise.mark(folder)
    (folder / exercise.MARK).unlink()
    again = Desk(folder)
    assert again.exercise, "the database knows it too"
    again.close()


def test_a_folder_with_a_real_desk_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    with pytest.raises(Refused, match="holds a real desk"):
        exercise.mark(desk.folder)
    assert not desk.exercise
    desk.close()


@pytest.mark.parametrize("into_exercise", [True, False])
def test_a_backup_of_the_one_does_not_go_where_the_other_is(tmp_path: Path, into_exercise: bool) -> None:  # noqa: FBT001
    exercise.mark(tmp_path / "exercise")
    make_desk(tmp_path / "exercise").close()
    make_desk(tmp_path / "real").close()
    source, target = ("real", "exercise") if into_exercise else ("exercise", "real")
    desk = Desk(tmp_path / source)
    desk.store.backup(tmp_path / "saved.eocdesk")
    desk.close()
    with pytest.raises(Refused, match="folder of its own"):
        backup.restore(tmp_path / "saved.eocdesk", tmp_path / target)
    backup.restore(tmp_path / "saved.eocdesk", tmp_path / "new")
    assert exercise.marked(tmp_path / "new") is not into_exercise
    new = Desk(tmp_path / "new")
    assert new.exercise is not into_exercise
    new.close()


def test_a_folder_marked_before_anything_was_in_it_takes_no_real_backup(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "real")
    desk.store.backup(tmp_path / "saved.eocdesk")
    desk.close()
    exercise.mark(tmp_path / "marked")
    with pytest.raises(Refused, match="folder of its own"):
        backup.restore(tmp_path / "saved.eocdesk", tmp_path / "marked")
