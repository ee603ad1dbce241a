"""ICS 215 on paper: what is needed is what is asked for less what has come, and its sums."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics215 import FORM, MAKER, ROWS, total
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def test_open_requests_and_written_rows_are_counted_together(desk: Desk) -> None:
    request = put(desk, "request", "r", number="AAAA-9", title="Water trucks", kind="equipment", quantity=5)
    put(desk, "fill", "f", request=request, words="LADWP", quantity=2, state="arrived")
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(AddRow(form, ROWS, ["North", "Gate 7", "Shade", "Tents", "12", "8", "", "", "", "", ""]))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "Shade Tents 12 8 4" in page
    assert "Equipment 5 2 3" in page
    assert "17 (Tents: 12; Equipment: 5)" in page
    assert "7 (Tents: 4; Equipment: 3)" in page


def test_sums_say_nothing_where_there_are_no_figures_and_no_names_where_there_is_one_resource() -> None:
    def row(resource: str, required: str) -> tuple[str, ...]:
        return ("", "", "", resource, required, "", "", "", "", "", "")

    assert total([row("Tents", "some")], 4) == ""
    assert total([row("Tents", "1,200"), row("Tents", "3")], 4) == "1203"
