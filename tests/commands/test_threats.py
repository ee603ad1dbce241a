"""A report is taken, judged and becomes a threat that is assessed."""

from __future__ import annotations

import pytest

from eocdesk.commands.threats import AmendReport, AssessReport, AssessThreat, RaiseThreat, TakeReport, TaskPartner
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Report, Task, Threat
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def report(desk: Desk, record: bytes) -> Report:
    found = desk.read_now(events.record, Report, record)
    assert found is not None
    return found


def test_a_report_is_numbered_dated_and_logged(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate", "marking": "RED"})).value
    found = report(desk, record)
    assert number == found.number == f"{desk.code}-A1"
    assert found.marking == "RED"
    assert found.review < found.purge


def test_identifying_data_needs_a_predicate_at_intake_and_later(desk: Desk) -> None:
    with pytest.raises(Refused, match="predicate") as refused:
        desk.do_now(TakeReport(EVENT, {"title": "Tip", "identifying": "J. Doe"}))
    assert refused.value.field == "identifying"
    told = {"title": "Tip", "identifying": "J. Doe", "predicate": "Threatened to burn the hall"}
    record, _ = desk.do_now(TakeReport(EVENT, told)).value
    with pytest.raises(Refused, match="predicate"):
        desk.do_now(AmendReport(record, {"predicate": " "}))
    desk.do_now(AmendReport(record, {"predicate": "", "identifying": ""}))
    assert report(desk, record).identifying == ""


def test_a_report_is_not_called_purged_while_its_words_stand(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "Tip"})).value
    with pytest.raises(Refused, match="purged"):
        desk.do_now(AmendReport(record, {"state": "purged"}))


def test_a_report_has_no_nexus_only_with_a_reason(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "Tip"})).value
    with pytest.raises(Refused, match="nexus"):
        desk.do_now(AssessReport(record))
    desk.do_now(AssessReport(record, reason="A tourist"))
    assert report(desk, record).state == "no nexus"


def test_a_threat_from_a_red_report_is_red_and_so_is_its_entry(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "Tip", "marking": "RED"})).value
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "marking": "GREEN"}, report=record)).value
    found = desk.read_now(events.record, Threat, threat)
    assert found is not None
    assert (found.marking, number) == ("RED", f"{desk.code}-H1")
    assert (report(desk, record).state, report(desk, record).threat) == ("assessed", threat)


def test_a_likelihood_is_said_with_its_confidence(desk: Desk) -> None:
    threat, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Drone"})).value
    with pytest.raises(Refused, match="confidence"):
        desk.do_now(AssessThreat(threat, {"likelihood": "likely"}))
    values = {"likelihood": "likely", "confidence": "low", "level": "high"}
    entry, _ = desk.do_now(AssessThreat(threat, values, "Two sightings")).value
    said = desk.read_now(events.record, Entry, entry)
    found = desk.read_now(events.record, Threat, threat)
    assert said is not None
    assert found is not None
    assert "level high, likely (55–80 %), confidence low, open. Two sightings" in said.text
    assert (found.assessed_by, found.level) == ("L. Chen", "high")


def test_a_partner_is_tasked_from_a_threat_and_the_task_names_it_and_is_marked_alike(desk: Desk) -> None:
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "marking": "RED"})).value
    with pytest.raises(Refused, match="Name the partner"):
        desk.do_now(TaskPartner(threat, {"title": "Close the airspace"}))
    with pytest.raises(Refused, match="Say what"):
        desk.do_now(TaskPartner(threat, {"owner": "FAA"}))
    made, said = desk.do_now(TaskPartner(threat, {"title": "Close the airspace", "owner": "FAA", "due": 7})).value
    task = desk.read_now(events.record, Task, made)
    assert task is not None
    assert (task.title, task.owner, task.due) == (f"Close the airspace (threat {number})", "FAA", 7)
    assert task.marking == "RED"
    (entry,) = [one for one in desk.read_now(events.of_event, Entry, EVENT) if said in one.text]
    assert (entry.text, entry.marking) == (f"Task {said} on threat {number} given to FAA: Close the airspace", "RED")
