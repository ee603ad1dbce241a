"""ICS 205A on paper: everybody by name, and marked as sensitive where a number may be a person's own."""

from __future__ import annotations

import csv
import io

import pytest

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.exports_csv import MARKING, tables
from eocdesk.reports.ics.ics205a import FORM, MAKER, ROWS, SENSITIVE
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert SENSITIVE not in page


def test_people_stand_by_name_with_their_position_and_all_their_ways(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    names = ("A. Kim", "B. Osei", "Maria Ruiz", "Pilar Duarte", "Tom Baker", "Zoë Ólafsdóttir")
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)
    assert "EOC Director, LACoFD Tom Baker work: +12135550101 · radio: Ch 7B" in page
    assert SENSITIVE in page, "there is a number of a cell phone in it"


def test_a_list_of_office_lines_alone_is_not_sensitive(desk: Desk) -> None:
    put(desk, "contact", "desk", name="Duty desk", role="Dispatch", phones=[["Work", "+12135550199"]])
    assert SENSITIVE not in pages(drawn(desk, MAKER))[0]
    put(desk, "contact", "one", name="Ann", phones=[["", "+12135550198"]])
    assert SENSITIVE in pages(drawn(desk, MAKER))[0]


def test_people_may_add_rows_that_are_sorted_in(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14")})).value
    desk.do_now(AddRow(form, ROWS, ["Runner", "Barb Zed", "pager 44"]))
    (page,) = pages(drawn(desk, MAKER))
    assert page.index("B. Osei") < page.index("Barb Zed") < page.index("Maria Ruiz")


def test_the_list_goes_to_a_spreadsheet_under_the_booklets_heads_with_its_marking(ground: Desk) -> None:
    rows = list(csv.reader(io.StringIO(tables(drawn(ground, MAKER)))))
    assert rows[0] == [*FORM.block("3").items, MARKING]
    kim = ["Operations Section Coordinator, LACoFD", "A. Kim", "mobile: +12135550104 · radio: Ch 7B", "TLP:AMBER"]
    assert rows[1] == kim
    assert len(rows) == 7
