"""The shapes of severity: five that are told apart without colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.palette import PAPER
from eocdesk.maps.symbols import GLYPHS, WORDS, badge, counted, radius
from eocdesk.models.incident import SEVERITIES


def test_the_words_are_those_of_the_records() -> None:
    assert tuple(word for _, word in SEVERITIES) == WORDS
    assert len(GLYPHS) == len(WORDS)


def test_every_severity_has_an_outline_of_its_own() -> None:
    outlines = [(len(glyph.points), bool(glyph.stroke)) for glyph in GLYPHS]
    assert outlines == [(0, True), (0, False), (3, False), (4, False), (8, False)]


@pytest.mark.parametrize("glyph", GLYPHS, ids=lambda glyph: glyph.name)
def test_a_shape_fits_its_circle_and_is_centred(glyph: object) -> None:
    points = glyph.points  # type: ignore[attr-defined]
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        assert max(xs) == pytest.approx(-min(xs))
        assert all(abs(part) <= 1.15 for part in (*xs, *ys))


@given(st.integers(1, 10**7))
def test_a_bubble_grows_with_its_count_to_a_limit_and_its_figure_fits(count: int) -> None:
    assert 10 <= radius(count) <= radius(count + 1) <= 24
    assert len(counted(count)) <= 7
    assert counted(9_999) == "9999"
    assert counted(12_345) == "12 k"


@pytest.mark.parametrize("severity", range(5))
@pytest.mark.parametrize("count", [1, 2, 12_345])
def test_a_badge_is_a_drawing_with_the_shape_and_how_many(severity: int, count: int) -> None:
    drawn = ET.fromstring(f"<svg>{badge(50, 60, severity, count, PAPER)}</svg>")  # noqa: S314  our own words
    assert [text.text for text in drawn.iter("text")] == ([counted(count)] if count > 1 else [])
    corners = [len(re.findall(",", shape.get("points", ""))) for shape in drawn.iter("polygon")]
    assert corners == ([len(GLYPHS[severity].points)] if GLYPHS[severity].points else [])
    assert PAPER.severity[severity][1] in {circle.get("fill") for circle in drawn.iter("circle")}


def test_a_record_without_a_severity_is_drawn_as_the_least() -> None:
    assert badge(1, 1, -1, 1, PAPER) == badge(1, 1, 0, 1, PAPER)
