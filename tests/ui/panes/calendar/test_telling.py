"""What the card says of a session, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eocdesk.store.queries.calendar import SessionCard, SessionRow, Step
from eocdesk.ui.panes.calendar import telling
from tests.kit.sessions import ZONE, row, when


def facts(session: SessionRow, **more: Any) -> dict[str, str]:
    plain: dict[str, Any] = {
        "note": "",
        "source_key": "",
        "venue_zone": "",
        "capacity": None,
        "marking": "",
        "incidents": (),
        "history": (),
    }
    return {name: words for name, words in telling.facts(SessionCard(session, **plain | more), ZONE) if words}


def test_what_is_planned_names_day_hours_and_zone() -> None:
    assert telling.planned(row(starts="09:00", ends="11:36"), ZONE) == "Wed, Jul 19  09:00–11:36 PDT"
    assert telling.planned(row(day="2028-07-28"), ZONE) == "Fri, Jul 28, time to be decided"
    assert telling.planned(row(), ZONE) == "No day yet, time to be decided"


@pytest.mark.parametrize(
    ("began", "ended", "words"),
    [
        (None, None, ""),
        ("09:06", None, "09:06–, 6 min late"),
        ("08:58", "11:00", "08:58–11:00, 2 min early"),
        ("09:00", None, "09:00–, on time"),
        (None, "11:00", "–11:00"),
    ],
)
def test_what_happened_is_set_against_the_plan(began: str | None, ended: str | None, words: str) -> None:
    session = replace(row(starts="09:00"), actual_start=began and when(began), actual_end=ended and when(ended))
    assert telling.actual(session, ZONE) == words


def test_the_card_says_only_what_is_known() -> None:
    assert facts(row("Final", "09:00")) == {"Planned": "Wed, Jul 19  09:00– PDT", "Source": "written by hand"}


def test_crowd_risk_guests_and_source_are_told() -> None:
    session = row(
        "Final",
        "09:00",
        "11:00",
        venue="a",
        venue_city="Inglewood",
        crowd=38_000,
        dignitaries="Mayor Bass",
        risk=2,
        source="ics",
        reason="Rain.",
    )
    found = facts(session, capacity=70_000, marking="AMBER", source_key="S-1", note="Gates at 7.")
    assert found["Crowd"] == "38,000 of 70,000"
    assert found["Risk"] == "Elevated"
    assert found["Dignitaries"] == "Mayor Bass"
    assert found["Where"] == "Venue a, Inglewood"
    assert (found["Source"], found["Marking"], found["Note"]) == ("ics S-1", "TLP:AMBER", "Gates at 7.")
    assert found["Last slip"] == "Rain."


def test_a_risk_of_zero_is_low_and_not_unknown() -> None:
    assert facts(row(risk=0))["Risk"] == "Low"


def test_a_place_no_venue_matches_says_so_and_one_in_another_zone_has_its_own_time() -> None:
    assert facts(row(venue_name="Rose Bowl (TBC)"))["Where"] == "Rose Bowl (TBC) (not matched to a venue)"
    there = facts(row(starts="09:00", ends="11:00"), venue_zone="America/New_York")
    assert there["Time there"] == "12:00–14:00 EDT (UTC−4)"
    assert "Time there" not in facts(row(starts="09:00"), venue_zone=ZONE)


def test_a_change_is_told_with_who_when_what_and_why() -> None:
    written = {"starts": when("13:30"), "status": "delayed", "day": "2028-07-19", "reason": "Late transport"}
    step = Step(when("14:02"), "Move a session", "K. Lopez", "Watch officer", written)
    assert telling.told(step, ZONE) == (
        "Jul 19 14:02, K. Lopez",
        "Planned start Wed, Jul 19 13:30, status Delayed. Late transport",
    )


def test_a_change_of_nothing_one_reads_is_told_by_its_title() -> None:
    step = Step(when("14:02"), "Import", "", "Planner", {"source_key": "x", "unknown": 3})
    assert telling.told(step, ZONE) == ("Jul 19 14:02, Planner", "Import")
    venue = Step(when("14:02"), "Amend", "K.", "", {"venue": b"x" * 16, "crowd": None})
    assert telling.told(venue, ZONE)[1] == "Venue changed, expected crowd none"


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("09:05", "11:05", "09:00–11:00 → 09:05–11:05 (+5 min)"),
        ("07:45", "09:45", "09:00–11:00 → 07:45–09:45 (−1 h 15)"),
        ("09:00", "11:30", "09:00–11:00 → 09:00–11:30 (+30 min)"),
        ("2028-07-20 09:00", "2028-07-20 11:00", "09:00–11:00 → Thu, Jul 20 09:00–11:00 (+24 h)"),
    ],
)
def test_a_move_is_told_before_it_is_made(starts: str, ends: str, words: str) -> None:
    assert telling.shift(when(starts), when(ends), row(starts="09:00", ends="11:00"), ZONE) == words


def test_the_headline_leaves_out_what_is_not_said() -> None:
    assert telling.headline(row(sport="Judo")) == "Competition  ·  Judo"
    assert telling.status_word(row(status="delayed")) == "Delayed"
