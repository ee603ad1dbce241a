"""Issuing a summary: the next number, pages kept by their digest, the same numbers on screen and on paper."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json

import pypdf
import pytest

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.commands.reports import NumberTakenError
from eocdesk.desk import reports
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import FeedAge
from eocdesk.models import Refused, clock
from eocdesk.store.queries.reports import issued
from eocdesk.store.queries.situation import PLAIN, Issue
from tests.kit.desks import EVENT


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_each_summary_has_the_next_number_and_its_pages_are_kept_as_they_were(desk: Desk) -> None:
    first = reports.issue_now(desk, EVENT, PLAIN)
    desk.do_now(ReportIncident(EVENT, "Leak at Gate 7", severity=3))
    second = reports.issue_now(desk, EVENT, Issue(highlights="A leak."))
    assert (first.number, second.number) == (1, 2)
    assert "Leak at Gate 7" not in text(first.pdf)
    assert "Leak at Gate 7" in text(second.pdf)
    newest, _ = desk.read_now(issued, EVENT)
    assert newest.sha256 == hashlib.sha256(second.pdf).hexdigest()
    assert asyncio.run(desk.kept_file(newest.sha256)) == second.pdf
    assert "Prepared by L. Chen, Watch officer" in text(second.pdf)


def test_a_correction_has_the_same_number_and_is_held_against_the_report_before(desk: Desk) -> None:
    reports.issue_now(desk, EVENT, PLAIN)
    reports.issue_now(desk, EVENT, PLAIN)
    again = reports.issue_now(desk, EVENT, Issue(number=2, version=2))
    assert (again.number, again.version, again.file_name) == (2, 2, "situation-report-2-v2.pdf")
    assert "changed since SITREP 1" in text(again.pdf)
    with pytest.raises(NumberTakenError):
        reports.issue_now(desk, EVENT, Issue(number=2, version=2))


def test_two_that_issue_at_once_get_two_numbers(desk: Desk) -> None:
    async def both() -> set[int]:
        made = await asyncio.gather(reports.issue(desk, PLAIN), reports.issue(desk, PLAIN))
        return {one.number for one in made}

    assert asyncio.run(both()) == {1, 2}


def test_a_preview_is_a_draft_and_keeps_nothing(desk: Desk) -> None:
    pdf = asyncio.run(reports.preview(desk, Issue(highlights="Heat."), "a4"))
    assert "DRAFT – NOT ISSUED" in text(pdf)
    assert desk.read_now(issued, EVENT) == ()
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert round(float(box.width)) == 595  # A4


def test_the_paper_is_the_desks_where_none_is_asked_for(desk: Desk) -> None:
    desk.settings.set("paper", "a4")
    box = pypdf.PdfReader(io.BytesIO(reports.issue_now(desk, EVENT, PLAIN).pdf)).pages[0].mediabox
    assert round(float(box.height)) == 842


def test_without_an_open_event_nothing_is_drawn(desk: Desk) -> None:
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        asyncio.run(reports.issue(desk, PLAIN))


def test_the_gravest_changes_are_offered_to_the_author(desk: Desk) -> None:
    desk.do_now(ReportIncident(EVENT, "Leak", severity=1))
    desk.do_now(ReportIncident(EVENT, "Mass casualty at Gate 7", severity=4))
    offered = desk.read_now(reports.offered, EVENT, clock.now())
    assert len(offered) == 1
    assert "Mass casualty at Gate 7" in offered[0]


def test_a_feeds_age_is_printed_with_its_hour() -> None:
    age = FeedAge("usgs", "Earthquakes (USGS)", 1_847_646_000_000, None, "")
    assert reports.printed(age, "America/Los_Angeles", 1_847_646_240_000) == "Earthquakes (USGS) as of 12:00 (4 min)"
    assert "nothing came in yet" in reports.printed(age._replace(last_good=None), "UTC", 1)


def test_what_hazards_touch_stands_on_the_pages_and_what_is_above_them_does_not(desk: Desk) -> None:
    now = clock.now()
    ring = [[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]
    shape = json.dumps({"type": "Polygon", "coordinates": [ring]})
    for kind, values in (
        ("venue", {"name": "Rose Bowl", "lat": 34.16, "lon": -118.17, "marking": "AMBER"}),
        ("venue", {"name": "CANARY", "lat": 34.2, "lon": -118.2, "marking": "RED"}),
        ("alert", {"title": "Extreme heat", "severity": "severe", "geometry": shape, "sent": now, "marking": "AMBER"}),
    ):
        desk.do_now(Add(kind, EVENT, values))
    said = text(reports.issue_now(desk, EVENT, PLAIN).pdf)
    assert "Venues and sessions touched 1 venue now or within 24 hours" in said
    assert "Rose Bowl Extreme heat none now" in said
    assert "Extreme heat, just now" in said  # on the map
    assert "CANARY" not in said
