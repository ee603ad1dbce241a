"""feed from the shell: a saved answer is taken in once, and no exercise desk asks a real source."""

from __future__ import annotations

import json

from eocdesk.desk import exercise
from tests.cli.conftest import Shell

ROW = {
    "type": "Feature",
    "id": "ci1",
    "properties": {"mag": 4.1, "place": "10 km N of Ojai", "time": 1_700_000_000_000},
    "geometry": {"type": "Point", "coordinates": [-119.2, 34.5, 8.0]},
}


def test_a_saved_answer_is_taken_in_and_the_second_time_changes_nothing(la28: Shell) -> None:
    file = la28.folder / "quakes.json"
    file.write_text(json.dumps({"features": [ROW]}))
    words = ("feed", "read", "usgs", str(file), "--event", "LA28", "--json")
    (first,), (second,) = la28(*words).json, la28(*words).json
    assert (first["read"], first["changed"]) == (1, 1)
    assert (second["read"], second["changed"]) == (1, 0)
    assert "M 4.1, 10 km N of Ojai" in la28("list", "observation", "--event", "LA28").out


def test_rows_refused_are_named_and_the_exit_code_says_so(la28: Shell) -> None:
    file = la28.folder / "quakes.json"
    file.write_text(json.dumps({"features": [ROW, {}]}))
    said = la28("feed", "read", "usgs", str(file))
    assert said.code == 1
    assert "refused feature 2" in said.out


def test_each_feed_is_listed_with_its_age(la28: Shell) -> None:
    assert "usgs  Earthquakes (USGS)  last good never" in la28("feed", "list").out
    assert {one["name"] for one in la28("feed", "list", "--json").json} >= {"usgs", "nws-alerts"}


def test_what_is_not_there_is_said_in_a_sentence(la28: Shell) -> None:
    assert "There is no feed “tides”" in la28("feed", "poll", "tides").sentence
    assert "cannot be read" in la28("feed", "read", "usgs", str(la28.folder / "none")).sentence


def test_an_exercise_desk_asks_no_real_source(shell: Shell) -> None:
    exercise.mark(shell.folder)
    assert "asks no real feed" in shell("feed", "poll", "usgs").sentence
