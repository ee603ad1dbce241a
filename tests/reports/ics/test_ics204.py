"""ICS 204 on paper: one for each owner of work, or for each list people wrote."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics204 import CHANNELS, FORM, MAKER, RESOURCES
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import key, operate, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert [words for words in missing(FORM, page) if not words.startswith("3. ")] == [], "block 3 has items alone"
    assert "Ruiz" not in page


def test_an_owner_has_a_list_with_work_resources_and_a_number(ground: Desk) -> None:
    (page,) = pages(drawn(ground, MAKER))
    assert "Group: Maria Ruiz" in page
    assert "Operations Section Chief: A. Kim +12135550104" in page
    assert "Medical strike team 1 Maria Ruiz 5 +12135550103 SoFi" in page
    assert "AAAA-1 Shade at Gate 7 (by 07/19/2028 15:45)" in page


def test_each_list_people_wrote_is_a_page_and_one_may_be_asked_for(desk: Desk) -> None:
    operate(desk)
    lists = []
    for name in ("Gate 7 group", "Gate 9 group"):
        form = desk.do_now(OpenForm(EVENT, MAKER.code, {"period": key("period", "14"), "position": name})).value
        desk.do_now(FillBlock(form, "6", f"Hold {name}"))
        desk.do_now(AddRow(form, RESOURCES, ["E-9", "Duarte", "4", "Tac 1", "Lot C"]))
        desk.do_now(AddRow(form, CHANNELS, ["Command", "Tac 1 / 460.025"]))
        lists.append(form)
    first, second = pages(drawn(desk, MAKER))
    assert "Hold Gate 7 group" in first
    assert "E-9 Duarte 4 Tac 1 Lot C" in first
    assert "Command Tac 1 / 460.025" in first
    assert "Hold Gate 9 group" in second
    for more in ({"of": "gate 9 GROUP"}, {"form": lists[1]}):
        (page,) = pages(drawn(desk, MAKER, **more))
        assert "Hold Gate 9 group" in page


def test_many_resources_go_on_under_the_same_head(desk: Desk) -> None:
    operate(desk)
    for n in range(60):
        put(desk, "resource", str(n), name=f"Unit-{n}-", status="assigned", assigned_to="Maria Ruiz", note="x " * 60)
    found = pages(drawn(desk, MAKER))
    assert len(found) > 1
    assert all(any(f"Unit-{n}-" in page for page in found) for n in range(60))
    assert all("Group: Maria Ruiz" in page for page in found)
    assert "5. Resources Assigned: (continued)" in found[1]
