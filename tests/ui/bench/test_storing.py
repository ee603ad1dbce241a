"""The measures of the store do the work they time, on a small desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.store import floor
from eocdesk.ui.bench import storing
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import TINY, ground

__all__ = ["ground"]


def test_entries_are_really_written(ground: Ground) -> None:
    figures = list(storing.entry(ground))
    assert [figure.what for figure in figures] == ["durable, p50", "durable, p95"]
    assert len(ground.desk.read_now(floor.keys, "entry")) == TINY.entries + TINY.writes
    assert all(figure.floor for figure in figures)


def test_the_long_log_is_measured_at_its_length(ground: Ground) -> None:
    figures = {figure.what: figure for figure in storing.log(ground)}
    assert len(ground.desk.read_now(floor.keys, "entry")) == TINY.many
    assert figures["filter keystroke, p50"].bar == 16
    assert figures["all ids of a filter, longest"].bar == 250


def test_every_incident_is_listed(ground: Ground) -> None:
    assert next(storing.listed(ground)).what == "12 in order"


def test_an_import_is_counted_row_by_row(ground: Ground) -> None:
    figures = list(storing.imports(ground))
    assert [figure.what for figure in figures] == ["25 rows", "30 rows"]
    assert all(figure.more and figure.value > 0 for figure in figures)


def test_an_import_that_loses_rows_is_no_figure(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(file: Path, _count: int) -> Path:
        return dispatch(file, 3)

    dispatch = storing.dispatch_list
    monkeypatch.setattr(storing, "dispatch_list", short)
    with pytest.raises(AssertionError, match="lost rows"):
        list(storing.imports(ground))


def test_the_summary_is_drawn_on_the_exercise(ground: Ground) -> None:
    first, later = storing.summary(ground)
    assert int(later.what.split()[0]) > 4
    assert later.what.endswith("pages, later, p50")
    assert later.bar == 1000
    assert first.floor == later.floor
