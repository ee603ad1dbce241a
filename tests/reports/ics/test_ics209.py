"""ICS 209 on paper: four pages, its sums, the figures of the situation report that was submitted."""

from __future__ import annotations

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics209 import ACTIVE, FORM, MAKER, active_key, projected, to_date
from eocdesk.reports.typeset import Paper
from eocdesk.store.queries.status import Costs
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import NOW, put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_has_four_pages_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    found = pages(drawn(ground, MAKER, blank=True), paper)
    assert len(found) == 4
    assert missing(FORM, " ".join(found)) == ["(4 blank lines)"]
    assert "LA28 Games" not in found[0].partition("1. Incident Name")[2]


def test_one_report_alone_is_initial_and_final(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    assert "Date: 07/14/2028" in (first := pages(drawn(desk, MAKER, form=form))[0])
    assert "X Update" in first
    for key in ("3.initial", "3.final"):
        desk.do_now(FillBlock(form, key, "yes"))
    (first, *_) = pages(drawn(desk, MAKER, form=form))
    assert "X Initial" in first
    assert "X Final" in first
    assert "X Update" not in first


def _report(desk: Desk, **blocks: str) -> None:
    report = desk.do_now(OpenForm(EVENT, "situation")).value
    for key, words in blocks.items():
        desk.do_now(FillBlock(report, key.replace("_", "."), words))
    desk.do_now(AddRow(report, "6.actions[]", ["Planning for Evacuation", "Gate 7"]))
    assert "Injured" not in pages(drawn(desk, MAKER))[1]
    desk.do_now(SubmitForm(report))


def test_the_situation_report_gives_its_figures_and_they_are_summed(desk: Desk) -> None:
    known = {"6_civilian_injured_total": "14", "6_civilian_missing_total": "1,002", "6_responder_injured_period": "3"}
    _report(desk, **known, **{"12_24": "Two more tenders"})
    _, lives, decisions, _ = pages(drawn(desk, MAKER))
    assert "E. With Injuries/Illness 14" in lives
    assert "N. Total # Civilians (Public) Affected 1016" in lives
    assert "N. Total # Responders Affected 3" in lives
    assert "X F. Planning for Evacuation" in lives
    assert "39, 24 hours: Two more tenders" in decisions
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(FillBlock(form, "31.injured.total", "15"))
    assert "Affected 1017" in pages(drawn(desk, MAKER, form=form))[1]


def test_an_incident_says_when_it_began_and_where(desk: Desk) -> None:
    incident = put(desk, "incident", "i", number="AAAA-1", title="Heat", opened=NOW, lat=33.9526, lon=-118.3411)
    first = pages(drawn(desk, MAKER, incident=incident))[0]
    assert "Date: 07/19/2028" in first
    assert "-118.34110 / 33.95260 (decimal degrees, WGS 84)" in first
    assert "11S LT" in first


def test_what_is_active_has_a_key_without_its_letter() -> None:
    assert active_key(ACTIVE[0]) == "34.NoLikelyThreat"
    assert len(ACTIVE) == 14


def test_costs_say_the_sum_they_come_from_and_nothing_where_nobody_priced_anything() -> None:
    known = Costs(ordered=3, spent=1300.5, uncosted=1, wanted=1, ahead=300.0)
    assert to_date(known) == "USD 1,300.50 for aid: 3 requests ordered, 1 of them without a cost yet"
    assert projected(known) == (
        "USD 1,600.50 for aid: USD 1,300.50 ordered + USD 300 asked for and not ordered yet; "
        "4 requests in all, 1 of them without a cost yet"
    )
    for bare in (Costs(), Costs(ordered=2, uncosted=2), Costs(wanted=1, uncosted_ahead=1)):
        assert to_date(bare) == projected(bare) == ""
    assert to_date(Costs(wanted=1, ahead=5.0)) == ""


def test_costs_of_aid_stand_in_blocks_45_and_46_until_somebody_writes(desk: Desk) -> None:
    put(desk, "request", "a", state="ordered", cost=1200.0)
    put(desk, "request", "b", state="approved", cost=300.0)
    third = pages(drawn(desk, MAKER))[2]
    assert "45. Estimated Incident Costs to Date: USD 1,200 for aid: 1 request ordered" in third
    assert "46. Projected Final Incident Cost Estimate: USD 1,500 for aid" in third
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(FillBlock(form, "45", "Not known"))
    assert "Costs to Date: Not known" in pages(drawn(desk, MAKER, form=form))[2]
