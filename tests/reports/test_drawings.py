"""Drawings from other rooms: safe words, nothing fetched."""

from __future__ import annotations

import pytest

from eocdesk.reports.drawings import drawable

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def test_words_in_a_drawing_pass_the_same_door_as_all_others() -> None:
    drawn = drawable(f"{HEAD}<text>one<tspan>two</tspan>three</text></svg>", str.upper)
    assert drawn is not None
    assert "ONE" in drawn
    assert "TWO" in drawn
    assert "THREE" in drawn


def test_only_pictures_carried_inside_are_kept() -> None:
    links = (
        'href="/etc/passwd"',
        'href="http://example.org/a.png"',
        'xlink:href="file:///a"',
        'href="data:image/png,x"',
    )
    drawn = drawable(f"{HEAD}<g>{''.join(f'<image {link}/>' for link in links)}</g></svg>", str)
    assert drawn is not None
    assert drawn.count("image") == 2  # the element and its data:image
    assert "passwd" not in drawn


@pytest.mark.parametrize("svg", ["", "<svg", "<html/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><svg>&b;</svg>", "a\0b"])
def test_what_is_no_drawing_is_said_to_be_none(svg: str) -> None:
    assert drawable(svg, str) is None
