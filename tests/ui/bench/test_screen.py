"""The shell, the start and the storm are measured in processes of their own that do the real thing."""

from __future__ import annotations

from eocdesk.store import floor
from eocdesk.ui.bench import screen
from eocdesk.ui.bench.made import Ground
from tests.ui.bench.test_made import TINY, ground

__all__ = ["ground"]


def test_the_shell_really_writes_the_entry_it_times(ground: Ground) -> None:
    (figure,) = screen.shell(ground)
    assert figure.bar == 700
    assert len(ground.desk.read_now(floor.keys, "entry")) == TINY.entries + TINY.starts


def test_sessions_are_spread_over_sixteen_days(ground: Ground) -> None:
    assert ground.desk
    made = [screen.session(ground, 0, at) for at in range(400)]
    assert len({one["day"] for one in made}) == 16
    assert all(one["ends"] > one["starts"] for one in made)
