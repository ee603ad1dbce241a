"""Names on a printed map: never over one another, never outside, never anything but text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.labels import Labels, path, printed, text, width_of

NAMES = st.text(alphabet="abcdefghijKLMNOP ", min_size=1, max_size=14)
SPOT = st.tuples(NAMES, st.floats(0, 400), st.floats(0, 300))


def boxes(drawn: list[str]) -> list[tuple[float, float, float, float]]:
    found = []
    for one in drawn:
        element = ET.fromstring(one)  # noqa: S314  our own words
        x, y = float(element.get("x", "")), float(element.get("y", ""))
        found.append((x, y - 9, x + width_of(element.text or "", 10), y + 2))
    return found


@given(st.lists(SPOT, max_size=40))
def test_no_name_is_set_over_another_or_over_the_edge(spots: list[tuple[str, float, float]]) -> None:
    labels = Labels(400, 300)
    drawn = [labels.beside(name, x, y, 6, 10, "#000000", "#FFFFFF") for name, x, y in spots]
    drawn += [labels.over(name, y, x, 10, "#000000", "#FFFFFF") for name, x, y in spots]
    set_ = boxes([one for one in drawn if one])
    for at, one in enumerate(set_):
        assert one[0] >= -0.1
        assert one[2] <= 400.1
        assert one[1] >= -0.5
        for other in set_[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart


def test_a_name_goes_right_then_left_then_above_then_below_then_away() -> None:
    labels = Labels(200, 200)
    drawn = [labels.beside("Arena", 100, 100, 9, 10, "#000000", "#FFFFFF") for _ in range(5)]
    (right, left, above, below) = boxes(drawn[:4])
    assert right[0] > 100 > left[2]
    assert above[3] < 100 < below[1]
    assert drawn[4] == ""


def test_what_is_taken_stays_free_of_names() -> None:
    labels = Labels(200, 100)
    labels.take((0, 0, 200, 60))
    assert labels.over("Sea", 100, 30, 10, "#000000", "#FFFFFF") == ""
    assert labels.over("Sea", 100, 80, 10, "#000000", "#FFFFFF", letter_spacing=1.2).count('letter-spacing="1.2"') == 1


@given(st.text(max_size=30))
def test_any_name_is_text_and_nothing_else(name: str) -> None:
    element = ET.fromstring(text(name, 1, 2, 10, "#000000"))  # noqa: S314  our own words
    assert len(element) == 0
    assert (element.text or "").replace("\r", "\n") == printed(name).replace("\r", "\n")


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert width_of("WWW", 10) > width_of("aaa", 10) > width_of("iii", 10)
    assert width_of("aaa", 20) == 2 * width_of("aaa", 10)
    assert width_of("aaa", 10, 700) > width_of("aaa", 10)


def test_a_path_leaves_out_what_falls_together() -> None:
    assert path([[(0, 0), (0.01, 0.02), (5, 5)], [(1, 1), (1, 1)]], closed=True) == "M0.0 0.0L5.0 5.0Z"
    assert re.fullmatch(r"M0\.0 0\.0L1\.0 0\.0", path([[(0, 0), (1, 0)]], closed=False))
