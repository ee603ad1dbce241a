"""ICS 230-CG on paper: the meetings that are printed on it, those of partners, those people add."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics230 import COMMON, FORM, MAKER, MEETINGS
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import HOUR, NOW, put

SPAN = {"since": NOW - HOUR, "until": NOW + 2 * HOUR}


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_meetings_that_are_printed_on_it(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert [one.name for one in COMMON if one.name not in page] == []


def test_meetings_of_the_time_and_those_people_add_stand_in_it(desk: Desk) -> None:
    put(desk, "engagement", "e", title="Consular call", starts=NOW + HOUR, place="Room 2")
    put(desk, "engagement", "late", title="Tomorrow's call", starts=NOW + 24 * HOUR)
    put(desk, "engagement", "own", title="Tactics Meeting", starts=NOW)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, SPAN)).value
    desk.do_now(FillBlock(form, "3.planning.when", "16:00"))
    desk.do_now(AddRow(form, MEETINGS, ["17:00", "Shift change", "", "", ""]))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "07/19/2028 15:45 Consular call" in page
    assert "16:00 Planning Meeting" in page
    assert "Shift change" in page
    assert "Tomorrow" not in page
    assert page.count("Tactics Meeting") == 1, "one that is planned stands in the place of the printed one"
