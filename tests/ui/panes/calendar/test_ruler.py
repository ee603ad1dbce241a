"""What stands beside the timeline: hours, days, the time now, the venues."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.page import lay_out
from eocdesk.ui.panes.calendar.ruler import Gutter, Ruler
from tests.kit.pictures import columns_of, count, grabbed
from tests.kit.sessions import ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown


@pytest.fixture
def ruler(shown: Shown) -> Ruler:
    made = Ruler()
    shown(made, 1166, 32)
    return made


def glass(first: str, last: str) -> Glass:
    return Glass(when(first), when(last), 1000.0, 300.0)


def test_now_is_a_badge_where_it_is_and_at_no_other_place(ruler: Ruler) -> None:
    ruler.look_at(glass("08:00", "18:00"), ZONE, when("13:00"))
    shown = columns_of(grabbed(ruler), LIGHT.bad)
    assert (min(shown), max(shown)) == (pytest.approx(166 + 474, abs=3), pytest.approx(166 + 526, abs=3))
    ruler.look_at(glass("08:00", "18:00"), ZONE, when("2028-07-20 13:00"))
    assert not count(grabbed(ruler), LIGHT.bad)


def test_the_badge_stays_whole_at_the_edge(ruler: Ruler) -> None:
    ruler.look_at(glass("08:00", "18:00"), ZONE, when("08:01"))
    shown = columns_of(grabbed(ruler), LIGHT.bad)
    assert min(shown) >= 166
    assert max(shown) - min(shown) >= 50


def test_days_are_named_where_they_begin_as_long_as_there_is_room(ruler: Ruler) -> None:
    ruler.look_at(glass("12:00", "2028-07-22 12:00"), ZONE, 0)
    assert [label.words for label in ruler.day_labels(LIGHT)] == ["", "Thu, Jul 20", "Fri, Jul 21", "Sat, Jul 22"]
    ruler.look_at(glass("2028-07-01 00:00", "2028-07-31 00:00"), ZONE, 0)
    assert [label.words for label in ruler.day_labels(LIGHT)][:3] == ["1", "2", "3"]
    ruler.look_at(glass("08:00", "18:00"), ZONE, 0)
    assert ruler.day_labels(LIGHT) == []


def test_no_day_is_written_under_the_badge(ruler: Ruler) -> None:
    ruler.look_at(glass("12:00", "2028-07-22 12:00"), ZONE, when("2028-07-20 01:00"))
    assert [label.words for label in ruler.day_labels(LIGHT)][:2] == ["", ""]


def test_no_hour_is_written_over_a_day_or_the_badge(ruler: Ruler) -> None:
    ruler.look_at(glass("2028-07-29 00:00", "2028-08-02 00:00"), ZONE, when("2028-07-30 12:10"))
    days = [(label.x, label.x + label.wide) for label in ruler.day_labels(LIGHT) if label.words]
    written = [(x - 16, x + 16) for x, words in ruler.hour_labels(LIGHT) if words]
    assert len(days) == 3
    assert len(written) > 4
    assert not any(low < right and left < high for low, high in days for left, right in written)
    badge = 1000.0 * 36.17 / 96
    assert not any(left < badge + 26 and badge - 26 < right for left, right in written)


@pytest.fixture
def gutter(shown: Shown) -> Gutter:
    made = Gutter()
    shown(made, 166, 300)
    arranged = arrange(
        [
            row(starts="09:00", venue="a", venue_name="SoFi Stadium", venue_city="Inglewood"),
            row(starts="09:00", venue_name="Hall (TBC)"),
        ]
    )
    page = lay_out(arranged, arranged.between(0, when("23:00")), 100.0)
    made.look_at(arranged.lanes, page, 0.0)
    return made


def test_a_click_on_a_name_is_a_click_on_its_lane(gutter: Gutter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(gutter.picked) as told:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert told.args[0].name == "SoFi Stadium"
    assert gutter.lane_at(299) is None
    lane = gutter.lane_at(60)
    assert lane is not None
    assert lane.name == "Hall (TBC)"


def test_the_wheel_over_the_names_scrolls_the_lanes(gutter: Gutter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(gutter.scrolled) as told:
        QApplication.sendEvent(gutter, _wheel(-120))
    assert told.args[0] > 0


def _wheel(by: int) -> QWheelEvent:
    none = Qt.KeyboardModifier.NoModifier
    place = QPointF(10, 10)
    return QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )


def test_a_lane_no_venue_matches_is_told_apart(gutter: Gutter) -> None:
    image = grabbed(gutter)
    assert count(image.copy(0, 0, 160, 40), LIGHT.text, near=40) > 30
    assert not count(image.copy(0, 52, 160, 40), LIGHT.text, near=20)
