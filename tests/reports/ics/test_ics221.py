"""ICS 221 on paper: what is released, which units sign, where it goes."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.reports.ics.ics221 import FORM, MAKER, sections
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import HOUR, NOW, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    lists = {"columns", *(item.partition(": ")[2] for item in FORM.block("6").items)}
    assert [words for words in missing(FORM, page) if words not in lists] == []
    assert [unit for _, _, units in sections() for _, unit in units if unit and unit not in page] == []


def test_each_section_has_the_units_and_the_lines_of_the_booklet() -> None:
    assert [(head, len(units)) for _, head, units in sections()] == [
        ("Unit/Manager", 6), ("Leader", 3), ("Other", 2), ("Leader", 3),
    ]  # fmt: skip


def test_a_resource_is_found_by_name_with_its_order_and_when_it_left(desk: Desk) -> None:
    order = put(desk, "request", "r", number="AAAA-9", title="Water")
    resource = put(desk, "resource", "w", number="AAAA-3", name="Water tender 7")
    put(desk, "fill", "f", request=order, resource=resource, state="released", released=NOW)
    (page,) = pages(drawn(desk, MAKER, of="water tender 7"))
    assert "AAAA-9" in page
    assert "07/19/2028 14:45" in page
    with pytest.raises(Refused, match="no resource and nobody called “Tender 8”"):
        drawn(desk, MAKER, of="Tender 8")


def test_a_person_is_found_by_name_with_when_they_are_to_leave(desk: Desk) -> None:
    person = put(desk, "contact", "c", name="Maria Ruiz", organisation="County Fire")
    put(desk, "duty", "d", contact=person, position="Medical Branch Director", ends=NOW + HOUR)
    (page,) = pages(drawn(desk, MAKER, of="maria ruiz"))
    assert "Date: 07/19/2028 Time: 15:45" in page
    assert "Maria Ruiz, Medical Branch Director, County Fire" in page


def test_a_unit_that_must_sign_is_ticked(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(FillBlock(form, "6.1.1", "yes"))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "X Supply Unit" in page
    assert page.count("X ") == 1
