"""ICS 214 on paper: whose log, in which time, each entry as it reads now; it flows over pages."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.entries import LogEntry, StrikeEntry
from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics214 import ACTIVITY, FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import NOW

SPAN: dict[str, Any] = {"since": NOW - 3_600_000, "until": NOW + 3_600_000}


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def test_the_log_of_one_who_is_named_stands_in_it_and_nobody_elses(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 4 closed", happened=NOW))
    struck, _ = desk.do_now(LogEntry(EVENT, "Gate 9 burns", happened=NOW)).value
    desk.do_now(StrikeEntry(struck, "A drill"))
    desk.settings.set("person", "M. Ruiz")
    desk.do_now(LogEntry(EVENT, "Water is out", happened=NOW))
    (page,) = pages(drawn(desk, MAKER, of="L. Chen", **SPAN))
    assert "Gate 4 closed" in page
    assert "STRUCK (A drill" in page
    assert "Water is out" not in page
    assert page.count("L. Chen") >= 3, "whose log it is, and who prepared it"


def test_a_long_log_flows_over_pages_with_its_heads(desk: Desk) -> None:
    for number in range(120):
        desk.do_now(LogEntry(EVENT, f"Line {number:03} of a long shift", happened=NOW + number))
    found = pages(drawn(desk, MAKER, **SPAN))
    assert len(found) > 2
    assert all("Notable Activities" in page for page in found)
    assert [number for number in range(120) if f"Line {number:03}" not in " ".join(found)] == []


def test_rows_people_add_stand_after_the_log(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 4, south; closed", happened=NOW))
    form = desk.do_now(OpenForm(EVENT, MAKER.code, SPAN)).value
    desk.do_now(AddRow(form, ACTIVITY, ["07/19/2028 15:00", "Briefed the relief"]))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert page.index("Gate 4, south; closed") < page.index("Briefed the relief")
