"""The committee's report: what is overdue stands first, nothing stricter than its marking stands in it."""

from __future__ import annotations

import dataclasses
from typing import Any

from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.recommendations import Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.marking import Tlp
from eocdesk.reports import committee
from eocdesk.reports.document import Document, Picture, Section, Table
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import pdf
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000  # 2028-07-19 19:00 UTC


def report(desk: Desk, ceiling: Tlp) -> Document:
    def draw(connection: Any) -> Document:
        with seeing(connection, Sight(EVENT, ceiling.word)):
            return committee.draw(connection, Asked(committee.CODE, EVENT, NOW, NOW, person="L. Chen"))

    return desk.read_now(draw)


def rows(document: Document, title: str) -> list[tuple[str, ...]]:
    for section in document.sections:
        if isinstance(section, Section) and section.title == title:
            tables = [piece for piece in section.pieces if isinstance(piece, Table)]
            return [tuple(cell.text for cell in row) for table in tables for row in table.rows]
    return []


def said(document: Document) -> str:
    everything: Any = dataclasses.asdict(document)
    return str(everything)


def test_overdue_gaps_first_then_heavy_ones_and_closed_ones_with_their_outcome(desk: Desk) -> None:
    made = {}
    for name, weight in (("done", "high"), ("low", "low"), ("heavy", "high"), ("late", "low")):
        made[name], _ = desk.do_now(AddGap(EVENT, {"title": name, "weight": weight})).value
    desk.do_now(Recommend(made["late"], {"title": "Act", "due": NOW - 1}))
    desk.do_now(CloseGap(made["done"], "Mended."))
    desk.do_now(Add("agreement", EVENT, {"name": "Compact", "expires": "2028-07-20"}))
    desk.do_now(Add("capability", EVENT, {"name": "Mass care", "present": 1, "target": 4}))
    document = report(desk, Tlp.RED)
    assert [row[1] for row in rows(document, "Open gaps")] == ["late", "heavy", "low"]
    assert [row[1:3] for row in rows(document, "Closed gaps")] == [("done", "Mended.")]
    assert rows(document, "Recommendations")[0][2] == "nobody"
    assert rows(document, "Agreements") == [("Compact", "", "2028-07-20")]
    assert rows(document, "Capabilities")[0][2:4] == ("1", "4")
    assert pdf(document).startswith(b"%PDF")


def test_nothing_stricter_and_nothing_for_others_is_printed_not_even_by_name(desk: Desk) -> None:
    green, red = {"marking": "GREEN"}, {"marking": "RED"}
    agency = desk.do_now(Add("agency", EVENT, {"name": "CANARY partner", **red})).value
    resource = desk.do_now(Add("resource", EVENT, {"name": "CANARY crew", **red})).value
    able = desk.do_now(Add("capability", EVENT, {"name": "CANARY capability", **red})).value
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "Seen", "capability": able, **green})).value
    desk.do_now(AddGap(EVENT, {"title": "CANARY gap", **red}))
    desk.do_now(AddGap(EVENT, {"title": "CANARY other", "audience": "FBI", **green}))
    serving = {"title": "Lend", "agency": agency, "resources": [resource.hex()], **green}
    desk.do_now(Recommend(gap, serving))
    desk.do_now(Recommend(gap, {"title": "CANARY advice", **red}))
    desk.do_now(Add("agreement", EVENT, {"name": "Pact", "partners": [agency.hex()], **green}))
    document = report(desk, Tlp.GREEN)
    assert "CANARY" not in said(document)
    assert [row[1] for row in rows(document, "Open gaps")] == ["Seen"]
    assert "withheld" in [row[2] for row in rows(document, "Recommendations")], "an owner that may not be seen"
    assert [row[3] for row in rows(document, "Open gaps")] == ["withheld"]
    assert document.marking == "TLP:GREEN"
    assert report(desk, Tlp.RED).marking == "TLP:RED"
    assert "CANARY advice" in said(report(desk, Tlp.RED))


def test_the_picture_counts_what_may_be_seen_alone(desk: Desk) -> None:
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "Seen", "marking": "GREEN", "found": NOW - 9})).value
    desk.do_now(Recommend(gap, {"title": "a", "marking": "GREEN", "due": NOW - 5}))
    desk.do_now(Recommend(gap, {"title": "b", "marking": "RED", "due": NOW - 5}))
    drawn = [
        piece.alt
        for one in report(desk, Tlp.GREEN).sections
        if isinstance(one, Section)
        for piece in one.pieces
        if isinstance(piece, Picture)
    ]
    assert drawn == ["Recommendations now: done 0, in hand 0, overdue 1. Gaps open: 1."]


def test_an_empty_desk_has_a_report_too(desk: Desk) -> None:
    assert pdf(report(desk, Tlp.AMBER)).startswith(b"%PDF")
