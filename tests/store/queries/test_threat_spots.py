"""Where open threats are: a threat's own place before its venues, struck venues nowhere."""

from __future__ import annotations

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.threat_spots import spots
from tests.kit.desks import EVENT


def test_venues_at_risk_are_points_until_they_are_struck(desk: Desk) -> None:
    bowl = desk.do_now(Add("venue", EVENT, {"name": "Bowl", "lat": 34.0, "lon": -118.0})).value
    dome = desk.do_now(Add("venue", EVENT, {"name": "Dome", "lat": 33.0, "lon": -117.0})).value
    nowhere = desk.do_now(Add("venue", EVENT, {"name": "To be decided"})).value
    at_risk = [bowl.hex(), dome.hex(), nowhere.hex()]
    desk.do_now(Add("threat", EVENT, {"title": "Drone", "venues": at_risk, "marking": "AMBER"}))
    (found,) = desk.read_now(spots, EVENT)
    assert found.points == ((-118.0, 34.0), (-117.0, 33.0))
    assert (found.venues, found.marking) == (("Bowl", "Dome"), "AMBER")
    desk.do_now(Strike("venue", dome))
    (found,) = desk.read_now(spots, EVENT)
    assert found.venues == ("Bowl",)


def test_a_closed_or_struck_threat_is_nowhere(desk: Desk) -> None:
    place = {"lat": 34.0, "lon": -118.0}
    desk.do_now(Add("threat", EVENT, {"title": "Over", "state": "closed", **place}))
    gone = desk.do_now(Add("threat", EVENT, {"title": "Named in error", **place})).value
    desk.do_now(Strike("threat", gone))
    assert desk.read_now(spots, EVENT) == ()
