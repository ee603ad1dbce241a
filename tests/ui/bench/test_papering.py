"""The plan that is measured is a whole one, beside the same words set bare."""

from __future__ import annotations

from eocdesk.ui.bench import papering
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import ground

__all__ = ["ground"]


def test_a_plan_is_made_several_times_beside_its_bare_words(ground: Ground) -> None:
    first, later, drawn, more = papering.plan(ground)
    assert int(first.what.split()[0]) >= 7
    assert later.bar == 3000
    assert later.floor == first.floor
    assert 0 < drawn.value < later.value
    assert more.unit == "MB"
