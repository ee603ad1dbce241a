"""Gaps are named, written from what happened, closed with an outcome, and carried on to the next event."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.events import AddEvent
from eocdesk.commands.gaps import (
    AddGap,
    AmendGap,
    CarryOver,
    CloseGap,
    GapFrom,
    LoadCapabilities,
    RateCapability,
    ReopenGap,
    core_capabilities,
)
from eocdesk.commands.incidents import LogEntry, ReportIncident
from eocdesk.commands.recommendations import AddEvidence, MoveRecommendation, Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Gap, Refused
from eocdesk.store.queries import events
from eocdesk.store.queries.listed import listed
from tests.kit.desks import CODE, EVENT


def gap(desk: Desk, record: bytes) -> Gap:
    found = desk.read_now(events.record, Gap, record)
    assert found is not None
    return found


def every(desk: Desk, kind: str, event: bytes = EVENT) -> list[dict[str, Any]]:
    return desk.read_now(listed, kind, event, None, None)


def test_a_gap_has_a_number_says_who_found_it_and_needs_a_name(desk: Desk) -> None:
    record, number = desk.do_now(AddGap(EVENT, {"title": "No translators at night", "weight": "high"})).value
    found = gap(desk, record)
    assert number == found.number == f"{desk.code}-G1"
    assert (found.state, found.weight, found.found_by) == ("open", "high", "L. Chen")
    assert found.found is not None
    with pytest.raises(Refused, match="Gap is empty"):
        desk.do_now(AddGap(EVENT, {"title": " "}))
    with pytest.raises(Refused, match="begins open"):
        desk.do_now(AddGap(EVENT, {"title": "x", "state": "closed"}))
    with pytest.raises(Refused, match="not on this desk"):
        desk.do_now(AddGap(EVENT, {"title": "x", "incident": bytes(16)}))


def test_a_gap_from_an_incident_or_entry_takes_its_words_and_marking_and_the_log_says_so(desk: Desk) -> None:
    incident, said = desk.do_now(ReportIncident(EVENT, "Radio dead in the tunnel", marking="RED", audience="FBI")).value
    made, number = desk.do_now(GapFrom("incident", incident)).value
    found = gap(desk, made)
    assert (found.title, found.incident, found.marking, found.audience) == (
        "Radio dead in the tunnel",
        incident,
        "RED",
        "FBI",
    )
    told = every(desk, "entry")[0]
    assert (told["text"], told["incident_name"], told["marking"], told["audience"]) == (
        f"Gap {number} written: Radio dead in the tunnel",
        said,
        "RED",
        "FBI",
    )
    entry, _ = desk.do_now(LogEntry(EVENT, "Word " * 60, incident=incident)).value
    other = gap(desk, desk.do_now(GapFrom("entry", entry)).value[0])
    assert (other.entry, other.incident, other.marking) == (entry, incident, "RED")
    assert len(other.title) <= 121
    assert other.title.endswith("…")
    assert other.text == ("Word " * 60).strip()


def test_a_gap_is_closed_with_its_outcome_and_opened_again(desk: Desk) -> None:
    record, number = desk.do_now(AddGap(EVENT, {"title": "x"})).value
    with pytest.raises(Refused, match="what came of it"):
        desk.do_now(CloseGap(record, " "))
    with pytest.raises(Refused, match="why the risk is accepted"):
        desk.do_now(CloseGap(record, " ", accepted=True))
    with pytest.raises(Refused, match="Choose the event"):
        desk.do_now(CarryOver((record,), b""))
    with pytest.raises(Refused, match="what came of it"):
        desk.do_now(AmendGap(record, {"state": "closed"}))
    with pytest.raises(Refused, match="not closed"):
        desk.do_now(ReopenGap(record))
    desk.do_now(CloseGap(record, "Nobody can.", accepted=True))
    assert (gap(desk, record).state, gap(desk, record).outcome) == ("accepted", "Nobody can.")
    assert gap(desk, record).closed is not None
    with pytest.raises(Refused, match=f"Gap {number} is closed already"):
        desk.do_now(CloseGap(record, "Again"))
    with pytest.raises(Refused, match="Open it again"):
        desk.do_now(Recommend(record, {"title": "y"}))
    desk.do_now(ReopenGap(record))
    assert (gap(desk, record).state, gap(desk, record).closed) == ("open", None)


def test_closing_by_the_form_says_so_in_the_log_of_the_incident_as_the_deed_does(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Tunnel dark")).value
    record, number = desk.do_now(GapFrom("incident", incident)).value
    desk.do_now(AmendGap(record, {"state": "closed", "outcome": "Lamps hung."}))
    desk.do_now(AmendGap(record, {"outcome": "Lamps hung twice."}))
    said = [one["text"] for one in every(desk, "entry") if one["incident"] == incident]
    assert [one for one in said if number in one and "closed" in one] == [f"Gap {number} closed: Lamps hung."]


def test_partner_and_resources_are_carried_in_words_those_others_see_by_number_alone(desk: Desk) -> None:
    labels = {"marking": "GREEN"}
    record, _ = desk.do_now(AddGap(EVENT, {"title": "No radio", **labels})).value
    partner = desk.do_now(Add("agency", EVENT, {"name": "Radio Corps", **labels})).value
    seen = desk.do_now(Add("resource", EVENT, {"name": "Repeater truck", **labels})).value
    hidden = desk.do_now(Add("resource", EVENT, {"name": "CANARY", "marking": "RED"})).value
    said = {"title": "Lend", "note": "Ask early", "agency": partner, "resources": [seen.hex(), hidden.hex()]}
    desk.do_now(Recommend(record, said))
    later = desk.do_now(AddEvent("WC26", "World Cup", zone="America/Los_Angeles")).value
    desk.do_now(CarryOver((record,), later))
    (carried,) = every(desk, "recommendation", later)
    assert carried["note"].startswith("Ask early\nOwning partner: Radio Corps.\nResources that could serve:")
    assert "Repeater truck" in carried["note"]
    assert "CANARY" not in str(carried)


def test_carried_over_once_with_what_is_unfinished_and_evidence_in_words(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "CANARY", marking="RED")).value
    record, number = desk.do_now(AddGap(EVENT, {"title": "No radio", "marking": "GREEN", "incident": incident})).value
    desk.do_now(Recommend(record, {"title": "Buy repeaters", "owner": "Comms", "due": 9}))
    done = desk.do_now(Recommend(record, {"title": "Done one"})).value[0]
    desk.do_now(MoveRecommendation(done, "done"))
    desk.do_now(AddEvidence(gap=record, words="Seen in the tunnel"))
    later = desk.do_now(AddEvent("WC26", "World Cup", zone="America/Los_Angeles")).value
    made = desk.do_now(CarryOver((record,), later)).value
    began = gap(desk, made[0]).carried_from
    assert began == f"{CODE} {number}"
    assert gap(desk, made[0]).marking == "GREEN"
    assert [one["title"] for one in every(desk, "recommendation", later)] == ["Buy repeaters"]
    words = [one["words"] for one in every(desk, "evidence", later)]
    assert any("Seen in the tunnel" in one for one in words)
    assert any("Incident" in one for one in words)
    assert "CANARY" not in str(words)
    with pytest.raises(Refused, match="before"):
        desk.do_now(CarryOver((record,), later))
    with pytest.raises(Refused, match="already"):
        desk.do_now(CarryOver((record,), EVENT))
    with pytest.raises(Refused, match="Choose"):
        desk.do_now(CarryOver((), later))


def test_the_core_capabilities_are_added_once(desk: Desk) -> None:
    assert len({name for _, name, _ in core_capabilities()}) == 32
    assert desk.do_now(LoadCapabilities(EVENT)).value == 32
    assert len(every(desk, "capability")) == 32
    with pytest.raises(Refused, match="already"):
        desk.do_now(LoadCapabilities(EVENT))


def test_a_capability_is_rated_from_0_to_5(desk: Desk) -> None:
    record = desk.do_now(Add("capability", EVENT, {"name": "Mass care", "note": "Kept"})).value
    desk.do_now(RateCapability(record, 2, 4))
    (rated,) = every(desk, "capability")
    assert (rated["present"], rated["target"], rated["note"]) == (2, 4, "Kept")
    with pytest.raises(Refused, match="from 0 to 5"):
        desk.do_now(RateCapability(record, 6, 4))
    assert every(desk, "capability")[0]["present"] == 2
