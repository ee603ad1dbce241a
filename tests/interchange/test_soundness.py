"""Whatever a format read, only sound values go on to the desk; the rest is refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.interchange.soundness import line, settled, text


def session(**values: Any) -> Item:
    return Item("session", "A", "row 1", {"title": "Heat", **values})


def settle(*items: Item) -> Reading:
    return settled(Reading("csv", "table", items))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"starts": 2**60}, "Planned start: “1152921504606846976” is not a time a calendar can hold."),
        ({"starts": "09:00"}, "Planned start: “09:00” is not a time a calendar can hold."),
        ({"crowd": 2**70}, "is not a whole number"),
        ({"crowd": 1.5}, "is not a whole number"),
        ({"day": "2028-02-30"}, "Day: “2028-02-30” is not a day."),
        ({"kind": "party"}, "Kind: “party” is none of competition, ceremony"),
        ({"title": "x" * 5000}, "5,000 characters are too many for one line"),
        ({"marking": "PURPLE"}, "marking"),
    ],
)
def test_a_value_that_does_not_fit_its_field_refuses_the_row(values: dict[str, Any], reason: str) -> None:
    reading = settle(session(**values), session())
    assert len(reading.items) == 1
    assert reading.refused[0].at == "row 1"
    assert reason.lower() in reading.refused[0].reason.lower()


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        (1e9, 0.0, "Latitude"),
        (float("nan"), 0.0, "is not a number"),
        (34.0, None, "both latitude and longitude"),
        (True, 1.0, "is not a number"),
    ],
)
def test_a_point_is_whole_and_on_the_earth(lat: Any, lon: Any, reason: str) -> None:
    reading = settle(Item("venue", "A", "row 1", {"name": "Arena", "lat": lat, "lon": lon}))
    assert reason in reading.refused[0].reason


def test_what_cannot_be_shown_is_replaced_and_told() -> None:
    (item,) = settle(session(title="Heat\x00\x07 one", note="a\r\nb\ud800")).items
    assert (item.values["title"], item.values["note"]) == ("Heat�� one", "a\nb�")
    assert item.warnings == ("characters that cannot be shown were replaced in Title, Note",)


def test_nothing_said_becomes_what_the_field_is_without_it() -> None:
    (item,) = settle(session(sport=None, crowd=None, status=None)).items
    assert (item.values["sport"], item.values["crowd"], item.values["status"]) == ("", None, "scheduled")


def test_a_marking_is_written_as_the_desk_writes_it() -> None:
    (item,) = settle(session(marking="tlp:amber")).items
    assert item.values["marking"] == "AMBER"


def test_one_record_twice_with_other_values_is_refused_the_second_time() -> None:
    one = Item("session", "A", "row 1", {"title": "Heat"}, id=b"1" * 16)
    same = Item("session", "A", "row 2", {"title": "Heat"}, id=b"1" * 16)
    other = Item("session", "A", "row 3", {"title": "Final"}, id=b"1" * 16)
    reading = settle(one, same, other)
    assert [item.at for item in reading.items] == ["row 1", "row 2"]
    assert reading.refused == (Refusal("row 3", "The same record stands at row 1 with other values."),)


def test_lists_are_plain_and_not_deep() -> None:
    deep: list[Any] = []
    for _ in range(12):
        deep = [deep]
    reading = settle(Item("contact", "A", "row 1", {"name": "L. Chen", "phones": deep}))
    assert "nested too deep" in reading.refused[0].reason
    reading = settle(Item("contact", "A", "row 1", {"name": "L. Chen", "phones": [["work\n", "911"]]}))
    assert reading.items[0].values["phones"] == [["work", "911"]]


ANYTHING = st.none() | st.text() | st.integers() | st.floats() | st.booleans()
FIELDS = st.sampled_from(["title", "starts", "crowd", "day", "status", "note"])


@given(st.dictionaries(FIELDS, ANYTHING))
def test_every_row_is_either_sound_or_refused(values: dict[str, Any]) -> None:
    reading = settle(Item("session", "A", "row 1", values))
    assert len(reading.items) + len(reading.refused) == 1


@given(st.text())
def test_lines_and_texts_hold_nothing_that_a_field_cannot(words: str) -> None:
    assert "\n" not in line(words)
    assert "\r" not in text(words)
    assert "\x00" not in line(words) + text(words)
