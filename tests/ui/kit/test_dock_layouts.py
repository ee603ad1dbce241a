"""Named layouts over real docks: what a person named comes back, windows of a lost screen included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.desk.settings import Settings
from eocdesk.models import Refused
from eocdesk.ui.kit.ads_docks import AdsDocks
from eocdesk.ui.kit.dock_host import SMALLEST
from eocdesk.ui.kit.qt_docks import QtDocks
from eocdesk.ui.layouts import Layouts
from tests.kit.docks import PLACES, Holder

Make = Callable[[], AdsDocks | QtDocks]
GONE = QPoint(9000, 4000)


@pytest.fixture(params=[AdsDocks, QtDocks], ids=lambda kind: kind.__name__)
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


@pytest.fixture
def held(make: Make, qtbot: QtBot) -> Holder:
    return on_screen(make, qtbot)


def on_screen(make: Make, qtbot: QtBot) -> Holder:
    """Laid out and exposed, as it is by the time a person can do anything."""
    made = Holder(make(), qtbot)
    with qtbot.waitExposed(made.host.widget):
        pass
    return made


def window_of(held: Holder, name: str) -> QWidget:
    """The window of its own that a floating pane stands in."""
    window = held.panes[name].window()
    assert window is not held.host.widget.window()
    return window


def sizes(held: Holder) -> dict[str, QSize]:
    return {name: pane.size() for name, pane in held.panes.items() if held.seen(name)}


def alike(a: dict[str, QSize], b: dict[str, QSize]) -> bool:
    """Within a splitter's handle."""
    return a.keys() == b.keys() and all(
        abs(a[name].width() - b[name].width()) < 12 and abs(a[name].height() - b[name].height()) < 12 for name in a
    )


def test_a_named_layout_is_restored_into_a_window_made_anew(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    first = on_screen(make, qtbot)
    first.host.share({"calendar": 0.2, "map": 0.7, "incidents": 0.3})
    first.host.open_pane("partners")
    first.host.float_pane("calendar")
    Layouts(Settings(tmp_path), first.host).save("night")
    first.host.widget.close()
    again = on_screen(make, qtbot)
    kept = Layouts(Settings(tmp_path), again.host)
    assert kept.names == ["night"]
    kept.restore("night")
    assert again.host.is_floating("calendar")
    qtbot.waitUntil(lambda: again.seen("partners") and not again.seen("incidents"))
    assert again.panes["map"].width() > again.panes["partners"].width() * 1.5


def test_as_delivered_brings_every_pane_home(held: Holder, qtbot: QtBot, tmp_path: Path) -> None:
    layouts = Layouts(Settings(tmp_path), held.host)
    before = sizes(held)
    held.host.float_pane("map")
    held.host.close_pane("calendar")
    layouts.reset()
    assert not any(held.host.is_floating(name) for name in held.host.names)
    qtbot.waitUntil(lambda: alike(sizes(held), before))


def test_a_layout_that_cannot_be_read_is_said_and_nothing_moves(held: Holder, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    broken = {"panes": list(held.host.names), "state": "what is this"}
    settings.set("layouts", {"main": {"old": broken}})
    held.host.float_pane("map")
    with pytest.raises(Refused, match="cannot be read"):
        Layouts(settings, held.host).restore("old")
    assert held.host.is_floating("map")
    assert held.seen("calendar")


def test_a_pane_that_floats_has_its_content_with_it_and_takes_it_back(held: Holder, qtbot: QtBot) -> None:
    kept = held.host.state()
    held.host.float_pane("map")
    window = window_of(held, "map")
    assert window.isVisible()
    assert window.isAncestorOf(held.panes["map"])
    assert held.host.restore(kept)
    qtbot.waitUntil(lambda: held.panes["map"].window() is held.host.widget.window() and held.seen("map"))


@pytest.mark.parametrize("size", [QSize(700, 500), QSize(90, 60)], ids=["whole", "shrunken"])
def test_a_window_kept_on_a_screen_that_is_gone_comes_back_in_sight_and_usable(
    held: Holder, size: QSize, qtbot: QtBot
) -> None:
    held.host.float_pane("map")
    window = window_of(held, "map")
    window.setMinimumSize(1, 1)
    window.setGeometry(QRect(GONE, size))
    kept = held.host.state()
    assert held.host.restore(kept)
    assert held.host.is_floating("map")
    qtbot.waitUntil(lambda: window_of(held, "map").isVisible())
    back = window_of(held, "map")
    free = back.screen().availableGeometry()
    assert free.contains(QRect(back.pos(), QSize(40, 40)))
    assert back.width() >= SMALLEST.width()
    assert back.height() >= SMALLEST.height()


def test_a_layout_is_kept_by_the_panes_names_whatever_their_titles(make: Make, qtbot: QtBot) -> None:
    kept = on_screen(make, qtbot)
    kept.host.close_pane("calendar")
    text = kept.host.state()
    other = make()
    qtbot.addWidget(other)
    for name, place in PLACES.items():  # the same panes in another language
        other.add(name, f"« {name[::-1]} »", "mdi6.calendar", QWidget(), place)
    assert other.restore(text)
    assert not other.is_shown("calendar")
    assert other.is_shown("map")
    docks = other._docks.values()
    assert [dock.objectName() for dock in docks] == list(PLACES)
    assert all(dock.windowTitle().startswith("«") for dock in docks if isinstance(dock, QDockWidget))


def test_alone_and_back_keeps_the_size_of_every_pane(held: Holder, qtbot: QtBot) -> None:
    held.host.share({"calendar": 0.3, "map": 0.25, "incidents": 0.75})
    qtbot.waitUntil(lambda: abs(held.panes["map"].width() - 300) < 40)
    before = sizes(held)
    for name in ("map", "incidents", "calendar"):
        held.host.solo(name)
        qtbot.waitUntil(lambda name=name: held.panes[name].height() > 700)  # type: ignore[misc]
    held.host.solo(None)
    qtbot.waitUntil(lambda: alike(sizes(held), before))


def test_a_closed_pane_stays_closed_when_another_was_alone(held: Holder) -> None:
    held.host.close_pane("calendar")
    held.host.solo("map")
    held.host.solo(None)
    assert not held.host.is_shown("calendar")
    assert not held.seen("calendar")


def test_a_pane_that_is_put_into_a_window_while_it_is_alone_leaves_the_others_in_sight(
    held: Holder, qtbot: QtBot
) -> None:
    held.host.solo("map")
    held.host.float_pane("map")
    qtbot.waitUntil(lambda: all(held.seen(name) for name in ("map", "calendar", "incidents")))
