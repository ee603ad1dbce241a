"""What a situation summary says, as plain values: nothing here knows a page or a table."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.store.queries.facts_told import NOTHING_BEYOND, NOTHING_TOLD, Beyond, Told
from eocdesk.store.queries.facts_watch import NOTHING_WATCHED, Watch

WITHHELD = "withheld"
"""Instead of the name of a record that is pointed to and may not be shown, or is not on this desk."""


@dataclass(frozen=True, slots=True)
class Span:
    """An operational period; `number` None where it is only the local day."""

    number: int | None
    name: str
    starts: int
    ends: int
    objectives: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A row of the calendar. `change` is what changed since the last summary: new, time, status or nothing."""

    title: str
    kind: str
    venue: str
    starts: int | None
    ends: int | None
    status: str
    reason: str = ""
    crowd: int | None = None
    dignitaries: str = ""
    risk: int | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident that is open, or was changed since the last summary. `change`: new, updated, closed."""

    number: str
    title: str
    type: str
    place: str
    severity: int
    status: str
    lead: str = ""
    opened: int | None = None
    change: str = ""
    latest: str = ""
    latest_at: int | None = None
    latest_number: str = ""


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many incidents of a type there were, by severity from Info to Critical, and how many are open."""

    type: str
    severities: tuple[int, int, int, int, int]
    open: int


@dataclass(frozen=True, slots=True)
class HourCount:
    """Incidents opened in the hour from `starts`, by severity from Info to Critical."""

    starts: int
    severities: tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class VenueLine:
    """A venue with something on, next or open. `worst` is the severity of its worst open incident."""

    name: str
    now: str = ""
    now_status: str = ""
    next: str = ""
    next_at: int | None = None
    open: int = 0
    worst: int | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A partner's seat in the centre."""

    seat: str
    agency: str
    status: str
    since: int | None = None
    holder: str = ""
    esf: str = ""
    ca_esf: str = ""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that is open, or was done in this period."""

    number: str
    title: str
    owner: str
    due: int | None = None
    done: int | None = None
    incident: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    """A way data comes in, and when it last did; `said` in words where there is no moment."""

    line: str
    at: int | None = None
    said: str = ""


ALONE = Age("Other desks and the hub", None, "This desk alone; no hub has been met")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who prepared or approved."""

    name: str = ""
    position: str = ""
    at: int | None = None


NOBODY = Signer()


@dataclass(frozen=True, slots=True)
class Facts:
    """The records behind one summary. Moments are ms UTC; nothing here was worked out by a person but the words."""

    code: str
    name: str
    zone: str
    as_of: int
    exercise: bool = False
    place: str = ""
    rating: str = ""
    marking: str = "CLEAR"  # the highest of all that is said below
    audience: str = ""  # more than one list joined by " & ": only those in each may read
    number: int = 1
    version: int = 1
    draft: bool = False  # looked at, not issued: it has no number of its own yet
    final: bool = False
    last_number: int | None = None
    last_as_of: int | None = None
    by_day: bool = False  # no operational period is set: the calendar goes by the local day
    period: Span | None = None
    following: Span | None = None
    level: int | None = None
    level_since: int | None = None
    level_reason: str = ""
    situation: str = ""
    sessions: tuple[SessionLine, ...] = ()
    next_sessions: tuple[SessionLine, ...] = ()
    incidents: tuple[IncidentLine, ...] = ()
    counts: tuple[TypeCount, ...] = ()
    hours: tuple[HourCount, ...] = ()
    venues: tuple[VenueLine, ...] = ()
    venues_quiet: int = 0
    venues_today: int = 0
    venues_live: int = 0
    venues_suspended: int = 0
    seats: tuple[SeatLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    highlights: str = ""
    remarks: str = ""
    prepared: Signer = NOBODY
    approved: Signer = NOBODY
    entries: int = 0
    ages: tuple[Age, ...] = (ALONE,)
    watch: Watch = NOTHING_WATCHED
    stage: str = ""  # initial, update, final; empty: by the number
    told: Told = NOTHING_TOLD
    beyond: Beyond = NOTHING_BEYOND
