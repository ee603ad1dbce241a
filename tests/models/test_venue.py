"""The venue as a record: what can be searched, what wins when two desks wrote it, how its kinds are called."""

from __future__ import annotations

from eocdesk.commands.venues import AddFeature, AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import Feature, Venue
from eocdesk.models.venue import FEATURES
from eocdesk.store.queries import events
from eocdesk.store.queries.search import find
from tests.kit.desks import EVENT, meet


def test_a_venue_is_found_by_each_of_its_names_its_city_and_its_sports(desk: Desk) -> None:
    values = {"name": "SoFi Stadium", "short": "SoFi", "aliases": ["2028 Stadium"], "city": "Inglewood"}
    venue = desk.do_now(AddVenue(EVENT, {**values, "sports": "Swimming", "note": "Gate 7 closed"})).value
    for words in ("sofi", "2028 stad", "inglew", "swimming", "gate 7"):
        hits = desk.read_now(find, EVENT, words)
        assert [(hit.kind, hit.id) for hit in hits if hit.kind == "venue"] == [("venue", venue)], words


def test_two_desks_that_move_a_venue_end_at_one_place(desks: object) -> None:
    here, there = desks(2)  # type: ignore[operator]  # the kit's maker of desks
    venue = here.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.0, "lon": -118.0})).value
    meet(here, there)
    here.do_now(AmendVenue(venue, {"lat": 33.5, "lon": -118.5}))
    there.do_now(AmendVenue(venue, {"lat": 34.0, "lon": -119.0}))
    meet(here, there)
    places = {(v.lat, v.lon) for v in (desk.read_now(events.record, Venue, venue) for desk in (here, there))}
    assert len(places) == 1
    assert places < {(33.5, -118.5), (34.0, -119.0)}  # the newer pair whole, never half of each


def test_a_feature_without_a_kind_is_some_other_thing(desk: Desk) -> None:
    feature = desk.do_now(AddFeature(EVENT, {"name": "Cooling bus"})).value
    assert desk.read_now(events.record, Feature, feature).kind == "other"


def test_kinds_are_told_apart_and_have_a_word() -> None:
    kinds, words = zip(*FEATURES, strict=True)
    assert len(set(kinds)) == len(set(words)) == len(FEATURES)
    assert all(word[0].isupper() for word in words)
