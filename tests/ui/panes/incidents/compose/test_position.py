"""Positions as people write them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.models.errors import Refused
from eocdesk.ui.panes.incidents.compose.position import PositionEditor, parse


@pytest.mark.parametrize(
    "typed",
    [
        "33.95345, -118.33917",
        "33.95345 -118.33917",
        "33.95345°N 118.33917°W",
        "33.95345;−118.33917",
        "+33.95345,-118.33917",
    ],
)
def test_a_position_is_read_however_its_sign_is_written(typed: str) -> None:
    assert parse(typed) == (33.95345, -118.33917)


@pytest.mark.parametrize(
    ("typed", "why"), [("Gate 7", "is not a position"), ("95, 10", "between"), ("9, 181", "between")]
)
def test_what_is_none_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse(typed)


def test_a_point_of_the_map_shows_and_comes_back(qtbot: QtBot) -> None:
    editor = PositionEditor()
    qtbot.addWidget(editor)
    assert editor.value() is None
    editor.set_value((-33.9, 151.2))
    assert editor.line.text() == "-33.90000, 151.20000"
    assert editor.value() == (-33.9, 151.2)
