"""The table: medians of the rounds, ratios to the others, gates held and missed, no engine missing in silence."""

from __future__ import annotations

import json

import pytest
from peers.engines import STEPS, Step
from peers.table import Results, columns, table


def results(**seconds: list[float]) -> Results:
    """Rounds in which every step of an engine took so long."""
    rounds = {name: [[Step(step, 100, one) for step in STEPS] for one in told] for name, told in seconds.items()}
    return Results(100, rounds)


def line(text: str, step: str, engine: str) -> str:
    return next(row for row in text.splitlines() if row.startswith(step.ljust(9)) and f" {engine} " in row)


def test_the_median_of_the_rounds_stands_between_the_least_and_the_most() -> None:
    text = table(results(eocdesk=[1.0, 4.0, 2.0], PouchDB=[20.0], Anki=[4.0]), {})
    assert line(text, "push", "eocdesk").split()[2:5] == ["50", "25", "100"]


def test_ratios_are_of_records_a_second_and_gates_say_what_became_of_them() -> None:
    found = results(eocdesk=[1.0], PouchDB=[20.0], Anki=[2.0])
    told = line(table(found, {}), "push", "eocdesk")
    assert told.split()[5:7] == ["20.00", "2.00"]
    assert "10x PouchDB holds" in told
    assert "2.5x Anki MISSED" in told
    assert not found.held()
    assert results(eocdesk=[1.0], PouchDB=[20.0], Anki=[3.0]).held()


def test_an_engine_that_is_missing_is_said_and_its_gates_are_not_looked_at() -> None:
    found = results(eocdesk=[1.0], PouchDB=[20.0])
    found.missing["Anki"] = "it could not be installed"
    text = table(found, {"PouchDB": "leveldb"})
    assert "Anki is missing: it could not be installed" in text
    assert "PouchDB: leveldb" in text
    assert "Anki" not in line(text, "push", "eocdesk")
    assert found.held()


def test_an_engine_that_fell_out_after_it_was_counted_has_no_figure() -> None:
    found = results(eocdesk=[1.0])
    found.rounds["Actual"] = []
    assert line(table(found, {}), "push", "Actual").split()[-1] == "none"


def test_bytes_are_those_of_the_counting_round() -> None:
    found = results(eocdesk=[1.0])
    found.carried["eocdesk"] = [Step(step, 100, 9.0, 250_000 if step == "push" else 400) for step in STEPS]
    text = table(found, {})
    assert line(text, "push", "eocdesk").split()[5] == "250"
    assert line(text, "pull", "eocdesk").split()[5] == "0.4"


def test_a_meeting_without_news_is_told_in_milliseconds() -> None:
    found = Results(100, {"eocdesk": [[Step("no-op", 1, 0.02)], [Step("no-op", 1, 0.04)], [Step("no-op", 1, 0.03)]]})
    assert line(table(found, {}), "no-op", "eocdesk").split()[2:8] == ["30.0", "ms", "20.0", "ms", "40.0", "ms"]


def test_scripts_are_told_everything() -> None:
    found = results(eocdesk=[1.0, 2.0])
    found.missing["Anki"] = "gone"
    told = json.loads(json.dumps(found.as_json()))
    assert told["count"] == 100
    assert [steps[0]["seconds"] for steps in told["rounds"]["eocdesk"]] == [1.0, 2.0]
    assert told["missing"] == {"Anki": "gone"}


@pytest.mark.parametrize("rows", [[], [("a", "b")]])
def test_columns_are_as_wide_as_their_widest_cells(rows: list[tuple[str, str]]) -> None:
    lines = columns(("left", "r"), rows)
    assert lines[0] == "left  r"
    assert set(lines[1]) == {"-"}
    assert lines[2:] == ["a     b"] * len(rows)
