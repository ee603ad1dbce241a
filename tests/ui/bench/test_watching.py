"""The measures of the watch bring in what they say and reckon on what they made."""

from __future__ import annotations

import json

import pytest

from eocdesk.ui.bench import watching
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import ground

__all__ = ["ground"]


def test_exposure_is_reckoned_beside_a_bare_tree_and_at_a_window(ground: Ground) -> None:
    first, again, stall = watching.exposure(ground)
    assert first.what == "6 venues, 40 sessions, 24 alerts, first"
    assert int(again.what.split()[0]) > 0
    assert (again.bar, bool(again.floor)) == (200, True)
    assert stall.value > 0


def test_the_bundle_comes_in_whole_at_an_open_window(ground: Ground) -> None:
    figures = list(watching.stix(ground))
    assert figures[0].what.startswith("10 records of ")
    assert all(figure.floor for figure in figures[:2])
    assert figures[3].what == "longest stall of the screen"


def test_an_import_that_loses_rows_is_no_figure(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    made = watching.kev_list
    monkeypatch.setattr(watching, "kev_list", lambda file, _count: made(file, 3))
    with pytest.raises(AssertionError, match="lost rows"):
        list(watching.kev(ground))


def test_a_made_bundle_has_objects_that_become_no_record(ground: Ground) -> None:
    held = json.loads(watching.stix_bundle(ground.folder / "b.json", 10).read_text())["objects"]
    assert [one["type"] for one in held].count("indicator") == 2
    assert len({one["id"] for one in held}) == 10
