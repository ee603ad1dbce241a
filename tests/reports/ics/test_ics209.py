"""ICS 209 on paper: four pages, its sums, the figures of the situation report that was submitted."""

from __future__ import annotations

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics209 import ACTIVE, FORM, MAKER, active_key
from eocdesk.reports.typeset import Paper
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
