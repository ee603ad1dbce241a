"""What a page is told: everything once, then only what changed; and what a click on it stands for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps import shapes
from eocdesk.maps.content import Content, group_layer
from eocdesk.maps.ground import View
from eocdesk.maps.layers import FEATURES, INCIDENTS, NO_SEVERITY, VENUES, LayerData, Mark, Shape
from eocdesk.maps.places import Place

LA = View(-119, 33, -117, 35, 9)
NEAR = View(-118.5, 33.8, -118.1, 34.1, 13)


def incident(number: int, lat: float = 34.0, lon: float = -118.2, severity: int = 2) -> Mark:
    return Mark("incident", bytes([number]), lat, lon, f"I-{number}", severity=severity)


def venue(number: int, lat: float = 33.95, lon: float = -118.34, people: int = 10) -> Mark:
    return Mark("venue", bytes([number]), lat, lon, f"Venue {number}\nInglewood", f"V{number}", rank=people)


def square(number: int, side: float = 0.01, what: str = "footprint", kind: str = "venue") -> Shape:
    west, south = -118.34, 33.95
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south]]
    text = json.dumps({"type": "Polygon", "coordinates": [ring]})
    return Shape(kind, bytes([number]), text, f"Shape {number}", what)


def point(number: int) -> Shape:
    return Shape(
        "feature", bytes([number]), '{"type": "Point", "coordinates": [-118.3, 33.9]}', f"Gate {number}", "gate"
    )


def content(*layers: LayerData) -> Content:
    made = Content()
    for data in layers:
        made.put(data)
    return made


class Page:
    """What live.js keeps of what it is told."""

    def __init__(self) -> None:
        self.layers: dict[str, dict[str, Any]] = {}

    def take(self, changes: dict[str, dict[str, Any]]) -> None:
        for name, told in changes.items():
            held = self.layers.setdefault(name, {})
            for key in told["drop"]:
                del held[key]
            for one in (*told["marks"], *told["shapes"]):
                held[one["k"]] = one


def test_a_page_that_knows_everything_is_told_nothing() -> None:
    shown = content(LayerData(VENUES, (venue(1), venue(2, 34.1))), LayerData(INCIDENTS, (incident(1),)))
    assert set(shown.changes(LA)) == {"venues", "incidents"}
    assert shown.changes(LA) == {}
    shown.forget()
    assert set(shown.changes(LA)) == {"venues", "incidents"}


def test_only_the_changed_mark_is_told() -> None:
    far = [incident(n, 33.2 + n / 10, -118.9) for n in range(1, 8)]
    shown = content(LayerData(INCIDENTS, tuple(far)))
    shown.changes(LA)
    shown.put(shown.data("incidents").changed([incident(3, 33.5, -118.9, severity=4)], ()))
    changed = shown.changes(LA)
    assert [mark["k"] for mark in changed["incidents"]["marks"]] == ["incident:03"]
    assert changed["incidents"]["drop"] == []


STEP = st.tuples(st.integers(0, 7), st.floats(33.1, 34.9), st.floats(-118.9, -117.1), st.integers(0, 4), st.booleans())


@given(st.lists(st.lists(STEP, max_size=6), max_size=6), st.lists(st.sampled_from([LA, NEAR]), min_size=6, max_size=6))
def test_a_page_told_only_changes_ends_up_like_one_told_all(
    rounds: list[list[tuple[int, float, float, int, bool]]], views: list[View]
) -> None:
    shown, page, data = Content(), Page(), LayerData(INCIDENTS)
    for steps, view in zip(rounds, views, strict=False):
        put = {n: incident(n, lat, lon, severity) for n, lat, lon, severity, keep in steps if keep}
        data = data.changed(put.values(), {bytes([n]) for n, *_ in steps})
        shown.put(data)
        page.take(shown.changes(view))
        fresh = Page()
        fresh.take(content(data).changes(view))
        assert page.layers.get("incidents", {}) == fresh.layers.get("incidents", {})


def test_a_layer_switched_off_leaves_the_page_and_comes_back() -> None:
    shown = content(LayerData(VENUES, (venue(1),)))
    shown.changes(LA)
    shown.switch("venues", on=False)
    assert not shown.is_on("venues")
    assert shown.changes(LA)["venues"]["drop"] == ["venue:01"]
    assert shown.walk(LA) == []
    shown.switch("venues", on=True)
    assert len(shown.changes(LA)["venues"]["marks"]) == 1


def test_those_counted_together_say_how_many_the_worst_and_which() -> None:
    shown = content(LayerData(INCIDENTS, tuple(incident(n, severity=n % 5) for n in range(1, 6))))
    (bubble,) = shown.changes(LA)["incidents"]["marks"]
    assert (bubble["n"], bubble["s"]) == (5, 4)
    assert bubble["t"] == "5 incidents, worst Critical\nI-4\nI-3\nI-2\nand 2 more"
    assert [mark.title for mark in shown.members("incidents", bubble["k"])] == ["I-4", "I-3", "I-2", "I-1", "I-5"]
    group = shown.group(bubble["k"])
    assert group is not None
    assert group.together
    assert group_layer(bubble["k"]) == "incidents"


def test_a_click_on_one_mark_stands_for_its_record() -> None:
    shown = content(LayerData(VENUES, (venue(1),)), LayerData(FEATURES, (), (square(2), square(3, kind="feature"))))
    shown.changes(LA)
    assert shown.members("venues", "venue:01") == [venue(1)]
    assert shown.members("features", "feature:03") == [square(3, kind="feature")]
    assert shown.members("features", "feature:99") == []
    assert shown.members("nonsense", "venue:01") == []  # the page is trusted with nothing


def test_a_record_is_found_by_its_own_point_and_by_its_footprint() -> None:
    shown = content(LayerData(VENUES, (venue(1),)), LayerData(FEATURES, (), (square(1), square(2), point(5))))
    with_both = shown.find("venue", b"\1")
    assert with_both is not None
    assert (with_both.layer, with_both.lat) == (VENUES, 33.95)
    assert with_both.box is not None
    footprint = shown.find("venue", b"\2")
    assert footprint is not None
    assert footprint.layer == FEATURES
    assert (footprint.lat, footprint.lon) == pytest.approx((33.955, -118.335))
    gate = shown.find("feature", b"\5")
    assert gate is not None
    assert (gate.lat, gate.lon, gate.box) == (33.9, -118.3, None)
    assert shown.find("feature", b"\1") is None  # the same id of another kind


def test_title_and_severity_of_a_record_are_known() -> None:
    shown = content(LayerData(INCIDENTS, (incident(1, severity=3),)), LayerData(FEATURES, (), (square(2),)))
    assert shown.said("incident", b"\1") == ("I-1", 3)
    assert shown.said("venue", b"\2") == ("Shape 2", NO_SEVERITY)
    assert shown.said("venue", b"\x09") == ("", NO_SEVERITY)


def test_the_keyboard_walks_from_the_worst_incident_to_the_smallest_venue_in_view() -> None:
    shown = content(
        LayerData(VENUES, (venue(1, people=5), venue(2, people=70_000), venue(3, lat=36.0))),
        LayerData(INCIDENTS, (incident(1, severity=1), incident(2, severity=4))),
    )
    assert [mark.title.partition("\n")[0] for mark in shown.walk(LA)] == ["I-2", "I-1", "Venue 2", "Venue 1"]


def test_a_shape_that_cannot_be_drawn_is_named_and_the_others_are_drawn() -> None:
    broken = Shape("feature", b"\7", "{}", "Broken")
    shown = content(LayerData(FEATURES, (), (broken, square(1))))
    assert shown.refused == [broken]
    assert [shape["k"] for shape in shown.changes(LA)["features"]["shapes"]] == ["venue:01"]


def test_large_areas_lie_under_small_ones() -> None:
    shown = content(LayerData(FEATURES, (), (square(1, 0.001), square(2, 0.1), square(3, 0.01))))
    assert [shape["k"] for shape in shown.changes(LA)["features"]["shapes"]] == ["venue:02", "venue:03", "venue:01"]


def test_gates_carry_their_names_when_one_is_near_enough_to_read_them() -> None:
    shown = content(LayerData(FEATURES, (), (point(1),)))
    assert shown.changes(LA)["features"]["marks"][0]["l"] == ""
    assert shown.changes(NEAR)["features"]["marks"][0]["l"] == "Gate 1"


def test_names_of_the_ground_are_told_with_the_rest() -> None:
    shown = content()
    shown.places = [
        Place("Carson", 33.8, -118.3, people=90_000, sea=False),
        Place("Pacific Ocean", 33.0, -118.9, people=0, sea=True),
    ]
    town, sea = shown.changes(LA)["places"]["marks"]
    assert (town["l"], town["w"], sea["l"], sea["w"]) == ("Carson", "town", "Pacific Ocean", "sea")
    assert sea["r"] > town["r"]
    shown.places = []
    assert len(shown.changes(LA)["places"]["drop"]) == 2


def test_a_shape_that_stands_as_it_was_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(text: str) -> Any:
        read.append(text)
        return shapes.drawable(text)

    monkeypatch.setattr("eocdesk.maps.content.drawable", reading)
    lines = [json.dumps({"type": "LineString", "coordinates": [[at, 1], [2, 3]]}) for at in range(3)]
    one, two, three = (Shape("feature", bytes([at]), line, "Route") for at, line in enumerate(lines))
    shown = Content()
    shown.put(LayerData(FEATURES, (), (one, two, two)))
    shown.put(LayerData(FEATURES, (), (two, three)))
    shown.put(LayerData(FEATURES, (), (one,)))
    assert read == [lines[0], lines[1], lines[2], lines[0]]  # what left the map is forgotten
    assert shown.find("feature", three.id) is None
    assert shown.find("feature", one.id) is not None
