"""What is at risk and what is due is found."""

from __future__ import annotations

from eocdesk.commands.records import Add
from eocdesk.commands.threats import AssessReport, AssessThreat, RaiseThreat, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import threats
from tests.kit.desks import EVENT


def test_a_threat_names_what_is_at_risk_until_it_is_closed(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Hall"})).value
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "venues": [venue.hex()]})).value
    assert desk.read_now(threats.at_risk, EVENT) == [threats.AtRisk(threat, number, "guarded", (venue,), ())]
    desk.do_now(AssessThreat(threat, {"state": "closed"}))
    assert desk.read_now(threats.at_risk, EVENT) == []


def test_reports_come_due_on_their_day_purges_first(desk: Desk) -> None:
    days = {"review": "2026-07-01", "purge": "2027-01-01"}
    first, _ = desk.do_now(TakeReport(EVENT, {"title": "Review", **days})).value
    second, _ = desk.do_now(TakeReport(EVENT, {"title": "Purge", **days, "purge": "2026-07-02"})).value
    desk.do_now(AssessReport(first, reason="A tourist"))
    assert desk.read_now(threats.due_reports, EVENT, "2026-06-30") == []
    found = desk.read_now(threats.due_reports, EVENT, "2026-07-02")
    assert [(row.id, row.purge_due) for row in found] == [(second, True), (first, False)]
