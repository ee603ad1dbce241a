"""The lives of alerts: one source's own, what they replace, none that was struck."""

from __future__ import annotations

from eocdesk.commands.hazards import TakeAlerts
from eocdesk.commands.reading import Item
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.queries.alert_lives import lives
from tests.kit.desks import EVENT


def test_lives_are_told_by_source_with_what_they_replace(desk: Desk) -> None:
    for source, key in (("nws", "a"), ("nws", "b"), ("cap", "c")):
        values = {"title": "Wind", "identifier": key, "replaces": ["x", "y"]}
        desk.do_now(TakeAlerts(EVENT, source, (Item("alert", key, "row 1", values),)))
    desk.do_now(Strike("alert", ids.source_id(EVENT, "alert", "nws", "b")))
    (found,) = desk.read_now(lives, EVENT, "nws")
    assert (found.identifier, found.replaces, found.state, found.sent) == ("a", ("x", "y"), "in force", 0)
