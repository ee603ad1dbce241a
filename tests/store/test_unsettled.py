"""Two desks mark a record otherwise and neither sees the other's: paper goes by the stricter until it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.marking import Tlp
from eocdesk.store.seeing import Sight, seeing
from eocdesk.store.unsettled import NOBODY, common
from tests.kit.desks import EVENT, make_desk, meet

NAME = "Kestrel"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    desks = make_desk(tmp_path / "a"), make_desk(tmp_path / "b", "B. Ortiz")
    meet(*desks)
    yield desks
    for desk in desks:
        desk.close()


def disputed(two: tuple[Desk, Desk], label: str, values: tuple[str, str], marking: str = "GREEN") -> bytes:
    """An incident of that marking to which each desk gave another label before they met."""
    one, other = two
    record = bytes(one.do_now(Add("incident", EVENT, {"title": NAME, "severity": 3, "marking": marking})).value)
    meet(*two)
    for desk, value in zip((one, other), values, strict=True):
        desk.do_now(Amend("incident", record, {label: value}))
    meet(*two)
    return record


def look(connection: Connection, sight: Sight) -> tuple[list[tuple[str, str]], dict[str, int], dict[str, int]]:
    """(marking and audience of the incidents that are seen), how many are held, how many withheld."""
    with seeing(connection, sight) as seen:
        rows = connection.exec_driver_sql("SELECT marking, audience FROM incident").all()
        connection.exec_driver_sql("SELECT count(*) FROM conflict").all()
        return [(row[0], row[1]) for row in rows], seen.held(), seen.withheld()


@pytest.mark.parametrize("values", [("RED", "GREEN"), ("GREEN", "RED")])
def test_the_stricter_of_two_markings_is_withheld_and_counted(two: tuple[Desk, Desk], values: tuple[str, str]) -> None:
    disputed(two, "marking", values, "AMBER")
    for desk in two:
        assert desk.read_now(look, Sight(EVENT, "GREEN")) == ([], {}, {"incident": 1})
        assert desk.read_now(look, Sight(EVENT))[0] == [("RED", "")]
        assert desk.read_now(look, Sight(EVENT, "RED"))[0] == [("RED", "")]


@pytest.mark.parametrize("values", [("RED", "GREEN"), ("GREEN", "RED")])
@pytest.mark.parametrize("code", ["handover", "situation"])
def test_no_paper_goes_by_the_milder(two: tuple[Desk, Desk], values: tuple[str, str], code: str) -> None:
    disputed(two, "marking", values, "AMBER")
    for desk in two:
        green = desk.read_now(papers.make, papers.wanted(desk, code, since=1, release="GREEN"))
        assert NAME.encode() not in green.content
        assert dict(green.withheld).get("incident") == 1
        whole = desk.read_now(papers.make, papers.wanted(desk, code, since=1))
        assert NAME.encode() in whole.content
        assert whole.marking is Tlp.RED


def test_what_is_in_dispute_by_now_is_not_shown_as_it_was_before(two: tuple[Desk, Desk]) -> None:
    one, other = two
    record = bytes(one.do_now(Add("incident", EVENT, {"title": NAME, "severity": 3, "marking": "GREEN"})).value)
    then = clock.now()
    meet(*two)
    one.do_now(Amend("incident", record, {"marking": "RED"}))
    other.do_now(Amend("incident", record, {"marking": "CLEAR"}))
    meet(*two)
    for desk in two:
        assert desk.read_now(look, Sight(EVENT, "GREEN", as_of=then))[0] == []


def test_what_is_settled_goes_by_what_was_said(two: tuple[Desk, Desk]) -> None:
    record = disputed(two, "marking", ("RED", "GREEN"), "AMBER")
    two[0].do_now(Settle("incident", record, "marking", "GREEN"))
    meet(*two)
    for desk in two:
        assert desk.read_now(look, Sight(EVENT, "GREEN"))[0] == [("GREEN", "")]


@pytest.mark.parametrize(
    ("values", "reader", "seen"),
    [
        (("FBI,LAPD", "LAPD,NWS"), "LAPD", [("GREEN", "LAPD")]),
        (("FBI,LAPD", "LAPD,NWS"), "FBI", []),
        (("FBI", ""), "FBI", [("GREEN", "FBI")]),
        (("FBI", ""), "", []),
        (("FBI", "NWS"), "FBI,NWS", []),
    ],
)
def test_of_two_audiences_only_who_is_on_both_reads_it(
    two: tuple[Desk, Desk], values: tuple[str, str], reader: str, seen: list[tuple[str, str]]
) -> None:
    one, other = two
    fields = {"title": NAME, "severity": 3, "marking": "GREEN", "audience": "OES"}
    record = bytes(one.do_now(Add("incident", EVENT, fields)).value)
    meet(*two)
    one.do_now(Amend("incident", record, {"audience": values[0]}))
    other.do_now(Amend("incident", record, {"audience": values[1]}))
    meet(*two)
    for desk in two:
        assert desk.read_now(look, Sight(EVENT, "GREEN", reader))[0] == seen


def test_lists_without_a_common_one_are_nobodys() -> None:
    assert common(["FBI", "NWS"]) == NOBODY
    assert common(["", ""]) == ""
    assert common(["nws, fbi", "FBI", ""]) == "FBI"
