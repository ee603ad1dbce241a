"""Named layouts are kept on this machine and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.desk.settings import Settings
from eocdesk.models import Refused
from eocdesk.ui.layouts import Layouts


class Docks:
    """An arrangement as one word."""

    def __init__(self) -> None:
        self.now = "as delivered"
        self.names = ["calendar", "incidents"]

    def state(self) -> str:
        return self.now

    def restore(self, state: str) -> bool:
        if state == "unreadable":
            return False
        self.now = state
        return True


@pytest.fixture
def docks() -> Docks:
    return Docks()


@pytest.fixture
def layouts(docks: Docks, tmp_path: Path) -> Layouts:
    return Layouts(Settings(tmp_path), docks)  # type: ignore[arg-type]  only state and restore are used


def test_a_named_layout_comes_back_also_after_a_restart(layouts: Layouts, docks: Docks, tmp_path: Path) -> None:
    docks.now = "map large"
    layouts.save(" night ")
    docks.now = "other"
    again = Layouts(Settings(tmp_path), docks)  # type: ignore[arg-type]  likewise
    assert again.names == ["night"]
    again.restore("night")
    assert docks.now == "map large"


def test_the_last_arrangement_is_kept_but_has_no_name(layouts: Layouts, docks: Docks) -> None:
    assert not layouts.restore_last()
    docks.now = "as closed"
    layouts.save_last()
    docks.now = "other"
    assert layouts.restore_last()
    assert docks.now == "as closed"
    assert layouts.names == []


def test_a_pane_that_came_with_an_update_is_not_hidden_by_an_older_arrangement(layouts: Layouts, docks: Docks) -> None:
    layouts.save_last()
    layouts.save("night")
    docks.names = ["calendar", "incidents", "partners"]
    docks.now = "with partners in sight"
    assert not layouts.restore_last()
    with pytest.raises(Refused, match="cannot be read"):
        layouts.restore("night")
    assert docks.now == "with partners in sight"


def test_every_window_has_its_own(layouts: Layouts, docks: Docks, tmp_path: Path) -> None:
    layouts.save("night")
    wall = Layouts(layouts._settings, docks, "wall 1")  # type: ignore[arg-type]  likewise
    assert wall.names == []
    wall.save("wide")
    assert layouts.names == ["night"]


@pytest.mark.parametrize("name", ["", "   "])
def test_a_layout_needs_a_name(layouts: Layouts, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        layouts.save(name)


def test_one_that_is_not_there_or_cannot_be_read_is_said_and_nothing_moves(layouts: Layouts, docks: Docks) -> None:
    with pytest.raises(Refused, match="no layout “day”"):
        layouts.restore("day")
    docks.now = "unreadable"
    layouts.save("old")
    docks.now = "mine"
    with pytest.raises(Refused, match="cannot be read"):
        layouts.restore("old")
    assert docks.now == "mine"


def test_a_forgotten_layout_is_gone_and_cannot_be_forgotten_twice(layouts: Layouts) -> None:
    layouts.save("night")
    layouts.forget("night")
    assert layouts.names == []
    with pytest.raises(Refused, match="no layout “night”"):
        layouts.forget("night")


def test_as_delivered_is_how_it_was_made(layouts: Layouts, docks: Docks) -> None:
    docks.now = "a mess"
    layouts.reset()
    assert docks.now == "as delivered"
