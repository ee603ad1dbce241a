"""The situation report as one of the papers: a draft until it is approved, with its map, marked by what it shows."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.reports import situation_paper
from eocdesk.reports.document import Document, Pairs, Picture, Section
from eocdesk.reports.paper import Asked
from tests.kit.desks import EVENT

MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 76 40"><rect width="76" height="40" fill="#eee"/></svg>'


def drawn(desk: Desk, form: bytes | None = None, **more: Any) -> Document:
    """The report as it is drawn now for T. Baker."""
    now = clock.now()
    asked = Asked("situation", EVENT, now, now, form=form, person="T. Baker", **more)
    return desk.read_now(situation_paper.draw, asked)


def opened(desk: Desk) -> bytes:
    """A report with a highlight."""
    return bytes(desk.do_now(OpenForm(EVENT, "situation", {"title": "Situation Report"}, {"1": "Heat."})).value)


def test_of_the_records_alone_it_is_a_draft(desk: Desk) -> None:
    document = drawn(desk)
    assert document.title == "Situation Report, draft"
    assert "DRAFT" in document.banner
    assert document.marking == "TLP:AMBER"


def test_a_submitted_form_is_drawn_for_its_approval_by_who_sits_here(desk: Desk) -> None:
    form = opened(desk)
    assert drawn(desk, form).title == "Situation Report, draft"
    desk.do_now(SubmitForm(form))
    assert drawn(desk, form, draft=True).title == "Situation Report, draft"
    document = drawn(desk, form)
    assert (document.title, document.banner) == ("Situation Report 1", "")
    assert "L. Chen" in document.footer_left
    last = document.sections[-1]
    assert isinstance(last, Section)
    assert "T. Baker" in str(last.pieces)


def test_the_map_and_the_ages_come_from_outside(desk: Desk) -> None:
    document = drawn(desk, ground=lambda _connection, _event, _words: (MAP, "Venues"), ages=("USGS as of 14:00",))
    pictures = [
        p for one in document.sections if isinstance(one, Section) for p in one.pieces if isinstance(p, Picture)
    ]
    assert [picture.alt for picture in pictures] == ["Venues"]
    assert document.footer_lines == ("USGS as of 14:00",)


def test_a_stricter_block_raises_the_marking_and_a_form_that_is_not_here_is_said(desk: Desk) -> None:
    form = opened(desk)
    desk.do_now(FillBlock(form, "7", "Source", marking="RED"))
    assert drawn(desk, form).marking == "TLP:RED"
    lead = drawn(desk, bytes(16)).lead
    assert "left out" in str(lead)
    assert any(isinstance(piece, Pairs) for piece in lead)
