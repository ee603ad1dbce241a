"""People on paper: room to write on the call-down, a line of warning where mobile numbers are in."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.calldown import TickOff
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.reports import contact_sheets
from eocdesk.reports.contact_sheets import SENSITIVE
from eocdesk.reports.document import Document, Row, Section, Table
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import Paper, pdf
from tests.kit.desks import EVENT


def drawn(desk: Desk, code: str, **asked: Any) -> Document:
    maker = next(one for one in contact_sheets.MAKERS if one.code == code)
    now = clock.now() + 1
    return desk.read_now(maker.draw, Asked(code, EVENT, now, now, **asked))


def rows(document: Document) -> list[Row]:
    section = document.sections[0]
    assert isinstance(section, Section)
    tables = [one for one in section.pieces if isinstance(one, Table)]
    return [row for table in tables for row in (*table.rows, *(row for one in table.groups for row in one.rows))]


def test_who_was_called_says_what_came_of_it_who_was_not_can_be_written(desk: Desk) -> None:
    assert "Nobody is on the call-down list." in str(drawn(desk, "call-down"))
    made = [
        desk.do_now(Add("contact", EVENT, {"name": name, "call_order": place})).value
        for place, name in enumerate(("Ann", "Bob"), 1)
    ]
    desk.do_now(TickOff(made[0], EVENT, "reached"))
    first, second = rows(drawn(desk, "call-down"))
    assert (first[1].text, first[4].text) == ("Ann", "Reached")
    assert "[  ] reached" in second[4].text
    blank = drawn(desk, "call-down", blank=True)
    assert "Ann" not in str(blank)
    assert pdf(blank).startswith(b"%PDF")


def test_mobile_numbers_are_warned_of_on_each_page_others_are_not(desk: Desk) -> None:
    desk.do_now(Add("contact", EVENT, {"name": "Ann", "phones": [["work", "+12135550143"]]}))
    assert SENSITIVE not in drawn(desk, "contacts").banner
    desk.do_now(Add("contact", EVENT, {"name": "Bob", "phones": [["Mobile", "+12135550144"]]}))
    assert SENSITIVE in drawn(desk, "contacts").banner
    assert "+1 213 555 0144" in str(drawn(desk, "contacts"))
    desk.do_now(Add("contact", EVENT, {"name": "Zoé", "phones": [["", "+33612345678"]], "organisation": "Paris"}))
    assert SENSITIVE in drawn(desk, "contacts", of="name").banner


def test_by_partner_by_name_or_one_partner(desk: Desk) -> None:
    fire = desk.do_now(Add("agency", EVENT, {"name": "Zone Fire", "short": "ZF"})).value
    desk.do_now(Add("contact", EVENT, {"name": "Ann" * 60, "agency": fire, "role": "Chief " * 30}))
    desk.do_now(Add("contact", EVENT, {"name": "Bob", "organisation": "Aid"}))
    assert [row[0].text[:3] for row in rows(drawn(desk, "contacts"))] == ["Ann", "Bob"]
    assert [row[0].text[:3] for row in rows(drawn(desk, "contacts", of="name"))] == ["Ann", "Bob"]
    assert [row[0].text[:3] for row in rows(drawn(desk, "contacts", of="ZF"))] == ["Ann"]
    for paper in Paper:
        assert pdf(drawn(desk, "contacts", of="name"), paper).startswith(b"%PDF")
    assert "Bob" not in str(drawn(desk, "contacts", blank=True))


def test_numbers_are_said_as_they_are_dialled() -> None:
    assert contact_sheets.dialled("+12135550143;ext=5") == "+1 213 555 0143 ext 5"
    assert contact_sheets.dialled("911") == "911"
