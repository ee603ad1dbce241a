"""What comes from a record or from the command line's own words steers no terminal; scripts lose no letter of it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from eocdesk.cli.shown import Shown, escaped, shown, signs
from tests.cli.conftest import Shell

HOSTILE = "Gate\x1b]0;owned\x07\x1b[31m\u202eneves\u202c\x9b2J"


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Straße 7, 東京\tok\n", "Straße 7, 東京\tok\n"),
        ("\x1b[31mred\x07\x00\x7f", "␛[31mred␇␀␡"),
        ("a\u202eb\u200bc\u00add\x9b", "a<U+202E>b<U+200B>c<U+00AD>d<U+009B>"),
        ("two\u2028lines", "two<U+2028>lines"),
        ("\r3 of 4", "\r3 of 4"),
        ("hidden\rshown", "hidden␍shown"),
        ("", ""),
    ],
)
def test_what_steers_a_terminal_is_seen_as_a_sign(words: str, seen: str) -> None:
    assert signs(words) == seen


def test_json_says_the_same_without_a_letter_that_steers() -> None:
    said = json.dumps({"title": HOSTILE + "\U000e0001 ü"}, ensure_ascii=False)
    assert json.loads(escaped(said)) == json.loads(said)
    assert signs(escaped(said)) == escaped(said)
    assert "ü" in escaped(said)


def test_a_stream_is_its_own_again_afterwards(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = sys.stdout, sys.stderr
    with shown():
        sys.stdout.write("\x1b")
        sys.stderr.write("\x9b")
    assert (sys.stdout, sys.stderr) == (out, err)
    assert tuple(capsys.readouterr()) == ("␛", "<U+009B>")


def test_all_else_of_a_stream_is_left_to_it() -> None:
    stream = io.StringIO()
    one = Shown(stream)
    one.writelines(["a\x1b", "b"])
    assert (one.getvalue(), one.isatty(), one.write("\x1b")) == ("a␛b", False, 1)


def test_hostile_words_of_a_record_and_of_the_command_come_out_as_signs(la28: Shell) -> None:
    assert la28("log", HOSTILE, "--event", "LA28").code == 0
    listed = la28("list", "entry", "--event", "LA28").out
    assert "Gate␛]0;owned␇␛[31m<U+202E>neves<U+202C><U+009B>2J" in listed
    made = la28("list", "entry", "--event", "LA28", "--json")
    assert HOSTILE in [one["text"] for one in made.json]
    assert signs(made.out) == made.out
    for words in (("list", "entry", "--event", HOSTILE), ("list", HOSTILE, "--event", "LA28")):
        said = la28(*words)
        assert (said.code, said.out) == (2, "")
        assert "Gate␛" in said.err
        assert signs(said.err) == said.err
