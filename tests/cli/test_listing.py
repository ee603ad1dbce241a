"""Lists for scripts: one array, ids in hexadecimal, moments as ISO 8601, choices as words, names beside pointers."""

from __future__ import annotations

import json

import pytest

from eocdesk.commands.products import WriteProduct
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, fields_of
from eocdesk.models.ids import event_id
from tests.cli.conftest import Shell

EVENT = ("--event", "LA28")
LA28 = event_id("LA28")


def add(shell: Shell, kind: str, **values: object) -> bytes:
    desk = Desk(shell.folder)
    record: bytes = desk.do_now(Add(kind, LA28, values)).value
    desk.close()
    return record


@pytest.mark.parametrize("kind", ["event", "session", "venue", "incident", "entry", "task", "agency", "contact"])
def test_every_kind_lists_as_one_array_and_finds(la28: Shell, kind: str) -> None:
    before = la28("list", kind, *EVENT, "--json").json
    assert [one["code"] for one in before] == ["LA28"] if kind == "event" else before == []
    assert la28("list", kind, *EVENT, "--find", "nowhere", "--json").json == []
    assert la28("list", kind, *EVENT).code == 0
    assert la28("list", kind.upper(), *EVENT, "--json").json == before


@pytest.mark.parametrize("kind", KINDS)
def test_any_record_name_is_a_kind(la28: Shell, kind: str) -> None:
    assert isinstance(la28("list", kind, *EVENT, "--json").json, list)


def test_values_are_said_as_scripts_read_them(la28: Shell) -> None:
    venue = add(la28, "venue", name="SoFi Stadium", aliases=["S"], lat=33.95)
    add(la28, "session", title="Final", venue=venue, starts=1_847_630_000_000, risk=3)
    (session,) = la28("list", "session", *EVENT, "--json").json
    assert set(session) >= {"id", *fields_of(KINDS["session"]), "venue_name"}
    assert (session["venue"], session["venue_name"]) == (venue.hex(), "SoFi Stadium")
    assert (session["starts"], session["ends"]) == ("2028-07-19T14:33:20.000Z", None)
    assert (session["risk"], session["status"]) == ("high", "scheduled")
    (found,) = la28("list", "venue", *EVENT, "--json").json
    assert (found["aliases"], found["lat"], found["event"]) == (["S"], 33.95, LA28.hex())


def test_the_newest_come_first_a_limit_holds_and_struck_ones_are_left_out(la28: Shell) -> None:
    made = [add(la28, "venue", name=f"Gate {n}") for n in range(4)]
    desk = Desk(la28.folder)
    desk.do_now(Strike("venue", made[3]))
    desk.close()

    def names(*flags: str) -> list[str]:
        return [venue["name"] for venue in la28("list", "venue", *EVENT, *flags, "--json").json]

    assert names() == ["Gate 2", "Gate 1", "Gate 0"]
    assert names("--limit", "2") == ["Gate 2", "Gate 1"]
    assert names("--limit", "0") == []
    assert names("--find", "gate", "--limit", "2")[0] == "Gate 2"
    assert la28("list", "venue", *EVENT, "--limit", "-1").code == 2


@pytest.mark.parametrize("words", ["", "gat", "GATE", 'ga"te', "gate 1 OR"])
def test_words_are_found_however_they_are_typed(la28: Shell, words: str) -> None:
    add(la28, "venue", name="Gate 1")
    result = la28("list", "venue", *EVENT, "--find", words, "--json")
    assert isinstance(result.json, list)
    assert bool(result.json) == (words in {"gat", "GATE"})


def test_an_unknown_kind_is_said_with_those_there_are(la28: Shell) -> None:
    result = la28("list", "unicorn", *EVENT)
    assert result.code == 2
    assert "session, venue" in result.sentence


def test_letters_of_any_script_come_through(la28: Shell) -> None:
    add(la28, "venue", name="東京 ☀ Ünïted")
    said = la28("list", "venue", *EVENT, "--json")
    assert "東京 ☀ Ünïted" in said.out
    assert json.loads(said.out)[0]["name"] == "東京 ☀ Ünïted"


def test_that_marked_products_were_listed_stands_in_the_trail(la28: Shell) -> None:
    desk = Desk(la28.folder)
    desk.do_now(WriteProduct(LA28, {"title": "Bulletin", "marking": "GREEN"}))
    desk.close()
    la28("list", "product", *EVENT, "--json")
    assert "was looked at" in la28("report", "trail", *EVENT).out
    desk = Desk(la28.folder)
    desk.do_now(WriteProduct(LA28, {"title": "Assessment", "marking": "AMBER"}))
    desk.close()
    assert len(la28("list", "product", *EVENT, "--json").json) == 2
    (seen,) = la28("report", "trail", *EVENT, "--json").json
    assert (seen["way"], seen["what"], seen["released"]) == ("exported", "List of 2 products", "AMBER")
