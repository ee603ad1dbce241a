"""ICS 208 on paper: the safety message people wrote."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics208 import FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def test_a_long_message_goes_on_with_nothing_lost(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14")})).value
    desk.do_now(FillBlock(form, "3", " ".join(f"drink{n}" for n in range(1200))))
    desk.do_now(FillBlock(form, "4", "no"))
    found = pages(drawn(desk, MAKER))
    assert len(found) > 1
    assert all(f"drink{n}" in " ".join(found) for n in range(1200))
    assert "3. Safety Message/Expanded Safety Message, Safety Plan, Site Safety Plan: (continued)" in found[1]
    assert "Yes X No" in found[-1]
