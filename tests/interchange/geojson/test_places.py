"""One feature as a venue or as something on the ground, named so that the next file means the same."""

from __future__ import annotations

import json

import pytest

from eocdesk.interchange.format import Asked
from eocdesk.interchange.geojson.places import Places, compact
from eocdesk.models.errors import Refused

POINT = {"type": "Point", "coordinates": [-118.339, 33.953]}


def places(*headings: str, profile: str | None = None) -> Places:
    return Places(headings, Asked(profile=profile))


def made(row: dict[str, object], *, name: object = None) -> str:
    feature = {"type": "Feature", "geometry": POINT, "properties": row, "id": name}
    return places(*row).item(feature, row, "feature 1").key


def test_an_id_that_means_something_is_the_key_and_a_mere_number_is_not() -> None:
    assert made({"name": "A"}, name="way/1234") == "way/1234"
    assert made({"name": "A"}, name=123456) == "123456"
    assert made({"name": "A"}, name=7) == made({"name": "A"}, name=8)


def test_what_a_property_says_of_the_place_yields_to_the_geometry() -> None:
    row = {"name": "A", "lat": 1.0, "lon": 2.0}
    item = places(*row).item({"type": "Feature", "geometry": POINT}, row, "feature 1")
    assert (item.values["lat"], item.values["lon"]) == (33.953, -118.339)


def test_properties_that_nothing_took_are_told_in_one_line() -> None:
    assert places("name", "colour", "height").left_out(["name", "colour", "height"]) == (
        "properties not taken: colour, height",
    )
    assert places("name").left_out(["name"]) == ()
    many = [f"p{number}" for number in range(20)]
    assert places(*many).left_out(many)[0].endswith("p11 and 8 more")


def test_a_person_may_say_that_places_are_features() -> None:
    row = {"name": "Gate 7", "note": "x"}
    item = places(*row, profile="feature").item({"type": "Feature", "geometry": POINT}, row, "feature 1")
    assert (item.kind, json.loads(item.values["geometry"])) == ("feature", POINT)


def test_what_is_no_feature_is_refused() -> None:
    with pytest.raises(Refused, match="no Feature"):
        places("name").item({"type": "Point"}, {}, "feature 1")


def test_a_geometry_is_kept_without_blanks() -> None:
    assert compact(POINT) == '{"type":"Point","coordinates":[-118.339,33.953]}'
