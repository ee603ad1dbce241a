"""eocdesk parcel and pair as people and scripts use them: cards, the number, the stick, exit codes and sentences."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pytest

from eocdesk.cli import parcel
from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk
from eocdesk.desk import pairs
from tests.cli.conftest import Shell
from tests.kit.disks import full_disk


@pytest.fixture
def other(la28: Shell, tmp_path: Path) -> Shell:
    """A second desk, empty."""
    return Shell(tmp_path / "other")


def paired(one: Shell, other: Shell, *words: str) -> None:
    cards = {shell: shell("pair", "--json").json["card"] for shell in (one, other)}
    asked = one("pair", cards[other], "--json")
    number = json.loads(asked.out)
    assert (asked.code, number["paired"]) == (1, False)
    for shell, card in ((one, cards[other]), (other, cards[one])):
        assert shell("pair", card, "--heard", number["number"], *words, "--json").json["paired"] is True


def test_a_stick_brings_a_second_desk_level(la28: Shell, other: Shell, tmp_path: Path) -> None:
    paired(la28, other)
    assert la28("log", "Gate 4 closed", "--event", "LA28").code == 0
    stick = str(tmp_path / "stick.parcel")
    written = la28("parcel", "write", stick, "--json").json
    assert written["files"] == [stick]
    assert written["changes"] == 2
    read = other("parcel", "read", stick, "--json").json
    assert read["whole"] is True
    assert (read["entries"], read["changes"], read["already_here"]) == (1, 2, 0)
    assert other("parcel", "read", stick, "--json").json["already_here"] == 2
    assert other("list", "entry", "--event", "LA28").out.count("Gate 4 closed") == 1
    assert other("verify").code == 0


def test_it_is_said_in_words(la28: Shell, other: Shell, tmp_path: Path) -> None:
    paired(la28, other)
    stick = str(tmp_path / "stick.parcel")
    assert "1 change for Desk" in la28("parcel", "write", stick).out
    said = other("parcel", "read", stick)
    assert said.out.startswith("A parcel of Desk")
    assert "1 change taken in, 0 were here already." in said.out
    la28("log", "Gate 4 closed", "--event", "LA28")
    second = str(tmp_path / "second.parcel")
    assert la28("parcel", "write", second, "--new", "--json").json["changes"] == 1
    third = Shell(tmp_path / "third")
    assert "knows no desk" in la28("parcel", "write", second, "--for", "Nobody").sentence
    assert "does not open here" in third("parcel", "read", second).sentence
    assert third("parcel", "read", second).code == 1


def test_a_parcel_cut_short_ends_with_1_and_says_what_lacks(la28: Shell, other: Shell, tmp_path: Path) -> None:
    paired(la28, other)
    stick = tmp_path / "stick.parcel"
    la28("parcel", "write", str(stick))
    stick.write_bytes(stick.read_bytes()[:9_000])
    said = other("parcel", "read", str(stick))
    assert said.code == 1
    assert "cut short" in said.out


def test_a_card_goes_by_file_and_the_number_is_compared_first(la28: Shell, other: Shell, tmp_path: Path) -> None:
    card = tmp_path / "card.txt"
    assert f"It is in {card}." in other("pair", "--out", str(card), "--name", "Games desk").out
    said = la28("pair", str(card))
    assert (said.code, said.err) == (1, "")
    number = next(line for line in said.out.splitlines() if line.startswith("Games desk: ")).partition(": ")[2]
    assert "Nothing is paired yet." in said.out
    wrong = la28("pair", str(card), "--heard", number[::-1])
    assert "nothing was paired" in wrong.sentence
    assert "nobody could read" in la28("parcel", "write", str(tmp_path / "p")).sentence
    done = la28("pair", str(card), "--heard", number, "--role", "partner", "--event", "la28", "--days", "3")
    assert done.out == "Paired with Games desk for 3 days. It may be given: LA28, as a partner.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
def test_a_card_that_cannot_be_written_leaves_the_older_one(other: Shell, tmp_path: Path) -> None:
    card = tmp_path / "cards" / "card.txt"
    card.parent.mkdir()
    card.write_bytes(b"the older card")
    with at_desk(argparse.Namespace(data=str(other.folder))) as desk:
        own = pairs.own(desk, "Games desk")
    asked = argparse.Namespace(out=str(card), json=False)
    with full_disk(), pytest.raises(Misuse, match="File too large"):
        parcel._show(own.card, own.text, asked)
    assert {one.name: one.read_bytes() for one in card.parent.iterdir()} == {card.name: b"the older card"}


def test_a_card_typed_in_groups_is_read(la28: Shell, other: Shell) -> None:
    printed = other("pair").out.splitlines()[1:]
    said = la28("pair", *" ".join(printed).lower().split(" "))
    assert said.code == 1
    assert "Read this number aloud" in said.out


def test_a_pairing_is_taken_back(la28: Shell, other: Shell, tmp_path: Path) -> None:
    paired(la28, other)
    stick = str(tmp_path / "stick.parcel")
    la28("parcel", "write", stick)
    code = la28("pair", "--json").json["code"]
    assert other("pair", "--forget", code, "--json").json["code"] == code
    assert "does not know any more" in other("parcel", "read", stick).sentence
    assert "paired: none" in other("pair", "--forget", code).sentence


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("pair", "nonsense"), 1, "no card"),
        (("pair", "--days", "0"), 2, "--days"),
        (("pair", "--role", "king"), 2, "not a role"),
        (("pair", "--marking", "pink"), 2, "not a marking"),
        (("parcel", "read", "/no/such/file"), 1, "There is no file"),
        (("parcel", "write", "p"), 1, "knows no other desk"),
        (("parcel",), 2, "required"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    la28: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = la28(*words)
    assert answer.code == code
    assert said in answer.sentence


def test_an_exercise_desk_and_a_real_one_are_not_paired(la28: Shell, other: Shell, tmp_path: Path) -> None:
    assert other("exercise", "--json").code == 0
    card = other("pair", "--json").json["card"]
    assert "exercise" in la28("pair", card).sentence


def test_progress_is_for_a_terminal_alone(la28: Shell) -> None:
    class Asked:
        json = False

    assert parcel._progress(Asked(), "bytes") is None
