"""The words of the command line as records, signatures and exit codes; the desk is always let go."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from pathlib import Path

import pytest

from eocdesk import cli
from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import ask_passphrase, at_desk, choice, misuse, put_json, unwritten, venue_of, who
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.models.incident import SEVERITIES
from tests.cli.conftest import Shell
from tests.kit.desks import EVENT


@pytest.mark.parametrize("words", ["major", "MAJOR", "Major", "3"])
def test_a_choice_is_its_word_or_its_number_in_any_letters(words: str) -> None:
    assert choice(words, SEVERITIES, "severity") == 3


def test_what_is_none_of_the_choices_is_said_with_all_of_them() -> None:
    assert choice(None, SEVERITIES, "severity") is None
    with pytest.raises(Misuse, match=r"“huge” is no severity.*Critical"):
        choice("huge", SEVERITIES, "severity")


def test_a_venue_is_named_by_any_of_its_names_but_not_where_two_bear_it(desk: Desk) -> None:
    sofi = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "aliases": ["The Big One"]})).value
    for n in (1, 2):
        desk.do_now(Add("venue", EVENT, {"name": f"Gate {n}", "short": "Gate"}))
    assert venue_of(desk, EVENT, "the big one") == sofi
    assert venue_of(desk, EVENT, None) is None
    for words in ("Gate", "Atlantis"):
        with pytest.raises(Misuse, match=words):
            venue_of(desk, EVENT, words)


def test_the_signature_says_that_it_came_by_command_line(desk: Desk) -> None:
    signed = who(desk)
    assert (signed.person, signed.position, signed.origin) == (
        "L. Chen", "Watch officer, by command line", "command line",
    )  # fmt: skip
    assert who(desk, "J. Doe").position == ""


def test_what_is_refused_while_words_are_read_is_a_wrong_use() -> None:
    with pytest.raises(Misuse, match=r"Not so\."), misuse():
        raise Refused("Not so.", "zone")


def test_a_full_disk_is_no_fault_of_the_words() -> None:
    assert isinstance(unwritten("out.pdf", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))), Unavailable)
    assert isinstance(unwritten("out.pdf", OSError(errno.EACCES, os.strerror(errno.EACCES))), Misuse)


def test_the_desk_is_let_go_whatever_happens_on_it(tmp_path: Path) -> None:
    asked = argparse.Namespace(data=str(tmp_path / "desk"))
    with pytest.raises(ZeroDivisionError), at_desk(asked) as desk:
        raise ZeroDivisionError
    with pytest.raises(Unavailable, match="closed"):
        desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))


def test_no_passphrase_is_asked_for_where_nobody_can_type_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("piped"))
    assert ask_passphrase() == ""
    monkeypatch.setattr(sys, "stdin", None)
    assert ask_passphrase() == ""


def test_json_is_json_on_a_console_of_few_letters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    put_json({"name": "東京"})
    assert raw.getvalue() == b'{"name": "\\u6771\\u4eac"}\n' or raw.getvalue() == b'{"name": "\\u6771\\u4eac"}\r\n'


def test_a_bug_is_a_sentence_with_a_report_and_never_a_traceback(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: argparse.Namespace) -> int:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("eocdesk.cli.events.list_events", broken)
    said = shell("event", "list")
    assert said.code == 3
    assert "ZeroDivisionError: a bug" in said.sentence
    (report,) = tmp_path.glob("eocdesk-*.txt")
    assert "Traceback" in report.read_text("utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert "a bug" in shell("event", "list").sentence


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 1), (Refused("No."), 1), (Misuse("No."), 2), (Unavailable("No."), 3)]
)
def test_each_bad_end_has_its_exit_code(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    class Worse(type(error)):  # type: ignore[misc]
        pass

    def ends(_: argparse.Namespace) -> int:
        raise Worse(*error.args) if error.args else error

    monkeypatch.setattr("eocdesk.cli.events.list_events", ends)
    said = shell("event", "list")
    assert said.code == code
    assert said.sentence in {"No.", "Stopped."}


def test_a_reader_that_goes_away_is_no_fault(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: argparse.Namespace) -> int:
        raise BrokenPipeError

    kept = os.dup(sys.stdout.fileno())
    try:
        monkeypatch.setattr("eocdesk.cli.events.list_events", broken)
        assert cli.main(["--data", str(shell.folder), "event", "list"]) == 0
    finally:
        os.dup2(kept, sys.stdout.fileno())
        os.close(kept)
