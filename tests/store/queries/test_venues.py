"""What the map reads: venues with a place, features with a shape, open incidents where they are."""

from __future__ import annotations

import json

import pytest

from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import CloseIncident, ReportIncident, SetIncident
from eocdesk.commands.venues import AddFeature, AddVenue, AmendVenue, StrikeFeature, StrikeVenue
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import venues
from tests.kit.desks import EVENT

LINE = json.dumps({"type": "LineString", "coordinates": [[-118.4, 33.9], [-118.2, 34.1]]})


def venue(desk: Desk, name: str, **values: object) -> bytes:
    return bytes(desk.do_now(AddVenue(EVENT, {"name": name, **values})).value)


def reported(desk: Desk, title: str = "Heat", **values: object) -> bytes:
    return bytes(desk.do_now(ReportIncident(EVENT, title, **values)).value[0])  # type: ignore[arg-type]  # any field


def test_only_venues_that_can_be_drawn_are_spots_and_they_come_by_name(desk: Desk) -> None:
    venue(desk, "Rose Bowl", lat=34.16, lon=-118.17, capacity=90_000)
    venue(desk, "Carson", geometry=LINE)
    venue(desk, "Somewhere")
    desk.do_now(StrikeVenue(venue(desk, "Struck", lat=1.0, lon=1.0)))
    found = desk.read_now(venues.spots, EVENT)
    assert [(spot.name, spot.lat, spot.capacity) for spot in found] == [
        ("Carson", None, None),
        ("Rose Bowl", 34.16, 90_000),
    ]
    assert all(spot.received > 0 for spot in found)


def test_features_come_with_their_venue_and_only_with_a_shape(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium")
    desk.do_now(AddFeature(EVENT, {"name": "Route B", "kind": "route", "venue": sofi, "geometry": LINE}))
    desk.do_now(AddFeature(EVENT, {"name": "Route A", "geometry": LINE}))
    desk.do_now(AddFeature(EVENT, {"name": "No shape"}))
    gone = desk.do_now(AddFeature(EVENT, {"name": "Gone", "geometry": LINE})).value
    desk.do_now(StrikeFeature(gone))
    found = desk.read_now(venues.shapes, EVENT)
    assert [(shape.name, shape.kind, shape.venue) for shape in found] == [
        ("Route A", "other", ""),
        ("Route B", "route", "SoFi Stadium"),
    ]


def test_an_incident_is_at_its_own_point_else_at_its_venue(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium", lat=33.95, lon=-118.34)
    reported(desk, "At the venue", venue=sofi)
    reported(desk, "Beside it", venue=sofi, lat=33.96, lon=-118.33)
    reported(desk, "In the field", lat=34.5, lon=-118.0)
    found = {spot.title: (spot.lat, spot.lon, spot.venue) for spot in desk.read_now(venues.open_spots, EVENT)}
    assert found == {
        "At the venue": (33.95, -118.34, "SoFi Stadium"),
        "Beside it": (33.96, -118.33, "SoFi Stadium"),
        "In the field": (34.5, -118.0, ""),
    }


def test_a_venue_that_moves_takes_its_incidents_along(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium", lat=33.95, lon=-118.34)
    reported(desk, venue=sofi)
    desk.do_now(AmendVenue(sofi, {"lat": 34.0, "lon": -118.0}))
    assert [(spot.lat, spot.lon) for spot in desk.read_now(venues.open_spots, EVENT)] == [(34.0, -118.0)]


def test_closed_incidents_leave_the_map_and_monitored_ones_stay(desk: Desk) -> None:
    place = {"lat": 34.0, "lon": -118.0}
    closed, watched = reported(desk, "Over", **place), reported(desk, "Watched", **place)
    desk.do_now(CloseIncident(closed, "Over"))
    desk.do_now(SetIncident(watched, {"status": "monitoring"}))
    assert [(spot.title, spot.status) for spot in desk.read_now(venues.open_spots, EVENT)] == [
        ("Watched", "monitoring")
    ]
    assert [spot.id for spot in desk.read_now(venues.open_spots_of, EVENT, [closed, watched])] == [watched]


def test_more_incidents_than_one_question_holds_are_all_found(desk: Desk) -> None:
    one = reported(desk, lat=34.0, lon=-118.0)
    asked = [number.to_bytes(16, "big") for number in range(1200)] + [one]
    assert [spot.id for spot in desk.read_now(venues.open_spots_of, EVENT, asked)] == [one]
    assert desk.read_now(venues.open_spots_of, EVENT, []) == ()


def test_open_incidents_without_a_place_are_counted_closed_ones_not(desk: Desk) -> None:
    reported(desk)
    reported(desk, venue=venue(desk, "Nowhere yet"))
    reported(desk, lat=34.0, lon=-118.0)
    desk.do_now(CloseIncident(reported(desk), "Over"))
    assert desk.read_now(venues.placeless, EVENT) == 2


@pytest.mark.parametrize("read", [venues.spots, venues.shapes, venues.open_spots])
def test_another_events_records_are_not_on_this_map(desk: Desk, read: object) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/Los_Angeles")).value
    desk.do_now(AddVenue(other, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34}))
    desk.do_now(AddFeature(other, {"name": "Route", "geometry": LINE}))
    desk.do_now(ReportIncident(other, "Heat", lat=33.0, lon=-118.0))
    assert desk.read_now(read, EVENT) == ()  # type: ignore[arg-type]  # one of three readers
    assert len(desk.read_now(read, other)) == 1  # type: ignore[arg-type]
    assert desk.read_now(venues.placeless, other) == 0
