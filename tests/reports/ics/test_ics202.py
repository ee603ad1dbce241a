"""ICS 202 on paper: the booklet's words, the period's objectives, what people wrote over them."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics202 import FORM, MAKER, OTHER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words_and_nothing_of_the_event(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert "Life safety" not in page
    assert "Name: Position/Title: Signature:" in page


def test_the_periods_objectives_and_times_stand_in_it(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    assert missing(FORM, page) == []
    assert "1. Incident Name: LA28 Games" in page
    assert "1. Life safety first. 2. Keep the evening sessions on time." in page
    assert "Date From: 07/19/2028" in page
    assert "Time To: 18:00" in page
    assert "Name: L. Chen Position/Title: Planning" in page
    assert "period 14" in page


def test_what_people_wrote_stands_instead_of_the_records(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14")})).value
    for block, text in (("3", "Hold Gate 7 open"), ("4.awareness", "Heat"), ("5", "yes"), ("6.ICS 208", "x")):
        desk.do_now(FillBlock(form, block, text))
    desk.do_now(AddRow(form, OTHER, ["Tide table"]))
    (page,) = pages(drawn(desk, MAKER))
    assert "3. Objective(s): Hold Gate 7 open" in page
    assert "Life safety" not in page
    assert "X Yes No" in page
    assert "X ICS 208" in page
    assert "X Tide table" in page
