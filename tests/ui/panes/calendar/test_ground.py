"""What lies under the bars and over them."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from eocdesk.ui.kit.tokens import DARK, LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.ground import day_edges, paint_ground, paint_now, paint_past, paint_words
from eocdesk.ui.panes.calendar.page import lay_out
from tests.kit.pictures import columns_of, count, drawn
from tests.kit.sessions import HOUR, ZONE, row, when

DAY = Glass(when("08:00"), when("18:00"), 500.0, 100.0)


def test_the_now_line_stands_where_now_is_and_only_in_sight() -> None:
    image = drawn(500, 100, lambda painter: paint_now(painter, DAY, when("13:00"), LIGHT))
    assert 248 <= min(columns_of(image, LIGHT.bad)) <= max(columns_of(image, LIGHT.bad)) <= 252
    gone = drawn(500, 100, lambda painter: paint_now(painter, DAY, when("19:00"), LIGHT))
    assert not count(gone, LIGHT.bad)


def test_the_past_is_shaded_up_to_now() -> None:
    image = drawn(500, 100, lambda painter: paint_past(painter, DAY, when("13:00"), LIGHT))
    assert image.pixelColor(100, 50) != image.pixelColor(400, 50)
    assert image.pixelColor(245, 50) == image.pixelColor(100, 50)
    whole = drawn(500, 100, lambda painter: paint_past(painter, DAY, when("23:00"), LIGHT))
    assert whole.pixelColor(499, 50) == whole.pixelColor(0, 50)
    none = drawn(500, 100, lambda painter: paint_past(painter, DAY, when("07:00"), LIGHT))
    assert none.pixelColor(0, 50).name() == "#ffffff"


def test_lanes_alternate_and_days_are_divided() -> None:
    arranged = arrange([row(starts="09:00", ends="10:00", venue=name) for name in "ab"])
    page = lay_out(arranged, arranged.between(0, when("23:00")), 60.0)
    night = Glass(when("12:00"), when("2028-07-20 12:00"), 480.0, 60.0)
    image = drawn(480, 60, lambda painter: paint_ground(painter, night, page, LIGHT, ZONE))
    assert image.pixelColor(5, 10).name().upper() == LIGHT.surface
    assert image.pixelColor(5, 45).name().upper() == LIGHT.surface2
    assert columns_of(image, LIGHT.border2, near=2) == [240]


def test_a_day_begins_at_local_midnight_also_when_the_clocks_change() -> None:
    start = when("2028-11-04 12:00")
    glass = Glass(start, start + 40 * HOUR, 400.0, 60.0)
    assert day_edges(glass, ZONE) == [120, 370]  # 12 hours to midnight, 25 to the next


def test_a_sentence_is_readable_over_lines(light: None) -> None:
    del light
    image = drawn(400, 100, lambda painter: paint_words(painter, QRectF(0, 0, 400, 100), "Nothing.", DARK), DARK.app)
    assert count(image, DARK.surface) > 500
    assert count(image, DARK.muted, near=40) > 20
