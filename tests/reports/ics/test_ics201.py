"""ICS 201 on paper: four pages, of an incident or of the whole event, with the map where one can be drawn."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics201 import ACTIONS, CODE, FORM, MAKER, RESOURCES
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import DEATH, key, operate

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text x="5" y="20">{}</text></svg>'


def ground_of(_connection: Any, _event: bytes, caption: str) -> tuple[str, str]:
    """A map that says its caption."""
    return SVG.format(caption), "the ground"


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_four_pages_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    found = pages(drawn(ground, MAKER, blank=True, ground=ground_of), paper)
    assert len(found) == 4
    assert missing(FORM, " ".join(found)) == []
    for number, page in enumerate(found, 1):
        assert f"ICS 201, Page {number}" in page
        for repeated in ("1. Incident Name:", "2. Incident Number:", "3. Date/Time Initiated:", "6. Prepared by:"):
            assert repeated in page


def test_an_incident_is_told_with_its_actions_and_who_works_on_it(ground: Desk) -> None:
    found = pages(drawn(ground, MAKER, incident=key("incident", "mci"), ground=ground_of), drawing=True)
    assert len(found) == 4
    assert "1. Incident Name: Heat casualties at Gate 7" in found[0]
    assert "2. Incident Number: AAAA-1" in found[0]
    assert "Date: 07/19/2028 Time: 13:45" in found[0]
    assert "1. Life safety first." in found[1]
    assert f"07/19/2028 13:45 {DEATH} (AAAA-2)" in found[1]
    assert "Incident Commander(s) Tom Baker" in found[2]
    assert "Medical strike team 1 X SoFi, Maria Ruiz" in found[3]


def test_the_map_is_drawn_as_of_its_moment(ground: Desk) -> None:
    (leaf, *_) = drawn(ground, MAKER, ground=ground_of).sections[0].leaves  # type: ignore[union-attr]
    drawing = leaf.strips[0].boxes[0].parts[0]  # type: ignore[union-attr]
    assert "As of 19 Jul 2028 14:45 PDT" in drawing.svg  # type: ignore[union-attr]


def test_rows_people_wrote_stand_after_the_log(desk: Desk) -> None:
    operate(desk)
    values = {"period": key("period", "14"), "incident": key("incident", "mci")}
    form = desk.do_now(OpenForm(EVENT, CODE, values)).value
    desk.do_now(FillBlock(form, "5", "Wear masks"))
    desk.do_now(AddRow(form, ACTIONS, ["15:30", "Open Gate 8"]))
    desk.do_now(AddRow(form, RESOURCES, ["Bus", "B-4", "14:00", "16:00", "yes", "Lot C"]))
    found = pages(drawn(desk, MAKER, incident=key("incident", "mci")))
    assert "Wear masks" in found[0]
    assert found[1].index(DEATH) < found[1].index("15:30 Open Gate 8")
    assert "Bus B-4 14:00 16:00 X Lot C" in found[3]
