"""eocdesk exercise: a desk to practise on, in a folder of its own, marked for good."""

from __future__ import annotations

from tests.cli.conftest import Shell


def test_an_exercise_desk_has_a_shift_of_everything_and_is_marked(shell: Shell) -> None:
    made = shell("exercise", "--json").json
    assert made["data"] == str(shell.folder)
    (event,) = shell("event", "list", "--json").json
    assert (event["code"], event["exercise"]) == (made["event"], True)
    for kind in ("venue", "session", "incident", "entry", "agency", "contact", "task"):
        assert shell("list", kind, "--event", made["event"], "--json").json, kind
    assert shell("verify").code == 0


def test_made_twice_it_stays_as_it_is(shell: Shell) -> None:
    code = shell("exercise", "--json").json["event"]
    shell("log", "of the trainee", "--event", code)
    before = shell("list", "entry", "--event", code, "--json").json
    again = shell("exercise")
    assert f"is an exercise desk on {code}" in again.out
    assert shell("list", "entry", "--event", code, "--json").json == before


def test_where_a_real_desk_is_it_is_refused_with_the_way_out(la28: Shell) -> None:
    result = la28("exercise")
    assert result.code == 1
    assert "eocdesk --data ANOTHER-FOLDER exercise" in result.sentence
    assert [event["exercise"] for event in la28("event", "list", "--json").json] == [False]


def test_every_event_of_an_exercise_desk_is_an_exercise(shell: Shell) -> None:
    shell("exercise")
    days = ("--start", "2028-07-14", "--end", "2028-07-30")
    shell("event", "add", "X", "--name", "Second", "--zone", "UTC", *days)
    assert {event["exercise"] for event in shell("event", "list", "--json").json} == {True}


def test_where_a_file_is_it_says_so_and_the_file_stays(shell: Shell) -> None:
    shell.folder.write_text("mine", encoding="utf-8")
    result = shell("exercise")
    assert result.code == 3
    assert "cannot be a data folder" in result.sentence
    assert shell.folder.read_text(encoding="utf-8") == "mine"
