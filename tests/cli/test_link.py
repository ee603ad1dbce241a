"""Joining and meeting from the command line: what is printed, what is said, the exit codes scripts can trust."""

from __future__ import annotations

from pathlib import Path

from eocdesk.store.hub import people
from tests.cli.conftest import Shell
from tests.kit.ways import Room

EVENT = ("--event", "LA28")


def test_two_desks_join_and_come_level(la28: Shell, tmp_path: Path, room: Room) -> None:
    la28("log", "Gate 4 opened", *EVENT)
    assert "2 changes to be sent" in la28("join", room.url, room.code()).out
    met = la28("sync", "--once", "--json").json
    assert (met["hub"], met["ok"], met["sent"], met["unsent"]) == ("Room 1", True, 2, 0)
    assert la28("sync", "--once").out.endswith("Z Room 1: Nothing new.\n")
    other = Shell(tmp_path / "other")
    joined = other("join", room.url, room.code(), "--name", "Gate 3", "--json").json
    assert (joined["hub"], joined["url"], joined["unsent"]) == ("Room 1", room.url, 0)
    assert other("sync", "--once", "--json").json["received"] == 2
    assert [entry["text"] for entry in other("list", "entry", *EVENT, "--json").json] == ["Gate 4 opened"]
    assert other("verify").code == 0


def test_what_came_in_and_is_in_dispute_is_said_with_what_to_do(la28: Shell, tmp_path: Path, room: Room) -> None:
    other = Shell(tmp_path / "other")
    number = la28("incident", "add", "Leak", *EVENT).out.strip()
    for desk in (la28, other):
        desk("join", room.url, room.code())
        desk("sync", "--once")
    la28("incident", "set", number, "title=Leak at Gate 7")
    other("incident", "set", number, "title=Burst main")
    la28("sync", "--once")
    assert other("sync", "--once").out.endswith("1 field waits to be settled: eocdesk conflicts\n")
    assert "settled" not in other("sync", "--once").out, "said where something came in"


def test_what_cannot_be_done_is_one_sentence_and_an_exit_code(la28: Shell, room: Room) -> None:
    for words in (("sync", "--once"), ("sync",)):
        alone = la28(*words)
        assert (alone.code, "joined no hub" in alone.sentence) == (1, True)
    wrong = la28("join", room.url, "7KQ4")
    assert (wrong.code, "not an enrolment code" in wrong.sentence) == (1, True)
    plain = la28("join", "http://hub.example", room.code())
    assert (plain.code, "over https only" in plain.sentence) == (1, True)
    assert la28("join", room.url).code == 2
    la28("join", room.url, room.code())
    room.leave()
    away = la28("sync", "--once")
    assert (away.code, "cannot be reached" in away.sentence) == (3, True)


def test_a_desk_that_was_put_out_hears_it_once_and_then_has_no_hub(la28: Shell, room: Room) -> None:
    la28("join", room.url, room.code())
    la28("sync", "--once")
    with room.hub.writing() as c:
        people.revoke(c, people.devices(c)[0].dev, "left in a taxi", by="K. Mori")
    put_out = la28("sync", "--once")
    assert (put_out.code, "has put this desk out" in put_out.out) == (1, True)
    assert la28("event", "list", "--json").json == []
    for words in (("sync", "--once"), ("sync",)):
        assert "put this desk out" in la28(*words).sentence
