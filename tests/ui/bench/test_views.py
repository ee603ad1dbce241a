"""The map and the calendar are measured in the real window, with as much on them as is said."""

from __future__ import annotations

from eocdesk.ui.bench import screen
from eocdesk.ui.bench.made import Ground
from eocdesk.ui.bench.views import marks
from tests.ui.bench.test_made import ground

__all__ = ["ground"]


def test_marks_are_as_many_as_asked_and_the_same_each_time() -> None:
    made = marks(50)
    assert len({mark.id for mark in made}) == 50
    assert made == marks(50)


def test_the_map_of_the_real_window_is_measured(ground: Ground) -> None:
    change, pan = screen.map_(ground)
    assert change.value > 0
    assert (pan.bar, pan.floor_is) == (30, "the same page with no marks")


def test_the_calendar_of_the_real_window_is_measured_with_its_sessions(ground: Ground) -> None:
    figures = list(screen.calendar(ground))
    assert [figure.what for figure in figures][::2] == ["day, 20 sessions, p50", "day, 40 sessions, p50"]
    assert all(figure.value > 0 for figure in figures)
