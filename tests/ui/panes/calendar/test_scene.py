"""The drawing inside the timeline's view: what is where, and what the hand holds."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.bars import content_of
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.page import lay_out
from eocdesk.ui.panes.calendar.scene import Scene, Window
from tests.kit.hands import over
from tests.kit.sessions import HOUR, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

FIRST = when("08:00")


pytestmark = pytest.mark.usefixtures("quick_hand")


@pytest.fixture
def view(shown: Shown) -> pg.GraphicsView:
    made = pg.GraphicsView(background=None)
    shown(made, 1000, 200)
    window, scene = Window(), Scene()
    window.addItem(scene, ignoreBounds=True)
    made.setCentralItem(window)
    made.window_, made.scene_ = window, scene
    arranged = arrange([row("One", "10:00", "12:00", venue="a"), row("Thin", "14:00", "14:01", venue="a")])
    page = lay_out(arranged, arranged.between(0, FIRST + 24 * HOUR), 200.0)
    scene.content = content_of(arranged, page, ZONE, when("12:00"))
    scene.origin = FIRST
    scene.glass = Glass(FIRST, FIRST + 10 * HOUR, 1000.0, 200.0)
    window.setXRange(0, 10 * HOUR / 1000, padding=0)
    window.setYRange(0, 200, padding=0)
    return made


def test_a_session_is_found_where_it_is_drawn_and_a_thin_one_nearby(view: pg.GraphicsView) -> None:
    scene = view.scene_
    assert scene.rect_of(0).left() == 200
    assert scene.rect_of(0).right() == 400
    assert scene.session_at(when("11:00"), 20.0) == 0
    assert scene.session_at(when("13:00"), 20.0) == -1
    assert scene.session_at(when("14:02"), 20.0) == 1
    assert scene.rect_of(7).isNull()


def test_without_content_there_is_nothing_to_hit(view: pg.GraphicsView) -> None:
    scene = Scene()
    assert scene.session_at(FIRST, 10.0) == -1
    assert scene.rect_of(0).isNull()
    assert view.scene_.when(3600.0) == FIRST + HOUR


def test_the_pointer_says_what_a_drag_would_do(view: pg.GraphicsView) -> None:
    shapes = []
    for x in (300, 202, 398, 800):
        over(view.viewport(), QPoint(x, 20))
        over(view.viewport(), QPoint(x + 1, 20))
        shapes.append(view.scene_.cursor().shape())
    hand, sides, arrow = (
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.ArrowCursor,
    )
    assert shapes == [hand, sides, sides, arrow]


def test_the_wheel_zooms_about_the_pointer_and_pans_with_shift(view: pg.GraphicsView) -> None:
    window = view.window_
    _wheel(view.viewport(), 120, Qt.KeyboardModifier.NoModifier)
    first, last = window.viewRange()[0]
    assert last - first < 10 * HOUR / 1000
    assert first < 5 * HOUR / 1000 < last
    _wheel(view.viewport(), -120, Qt.KeyboardModifier.ShiftModifier)
    after = window.viewRange()[0]
    assert after[0] > first
    assert after[1] - after[0] == pytest.approx(last - first)


def test_there_is_an_end_to_zooming(view: pg.GraphicsView) -> None:
    window = view.window_
    window.setXRange(0, 1, padding=0)
    assert window.viewRange()[0][1] - window.viewRange()[0][0] >= HOUR / 1000
    window.setXRange(0, 4e9, padding=0)
    assert window.viewRange()[0][1] - window.viewRange()[0][0] <= 121 * 24 * HOUR / 1000


def _wheel(widget: QWidget, by: int, held: Qt.KeyboardModifier) -> None:
    place = QPointF(500, 100)
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt's own
    )
    QApplication.sendEvent(widget, event)
