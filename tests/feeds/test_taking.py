"""The gate: whatever a reader makes, no feed writes people, rights, plans or entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.feeds.taking import TakeReading
from eocdesk.models import KINDS, Refused
from eocdesk.models.right import FED
from tests.kit.desks import EVENT, bodies, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.close()


def test_what_no_feed_may_write_takes_the_whole_reading_with_it(desk: Desk) -> None:
    before = bodies(desk)
    alert = Add("alert", EVENT, {"title": "Heat"})
    for kind, values in (("plan", {"name": "Heat plan"}), ("venue", {"name": "SoFi"}), ("agency", {"name": "LAPD"})):
        with pytest.raises(Refused, match=f"may not write {kind}"):
            desk.do_now(TakeReading("nws-alerts", (alert, Add(kind, EVENT, values))))
    assert bodies(desk) == before


def test_what_a_feed_may_write_is_one_act(desk: Desk) -> None:
    both = (Add("alert", EVENT, {"title": "Heat"}), Add("observation", EVENT, {"title": "Palisades Fire"}))
    notice = desk.do_now(TakeReading("nws-alerts", both)).notice
    assert {kind for kind, _ in notice.ids} == {"alert", "observation"}
    assert notice.act.title == "Take in nws-alerts"


def test_the_gate_names_kinds_there_are() -> None:
    assert set(KINDS) >= FED
