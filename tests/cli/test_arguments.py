"""What can be said on the command line: every word explained, every wrong word met with one sentence and exit 2."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk import __version__
from eocdesk.cli.arguments import parser
from tests.cli.conftest import Shell


def parsers(
    top: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield words, top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, made in action.choices.items():
                yield from parsers(made, (*words, name))


COMMANDS = [words for words, _ in parsers(parser()) if words]


def test_the_commands_are_those_that_scripts_rely_on() -> None:
    assert {" ".join(words) for words in COMMANDS} >= {
        "open", "event add", "event list", "exercise", "import", "export", "log", "incident add", "incident set",
        "list", "report situation", "verify", "backup", "restore", "bench",
    }  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_of_every_command_says_what_it_does_and_what_each_flag_is(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("usage: eocdesk ")
    assert not shell.folder.exists(), "asking for help makes no desk"


def test_every_flag_of_every_command_has_its_words() -> None:
    silent = [
        f"{' '.join(words)} {action.option_strings or action.metavar}"
        for words, made in parsers(parser())
        for action in made._actions
        if not isinstance(action, argparse._SubParsersAction) and not action.help
    ]
    assert silent == []


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("log",),
        ("log", "x"),
        ("log", "x", "--event"),
        ("log", "x", "y", "--event", "LA28"),
        ("event",),
        ("event", "add", "X"),
        ("list", "entry", "--event", "X", "--limit", "many"),
        ("import", "--event", "X"),
        ("report", "weather", "--event", "X", "--out", "x.pdf"),
        ("report", "situation", "--event", "X", "--out", "x.pdf", "--paper", "a5"),
        ("verify", "--deep"),
        ("backup",),
        ("--frobnicate",),
    ],
)
def test_wrong_words_are_one_sentence_that_points_to_help(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)
    assert said.code == 2
    assert "--help" in said.sentence
    assert not shell.folder.exists(), "a slip of the finger makes no desk"


def test_the_version_is_said(shell: Shell) -> None:
    assert shell.raw("--version").out.strip() == f"eocdesk {__version__}"


def test_the_data_folder_comes_from_the_environment_where_it_is_not_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOCDESK_DATA", str(shell.folder))
    assert shell.raw("event", "list", "--json").json == []
    assert (shell.folder / "eocdesk.db").exists()


LOADED = """
import contextlib, io, sys
from eocdesk.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    for words in sys.argv[2].split("|"):
        code = main(["--data", sys.argv[1], *words.split(";")])
        assert code == 0, (words, code)
qt = ("PySide6", "PySide6QtAds", "shiboken6", "qasync", "pyqtgraph", "qtawesome", "eocdesk.ui")
print(sorted(name for name in sys.modules if name.startswith(qt)))
"""


def test_no_command_but_open_and_bench_brings_the_screen_in(la28: Shell, tmp_path: Path) -> None:
    (tmp_path / "venues.csv").write_text("Name,City\nSoFi Stadium,Inglewood\n", "utf-8")
    days = "--start;2026-06-11;--end;2026-07-19"
    commands = (
        "event;list",
        f"event;add;WC26;--name;World Cup;--zone;America/New_York;{days}",
        "log;Gate 4 opened;--event;LA28",
        "incident;add;Smoke;--event;LA28",
        "list;entry;--event;LA28",
        f"import;{tmp_path / 'venues.csv'};--event;LA28",
        f"export;geojson;--event;LA28;--out;{tmp_path / 'out.geojson'}",
        "verify;--rebuild",
        f"backup;{tmp_path / 'saved.eocdesk'}",
        f"restore;{tmp_path / 'saved.eocdesk'}",
        f"report;situation;--event;LA28;--out;{tmp_path / 'out.pdf'}",
    )
    arguments = [sys.executable, "-c", LOADED, str(la28.folder), "|".join(commands)]
    done = subprocess.run(arguments, capture_output=True, check=False, text=True, timeout=120, env=dict(os.environ))
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "[]\n")
    exercise = [sys.executable, "-c", LOADED, str(tmp_path / "exercise"), "exercise"]
    done = subprocess.run(exercise, capture_output=True, check=False, text=True, timeout=120)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "[]\n")
