"""Import and export from the command line, as scripts and people use them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from eocdesk.cli import main
from eocdesk.cli.exchange import as_json
from eocdesk.commands.imports import Report
from eocdesk.commands.reading import Refusal

TABLE = "Title,Start,End\nOpening,2028-07-14 20:00,23:00\n,2028-07-15 09:00,12:00\n"


@pytest.fixture
def games(tmp_path: Path) -> Path:
    days = ("--start", "2028-07-14", "--end", "2028-07-30")
    call(tmp_path, "event", "add", "LA28", "--name", "LA28 Games", "--zone", "America/Los_Angeles", *days)
    return tmp_path


def call(folder: Path, *words: str) -> int:
    try:
        return main(["--data", str(folder / "data"), *words])
    except SystemExit as left:
        return int(left.code or 0)


def bring(folder: Path, *names: str, **given: str | bool) -> int:
    said = [
        word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value) if word is not True
    ]
    return call(folder, "import", *(str(folder / name) for name in names), "--event", "LA28", *map(str, said))


def put(folder: Path, name: str, text: str = TABLE) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def lines(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_is_one_line_a_file_and_adds_up(games: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = put(games, "one.csv"), put(games, "two.csv", "no table"), "gone.csv"
    assert bring(games, *names, zone="America/Los_Angeles", json=True) == 1
    told = lines(capsys)
    assert [Path(one["file"]).name for one in told] == list(names)
    for one in told:
        assert one["read"] == one["added"] + one["changed"] + one["unchanged"] + len(one["refused"])
    assert told[0]["refused"] == [{"at": "row 3", "reason": "The row has no title."}]
    assert [(one["read"], one["refused"][0]["at"]) for one in told[1:]] == [(1, "file"), (1, "file")]


def test_a_person_reads_the_counts_every_refusal_and_the_warnings_in_few_lines(
    games: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Heat {number},2028-07-15 09:00,\n" for number in range(30))
    assert bring(games, put(games, "one.csv", TABLE + rows), zone="America/Los_Angeles") == 1
    out = capsys.readouterr().out
    assert "one.csv (csv): 32 read: 31 added, 0 changed, 0 unchanged, 1 refused" in out
    assert "  refused, row 3: The row has no title.\n" in out
    assert "  warning: no end: 30 times (row 4, row 5" in out
    assert out.count("no end") == 1


def test_everything_in_is_exit_nought(games: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(games, put(games, "one.csv", "".join(TABLE.splitlines(keepends=True)[:2])), zone="UTC") == 0
    assert capsys.readouterr().err == ""


def test_a_dry_run_changes_nothing(games: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(games, "one.csv")
    for _ in range(2):
        bring(games, "one.csv", zone="UTC", dry_run=True, json=True)
    assert [one["added"] for one in lines(capsys)] == [1, 1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"format": "docx"}, "no format “docx”"),
        ({"profile": "la29"}, "no profile “la29”"),
        ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is not a time zone"),
        ({"year": "soon"}, "year"),
        ({"year": "99999"}, "--year takes a year from 1900 to 2199"),
        ({"year": "-5"}, "--year takes a year from 1900 to 2199"),
    ],
)
def test_a_wrong_word_is_wrong_use_and_nothing_is_read(
    games: Path, capsys: pytest.CaptureFixture[str], given: dict[str, str], words: str
) -> None:
    assert bring(games, put(games, "one.csv"), **given) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err


def test_progress_is_shown_to_a_person_and_never_to_a_script(games: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    put(games, "one.csv", TABLE + "".join(f"Heat {number},2028-07-15 09:00,10:00\n" for number in range(600)))
    for script, shown in ((False, True), (True, False)):
        error = Terminal()
        monkeypatch.setattr(sys, "stderr", error)
        bring(games, "one.csv", zone="UTC", dry_run=True, **({"json": True} if script else {}))
        assert ("one.csv: 601 of 601" in error.getvalue()) is shown


@pytest.mark.parametrize("form", ["ics", "vcard3", "geojson", "json", "csv", "csv-venues"])
def test_what_was_exported_is_imported_without_a_change(
    games: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    bring(games, put(games, "one.csv"), zone="UTC")
    assert call(games, "export", form, "--event", "LA28", "--out", str(games / "out")) == 0
    capsys.readouterr()
    bring(games, "out", json=True)
    (told,) = lines(capsys)
    assert (told["added"], told["changed"]) == (0, 0)


def test_an_export_is_told_up_to_which_marking(games: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(games, put(games, "one.csv"), zone="UTC")
    out = games / "out"
    told = ("export", "csv", "--event", "LA28", "--out", str(out))
    assert call(games, *told, "--marking", "AMBER") == 0
    assert b"Opening" in out.read_bytes()
    assert call(games, *told, "--marking", "CLEAR") == 0
    assert b"Opening" not in out.read_bytes()
    assert call(games, *told, "--marking", "PURPLE") == 2
    assert "is not a marking" in capsys.readouterr().err


def test_an_export_that_cannot_be_written_says_why(games: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(games, "export", "ics", "--event", "LA28", "--out", str(games / "none" / "out.ics")) == 2
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err
    assert call(games, "export", "xlsx", "--event", "LA28", "--out", str(games / "out")) == 2
    assert "can be read but not written" in capsys.readouterr().err


def test_the_keys_for_scripts_are_stable() -> None:
    report = Report("csv", 3, 1, 1, 0, [Refusal("row 4", "No title.")], ["row 2: no end"], ["kept"], ["missing"])
    assert as_json("a.csv", report) == {
        "file": "a.csv",
        "format": "csv",
        "read": 3,
        "added": 1,
        "changed": 1,
        "unchanged": 0,
        "refused": [{"at": "row 4", "reason": "No title."}],
        "warnings": ["row 2: no end"],
        "kept": ["kept"],
        "missing": ["missing"],
    }
