"""ICS 205 on paper: the channels people wrote, else those the contacts name."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics205 import FORM, MAKER, ROWS
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert "Ch 7B" not in page


def test_channels_of_the_contacts_stand_in_it_with_who_speaks_there(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    assert "Ch 7B EOC Supervisor, Medical branch" in page
    assert "2. Date/Time Prepared: Date: 07/19/2028 Time: 14:45" in page


def test_channels_people_wrote_stand_instead(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14")})).value
    cells = ["A", "1", "Command", "LARTCS 9", "Command staff", "460.025 N", "D293", "465.025 N", "156.7", "D", "tape"]
    desk.do_now(AddRow(form, ROWS, cells))
    (page,) = pages(drawn(desk, MAKER))
    assert " ".join(cells) in page
    assert "Ch 7B" not in page
