"""ICS 207 on paper: a chart for the wall with who holds each position."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics207 import FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_chart_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    for words in ("Incident Commander(s)", "Staging Area Manager", "Comp./Claims Unit Ldr.", "Service Branch Dir."):
        assert words in page
    assert "Baker" not in page


def test_holders_and_branches_stand_in_their_boxes(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, "ics-204", {"period": key("period", "14")})).value
    for block, text in (("3.branch", "Inglewood"), ("3.group", "Gate 7"), ("4.supervisor", "Sup")):
        desk.do_now(FillBlock(form, block, text))
    (page,) = pages(drawn(desk, MAKER))
    assert "Incident Commander(s) Tom Baker" in page
    assert "Safety Officer Zoë Ólafsdóttir" in page
    assert "Planning Section Chief B. Osei" in page
    assert "Branch Inglewood Gate 7 Sup" in page
