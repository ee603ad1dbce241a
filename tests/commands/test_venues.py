"""Venues and features: one name for one venue, a place whole or not at all, shapes that are shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eocdesk.commands.venues import AddFeature, AddVenue, AmendFeature, AmendVenue, StrikeFeature, StrikeVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import Feature, Refused, Venue
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, sound

SQUARE = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]})
SOFI = {"name": "SoFi Stadium", "short": "SoFi", "aliases": ["LA Stadium"], "lat": 33.95, "lon": -118.34}


def held(desk: Desk, of: Any, record: bytes) -> Any:
    return desk.read_now(events.record, of, record)


def added(desk: Desk, **values: object) -> bytes:
    return bytes(desk.do_now(AddVenue(EVENT, {**SOFI, **values})).value)


def test_a_venue_is_kept_as_it_was_given_with_the_events_marking(desk: Desk) -> None:
    venue = held(desk, Venue, added(desk, capacity=70_000, geometry=SQUARE))
    assert (venue.name, venue.lat, venue.lon, venue.capacity) == ("SoFi Stadium", 33.95, -118.34, 70_000)
    assert venue.geometry == SQUARE
    assert venue.marking
    assert sound(desk)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"name": "  "}, "name", "empty"),
        ({"lon": None}, "lon", "both its latitude and its longitude"),
        ({"lat": None}, "lat", "both its latitude and its longitude"),
        ({"lat": 91.0}, "lat", "between"),
        ({"lon": -181.0}, "lon", "between"),
        ({"capacity": -1}, "capacity", "less than nothing"),
        ({"zone": "Mars/Olympus"}, "zone", "Mars"),
        ({"geometry": "{"}, "geometry", "not GeoJSON"),
        ({"geometry": '{"type": "Feature"}'}, "geometry", "not a GeoJSON geometry"),
        ({"geometry": "[" * 100_000}, "geometry", "not GeoJSON"),
    ],
)
def test_a_venue_that_does_not_fit_is_refused_beside_its_field(
    desk: Desk, values: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as told:
        added(desk, **values)
    assert told.value.field == field


@pytest.mark.parametrize("name", ["SoFi Stadium", "sofi  STADIUM", "SoFi", "LA Stadium"])
def test_a_name_stands_for_one_venue(desk: Desk, name: str) -> None:
    added(desk)
    with pytest.raises(Refused, match="There is a venue of that name already: SoFi Stadium") as told:
        desk.do_now(AddVenue(EVENT, {"name": name}))
    assert told.value.field == "name"


def test_a_name_is_free_again_once_its_venue_is_struck(desk: Desk) -> None:
    desk.do_now(StrikeVenue(added(desk)))
    assert held(desk, Venue, added(desk)).struck is not True


def test_amending_keeps_the_rest_and_may_keep_the_name(desk: Desk) -> None:
    venue = added(desk)
    desk.do_now(AmendVenue(venue, {"name": "SoFi Stadium", "city": "Inglewood"}))
    kept = held(desk, Venue, venue)
    assert (kept.city, kept.lat, kept.aliases) == ("Inglewood", 33.95, ["LA Stadium"])


def test_amending_may_not_take_another_venues_name_nor_half_of_a_place(desk: Desk) -> None:
    added(desk)
    rose = bytes(desk.do_now(AddVenue(EVENT, {"name": "Rose Bowl"})).value)
    with pytest.raises(Refused, match="of that name already"):
        desk.do_now(AmendVenue(rose, {"name": "SoFi Stadium"}))
    with pytest.raises(Refused, match="both"):
        desk.do_now(AmendVenue(rose, {"lat": 34.16}))
    desk.do_now(AmendVenue(rose, {"lat": 34.16, "lon": -118.17}))
    desk.do_now(AmendVenue(rose, {"lat": 34.17}))  # the other half is there already
    with pytest.raises(Refused, match="both"):
        desk.do_now(AmendVenue(rose, {"lon": None}))
    assert held(desk, Venue, rose).lat == 34.17


def test_a_venue_that_is_not_there_cannot_be_amended_or_struck(desk: Desk) -> None:
    for command in (AmendVenue(bytes(16), {"city": "X"}), StrikeVenue(bytes(16)), StrikeFeature(bytes(16))):
        with pytest.raises(Refused):
            desk.do_now(command)


def test_a_feature_belongs_to_a_venue_of_its_event(desk: Desk) -> None:
    venue = added(desk)
    values = {"name": "Gate 7", "kind": "gate", "venue": venue, "geometry": SQUARE}
    feature = bytes(desk.do_now(AddFeature(EVENT, values)).value)
    kept = held(desk, Feature, feature)
    assert (kept.name, kept.kind, kept.venue) == ("Gate 7", "gate", venue)
    with pytest.raises(Refused) as told:
        desk.do_now(AmendFeature(feature, {"venue": bytes(16)}))
    assert told.value.field == "venue"
    desk.do_now(AmendFeature(feature, {"name": "Gate 8"}))
    desk.do_now(StrikeFeature(feature))
    kept = held(desk, Feature, feature)
    assert (kept.name, kept.geometry, kept.struck) == ("Gate 8", SQUARE, True)


@pytest.mark.parametrize(
    ("values", "field"), [({"name": ""}, "name"), ({"kind": "moat"}, "kind"), ({"geometry": "5"}, "geometry")]
)
def test_a_feature_that_does_not_fit_is_refused_beside_its_field(
    desk: Desk, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as told:
        desk.do_now(AddFeature(EVENT, {"name": "Gate 7", **values}))
    assert told.value.field == field


def test_every_verb_has_a_title_for_the_history() -> None:
    verbs = (AddVenue(EVENT), AmendVenue(EVENT), StrikeVenue(EVENT))
    assert [verb.title for verb in verbs] == ["Add a venue", "Amend a venue", "Strike a venue"]
    others = (AddFeature(EVENT), AmendFeature(EVENT), StrikeFeature(EVENT))
    assert [verb.title for verb in others] == ["Add a feature", "Amend a feature", "Strike a feature"]
