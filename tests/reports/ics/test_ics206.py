"""ICS 206 on paper: hospitals from the map, stations and ambulances, yes and no ticked as people wrote."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics206 import FORM, HOSPITALS, MAKER, STATIONS, TRANSPORT
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []
    assert page.count("ALS") > 3
    assert "LA General" not in page


def test_hospitals_of_the_map_stand_in_it_with_their_points(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    assert "LA General Medical Center Level I trauma 34.0577, -118.2092 11S LT" in page


def test_stations_and_ambulances_are_found_and_a_shape_that_is_none_is_no_fault(desk: Desk) -> None:
    operate(desk)
    put(desk, "feature", "post", name="Medical post 3", kind="other", geometry="{broken", note="Gate 7")
    put(desk, "resource", "amb", name="Ambulance 12", capacity="ALS", place="Lot C", status="available")
    (page,) = pages(drawn(desk, MAKER))
    assert "Medical post 3 Gate 7" in page
    assert "Ambulance 12 Lot C X ALS BLS" in page


def test_what_people_wrote_is_ticked(desk: Desk) -> None:
    operate(desk)
    form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14")})).value
    desk.do_now(AddRow(form, STATIONS, ["Post 1", "Gate 1", "Tac 3", "No"]))
    desk.do_now(AddRow(form, TRANSPORT, ["Care", "Lot", "9", "BLS"]))
    desk.do_now(AddRow(form, HOSPITALS, ["UCLA", "Westwood", "310", "5", "20", "Level I", "yes", "no"]))
    desk.do_now(FillBlock(form, "6", "Call command on Tac 1."))
    desk.do_now(FillBlock(form, "6.aviation", "yes"))
    (page,) = pages(drawn(desk, MAKER))
    assert "Post 1 Gate 1 Tac 3 Yes X No" in page
    assert "Care Lot 9 ALS X BLS" in page
    assert "X Yes, Level: I No X Yes No Yes X No" in page
    assert "Call command on Tac 1." in page
    assert "X Check box if aviation assets" in page
    assert "LA General" not in page
