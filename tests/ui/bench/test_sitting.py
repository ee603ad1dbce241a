"""The child opens the real window on a desk and tells figures as JSON."""

from __future__ import annotations

from eocdesk.store import floor
from eocdesk.ui.bench.made import Ground
from eocdesk.ui.bench.processes import child
from eocdesk.ui.bench.sitting import MEASURES
from tests.ui.bench.test_made import TINY, ground

__all__ = ["ground"]


def test_a_storm_is_written_while_the_window_is_open(ground: Ground) -> None:
    folder = ground.with_entries(TINY.entries).folder
    found = child(folder, "storm", seconds=1)
    assert found["written"] == 17
    assert found["storm"] >= found["rest"] > 0 or found["rest"] > found["storm"] > 0
    assert len(ground.desk.read_now(floor.keys, "entry")) == TINY.entries + 17


def test_a_start_is_usable_before_everything_is_drawn(ground: Ground) -> None:
    found = child(ground.desk.folder, "start")
    assert 0 < found["usable"] <= found["whole"]


def test_what_is_written_at_the_window_is_in_the_record_and_on_the_screen(ground: Ground) -> None:
    found = child(ground.with_entries(TINY.entries).folder, "written", writes=2)
    assert 0 < found["p50"] <= found["p95"]
    assert len(ground.desk.read_now(floor.keys, "entry")) == TINY.entries + 2


def test_every_measure_of_the_window_is_known_by_name() -> None:
    assert set(MEASURES) == {"start", "storm", "weigh", "bring", "reckon", "paper", "written", "calendar", "map"}
