"""A session as a block, a pill or a count: words inside their room, trouble seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from eocdesk.store.queries.calendar import SessionRow, Trouble
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.blocks import paint_block, paint_more, paint_pill, paint_selected, pill_width, wrapped
from eocdesk.ui.panes.calendar.looks import face, severity_ink
from eocdesk.ui.panes.calendar.state import Flag, Phase
from tests.kit.pictures import count, drawn
from tests.kit.sessions import row

RECT = QRectF(10, 10, 100, 60)


@pytest.fixture(autouse=True)
def _fonts(light: None) -> None:
    del light


def block(session: SessionRow, rect: QRectF = RECT, *, flag: Flag = Flag.NONE, phase: Phase = Phase.NEXT) -> QImage:
    def paint(painter: QPainter) -> None:
        paint_block(painter, rect, session, LIGHT, phase=phase, flag=flag, times="09:00–11:30")

    return drawn(160, 120, paint)


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60),
    st.integers(20, 200),
    st.integers(1, 5),
    st.sampled_from((0.0, 16.0)),
)
def test_words_never_reach_out_of_their_block(text: str, width: int, lines: int, mark: float) -> None:
    font = face(LIGHT, -2, 500)
    found = wrapped(text, float(width), lines, font, mark)
    assert len(found) <= lines
    metrics = QFontMetricsF(font)
    wide = [metrics.horizontalAdvance(line) for line in found]
    most = metrics.maxWidth()  # one letter stands however narrow the room is
    assert all(line <= max(width, most) + 1 for line in wide)


def test_all_of_a_title_is_shown_where_there_is_room_and_an_ellipsis_says_that_there_is_more() -> None:
    font = face(LIGHT, -2, 500)
    title = "Swimming – Finals, Session 10"
    assert " ".join(wrapped(title, 80.0, 6, font)) == title
    assert wrapped(title, 80.0, 2, font)[-1].endswith("…")
    assert "".join(wrapped("🇺🇸🇲🇽 Preliminaries", 40.0, 9, font)).replace(" ", "") == "🇺🇸🇲🇽Preliminaries"


def test_a_long_word_is_broken_rather_than_cut() -> None:
    found = wrapped("Preliminaries", 40.0, 5, face(LIGHT, -2, 500))
    assert len(found) > 1
    assert "".join(found) == "Preliminaries"


def test_the_first_line_gives_way_to_the_mark() -> None:
    font = face(LIGHT, -2, 500)
    assert len(wrapped("Skateboarding finals", 100.0, 5, font, 40.0)[0]) < len(
        wrapped("Skateboarding finals", 100.0, 5, font)[0]
    )


def test_trouble_and_a_conflict_are_seen_on_a_block() -> None:
    plain = row("A", "09:00", "11:30")
    assert count(block(row("A", "09:00", "11:30", incidents=Trouble(1, 3))), severity_ink(LIGHT, 3)) > 10
    assert not count(block(plain), severity_ink(LIGHT, 3))
    assert count(block(plain, flag=Flag.CONFLICT), LIGHT.bad, near=30) > 100


def test_a_cancelled_title_is_struck_through() -> None:
    session = row("Open air", "09:00", "11:30", status="cancelled")
    assert block(session, flag=Flag.STRUCK) != block(session)


def test_a_narrow_block_draws_no_words_outside_itself() -> None:
    image = block(row("Basketball M – Group B", "09:00", "11:30"), QRectF(10, 10, 12, 60))
    assert count(image.copy(24, 0, 136, 120), "#FFFFFF", near=0) == 136 * 120
    assert count(image.copy(0, 72, 160, 48), "#FFFFFF", near=0) == 160 * 48


def test_a_block_without_an_end_runs_out_downwards() -> None:
    closed, opened = block(row("", "09:00", "11:30")), block(row("", "09:00"))
    assert closed.pixelColor(60, 67) != opened.pixelColor(60, 67)
    assert closed.pixelColor(60, 30) == opened.pixelColor(60, 30)


def test_a_count_with_a_conflict_among_it_is_red() -> None:
    rect = QRectF(5, 5, 60, 30)
    quiet = drawn(80, 40, lambda painter: paint_more(painter, rect, 12, LIGHT, conflict=False))
    loud = drawn(80, 40, lambda painter: paint_more(painter, rect, 12, LIGHT, conflict=True))
    assert count(loud, LIGHT.bad, near=30) > 50
    assert not count(quiet, LIGHT.bad, near=30)


def test_a_pill_is_as_wide_as_its_words_and_shows_the_choice() -> None:
    assert pill_width("Canoe Sprint", LIGHT) > pill_width("Canoe", LIGHT) > 20
    rect = QRectF(5, 5, 90, 20)
    chosen = drawn(100, 30, lambda painter: paint_pill(painter, rect, "Canoe", LIGHT, chosen=True))
    plain = drawn(100, 30, lambda painter: paint_pill(painter, rect, "Canoe", LIGHT, kind=1, chosen=False))
    assert count(chosen, LIGHT.sel) > 500
    assert not count(plain, LIGHT.sel)


def test_the_frame_of_the_keyboard_is_thicker() -> None:
    keys = drawn(140, 90, lambda painter: paint_selected(painter, RECT, LIGHT, keyboard=True))
    hand = drawn(140, 90, lambda painter: paint_selected(painter, RECT, LIGHT, keyboard=False))
    assert count(keys, LIGHT.accent, near=40) > count(hand, LIGHT.accent, near=40) > 100
