"""Whoever purges a report is shown what others wrote of it."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.threats import RaiseThreat, TakeReport, TaskPartner
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.naming import naming, tasks_on
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
