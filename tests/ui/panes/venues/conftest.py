"""Maps of both kinds over map files that the tests make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.maps.packages import Packages
from eocdesk.ui.panes.venues.grounds import Grounds
from eocdesk.ui.panes.venues.view import MapView
from tests.kit.mapfiles import base_file

Maker = Callable[..., MapView]


@pytest.fixture
def grounds(tmp_path: Path) -> Iterator[Grounds]:
    """A base map of one tile and an empty folder for packages."""
    made = Grounds(Packages(tmp_path / "maps"), base_file(tmp_path / "base.pmtiles"))
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, grounds: Grounds) -> Iterator[Maker]:
    """Shows a map, drawn by Qt alone unless asked otherwise, and waits until it is painted."""
    made: list[MapView] = []

    def shown(width: int = 900, height: int = 600, *, plain: bool = True, prepare: object = None) -> MapView:
        view = MapView(grounds, plain=plain)
        made.append(view)
        view.resize(width, height)
        if callable(prepare):
            prepare(view)
        view.show()
        qtbot.waitUntil(lambda: view.is_painted, timeout=20_000)
        return view

    yield shown
    for view in made:
        Shiboken.delete(view)  # now, not later: a page that outlives the program is complained of
