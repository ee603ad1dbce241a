"""A busy afternoon, told as facts, for the pages to be drawn from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from eocdesk.models.clock import moment
from eocdesk.store.queries.facts import (
    Facts,
    HourCount,
    IncidentLine,
    SeatLine,
    SessionLine,
    Signer,
    Span,
    TaskLine,
    TypeCount,
    VenueLine,
)

HOUR = 3_600_000
AS_OF = moment(datetime(2028, 7, 19, 21, 45, tzinfo=UTC))  # 14:45 in Los Angeles

_SESSIONS = (
    ("Athletics – Morning Session 3", "competition", "LA Memorial Coliseum", -6, 3.5, "finished", 61000, ""),
    ("Athletics – Evening Session 4", "competition", "LA Memorial Coliseum", 2, 4, "scheduled", 74000, "Head of state"),
    ("Basketball M – Group C", "competition", "Inglewood Arena", -0.5, 2, "running", 17900, ""),
    ("Protected visit", "movement", "Inglewood Arena", 1, 2, "delayed", None, "Two heads of delegation (USSS)"),
    ("Skateboarding – Park Prelims", "competition", "Sepulveda Basin", -1, 3, "suspended", 5200, ""),
    ("Water delivery", "delivery", "Sepulveda Basin", 0.5, 0.5, "scheduled", None, ""),
)
_INCIDENTS = (
    ("7KQ4-42", "MCI declared: 14 heat casualties, Gate 7 plaza", "Heat illness cluster", 4, "open", "LACoFD", "new"),
    ("7KQ4-41", "UAS track 0.4 NM south-west of the venue", "Unauthorized drone", 3, "monitoring", "FBI", "updated"),
    ("7KQ4-40", "Brush fire 2.5 ac, 15 % contained; wind NE 18 kt", "Wildfire", 3, "open", "LAFD", ""),
    ("7KQ4-38", "Credential stuffing, 3.1k requests a second", "Cyber incident", 2, "monitoring", "CISA R9", ""),
    ("7KQ4-33", "Egress density 3.2 a square metre, metering on", "Crowd surge", 1, "resolved", "LAPD", "closed"),
    ("7KQ4-31", "Cooling trailers staged", "Supply shortfall", 0, "closed", "Red Cross", "closed"),
)


def ms(hours: float) -> int:
    """A moment some hours from now."""
    return AS_OF + int(hours * HOUR)


def _session(row: tuple[str, str, str, float, float, str, int | None, str]) -> SessionLine:
    title, kind, venue, start, length, status, crowd, dignitaries = row
    reason = {"suspended": "Smoke over the course", "delayed": "Motorcade held at the gate"}.get(status, "")
    change = {"suspended": "status", "delayed": "time"}.get(status, "")
    return SessionLine(
        title,
        kind,
        venue,
        ms(start),
        ms(start + length),
        status,
        reason,
        crowd,
        dignitaries,
        2 if crowd else None,
        change,
    )


def _incident(place: int, row: tuple[str, str, str, int, str, str, str]) -> IncidentLine:
    number, title, kind, severity, status, lead, change = row
    latest = "Two more patients to County; misting fans moved from Lot C." if severity > 2 else ""
    return IncidentLine(
        number, title, kind, "SoFi Stadium", severity, status, lead, ms(-place), change, latest, ms(-0.2), "7KQ4-180"
    )


_COUNTS = (
    TypeCount("Heat illness cluster", (0, 2, 3, 1, 1), 2),
    TypeCount("Wildfire", (0, 0, 0, 1, 0), 1),
    TypeCount("Crowd surge", (4, 3, 0, 0, 0), 0),
)
_VENUES = (
    VenueLine("LA Memorial Coliseum", next="Athletics – Evening Session 4", next_at=ms(2), open=1, worst=3),
    VenueLine("Inglewood Arena", "Basketball M – Group C", "running", "Protected visit", ms(1), 1, 4),
    VenueLine("Sepulveda Basin", "Skateboarding – Park Prelims", "suspended", "Water delivery", ms(0.5)),
)
_SEATS = (
    SeatLine("Fire and rescue", "LA County Fire", "activated", ms(-8), "Maria Ruiz", "4", "4"),
    SeatLine("Health", "Public Health", "on call", ms(-30), "", "8", "8"),
    SeatLine("Tribal liaison", "Fernandeño Tataviam Band", "not activated"),
)
_TASKS = (
    TaskLine("7KQ4-12", "Confirm shade structures at Gate 7", "Venue liaison", ms(-0.6), None, "7KQ4-42", "SoFi"),
    TaskLine("7KQ4-13", "Release of the night helicopter to Region I", "Supervisor", ms(1.25)),
    TaskLine("7KQ4-11", "Brief the night shift", "Watch officer", ms(-2), ms(-2.1)),
)


@pytest.fixture
def busy() -> Facts:
    """Everything is filled."""
    return Facts(
        code="EX-DESK",
        name="Exercise Golden Watch",
        zone="America/Los_Angeles",
        as_of=AS_OF,
        exercise=True,
        place="Los Angeles",
        rating="National Special Security Event",
        marking="AMBER+STRICT",
        number=27,
        last_number=26,
        last_as_of=ms(-6),
        period=Span(
            14, "Day shift", ms(-8.75), ms(3.25), "1. Life safety first.\n2. Keep the evening sessions on time."
        ),
        following=Span(15, "Night shift", ms(3.25), ms(15.25)),
        level=2,
        level_since=ms(-8.5),
        level_reason="Extreme heat warning",
        situation="Extreme heat across the basin; one mass-casualty incident from heat is being worked at Inglewood.",
        sessions=tuple(map(_session, _SESSIONS)),
        next_sessions=(_session(("Cleaning and sweep", "delivery", "Rose Bowl", 6, 2, "scheduled", None, "")),),
        incidents=tuple(_incident(place, row) for place, row in enumerate(_INCIDENTS)),
        counts=_COUNTS,
        hours=tuple(HourCount(ms(h - 9.75), (h % 4, h % 3, h % 2, h // 5, h // 8)) for h in range(10)),
        venues=_VENUES,
        venues_today=18,
        venues_quiet=15,
        venues_live=1,
        venues_suspended=1,
        seats=_SEATS,
        tasks=_TASKS,
        highlights="MCI declared at Gate 7 at 14:31.\nSkateboarding suspended for smoke.",
        remarks="Figures of the crowd are the organiser’s.",
        prepared=Signer("L. Chen", "Situation Unit", AS_OF),
        approved=Signer("T. Baker", "EOC Supervisor"),
        entries=1842,
    )


@pytest.fixture
def bare() -> Facts:
    """A cold start: an event and nothing else."""
    return Facts(code="LA28", name="LA28 Games", zone="America/Los_Angeles", as_of=AS_OF)
