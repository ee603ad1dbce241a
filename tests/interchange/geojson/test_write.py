"""Places written as GeoJSON are read back the same by a desk, and rightly by other programs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.format import Asked, Export
from eocdesk.interchange.geojson.read import read_geojson
from eocdesk.interchange.geojson.write import write_geojson
from eocdesk.interchange.soundness import settled
from eocdesk.models import Event, Feature, Venue
from eocdesk.models.venue import FEATURES

EVENT = Event(id=b"e" * 16, code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=False)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=30).map(
    lambda words: " ".join(words.split())
)
AREA = '{"type":"Polygon","coordinates":[[[0.0,0.0],[0.0,4.0],[4.0,4.0],[4.0,0.0],[0.0,0.0]]]}'
VENUES = st.builds(
    Venue,
    id=st.binary(min_size=16, max_size=16),
    name=WORDS.filter(bool),
    city=WORDS,
    aliases=st.lists(WORDS.filter(bool), max_size=3, unique=True),
    capacity=st.none() | st.integers(0, 200_000),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    geometry=st.sampled_from([None, AREA]),
    note=WORDS,
)


def back(**records: Any) -> list[Any]:
    reading = settled(read_geojson(write_geojson(Export(EVENT, **records)), Asked()))
    assert reading.refused == ()
    return list(reading.items)


@given(st.lists(VENUES, min_size=1, max_size=3, unique_by=lambda venue: venue.id))
def test_venues_come_back_the_same(venues: list[Venue]) -> None:
    for venue, item in zip(venues, back(venues=venues), strict=True):
        assert (item.kind, item.id) == ("venue", venue.id)
        for name in ("name", "city", "aliases", "capacity", "lat", "lon", "note"):
            assert (item.values.get(name) or None) == (getattr(venue, name) or None), name
        assert (item.values["geometry"] is None) == (venue.geometry is None)


@given(st.sampled_from([value for value, _ in FEATURES]), WORDS.filter(bool))
def test_features_come_back_with_their_kind_and_their_venue(kind: str, name: str) -> None:
    venue = Venue(id=b"v" * 16, name="SoFi", lat=1.0, lon=2.0)
    feature = Feature(id=b"f" * 16, name=name, kind=kind, venue=venue.id, geometry=AREA)
    item = back(venues=[venue], features=[feature])[1]
    assert (item.kind, item.id, item.values["name"], item.names) == ("feature", feature.id, name, {"venue": "SoFi"})
    assert item.values["kind"] == kind


def test_rings_are_turned_as_the_standard_wants_and_a_broken_shape_is_none() -> None:
    venue = Venue(id=b"v" * 16, name="A", geometry=AREA)
    broken = Venue(id=b"w" * 16, name="B", geometry='{"type": "Polygon"')
    first, second = json.loads(write_geojson(Export(EVENT, venues=[venue, broken])))["features"]
    assert first["geometry"]["coordinates"][0][1] == [4.0, 0.0]
    assert second["geometry"] is None


def test_the_places_of_an_exercise_say_so_each() -> None:
    exercise = Event(id=b"e" * 16, code="EX", name="Drill", zone="UTC", exercise=True)
    made = json.loads(write_geojson(Export(exercise, venues=[Venue(id=b"v" * 16, name="A", lat=1.0, lon=2.0)])))
    assert made["exercise"] is True
    assert made["features"][0]["properties"]["exercise"] is True
