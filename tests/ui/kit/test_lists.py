"""Lists are typed on lines."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.models import Refused
from eocdesk.ui.kit.lists import LINES, PAIRS, TICKS, Lines, lines_of


@pytest.mark.parametrize(
    ("lines", "members"),
    [
        (LINES, ["SoFi", "2028 Stadium"]),
        (PAIRS, [["mobile", "+12135550143"], ["", "+12135550199"]]),
        (TICKS, [["Water staged", True], ["Tents up", False]]),
    ],
)
def test_what_is_shown_reads_back(lines: Lines, members: list[Any]) -> None:
    assert lines.read(lines.write(members)) == members


def test_blank_lines_are_no_members() -> None:
    assert LINES.read("one\n\n  two  \n") == ["one", "two"]


def test_a_point_without_a_mark_is_not_done() -> None:
    assert TICKS.read("Call the fire marshal") == [["Call the fire marshal", False]]
    with pytest.raises(Refused):
        TICKS.read("[x]  ")


def test_fields_know_their_lines() -> None:
    assert lines_of("phones") is PAIRS
    assert lines_of("aliases") is LINES
