"""A desk is looked at as it was before its records were changed, and as a release lets it be seen."""

from __future__ import annotations

from eocdesk.ui.bench.earlier import earlier
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import ground

__all__ = ["ground"]


def test_the_tables_of_then_stand_beside_a_bare_copy_and_a_window_at_rest(ground: Ground) -> None:
    was, seen, stall = earlier(ground)
    assert was.what == "60 entries before 5 changes, p50"
    assert (was.bar, bool(was.floor)) == (1000, True)
    assert (seen.bar, seen.value > 0) == (50, True)
    assert (stall.bar, bool(stall.floor)) == (50, True)
    asked = "SELECT count(*) FROM incident WHERE owner = 'Night shift'"
    assert ground.desk.read_now(lambda c: c.exec_driver_sql(asked).scalar_one()) == 5
