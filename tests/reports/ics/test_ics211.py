"""ICS 211 on paper: who checked in within the time and where, with rows people add behind."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.reports.exports_csv import tables
from eocdesk.reports.ics.ics211 import COLUMNS, FORM, MAKER, ROWS
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import HOUR, NOW, put

SPAN = {"since": NOW - HOUR, "until": NOW + HOUR}


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def _come(desk: Desk, name: str, at: str, arrived: int = NOW) -> None:
    resource = put(desk, "resource", name, name=name, kind="team", assigned_to="Gate 7")
    put(desk, "fill", name, resource=resource, quantity=5, state="arrived", arrived=arrived, checked_in_at=at)


def test_who_came_in_the_time_stands_in_it_and_where_is_ticked(desk: Desk) -> None:
    _come(desk, "Water strike team", "Staging Area")
    _come(desk, "Night crew", "Lot K")
    _come(desk, "Yesterday crew", "Base", NOW - 30 * HOUR)
    (page,) = pages(drawn(desk, MAKER, **SPAN))
    assert "07/19/2028 14:45" in page
    assert "X Staging Area" in page
    assert "X Other Lot K" in page
    assert "X Base" not in page
    assert "Yesterday" not in page


def test_one_place_alone_and_a_table_of_it(desk: Desk) -> None:
    _come(desk, "Water strike team", "Staging Area")
    _come(desk, "Night crew", "Lot K")
    form = desk.do_now(OpenForm(EVENT, MAKER.code, SPAN)).value
    desk.do_now(AddRow(form, ROWS, ["CA", "LAPD", *("",) * (len(COLUMNS) - 2)]))
    rows = tables(drawn(desk, MAKER, of="staging area", form=form)).splitlines()
    assert [row.split(",")[1] for row in rows if "LAPD" in row] == ["LAPD"]
    assert any("Water strike team,ST" in row for row in rows)
    assert not any("Night crew" in row for row in rows)


def test_a_long_list_flows_over_pages_with_its_heads(desk: Desk) -> None:
    for number in range(60):
        _come(desk, f"Crew {number:02}", "Base")
    found = pages(drawn(desk, MAKER, **SPAN))
    assert len(found) > 1
    assert [number for number in range(60) if f"Crew {number:02}" not in " ".join(found)] == []


@pytest.mark.parametrize("code", ["ics-209", "ics-211", "ics-213rr", "ics-215", "ics-215a", "ics-221", "ics-230"])
def test_what_is_marked_more_strictly_is_in_none_of_the_forms_of_daily_work(desk: Desk, code: str) -> None:
    now = clock.now()
    request = put(desk, "request", "r", number="AAAA-9", title="Secret water", quantity=3, marking="RED")
    resource = put(desk, "resource", "w", name="Secret tender", kind="team", quantity=3, status="assigned",
        category="Secret", marking="RED")  # fmt: skip
    put(desk, "fill", "f", request=request, resource=resource, state="arrived", arrived=now - 1)
    put(desk, "alert", "a", headline="Secret gas", severity="extreme", onset=now - 1, marking="RED")
    put(desk, "engagement", "e", title="Secret call", starts=now - 1, marking="RED")
    span = {"since": now - HOUR, "until": now + HOUR}
    whole = desk.read_now(papers.make, papers.wanted(desk, code, **span))
    green = desk.read_now(papers.make, papers.wanted(desk, code, release="GREEN", **span))
    assert b"Secret" not in green.content
    assert b"AAAA-9" not in green.content
    assert code in {"ics-213rr", "ics-221"} or b"Secret" in whole.content, "it would have been said"
