"""The plan as one document: what is in it, in order, under its own page numbers, marked as its strictest part."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports import frozen
from eocdesk.reports.ics.iap import MAKER
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, pages
from tests.kit.operation import key, operate, put

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><circle r="5" cx="9" cy="9"/></svg>'
TITLES = (
    "INCIDENT OBJECTIVES (ICS 202)",
    "ORGANIZATION ASSIGNMENT LIST (ICS 203)",
    "ASSIGNMENT LIST (ICS 204)",
    "INCIDENT RADIO COMMUNICATIONS PLAN (ICS 205)",
    "COMMUNICATIONS LIST (ICS 205A)",
    "MEDICAL PLAN (ICS 206)",
    "SAFETY MESSAGE/PLAN (ICS 208)",
    "SITUATION MAP (Map/Chart)",
)


def ground_of(*_: Any) -> tuple[str, str]:
    """A map."""
    return SVG, "the ground"


def test_the_plan_holds_its_forms_in_order_and_says_so_in_block_6(desk: Desk) -> None:
    operate(desk)
    safety = desk.do_now(OpenForm(EVENT, "ics-208", {"period": key("period", "14")})).value
    desk.do_now(FillBlock(safety, "3", "Drink water"))
    aims = desk.do_now(OpenForm(EVENT, "ics-202", {"period": key("period", "14")})).value
    desk.do_now(FillBlock(aims, "6.Weather Forecast/Tides/Currents", "yes"))
    found = pages(drawn(desk, MAKER, ground=ground_of))
    assert [title in page for title, page in zip(TITLES, found, strict=True)] == [True] * len(TITLES)
    for number, page in enumerate(found, 1):
        assert f"IAP Page {number} " in page + " "
    for name in ("ICS 203", "ICS 204", "ICS 205", "ICS 205A", "ICS 206", "ICS 208", "Map/Chart", "Weather Forecast"):
        assert f"X {name}" in found[0]
    assert "X ICS 207" not in found[0]
    assert "Drink water" in found[6]


def test_what_there_is_nothing_of_stays_out(ground: Desk) -> None:
    found = pages(drawn(ground, MAKER))
    assert len(found) == 6
    assert "X ICS 208" not in found[0]
    assert "X Map/Chart" not in found[0]


def test_a_blank_plan_is_one_of_each_form_with_nothing_ticked(ground: Desk) -> None:
    found = pages(drawn(ground, MAKER, blank=True, ground=ground_of))
    assert [title in page for title, page in zip(TITLES[:-1], found, strict=True)] == [True] * 7
    assert "X " not in found[0]


def test_the_plan_is_marked_as_its_strictest_part(desk: Desk) -> None:
    operate(desk)
    put(desk, "feature", "red", name="Red hospital", kind="hospital", marking="RED", audience="MEDICAL")
    assert drawn(desk, MAKER).marking == "TLP:RED · for MEDICAL only"


def test_the_plan_is_kept_and_read_again_as_it_was(ground: Desk) -> None:
    document = frozen.sealed(drawn(ground, MAKER, ground=ground_of))
    again = frozen.thawed(frozen.content(document))
    assert again == document
    assert frozen.digest(again) == document.digest
