"""An incident on paper: the single page stays one, the full sheet shows what was struck and why."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pypdf
import pytest

from eocdesk.commands.entries import LogEntry, StrikeEntry
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.tasks import AddTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.reports import incident_sheet
from eocdesk.reports.document import Document
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import Paper, pdf
from tests.kit.desks import EVENT

LONG = "Long name of something that went wrong at the very far end of the plaza, " * 5


def drawn(desk: Desk, incident: bytes | None = None, **asked: Any) -> Document:
    now = clock.now() + 1
    return desk.read_now(incident_sheet.draw, Asked("incident", EVENT, now, now, incident=incident, **asked))


def said(document: Document) -> str:
    return str(dataclasses.asdict(document))


@pytest.fixture
def incident(desk: Desk) -> bytes:
    made: bytes = desk.do_now(ReportIncident(EVENT, LONG, severity=4, place=LONG, owner=LONG)).value[0]
    for number in range(8):
        desk.do_now(LogEntry(EVENT, f"{number} {LONG}{LONG}", incident=made, severity=number % 5))
        desk.do_now(AddTask(EVENT, f"{number} {LONG}", incident=made, owner=LONG, due=1_000))
    return made


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_the_summary_is_one_page_whatever_there_is(desk: Desk, incident: bytes, paper: Paper) -> None:
    document = drawn(desk, incident, of="summary")
    assert len(pypdf.PdfReader(io.BytesIO(pdf(document, paper))).pages) == 1
    assert "4 of 8; the sheet in full has all." in said(document)


def test_in_full_what_was_struck_stands_with_its_reason_and_every_change_with_both_words(
    desk: Desk, incident: bytes
) -> None:
    wrong = desk.do_now(LogEntry(EVENT, "One died.", incident=incident)).value[0]
    desk.do_now(StrikeEntry(wrong, "Not confirmed"))
    desk.do_now(SetIncident(incident, {"severity": 1}))
    document = drawn(desk, incident)
    words = said(document)
    assert "'STRUCK'" in words
    assert "because: Not confirmed" in words
    assert "'Critical'" in words
    assert "No file is attached." in words
    assert pdf(document).startswith(b"%PDF")


def test_without_one_all_are_listed_and_a_blank_one_is_empty(desk: Desk, incident: bytes) -> None:
    assert LONG.split(",", maxsplit=1)[0] in said(drawn(desk))
    blank = drawn(desk, incident, blank=True)
    assert LONG.split(",", maxsplit=1)[0] not in said(blank)
    assert pdf(blank).startswith(b"%PDF")


def test_words_withheld_from_the_reader_are_not_in_its_history(desk: Desk) -> None:
    made = desk.do_now(ReportIncident(EVENT, "CANARY", marking="RED")).value[0]
    desk.do_now(SetIncident(made, {"title": "Smoke", "marking": "GREEN"}))
    history = drawn(desk, made, release="GREEN").sections[-1]
    assert "Smoke" in str(history)
    assert "CANARY" not in str(history)
