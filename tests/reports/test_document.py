"""The pieces of a page: plain, and fixed once made."""

from __future__ import annotations

import dataclasses

import pytest

from eocdesk.reports.document import Cell, Section, Table


def test_pieces_cannot_be_changed_once_made() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Cell("14:45").text = "15:00"  # type: ignore[misc]


def test_a_section_with_nothing_in_it_is_still_a_section() -> None:
    assert Section("Tasks").pieces == ()
    assert Table(()).rows == ()


@pytest.mark.parametrize(("said", "drawn"), [(-1, 0), (0, 0), (4, 4), (9, 4), (None, None)])
def test_a_severity_of_a_newer_desk_is_drawn_as_the_nearest_there_is(said: int | None, drawn: int | None) -> None:
    assert Cell(severity=said).severity == drawn
