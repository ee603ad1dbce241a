"""Whoever purges a report is shown what others wrote of it."""

from __future__ import annotations

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.documents import Attach
from eocdesk.commands.entries import AmendEntry, LogEntry
from eocdesk.commands.threats import RaiseThreat, TakeReport, TaskPartner
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.naming import naming, saying, tasks_on
from tests.kit.desks import EVENT


def test_what_says_its_number_or_its_title_is_told_and_nothing_else(desk: Desk) -> None:
    report, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    desk.do_now(LogEntry(EVENT, f"Police asked about {number}"))
    desk.do_now(LogEntry(EVENT, "A man films the gate again"))
    desk.do_now(LogEntry(EVENT, "The gate is closed"))
    desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "summary": f"See {number}"}))
    found = desk.read_now(naming, report)
    assert [(hit.kind, hit.title) for hit in found] == [
        ("entry", "A man films the gate again"),
        ("entry", f"Police asked about {number}"),
        ("entry", f"Report {number} taken: Man films the gate"),
        ("threat", "Drone"),
    ]


def test_what_the_trail_says_by_title_is_told_and_what_it_says_by_number_is_not(desk: Desk) -> None:
    report, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    desk.do_now(NoteAccess(EVENT, "viewed", f"Report {number}", "RED"))
    desk.do_now(NoteAccess(EVENT, "viewed", "Man films the gate 1", "RED"))
    desk.do_now(NoteAccess(EVENT, "exported", "Export", "RED", sent_to="file man-films-the-gate.pdf"))
    found = [hit.title for hit in desk.read_now(naming, report) if hit.kind == "access"]
    assert found == ["Export", "Man films the gate 1"]


def test_a_title_of_one_word_is_not_looked_for(desk: Desk) -> None:
    report, number = desk.do_now(TakeReport(EVENT, {"title": 'Tip"'})).value
    desk.do_now(LogEntry(EVENT, "A tip came in"))
    assert [hit.title for hit in desk.read_now(naming, report)] == [f'Report {number} taken: Tip"']


def test_of_a_report_that_is_not_here_nothing_is_told(desk: Desk) -> None:
    assert desk.read_now(naming, b"x" * 16) == ()


def test_tasks_on_a_threat_are_those_that_say_its_number(desk: Desk) -> None:
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone"})).value
    other, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Phishing"})).value
    for record, title in ((threat, "Close the airspace"), (other, "Reset passwords")):
        desk.do_now(TaskPartner(record, {"title": title, "owner": "FAA"}))
    assert [hit.title for hit in desk.read_now(tasks_on, EVENT, number)] == [f"Close the airspace (threat {number})"]
    assert desk.read_now(tasks_on, EVENT, "") == ()


def test_what_says_the_number_of_a_report_is_told_with_its_amendments_and_attachments(desk: Desk) -> None:
    report, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    entry, _ = desk.do_now(LogEntry(EVENT, f"Police asked about {number}")).value
    amended, _ = desk.do_now(AmendEntry(entry, "Police asked about the man")).value
    file = desk.do_now(Attach(EVENT, "a.png", "image/png", 1, "0" * 64, entry=entry)).value
    desk.do_now(LogEntry(EVENT, "A man films the gate again"))
    desk.do_now(TakeReport(EVENT, {"title": "Another"}))
    found = {(kind, record) for kind, record, *_ in desk.read_now(saying, "report", report)}
    assert {("entry", entry), ("entry", amended), ("document", file)} < found
    assert len(found) == 4
    assert desk.read_now(saying, "report", b"x" * 16) == []
