"""ICS 215A on paper: what people wrote of hazards, else the severe alerts of the time."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics215a import FORM, MAKER, ROWS
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import NOW, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    title = FORM.block("8").title
    assert missing(FORM, page) == [f"8. {title}"], "it stands over two boxes"
    assert [half for half in title.split(" / ") if half not in page] == []


def test_alerts_stand_in_it_until_somebody_writes(desk: Desk) -> None:
    put(
        desk, "alert", "a", headline="Extreme heat warning", area="Basin", instruction="Drink water.",
        severity="extreme", onset=NOW,
    )  # fmt: skip
    (page,) = pages(drawn(desk, MAKER))
    assert "Basin Extreme heat warning Drink water." in page
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(AddRow(form, ROWS, ["Gate 7", "Crowd crush", "Meter the lanes"]))
    desk.do_now(FillBlock(form, "8.safety", "Zoë Ólafsdóttir"))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "Gate 7 Crowd crush Meter the lanes" in page
    assert "Extreme heat" not in page
    assert "Zoë Ólafsdóttir" in page
