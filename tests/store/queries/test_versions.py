"""Which versions a paper was drawn from: each device's last change about the event, now or as received by a moment."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.ids import scope_id
from eocdesk.store.queries.versions import versions
from eocdesk.store.seeing import Sight
from tests.kit.desks import EVENT, meet
from tests.store.test_as_of import pause

GREEN = scope_id(EVENT, "GREEN", "").hex()
AMBER = scope_id(EVENT, "AMBER", "").hex()


def test_each_devices_last_change_is_told_by_scope(desks: Callable[[int], list[Desk]]) -> None:
    here, there = desks(2)
    meet(here, there)
    for desk, count in ((here, 2), (there, 3)):
        for at in range(count):
            desk.do_now(Add("venue", EVENT, {"name": f"Gate {at}", "marking": "GREEN"}))
    before = pause()
    meet(here, there)
    now = here.read_now(versions, EVENT)
    assert now[GREEN] == {here.device.hex(): 2, there.device.hex(): 3}
    assert here.read_now(versions, EVENT, before)[GREEN] == {here.device.hex(): 2}
    rule = Sight(EVENT, "GREEN").rule("s.marking", "s.audience")
    assert here.read_now(versions, EVENT, None, rule).keys() == {GREEN}
    assert AMBER in now
