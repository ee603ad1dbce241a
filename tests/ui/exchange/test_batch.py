"""The files of an import in words: what was found in each, what is asked, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.commands.imports import Report
from eocdesk.commands.reading import Refusal
from eocdesk.ui.exchange.batch import Batch, Finding, Piece, plain

A, B = Path("a.csv"), Path("b.csv")


def report(added: int = 0, *refused: Refusal, warnings: tuple[str, ...] = ()) -> Report:
    return Report("csv", added + len(refused), added, refused=list(refused), warnings=list(warnings))


def batch(**reports: Report | None) -> Batch:
    return Batch([Piece(Path(f"{name}.csv"), made) for name, made in reports.items()])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The times say no time zone: give it (--zone America/Los_Angeles).", "The times say no time zone: give it."),
        ("Could be “a” or “b”: say which (--profile a).", "Could be “a” or “b”: say which."),
        ("The row has no title (row 3).", "The row has no title (row 3)."),
    ],
)
def test_what_only_the_command_line_understands_is_left_out(sentence: str, said: str) -> None:
    assert plain(sentence) == said


def test_what_is_asked_is_gathered_with_its_first_reason_until_the_file_is_in() -> None:
    zone, again = Refusal("file", "No zone.", "zone"), Refusal("row 2", "Still no zone.", "zone")
    made = batch(a=report(0, zone, again), b=report(3, Refusal("row 1", "No title.")))
    assert made.asks() == {"zone": "No zone."}
    made.pieces[0].done = True
    assert made.asks() == {}


def test_only_what_would_come_in_is_ready() -> None:
    made = batch(a=report(2), b=report(0, Refusal("file", "Empty.")), c=None)
    assert [piece.path.name for piece in made.ready()] == ["a.csv"]
    assert [piece.path.name for piece in made.waiting()] == ["c.csv"]
    made.pieces[0].done = True
    assert made.ready() == []


def test_what_was_said_anew_is_looked_at_again_where_it_was_asked_for() -> None:
    made = batch(a=report(0, Refusal("file", "No zone.", "zone")), b=report(1))
    made.forget(["zone"])
    assert [piece.path.name for piece in made.waiting()] == ["a.csv"]


def test_a_file_given_twice_stands_there_once_and_is_looked_at_again() -> None:
    made = batch(a=report(1), b=report(1))
    made.add([A])
    assert [(piece.path.name, piece.report is None) for piece in made.pieces] == [("b.csv", False), ("a.csv", True)]


def test_findings_are_told_apart_into_where_and_what() -> None:
    warnings = (
        "row 2: 01:30 comes twice on 2028-11-05: the first of the two was taken",
        "“2028 Stadium” is not known here: 27 rows keep the words and wait for review",
        "columns not taken: weather, price",
        "VEVENT 3, line 48: no end",
    )
    made = batch(a=report(1, Refusal("row 9", "Give it (--zone X)."), warnings=warnings))
    assert made.findings("refused") == [Finding("a.csv", "row 9", "Give it.")]
    assert [(line.at, line.words[:12]) for line in made.findings("warnings")] == [
        ("row 2", "01:30 comes "),
        ("", "“2028 Stadiu"),
        ("", "columns not "),
        ("VEVENT 3, line 48", "no end"),
    ]


def test_where_it_stands_is_said_in_a_sentence() -> None:
    assert Batch().sentence() == ""
    made = batch(a=report(1200), b=report(2, Refusal("row 1", "No title.")))
    assert made.sentence() == (
        "2 files looked at, nothing of them written: 1,203 read, 1,202 added, 0 changed, 0 unchanged, 1 refused."
    )
    made.pieces[0].done = True
    assert made.sentence().startswith("1 file in: 1,200 read, 1,200 added")
    assert "1 file looked at, nothing of it written: 3 read" in made.sentence()
