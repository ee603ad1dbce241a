"""ICS 213 on paper: the message, its sender from the form, the reply below."""

from __future__ import annotations

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics213 import FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def test_a_message_says_who_wrote_it_and_what_was_answered(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"title": "Water for the south plaza"})).value
    desk.do_now(FillBlock(form, "2", "M. Ruiz, Logistics Section Chief"))
    desk.do_now(FillBlock(form, "7", "Two trucks by 14:00, please."))
    desk.do_now(FillBlock(form, "9", "One at 13:30, one at 15:00."))
    desk.do_now(FillBlock(form, "10.name", "M. Ruiz"))
    desk.do_now(SubmitForm(form))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "M. Ruiz, Logistics Section Chief" in page
    assert page.count("L. Chen") == 2, "as sender, and as who prepared the page"
    assert "Water for the south plaza" in page
    assert page.index("Two trucks") < page.index("One at 13:30")
