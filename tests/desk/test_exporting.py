"""A paper goes out as text, page or data with nothing its pages leave out; what was issued stays as it was."""

from __future__ import annotations

import asyncio
import json

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import FillBlock
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Amend
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk import approving, exporting, papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from tests.kit.desks import EVENT

CANARY = "Canary of the source"


@pytest.fixture
def form(desk: Desk) -> bytes:
    """A report with words of its own at CLEAR and a block at RED; an incident of each kind."""
    desk.do_now(Amend("event", EVENT, {"marking": "CLEAR"}))
    desk.do_now(ReportIncident(EVENT, "Leak at Gate 7", severity=4, marking="CLEAR"))
    desk.do_now(ReportIncident(EVENT, CANARY, severity=4, marking="AMBER"))
    made = asyncio.run(approving.open_report(desk))
    desk.do_now(FillBlock(made, "1", "Heat at Gate 7."))
    desk.do_now(FillBlock(made, "12.12", CANARY, marking="RED"))
    return made


@pytest.mark.parametrize("kind", exporting.KINDS)
def test_no_export_holds_a_byte_of_what_its_pages_leave_out(desk: Desk, form: bytes, kind: str) -> None:
    whole = asyncio.run(approving.look(desk, form))
    green = asyncio.run(approving.look(desk, form, release="GREEN"))
    assert CANARY.encode() not in exporting.data(green, kind)
    if kind != "pdf":
        assert CANARY.encode() in exporting.data(whole, kind)
        assert b"TLP:CLEAR" in exporting.data(green, kind)  # the highest of what is left
        assert (b"Heat at Gate 7." in exporting.data(green, kind)) is (kind != "csv"), "tables alone"


def test_the_short_report_is_bounded_as_its_pages_are(desk: Desk, form: bytes) -> None:
    whole = asyncio.run(approving.look(desk, form)).asked
    said = desk.read_now(exporting.short_text, whole)
    assert said.startswith("TLP:RED\n")
    assert CANARY in said
    green = asyncio.run(approving.look(desk, form, release="GREEN")).asked
    said = desk.read_now(exporting.short_text, green)
    assert said.startswith("TLP:CLEAR\n")
    assert CANARY not in said
    assert "1 open" in said
    desk.do_now(Amend("event", EVENT, {"marking": "AMBER"}))
    assert desk.read_now(exporting.short_text, green).startswith("TLP:GREEN\n")
    with pytest.raises(Refused, match="Only the situation report"):
        desk.read_now(exporting.short_text, papers.wanted(desk, "handover"))


def test_the_short_report_of_an_approved_one_holds_nothing_that_came_since(desk: Desk, form: bytes) -> None:
    desk.do_now(FillBlock(form, "12.12", "Ten ambulances", marking="CLEAR"))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    asyncio.run(approving.approve(desk, form))
    desk.do_now(ReportIncident(EVENT, "Later, and RED", severity=4, marking="RED"))
    whole = asyncio.run(approving.look(desk, form))
    said = desk.read_now(exporting.short_text, whole.asked)
    assert "Later" not in said
    assert said.startswith(f"{whole.marking.label}\n")
    assert "No. 1, version 1" in said
    assert "Approved: T. Baker" in said
    lower = asyncio.run(approving.look(desk, form, release="CLEAR")).asked
    said = desk.read_now(exporting.short_text, lower)
    assert "DRAFT, not issued" in said, "an excerpt was approved by nobody"
    assert CANARY not in said


def test_what_was_issued_goes_out_as_it_was_frozen(desk: Desk, form: bytes) -> None:
    desk.settings.set("person", "L. Chen")
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    made = asyncio.run(approving.approve(desk, form, "RED"))
    desk.do_now(ReportIncident(EVENT, "Later", severity=4))
    assert asyncio.run(exporting.issued(desk, made.id, "pdf")) == made.paper.pdf
    said = asyncio.run(exporting.issued(desk, made.id, "txt")).decode()
    assert "Leak at Gate 7" in said
    assert "Later" not in said
    assert json.loads(asyncio.run(exporting.issued(desk, made.id, "json")))["digest"] == made.paper.digest


def test_what_has_no_content_has_its_pages_alone(desk: Desk) -> None:
    old = desk.do_now(IssueSummary(EVENT, 1, 1, 1, "ab" * 32, "AMBER")).value
    with pytest.raises(Refused, match="older version"):
        asyncio.run(exporting.issued(desk, old, "html"))
    with pytest.raises(Refused, match="not on this desk"):
        asyncio.run(exporting.issued(desk, bytes(16), "pdf"))


def test_a_file_is_what_its_ending_says() -> None:
    assert [exporting.kind_of(name) for name in ("a.PDF", "b.html", "c.v2.txt", "d")] == ["pdf", "html", "txt", "pdf"]
    with pytest.raises(Refused, match=r"not written as “\.docx”"):
        exporting.kind_of("a.docx")
