"""ICS 213 RR on paper: a request from its number, who let it pass, and what people wrote over it."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.reports.ics.ics213rr import FORM, MAKER
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import HOUR, NOW, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def _asked(desk: Desk) -> None:
    put(
        desk,
        "request",
        "water",
        number="AAAA-9",
        title="Water trucks",
        priority="urgent",
        kind="equipment",
        quantity=3,
        needed=NOW + HOUR,
        place="Gate 7",
        asked_by="Tom Baker",
        approvals=[["approved", "A. Kim", "Operations", NOW]],
        cost=12000.0,
        mission="2028-11",
        marking="RED",
    )


def test_a_request_is_said_by_its_number_in_any_case_with_its_marking(desk: Desk) -> None:
    _asked(desk)
    document = drawn(desk, MAKER, of="aaaa-9")
    (page,) = pages(document)
    for words in (
        "Water trucks",
        "07/19/2028 15:45",
        "$12,000",
        "Gate 7",
        "Tom Baker",
        "A. Kim, Operations",
        "2028-11",
    ):
        assert words in page
    assert "X Urgent" in page
    assert document.marking == "TLP:RED"


def test_a_form_that_names_a_request_is_filled_from_it_and_its_own_words_stand_first(desk: Desk) -> None:
    _asked(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(FillBlock(form, "3", "AAAA-9"))
    desk.do_now(FillBlock(form, "5", "Lot K instead"))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "Water trucks" in page
    assert "Lot K instead" in page
    assert "Gate 7" not in page


def test_a_request_there_is_not_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="no request “Z-1”"):
        drawn(desk, MAKER, of="Z-1")
