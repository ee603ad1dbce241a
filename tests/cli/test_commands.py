"""The command line as scripts use it: a real process, its output, its exit code, one sentence when it goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eocdesk.cli import main
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, make_desk, sound

CSV = "Key,Title,Kind,Planned start,Planned end\nA1,Opening ceremony,ceremony,{start},2028-07-14T22:00:00-07:00\n"

Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Result:
    words: tuple[str, ...]
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("log", "words", ...)` on a data folder of its own, in this process: what main prints and gives back."""

    def go(*words: str) -> Result:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(["--data", str(tmp_path / "data"), *words])
            except SystemExit as left:  # --help and --version leave by themselves
                code = int(left.code or 0)
        return Result(words, code, out.getvalue(), err.getvalue())

    return go


@pytest.fixture
def games(run: Run) -> Run:
    days = ("--start", "2028-07-14", "--end", "2028-07-30")
    made = run("event", "add", "LA28", "--name", "LA28 Games", "--zone", "America/Los_Angeles", *days)
    assert (made.returncode, made.stderr) == (0, "")
    return run


def one_sentence(result: Result) -> str:
    """What stood on standard error: one line, no traceback."""
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def read(result: Result) -> Any:
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_a_logged_entry_is_printed_after_the_commit_and_stands_in_the_list(games: Run) -> None:
    made = read(games("log", "Gate 4 opened", "--event", "LA28", "--severity", "minor", "--json"))
    listed = read(games("list", "entry", "--event", "la28", "--json"))
    assert [(entry["id"], entry["number"]) for entry in listed] == [(made["id"], made["number"])]
    assert (listed[0]["text"], listed[0]["severity"], listed[0]["position"]) == (
        "Gate 4 opened",
        "minor",
        "by command line",
    )


def test_who_logs_and_when_is_taken_from_the_words(games: Run) -> None:
    games("log", "Call", "--event", "LA28", "--by", "J. Doe", "--position", "Liaison", "--happened", "2028-07-19T14:30")
    (entry,) = read(games("list", "entry", "--event", "LA28", "--json"))
    assert (entry["author"], entry["position"]) == ("J. Doe", "Liaison")
    assert entry["happened"] == "2028-07-19T21:30:00.000Z"


def test_an_hour_that_came_twice_is_asked_about(games: Run) -> None:
    result = games("log", "Call", "--event", "LA28", "--happened", "2028-11-05T01:30")
    assert result.returncode == 2
    assert "2028-11-05T01:30:00-07:00 or 2028-11-05T01:30:00-08:00" in one_sentence(result)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("log", "x", "--event", "NONE"), 2, "There is no event “NONE”"),
        (("log", "   ", "--event", "LA28"), 1, "Say what happened."),
        (("log", "x", "--event", "LA28", "--venue", "Atlantis"), 2, "No venue of this event is called “Atlantis”"),
        (("log", "x", "--event", "LA28", "--severity", "huge"), 2, "“huge” is no severity"),
        (("log", "x", "--event", "LA28", "--incident", "7K-1"), 2, "There is no incident “7K-1”"),
        (("log", "x", "--event", "LA28", "--happened", "25:99"), 2, "not a time"),
        (("log", "x", "--event", "LA28", "--marking", "PUCE"), 2, "is not a marking"),
        (("log",), 2, "required"),
        (("dance",), 2, "invalid choice"),
        (("list", "unicorn", "--event", "LA28"), 2, "There is no kind “unicorn”"),
        (("export", "docx", "--event", "LA28", "--out", "x"), 2, "docx"),
        (("restore", "nowhere.eocdesk"), 1, "There is no file"),
        (("event", "add", "LA28", "--name", "N", "--zone", "Mars/Base", "--start", "x", "--end", "y"), 1, ""),
        (("incident", "set", "7K-1", "status=open"), 2, "There is no incident"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(
    games: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    result = games(*words)
    assert said in one_sentence(result)
    assert (result.returncode, result.stdout) == (code, "")


def test_an_incident_is_opened_and_amended_by_number(games: Run) -> None:
    made = read(
        games("incident", "add", "Smoke", "--event", "LA28", "--severity", "major", "--type", "Wildfire", "--json")
    )
    assert games("incident", "set", made["number"], "status=monitoring", "severity=critical").returncode == 0
    (incident,) = read(games("list", "incident", "--event", "LA28", "--json"))
    assert (incident["number"], incident["status"], incident["severity"]) == (made["number"], "monitoring", "critical")
    assert games("incident", "set", made["number"], "colour=red").returncode == 2


def test_words_find_records_and_a_limit_holds(games: Run) -> None:
    for words in ("smoke at gate 4", "gate 5 open", "all quiet"):
        games("log", words, "--event", "LA28")
    found = read(games("list", "entry", "--event", "LA28", "--find", "gat", "--json"))
    assert sorted(entry["text"] for entry in found) == ["gate 5 open", "smoke at gate 4"]
    assert len(read(games("list", "entry", "--event", "LA28", "--limit", "2", "--json"))) == 2


def test_an_import_says_every_row_in_one_line_of_json(games: Run, tmp_path: Path) -> None:
    good = tmp_path / "sessions.csv"
    good.write_text(CSV.format(start="2028-07-14T20:00:00-07:00"), "utf-8")
    report = read(games("import", str(good), "--event", "LA28", "--json"))
    assert {key: report[key] for key in ("read", "added", "changed", "unchanged", "refused")} == {
        "read": 1,
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": [],
    }
    assert read(games("import", str(good), "--event", "LA28", "--json"))["unchanged"] == 1
    good.write_text(CSV.format(start="2028-07-14T21:00:00-07:00"), "utf-8")
    assert read(games("import", str(good), "--event", "LA28", "--dry-run", "--json"))["changed"] == 1
    assert read(games("import", str(good), "--event", "LA28", "--json"))["changed"] == 1


def test_a_file_refused_whole_is_one_row_and_the_others_are_in(games: Run, tmp_path: Path) -> None:
    odd, good = tmp_path / "odd.bin", tmp_path / "good.csv"
    odd.write_bytes(b"\0\1\2\3" * 100)
    good.write_text(CSV.format(start="2028-07-14T20:00:00-07:00"), "utf-8")
    result = games("import", str(odd), str(tmp_path / "missing.ics"), str(good), "--event", "LA28", "--json")
    assert result.returncode == 1
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(report["read"], report["added"]) for report in reports] == [(1, 0), (1, 0), (1, 1)]
    assert [refusal["at"] for report in reports[:2] for refusal in report["refused"]] == ["file", "file"]


def test_what_is_exported_comes_back_unchanged(games: Run, tmp_path: Path) -> None:
    good, out = tmp_path / "sessions.csv", tmp_path / "out.ics"
    good.write_text(CSV.format(start="2028-07-14T20:00:00-07:00"), "utf-8")
    games("import", str(good), "--event", "LA28")
    assert games("export", "ics", "--event", "LA28", "--out", str(out)).returncode == 0
    assert b"BEGIN:VEVENT" in out.read_bytes()
    again = read(games("import", str(out), "--event", "LA28", "--json"))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)


