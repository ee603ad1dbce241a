"""The brief on pages: notes first, every section says something, a blank one can be written on."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest

from eocdesk.commands.entries import AmendEntry, LogEntry
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.reports import handover
from eocdesk.reports.document import Document, Section
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import pdf
from tests.kit.desks import EVENT


def drawn(desk: Desk, **asked: Any) -> Document:
    now = clock.now() + 1
    return desk.read_now(handover.draw, Asked("handover", EVENT, now, now, person="L. Chen", **asked))


def titles(document: Document) -> list[str]:
    return [one.title for one in document.sections if isinstance(one, Section)]


def test_notes_stand_first_and_empty_sections_say_so(desk: Desk) -> None:
    document = drawn(desk)
    assert titles(document)[0] == "Notes to the next officer"
    assert titles(document)[-1] == "Taken over"
    assert all(one.pieces for one in document.sections if isinstance(one, Section))
    assert "Nothing is overdue." in str(dataclasses.asdict(document))
    assert "no earlier handover" in document.subtitle


def test_a_filled_one_names_what_happened_and_can_be_set(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, "handover", {})).value
    desk.do_now(FillBlock(form, "notes", "Gate 7 stays shut.\nÉl sabe por qué."))
    desk.do_now(ReportIncident(EVENT, "Smoke " * 50, severity=3, marking="RED"))
    document = drawn(desk, form=form)
    said = str(dataclasses.asdict(document))
    assert "Gate 7 stays shut." in said
    assert "Smoke" in said
    assert document.marking == "TLP:RED"
    assert pdf(document).startswith(b"%PDF")


def test_a_blank_one_says_nothing_of_the_records(desk: Desk) -> None:
    desk.do_now(ReportIncident(EVENT, "Smoke"))
    document = drawn(desk, blank=True)
    assert "Smoke" not in str(dataclasses.asdict(document))
    assert pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("code", ["handover", "incident", "calendar", "contacts", "call-down"])
def test_what_a_seen_record_points_to_is_withheld_by_name(desk: Desk, code: str) -> None:
    red, green = {"marking": "RED"}, {"marking": "GREEN"}
    now = clock.now()
    venue = desk.do_now(Add("venue", EVENT, {"name": "CANARY venue", **red})).value
    agency = desk.do_now(Add("agency", EVENT, {"name": "CANARY agency", **red})).value
    seen = {"venue": venue, **green}
    incident = desk.do_now(ReportIncident(EVENT, "Smoke", lead=agency, severity=4, **seen)).value[0]
    desk.do_now(LogEntry(EVENT, "Seen.", incident=incident, severity=4, addressees=("A",), **seen))
    desk.do_now(
        AmendEntry(desk.do_now(LogEntry(EVENT, "Two.", incident=incident, **seen)).value[0], "CANARY", marking="RED")
    )
    desk.do_now(Add("session", EVENT, {"title": "Final", "starts": now + 1, "ends": now + 2, **seen}))
    contact = {"name": "Ann", "agency": agency, "call_order": 1, **seen}
    desk.do_now(Add("contact", EVENT, contact))
    asked = papers.wanted(desk, code, release="GREEN", incident=incident if code == "incident" else None)
    made = desk.read_now(papers.make, replace(asked, of="day" if code == "calendar" else ""))
    said = str(dataclasses.asdict(made.document))
    assert "CANARY" not in said
    assert "withheld" in said.replace("of this event withheld", "")
    assert made.document.marking == "TLP:GREEN"
