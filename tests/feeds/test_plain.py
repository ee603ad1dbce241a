"""What strangers wrote is made plain, bounded, or refused in words; nothing raises anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import SHAPE_LONGEST
from eocdesk.feeds import FEEDS, Given, Where, plain
from eocdesk.models import Refused

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["features", "properties", "geometry", "type", "coordinates", "id", "Incidents", "references"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(ANY_JSON)
def test_no_answer_of_any_form_makes_a_reader_fail(answer: Any) -> None:
    data = json.dumps(answer).encode()
    for feed in FEEDS:
        reading = feed.read(data, Given(bytes(16), 0))
        assert reading.says
        assert len(reading.refused) <= reading.read


@pytest.mark.parametrize("data", [b"", b"<html>sign in</html>", b"\xff\xfe", b"[" * 100_000, b'{"features": [', b"{}"])
def test_an_answer_that_is_none_is_refused_whole_with_a_sentence(data: bytes) -> None:
    for feed in FEEDS:
        reading = feed.read(data, Given(bytes(16), 0))
        assert (reading.commands, reading.read, len(reading.refused)) == ([], 1, 1)


@pytest.mark.parametrize(
    ("words", "hazard"),
    [
        ("Red Flag Warning", "wildfire"),
        ("Excessive Heat Warning", "heat"),
        ("Air Quality Alert", "smoke"),
        ("High Wind Warning", "wind"),
        ("Severe Thunderstorm Warning", "storm"),
        ("Flash Flood Watch", "flood"),
        ("Tsunami Warning", "tsunami"),
        ("Winter Storm Watch", "winter"),
        ("Special Weather Statement", "other"),
    ],
)
def test_the_hazard_is_told_by_the_name_of_the_warning(words: str, hazard: str) -> None:
    assert plain.hazard_of(words) == hazard


def test_texts_are_plain_and_bounded() -> None:
    assert plain.out_of_html("<p>One &amp; <b>two</b></p>") == "One & two"
    assert plain.line("a\0\x1b[31m b\n c") == "a[31m b c"
    assert len(plain.text("x" * 1_000_000)) == plain.TEXT_LONGEST


def test_times_are_iso_or_milliseconds_and_nothing_else() -> None:
    assert plain.when("2028-07-19T10:00:00-07:00") == plain.when("2028-07-19T17:00:00Z") == 1_847_638_800_000
    assert plain.when("2028-07-19T10:00:00", "America/Los_Angeles") == 1_847_638_800_000
    assert plain.when(1_847_638_800_000) == 1_847_638_800_000
    assert [plain.when(bad) for bad in ("date:now -1 hour", "", None, True, 10**30, float("nan"), -(10**14))] == [
        None
    ] * 7


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "Point"},
        {"type": "Point", "coordinates": [200, 0]},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Feature"},
        {"type": "GeometryCollection", "geometries": []},
        [],
        {"type": "Point", "coordinates": [float("nan"), 0]},
    ],
)
def test_what_is_no_shape_is_refused(bad: Any) -> None:
    with pytest.raises(Refused):
        plain.shape(bad)


def test_a_monstrous_shape_is_thinned_until_a_record_holds_it() -> None:
    ring = [[step / 1_000_000, (step % 2) / 100_000] for step in range(120_000)]
    drawn = plain.shape({"type": "Polygon", "coordinates": [[*ring, [0.1, 1.0], ring[0]]]})
    assert json.loads(drawn)["type"] == "Polygon"
    assert len(drawn) <= SHAPE_LONGEST


def test_feeds_have_names_of_their_own_and_a_rhythm_above_their_floor() -> None:
    assert len({feed.name for feed in FEEDS}) == len(FEEDS)
    for feed in FEEDS:
        assert 0 < feed.floor_s <= feed.every_s
        assert feed.longest > 0
        for address in feed.addresses(Where(state="CA")):
            assert address.startswith("https://")
