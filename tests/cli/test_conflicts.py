"""conflicts and settle from the shell: a code one can type, and what is settled is what was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Incident, Venue, ids
from eocdesk.store.queries import events
from tests.cli.conftest import Shell
from tests.kit.desks import EVENT, meet

Desks = Callable[[int], list[Desk]]


@pytest.fixture
def pair(desks: Desks) -> tuple[Desk, Desk]:
    one, two = desks(2)
    meet(one, two)
    return one, two


def shell_of(desk: Desk) -> Shell:
    """The desk goes on beside it: the command line and a window share a folder."""
    return Shell(desk.folder)


def amended_apart(pair: tuple[Desk, Desk], kind: str, record: bytes, **values: tuple[Any, Any]) -> None:
    """Each desk writes its own value of each field, then they meet."""
    one, two = pair
    meet(one, two)
    one.do_now(Amend(kind, record, {name: mine for name, (mine, _) in values.items()}))
    two.do_now(Amend(kind, record, {name: theirs for name, (_, theirs) in values.items()}))
    meet(one, two)


def test_nothing_to_settle_is_said_calmly(la28: Shell) -> None:
    assert la28("conflicts").out == "Nothing to settle.\n"
    assert la28("conflicts", "--json").json == []


def test_both_values_are_told_with_who_where_and_when_and_a_letter_takes_one(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    record = one.do_now(Add("contact", EVENT, {"name": "Maria Ruiz", "radio": "Ch 1"})).value
    amended_apart(pair, "contact", record, radio=("Ch 4", "Ch 7B"))
    shell = shell_of(one)
    (told,) = shell("conflicts", "--json").json
    assert (told["kind"], told["title"], told["field"], told["before"]) == ("contact", "Maria Ruiz", "radio", "Ch 1")
    assert [(value["take"], value["words"], value["by"], value["desk"]) for value in told["values"]] == [
        ("A", "Ch 7B", "Officer 1", two.code),
        ("B", "Ch 4", "Officer 0", one.code),
    ]
    assert told["record"] == record.hex()
    plain = shell("conflicts").out
    assert plain.startswith(f"{told['id']}  contact Maria Ruiz: Radio channel  (before: Ch 1)\n  A  Ch 7B  (Officer 1,")
    assert shell_of(two)("conflicts", "--json").json[0]["id"] == told["id"], "the same code on every desk"
    done = shell("settle", told["id"].lower(), "--take", "B")
    assert (done.code, done.out, done.err) == (0, "contact Maria Ruiz: Radio channel is Ch 4.\n", "")
    assert shell("conflicts", "--json").json == []
    meet(one, two)
    assert shell_of(two)("conflicts", "--json").json == []


def test_another_value_of_the_fields_own_type_settles_it_too(pair: tuple[Desk, Desk]) -> None:
    one, _ = pair
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    amended_apart(pair, "venue", record, capacity=(70000, 70240), city=("Inglewood", "LA"))
    shell = shell_of(one)
    code = next(told["id"] for told in shell("conflicts", "--json").json if told["field"] == "capacity")
    assert "must be a number" in shell("settle", code, "--take", "many").sentence
    assert "Add --field" in shell("settle", "SoFi", "--take", "A").sentence
    assert shell("settle", "SoFi", "--field", "Capacity", "--take", "70100", "--json").json["words"] == "70100 people"
    assert shell("settle", record.hex(), "--take", "=A").code == 0, "a letter meant as a value"
    found = one.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.capacity, found.city) == (70100, "A")


def test_a_letter_that_is_not_there_and_a_code_of_yesterday_are_said(pair: tuple[Desk, Desk]) -> None:
    one, _ = pair
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    amended_apart(pair, "venue", record, city=("Inglewood", "LA"))
    shell = shell_of(one)
    code = shell("conflicts", "--json").json[0]["id"]
    said = shell("settle", code, "--take", "C")
    assert (said.code, "take A or B" in said.sentence) == (2, True)
    assert shell("settle", code, "--take", "A").code == 0
    again = shell("settle", code, "--take", "A")
    assert (again.code, again.sentence) == (2, f"There is no conflict “{code}”. See “eocdesk conflicts”")


def test_a_strike_that_another_did_not_know_of_is_kept_or_struck_by_its_letter(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    record, number = one.do_now(ReportIncident(EVENT, "Smoke at Gate 7")).value
    meet(one, two)
    one.do_now(Strike("incident", record))
    two.do_now(Amend("incident", record, {"place": "Gate 7"}))
    meet(one, two)
    shell = shell_of(one)
    told = shell("conflicts", "--json").json[0]
    assert {value["words"] for value in told["values"]} == {"Struck", "Kept, and written on (Place in words)"}
    struck = next(value["take"] for value in told["values"] if value["words"] == "Struck")
    assert shell("settle", number, "--take", struck).code == 0
    meet(one, two)
    for desk in pair:
        found = desk.read_now(events.record, Incident, record)
        assert found is not None
        assert found.struck is True


def test_what_is_written_once_takes_only_what_was_written(desks: Desks) -> None:
    one, two = desks(2)
    meet(one, two)
    entry = ids.new_id()
    one.do_now(LogEntry(EVENT, "Smoke at Gate 5", id=entry))
    two.do_now(LogEntry(EVENT, "Smoke at Gate 7", id=entry))
    meet(one, two)
    shell = shell_of(one)
    told = next(told for told in shell("conflicts", "--json").json if told["field"] == "text")
    said = shell("settle", told["id"], "--take", "No smoke at all")
    assert (said.code, said.sentence) == (2, "Text takes one of the values written: A or B")
    assert shell("settle", told["id"], "--take", "smoke at gate 5").out.endswith("Text is Smoke at Gate 5.\n")


@pytest.mark.parametrize(
    ("field", "theirs", "words", "holds"),
    [
        ("severity", (3, 4), "minor", 1),
        ("opened", (1_000_000, 2_000_000), "2028-07-19T14:31:00Z", 1_847_629_860_000),
    ],
)
def test_values_are_typed_as_the_field_holds_them(
    pair: tuple[Desk, Desk], field: str, theirs: tuple[Any, Any], words: str, holds: Any
) -> None:
    one = pair[0]
    record = one.do_now(ReportIncident(EVENT, "Smoke")).value[0]
    amended_apart(pair, "incident", record, **{field: theirs})
    shell = shell_of(one)
    code = shell("conflicts", "--json").json[0]["id"]
    assert shell("settle", code, "--take", words).code == 0
    assert getattr(one.read_now(events.record, Incident, record), field) == holds


def test_a_record_is_taken_by_the_name_that_was_written_and_another_one_in_the_window(pair: tuple[Desk, Desk]) -> None:
    one = pair[0]
    agencies = [one.do_now(Add("agency", EVENT, {"name": name})).value for name in ("LAFD", "LAPD")]
    record = one.do_now(ReportIncident(EVENT, "Smoke")).value[0]
    amended_apart(pair, "incident", record, lead=(agencies[0], agencies[1]))
    shell = shell_of(one)
    code = shell("conflicts", "--json").json[0]["id"]
    assert "set in the window" in shell("settle", code, "--take", "Red Cross").sentence
    assert shell("settle", code, "--take", "lafd").out.endswith("Lead partner is LAFD.\n")
