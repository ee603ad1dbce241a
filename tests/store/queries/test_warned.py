"""Alerts of a time: severe ones that are in force, no tests, none that are over."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.held import Sought, held
from eocdesk.store.queries.warned import warned
from tests.kit.desks import EVENT
from tests.kit.operation import HOUR, NOW, put


def test_only_what_bears_on_the_time_is_said_and_lends_its_marking(desk: Desk) -> None:
    known = {"severity": "severe", "onset": NOW, "ends": NOW + HOUR}
    put(desk, "alert", "in", title="Wind", **known)
    put(desk, "alert", "over", title="Over", severity="severe", onset=NOW - HOUR, ends=NOW, marking="RED")
    put(desk, "alert", "later", title="Later", severity="severe", onset=NOW + 2 * HOUR)
    put(desk, "alert", "test", title="Test", status="test", **known)
    put(desk, "alert", "minor", title="Minor", severity="minor", onset=NOW)
    put(desk, "alert", "gone", title="Gone", state="cancelled", **known)

    def read(connection: Any) -> tuple[list[str], str]:
        found = held(connection, Sought("ics-215a", EVENT, NOW, since=NOW, until=NOW + HOUR))
        return [one.hazard for one in warned(connection, found)], found.marking

    said, marking = desk.read_now(read)
    assert said == ["Wind"]
    assert marking != "TLP:RED"
