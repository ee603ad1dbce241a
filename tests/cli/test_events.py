"""Events from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell

REST = ("--zone", "America/New_York", "--start", "2026-06-11", "--end", "2026-07-19")


def test_events_are_listed_with_their_code_by_code(la28: Shell) -> None:
    made = la28("event", "add", "fifa26", "--name", "World Cup", *REST, "--marking", "green", "--json").json
    assert made["code"] == "fifa26"
    listed = la28("event", "list", "--json").json
    assert {event["code"] for event in listed} == {"LA28", "fifa26"}
    found = next(event for event in listed if event["id"] == made["id"])
    assert (found["name"], found["zone"], found["starts"], found["ends"]) == (
        "World Cup", "America/New_York", "2026-06-11", "2026-07-19",
    )  # fmt: skip
    assert (found["marking"], found["exercise"]) == ("GREEN", False)
    assert "World Cup" in la28("event", "list").out


def test_the_same_event_has_the_same_id_on_every_desk(la28: Shell, tmp_path: object) -> None:
    other = Shell(la28.folder.with_name("other"))
    other("event", "add", " la28 ", "--name", "Games", *REST)
    assert [event["id"] for event in other("event", "list", "--json").json] == [
        event["id"] for event in la28("event", "list", "--json").json
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("LA28", "--name", "Again", *REST), 1, "already"),
        (("  ", "--name", "x", *REST), 1, "Code is empty"),
        (("X", "--name", " ", *REST), 1, "Name is empty"),
        (("X", "--name", "x", *REST[:2], "--start", "14.7.2028", "--end", "2028-07-30"), 1, "is not a day"),
        (("X", "--name", "x", *REST[:2], "--start", "2028-07-30", "--end", "2028-07-14"), 1, "before the first"),
        (("X", "--name", "x", "--zone", "Mars/Base", *REST[2:]), 1, "is not a time zone"),
        (("X", "--name", "x", *REST, "--marking", "PUCE"), 2, "is not a marking"),
    ],
)
def test_an_event_that_cannot_be_is_refused(la28: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    result = la28("event", "add", *words)
    assert said in result.sentence
    assert result.code == code
    assert len(la28("event", "list", "--json").json) == 1


def test_an_exercise_event_is_marked_in_the_list(la28: Shell) -> None:
    la28("event", "add", "EX1", "--name", "Drill", *REST, "--exercise")
    line = next(line for line in la28("event", "list").out.splitlines() if "Drill" in line)
    assert line.endswith("EXERCISE")
