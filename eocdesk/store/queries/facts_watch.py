"""What a situation summary says of the watch itself: hazards, threats, plans at work, aid, what is to be mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert in force. `ends` is when the hazard ends, or the message where nobody said that."""

    title: str
    sender: str
    severity: str
    area: str
    begins: int | None = None
    ends: int | None = None
    source: str = ""
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class ObservationLine:
    """A fire, a quake, a value measured or forecast at a venue: the highest still to come of a forecast."""

    title: str
    measure: str
    value: float | None
    at: int | None = None
    where: str = ""
    note: str = ""
    forecast: bool = False
    source: str = ""
    unit: str = ""
    """What the value is counted in, or what it means in a word."""


@dataclass(frozen=True, slots=True)
class ThreatLine:
    """A threat that is not closed, with its own marking."""

    number: str
    title: str
    nature: str
    level: str
    likelihood: str
    confidence: str
    at_risk: str
    marking: str


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product told to partners, and how many of them acknowledged it."""

    number: str
    title: str
    kind: str
    state: str
    sent: int | None
    told: int
    acknowledged: int
    due: int | None
    marking: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan at work, or stood down in this period; its tasks done of all."""

    plan: str
    state: str
    reason: str
    started: int | None
    started_by: str
    ended: int | None = None
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request that is not over, or ended in this period. Quantities as asked, promised and arrived."""

    number: str
    title: str
    state: str
    priority: str
    level: str
    asked: int | None
    needed: int | None
    eta: int | None
    quantity: int
    promised: int
    arrived: int
    where: str = ""
    sources: str = ""
    """Who sends: agencies and nations of the fills."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer that stands."""

    number: str
    title: str
    by: str
    quantity: int
    given: int
    starts: int | None = None
    ends: int | None = None
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap that is open, and what is recommended about it: how many, how many done, the next due."""

    number: str
    title: str
    weight: str
    state: str
    recommended: int
    done: int
    due: int | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """A venue that hazards touch now or within a day, and the sessions there in whose hours they do."""

    venue: str
    hazards: tuple[str, ...]
    """The gravest first."""
    since: int
    now: tuple[str, ...] = ()
    later: tuple[tuple[str, int], ...] = ()
    """Sessions with when they will be touched."""
    grave: bool = False
    """Whether one of the hazards is severe or extreme."""


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """A system of the event in which exploited vulnerabilities may be: how many, how many by ransomware, the first due.

    `sure`: how many are of its vendor and product as they are written.
    """

    system: str
    use: str
    many: int
    sure: int
    ransomware: int
    due: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """All of it, at one moment."""

    alerts: tuple[AlertLine, ...] = ()
    observations: tuple[ObservationLine, ...] = ()
    threats: tuple[ThreatLine, ...] = ()
    products: tuple[ProductLine, ...] = ()
    plans: tuple[PlanLine, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    offers: tuple[OfferLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    exposed: tuple[ExposureLine, ...] = ()
    touched: tuple[TouchedLine, ...] = ()
    """Reckoned from shapes, so not read here: whoever draws the pages puts it in."""


NOTHING_WATCHED = Watch()
