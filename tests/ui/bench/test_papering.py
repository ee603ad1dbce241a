"""The papers that are measured are whole ones, beside the same words set bare."""

from __future__ import annotations

import json
from itertools import islice

from eocdesk.ui.bench import papering
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import ground

__all__ = ["ground"]


def test_a_plan_is_made_several_times_beside_its_bare_words(ground: Ground) -> None:
    first, later, drawn, more = islice(papering.plan(ground), 4)
    assert int(first.what.split()[0]) >= 7
    assert later.bar == 3000
    assert later.floor == first.floor
    assert 0 < drawn.value < later.value
    assert (more.unit, bool(more.value), bool(more.floor)) == ("MB", True, True)


def test_a_log_is_drawn_at_a_window_too_and_its_floor_is_a_table_of_all_its_words(ground: Ground) -> None:
    first, *_, stall = papering.activity(ground)
    assert int(first.what.split()[0]) >= 2
    assert (stall.bar, bool(stall.floor)) == (50, True)
    words = json.loads((ground.folder / "activity" / "words.json").read_text())
    (log,) = [one for one in words if isinstance(one, list) and len(one) > 70]
    assert log[0] == ["Date/Time", "Notable Activities"]
    assert log[1][1].startswith("BNCH-L1: ")
    assert len(log) == 71
