"""The watch on paper: late is said in words, markings stand beside each line, nothing is said twice."""

from __future__ import annotations

import dataclasses

import pytest

from eocdesk.reports import situation_watch
from eocdesk.reports.document import Cell, Heading, Paragraph, Piece, Table
from eocdesk.store.queries.facts import Facts
from eocdesk.store.queries.facts_watch import (
    AlertLine,
    ExposureLine,
    GapLine,
    ObservationLine,
    OfferLine,
    PlanLine,
    ProductLine,
    RequestLine,
    ThreatLine,
    TouchedLine,
    Watch,
)

NOW = 1_847_662_500_000
HOUR = 3_600_000
FULL = Watch(
    alerts=(AlertLine("Excessive Heat Warning", "NWS Los Angeles", "Extreme", "Zone " * 60, NOW, NOW + HOUR, "nws"),),
    observations=(
        ObservationLine("Rose Bowl", "Heat index", 108.0, NOW + HOUR, "Rose Bowl", forecast=True, unit="°F"),
    ),
    threats=(ThreatLine("7KQ4-H1", "Drone", "UAS", "high", "Likely (55–80 %)", "Moderate", "SoFi", "RED"),),
    products=(ProductLine("7KQ4-P1", "Heat bulletin", "bulletin", "sent", NOW - HOUR, 4, 3, NOW - 1, "GREEN"),),
    plans=(PlanLine("Heat, version 2", "active", "Heat index 108", NOW, "L. Chen", rehearsal=True),),
    requests=(
        RequestLine(
            "7KQ4-R1",
            "Crews",
            "Ordered",
            "Urgent",
            "State",
            NOW - HOUR,
            NOW - 1,
            NOW + HOUR,
            10,
            6,
            4,
            "Rose Bowl",
            "France",
        ),
    ),
    offers=(OfferLine("7KQ4-O1", "Two crews", "France", 6, 4, conditions="Meals"), OfferLine("2", "Gone", "X", 1, 1)),
    gaps=(
        GapLine("7KQ4-G1", "No interpreters", "High", "Open", 0, 0),
        GapLine("2", "Late", "Low", "Open", 2, 1, NOW - HOUR),
    ),
)


@pytest.fixture
def full() -> Facts:
    """A summary with one of everything."""
    return Facts("LA28", "Games", "America/Los_Angeles", NOW, watch=FULL)


def cells(pieces: tuple[Piece, ...]) -> list[Cell]:
    return [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row]


def words(pieces: tuple[Piece, ...]) -> str:
    return " | ".join(f"{cell.mark} {cell.text} {cell.note}".strip() for cell in cells(pieces))


def test_each_line_of_the_threat_picture_carries_its_own_marking(full: Facts) -> None:
    said = words(situation_watch.threats(full))
    assert "TLP:RED" in said
    assert "TLP:GREEN" in said
    assert "Confidence: moderate" in said


def test_who_has_not_acknowledged_in_time_is_counted(full: Facts) -> None:
    assert "3 of 4 1 overdue" in words(situation_watch.threats(full))


def test_a_statewide_area_is_cut_at_a_word(full: Facts) -> None:
    (cell,) = [cell for cell in cells(situation_watch.hazards(full)) if cell.text == "Excessive Heat Warning"]
    assert len(cell.note) < 150
    assert cell.note.endswith(" …")


def test_a_forecast_is_never_printed_as_an_observation(full: Facts) -> None:
    assert "108 °F Heat index, forecast" in words(situation_watch.hazards(full))


def test_touched_venues_stand_with_their_sessions_of_now_and_those_to_come(full: Facts) -> None:
    later = tuple((f"Heat {at}", NOW + at * HOUR) for at in range(1, 6))
    bowl = TouchedLine("Rose Bowl", ("Heat warning", "HeatRisk 4"), NOW - HOUR, ("Final",), later, grave=True)
    quiet = TouchedLine("Village", ("Wind",), NOW - HOUR, grave=True)

    def told(*lines: TouchedLine) -> tuple[Piece, ...]:
        return situation_watch.hazards(dataclasses.replace(full, watch=Watch(touched=lines)))

    heading, table = told(bowl, quiet)
    assert heading == Heading("Venues and sessions touched", "2 venues now or within 24 hours, 1 session now")
    said = words((table,))
    assert "Rose Bowl | Heat warning; HeatRisk 4 | Final Later: " in said
    assert "Heat 3; and 2 more" in said
    assert "Village | Wind | none now" in said
    assert [cell.text for cell in cells((table,)) if cell.tone == "bad"] == ["Rose Bowl"]  # nothing runs at the other
    assert told(*[quiet] * 62)[-1] == Paragraph("And 2 more venues.", "muted")


def test_a_late_request_stands_out_and_says_what_is_here(full: Facts) -> None:
    late = [cell for cell in cells(situation_watch.requests(full)) if cell.text == "Ordered"]
    assert [cell.tone for cell in late] == ["bad"]
    assert "6 of 10, 4 here France" in words(situation_watch.requests(full))


def test_only_what_is_left_of_offers_is_offered_again(full: Facts) -> None:
    said = words(situation_watch.offers(full))
    assert "2 of 6" in said
    assert "Gone" not in said


def test_a_rehearsal_is_marked(full: Facts) -> None:
    assert "REHEARSAL Heat, version 2" in words(situation_watch.plans(full))


def test_overdue_recommendations_and_gaps_without_any_are_said(full: Facts) -> None:
    said = words(situation_watch.gaps(full))
    assert "Overdue by 1 h 00 min" in said
    assert "none yet" in said


def test_systems_with_exploited_vulnerabilities_stand_in_the_threat_picture(full: Facts) -> None:
    exposed = (ExposureLine("Gate scanners", "Entry", 3, 1, 2, "2028-07-20", "CVE-2028-1"),)
    said = words(situation_watch.threats(dataclasses.replace(full, watch=dataclasses.replace(FULL, exposed=exposed))))
    assert "Gate scanners Entry | 3 1 sure, the others possible | 2 | CVE-2028-1 | 2028-07-20" in said


def test_what_is_not_watched_leaves_nothing(full: Facts) -> None:
    quiet = dataclasses.replace(full, watch=Watch())
    parts = (situation_watch.threats, situation_watch.plans, situation_watch.requests, situation_watch.offers)
    assert [part(quiet) for part in (*parts, situation_watch.gaps, situation_watch.hazards)] == [()] * 6


def test_how_old_the_feeds_are_stands_under_what_they_brought_and_where_they_brought_nothing(full: Facts) -> None:
    quiet = dataclasses.replace(full, watch=Watch())
    for facts, many in ((full, 4), (quiet, 2)):
        pieces = situation_watch.hazards(facts, ("Alerts (NWS) as of 14:32 (4 min)",))
        assert len(pieces) == many
        last = pieces[-1]
        assert isinstance(last, Paragraph)
        assert "as of 14:32 (4 min)" in last.text