def test_verify_is_0_when_sound_and_1_when_damage_is_named(games: Run, tmp_path: Path) -> None:
    assert games("verify").returncode == 0
    desk = Desk(tmp_path / "data")
    desk.store.writer.local(lambda c: c.exec_driver_sql("UPDATE event SET name = 'Someone else'")).result()
    desk.close()
    result = games("verify", "--json")
    report = json.loads(result.stdout)
    assert (result.returncode, report["sound"]) == (1, False)
    assert "Name of event" in report["damage"][0]["reason"]
    assert games("verify", "--rebuild").returncode == 0
    assert list((tmp_path / "data" / "backups").glob("before-rebuild-*"))
    assert games("verify").returncode == 0


def test_a_backup_restores(games: Run, tmp_path: Path) -> None:
    games("log", "before the backup", "--event", "LA28")
    saved = str(tmp_path / "saved.eocdesk")
    assert games("backup", saved).returncode == 0
    games("log", "after the backup", "--event", "LA28")
    assert games("restore", saved).returncode == 0
    entries = read(games("list", "entry", "--event", "LA28", "--json"))
    assert [entry["text"] for entry in entries] == ["before the backup"]


def test_an_exercise_is_refused_where_a_real_desk_is(games: Run) -> None:
    result = games("exercise")
    assert result.returncode == 1
    assert "a folder of its own" in one_sentence(result)


def test_an_exercise_desk_is_marked_for_good(run: Run, tmp_path: Path) -> None:
    assert read(run("exercise", "--json"))["event"] == "EX-DESK"
    assert run("exercise").returncode == 0
    (event,) = read(run("event", "list", "--json"))
    assert (event["code"], event["exercise"]) == ("EX-DESK", True)
    desk = Desk(tmp_path / "data")
    try:
        assert desk.exercise
        assert sound(desk)
    finally:
        desk.close()


def test_the_command_line_writes_while_the_desk_is_open_and_the_desk_hears_of_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "data")
    try:
        desk.do_now(LogEntry(EVENT, "typed in the window"))
        heard: list[object] = []
        desk.bus.listen(heard.append)
        arguments = [sys.executable, "-m", "eocdesk", "--data", str(tmp_path / "data"), "log", "from the shell"]
        made = subprocess.run([*arguments, "--event", "LA28"], capture_output=True, check=False, text=True, timeout=60)
        assert made.returncode == 0, made.stderr
        desk.do_now(LogEntry(EVENT, "typed meanwhile"))
        heard.clear()
        notice = asyncio.run(desk.poll())
        assert notice is not None
        assert heard == [notice]
        (record,) = notice.of("entry")
        entry = desk.read_now(events.record, Entry, record)
        assert entry is not None
        assert entry.text == "from the shell"
        assert asyncio.run(desk.poll()) is None
    finally:
        desk.close()


def test_no_command_but_open_and_bench_brings_qt_in(games: Run, tmp_path: Path) -> None:
    code = (
        "import sys; from eocdesk.cli import main; code = main(sys.argv[1:]); "
        "print(sorted(m for m in sys.modules if 'PySide6' in m or 'qasync' in m or 'pyqtgraph' in m)); sys.exit(code)"
    )
    for words in (
        ("log", "x", "--event", "LA28"),
        ("event", "list"),
        ("verify",),
        ("list", "entry", "--event", "LA28"),
    ):
        arguments = [sys.executable, "-c", code, "--data", str(tmp_path / "data"), *words]
        done = subprocess.run(arguments, capture_output=True, check=False, text=True, timeout=60, env=dict(os.environ))
        assert done.stdout.splitlines()[-1] == "[]"


def test_help_says_what_everything_does(run: Run) -> None:
    said = run("--help").stdout
    for word in (
        "open",
        "event",
        "exercise",
        "import",
        "export",
        "log",
        "incident",
        "list",
        "report",
        "verify",
        "backup",
    ):
        assert word in said
    assert "HHMM" in run("log", "--help").stdout
