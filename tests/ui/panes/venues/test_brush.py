"""The map painted by Qt: shapes one can tell apart, names beside their marks and off the cards."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from eocdesk.maps.layers import FEATURES, INCIDENTS, VENUES, Layer
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens
from eocdesk.ui.panes.venues.brush import Brush, Spot
from eocdesk.ui.panes.venues.look import palette_of

pytestmark = pytest.mark.usefixtures("qapp")
SIDE = 200


def mark(x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"k": "a", "p": [x, y], "s": -1, "n": 1, "t": "Title", "l": "", "r": 0, "w": "gate", **more}


class Sheet:
    """A piece of paper on which degrees are pixels."""

    def __init__(self, tokens: Tokens = LIGHT, cover: Any = ()) -> None:
        self.palette = palette_of(tokens)
        self.image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        self.image.fill(QColor(self.palette.land))
        self.painter = QPainter(self.image)
        self.brush = Brush(self.painter, self.palette, QPointF, cover)

    def painted(self) -> set[tuple[int, int]]:
        self.painter.end()
        land = QColor(self.palette.land)
        return {(x, y) for x in range(SIDE) for y in range(SIDE) if self.image.pixelColor(x, y) != land}


def draw(layer: Layer, *marks: dict[str, Any], tokens: Tokens = LIGHT) -> Sheet:
    sheet = Sheet(tokens)
    for one in marks:
        sheet.brush.draw(layer, one)
    return sheet


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_every_severity_is_a_shape_of_its_own(tokens: Tokens) -> None:
    pictures = set()
    for severity in range(5):
        sheet = draw(INCIDENTS, mark(100, 100, s=severity), tokens=tokens)
        sheet.painter.end()
        text = QColor(sheet.palette.severity[severity][0])
        # By its outline alone, as one who sees no colours does.
        pictures.add(tuple(sheet.image.pixelColor(x, y) == text for x in range(94, 107) for y in range(94, 107)))
    assert len(pictures) == 5


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_a_venue_that_a_hazard_touches_is_heavier_and_in_another_colour(tokens: Tokens) -> None:
    def inked(more: dict[str, int]) -> int:
        sheet = draw(VENUES, mark(100, 100) | more, tokens=tokens)
        sheet.painter.end()
        ink = QColor(sheet.palette.severity[3][0] if more else sheet.palette.muted)
        return sum(sheet.image.pixelColor(x, y) == ink for x in range(90, 111) for y in range(90, 111))

    assert inked({"x": 1}) > inked({}) > 0


def test_a_bubble_is_larger_than_a_pin_and_holds_a_figure() -> None:
    pin, bubble = draw(INCIDENTS, mark(100, 100, s=2)), draw(INCIDENTS, mark(100, 100, s=2, n=40))
    assert bubble.brush.spots[0].size > pin.brush.spots[0].size
    pin.painter.end()
    text = QColor(bubble.palette.text)
    bubble.painter.end()
    assert any(bubble.image.pixelColor(x, y) == text for x in range(90, 110) for y in range(92, 108))


def test_a_name_stands_beside_its_mark_and_never_under_a_card() -> None:
    free = Sheet()
    free.brush.draw(VENUES, mark(60, 100, l="Arena"))
    free.brush.names(())
    right = {x for x, _ in free.painted()}
    assert max(right) > 90
    covered = Sheet(cover=[[70, 0, 200, 200]])
    covered.brush.draw(VENUES, mark(60, 100, l="Arena"))
    covered.brush.names(())
    left = {x for x, _ in covered.painted()}
    assert min(left) < 45
    assert max(left) < 70


def test_a_name_gives_way_to_the_bubble_over_its_venue() -> None:
    sheet = Sheet()
    sheet.brush.draw(VENUES, mark(100, 100, l="I"))
    sheet.brush.draw(INCIDENTS, mark(104, 100, s=4, n=300))
    before = sheet.brush.spots[-1].size
    sheet.brush.names(())
    assert max(x for x, _ in sheet.painted()) > 104 + before + 4


def test_of_two_names_for_one_spot_the_larger_venue_wins() -> None:
    cards = [[0, 0, 200, 88], [0, 114, 200, 200], [0, 88, 95, 114]]
    both, large = Sheet(cover=cards), Sheet(cover=cards)
    for sheet, marks in (
        (both, [mark(100, 100, l="small", r=1), mark(100, 100, l="LARGE", r=9)]),
        (large, [mark(100, 100, l="LARGE", r=9)]),
    ):
        for one in marks:
            sheet.brush.draw(VENUES, one)
        sheet.brush.names(())
    assert both.painted() == large.painted()


def test_towns_are_named_where_nothing_else_is() -> None:
    town = {"k": "t", "p": [100, 100], "l": "Carson", "r": 9, "w": "town"}
    alone, crowded = Sheet(), Sheet()
    alone.brush.names([town])
    assert alone.painted()
    crowded.brush.draw(INCIDENTS, mark(100, 100, s=1))
    under = draw(INCIDENTS, mark(100, 100, s=1)).painted()
    crowded.brush.names([town])
    assert crowded.painted() == under


def test_an_area_is_clicked_within_and_a_mark_a_little_around() -> None:
    ring = [[20, 20], [80, 20], [80, 80], [20, 80], [20, 20]]
    sheet = Sheet()
    sheet.brush.draw(FEATURES, {"k": "f", "g": [ring], "a": True, "t": "Zone", "w": "zone"})
    sheet.brush.draw(VENUES, mark(150, 150))
    area, disc = sheet.brush.spots
    sheet.painter.end()
    assert area.holds(QPointF(50, 50))
    assert not area.holds(QPointF(90, 50))
    assert disc.holds(QPointF(158, 150))
    assert not disc.holds(QPointF(170, 150))


def test_the_ring_is_seen_around_what_was_asked_for() -> None:
    sheet = draw(VENUES, mark(100, 100))
    sheet.brush.ring(QPointF(100, 100))
    sheet.painter.end()
    assert sheet.image.pixelColor(116, 100) == QColor(sheet.palette.accent)


def test_a_title_in_a_tip_is_text() -> None:
    spot = Spot("incidents", "a", "<b>Heat</b> & more\nOpen", QPointF(), 1)
    assert spot.plain == "<span>&lt;b&gt;Heat&lt;/b&gt; &amp; more<br>Open</span>"
