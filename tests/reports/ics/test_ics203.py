"""ICS 203 on paper: who holds each position, who sits here for whom, the branches of the assignment lists."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics203 import FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert page.count("Division/Group") == 15
    assert "Baker" not in page


def test_people_on_duty_and_partners_in_their_seats_stand_in_it(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    assert missing(FORM, page) == []
    for words in ("IC/UCs Tom Baker", "Safety Officer Zoë Ólafsdóttir", "Chief A. Kim", "LACoFD Pilar Duarte"):
        assert words in page
    assert "Maria Ruiz" not in page, "a medical branch director at a venue is none of these"


def test_branches_come_from_the_assignment_lists_and_people_may_write_over_a_name(desk: Desk) -> None:
    operate(desk)
    period = {"period": key("period", "14")}
    mine = desk.do_now(OpenForm(EVENT, MAKER.code, period)).value
    desk.do_now(FillBlock(mine, "3.safety", "N. Written"))
    desk.do_now(AddRow(mine, "4[]", ["Red Cross", "Rosa Delgado"]))
    for name in ("A", "B"):
        work = desk.do_now(OpenForm(EVENT, "ics-204", period)).value
        said = {"3.branch": "Inglewood", "3.group": f"Gate {name}", "4.supervisor": f"Sup {name}", "4.director": "Dee"}
        for block, text in said.items():
            desk.do_now(FillBlock(work, block, text))
    (page,) = pages(drawn(desk, MAKER))
    assert "Branch Inglewood Branch Director Dee" in page
    assert "Division/Group Gate A: Sup A Division/Group Gate B: Sup B" in page
    assert "Safety Officer N. Written" in page
    assert "Red Cross Rosa Delgado" in page
    assert "Pilar Duarte" not in page
