"""The bench's desk is a real one of the size that was asked, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eocdesk.store import floor
from eocdesk.ui.bench.made import Ground, Sizes
from tests.kit.desks import sound

TINY = Sizes(
    entries=60, many=90, incidents=12, venues=3, writes=4, starts=1, sessions=(20, 40), marks=(20, 50), frames=3,
    storm_seconds=1, imported=(25, 30), hazards=(6, 40, 24), kev=7, stix=50, lists=2, logged=70, earlier=(60, 5),
)  # fmt: skip


@pytest.fixture
def ground() -> Iterator[Ground]:
    """A small one."""
    made = Ground(TINY, lambda _words: None)
    yield made
    made.close()


def test_the_desk_holds_what_was_asked_for_and_its_record_is_sound(ground: Ground) -> None:
    desk = ground.with_entries(60)
    counts = {kind: len(desk.read_now(floor.keys, kind)) for kind in ("entry", "incident", "venue")}
    assert counts == {"entry": 60, "incident": 12, "venue": 3}
    assert ground.with_entries(40) is desk
    ground.with_entries(90)
    assert len(desk.read_now(floor.keys, "entry")) == 90
    assert sound(desk)


def test_nothing_is_left_of_it(ground: Ground) -> None:
    folder = ground.folder
    assert ground.desk.folder.is_dir()
    ground.close()
    assert not folder.exists()
