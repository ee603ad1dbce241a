"""What the card tells of an alert, an observation, a place that is touched, a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from eocdesk.maps.counties import installed, several
from eocdesk.models import Alert, Observation
from eocdesk.models.clock import Moment
from eocdesk.models.hazard import ALERT_MESSAGES, ALERT_STATUS, CERTAINTIES, SIGNATURES, URGENCIES
from eocdesk.store.queries.hazards import AlertRow, ObservationRow, ThresholdRow
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.hazards import looks
from eocdesk.ui.panes.hazards.looks import Looks
from eocdesk.ui.panes.hazards.touched import Touched

_STATUS, _MESSAGE, _SIGNED = dict(ALERT_STATUS), dict(ALERT_MESSAGES), dict(SIGNATURES)
_URGENCY, _CERTAINTY = dict(URGENCIES), dict(CERTAINTIES)
_RANK_PARTS = ("muted", "info", "warn", "warn", "bad")
_SHOWN = 12
_CODES = 6
_COUNTIES = 3
"""Named in the facts; the part on the area names more."""
NO_SHAPE = "It says no area that could be drawn, so it is matched with no venue. Read its area and log it by hand."
NO_COUNTIES = "The outlines of counties are not installed on this desk. " + NO_SHAPE


class Drawn(NamedTuple):
    """How an alert got its shape where it drew none: by which counties, which codes have none, or not at all."""

    counties: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    placed: bool = True
    installed: bool = True
    """Whether the desk has the outlines of counties."""


def drawn_by(_connection: Any, row: AlertRow, codes: Sequence[str]) -> Drawn:
    """The counties that stand for an alert's area; away from the screen, for the outlines are read at the first."""
    if row.shaped:
        return Drawn()
    outlines = installed()
    found = outlines.outline(codes)
    return Drawn(found.names, found.without, bool(found.geometry), outlines.there)


def tell_alert(row: AlertRow, whole: Alert, touches: Sequence[Touched], told: Looks, drawn: Drawn) -> Told:
    """What is warned of, how long, by whom, what it replaces, what it touches."""
    life = row.life(told.now())
    badges = (
        Badge(looks.LIVES[life], looks.LIFE_PARTS.get(life, "muted")),
        Badge(looks.severity(row), _RANK_PARTS[row.rank]),
        *((Badge(_STATUS.get(row.status, row.status), "muted"),) if row.status != "actual" else ()),
    )
    area = Part("Area", text="\n".join(filter(None, (row.area, _codes(whole), *_drawn(drawn)))), empty="None said.")
    unplaced = not drawn.placed and life in {"in force", "to come"}
    parts = (
        _exposed(touches, told),
        Part("What to do", text=whole.instruction or ""),
        area,
        Part("Description", text="\n".join(part for part in (row.headline, whole.description or "") if part)),
        Part("Replaces", text="\n".join(whole.replaces or ())),
    )
    return Told(
        "alert",
        row.id,
        row.name,
        "",
        row.marking,
        whole.audience or "",
        badges,
        _alert_facts(row, whole, told, drawn),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        ("log", "incident", *(("map",) if drawn.placed else ())),
        (NO_SHAPE if drawn.installed else NO_COUNTIES) if unplaced else "",
    )


def _alert_facts(row: AlertRow, whole: Alert, told: Looks, drawn: Drawn) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Hazard", looks.KINDS.get(row.hazard, row.hazard)),
        ("Drawn by county", several(drawn.counties, _COUNTIES)),
        ("Begins", told.moment(row.begins)),
        ("Ends", told.moment(row.ends) or "no end said"),
        ("Message runs out", told.moment(row.expires)),
        ("Sent", told.moment(whole.sent)),
        ("Sender", row.sender),
        ("Source", _source(row.source)),
        ("Message", _MESSAGE.get(row.message, row.message)),
        ("Urgency", _URGENCY.get(whole.urgency, whole.urgency)),
        ("Certainty", _CERTAINTY.get(whole.certainty, whole.certainty)),
        ("Signature", _SIGNED.get(whole.signature, whole.signature)),
        ("Retired by", whole.retired_by or ""),
        ("Identifier", whole.identifier or whole.source_key or ""),
    )
    return tuple(fact for fact in facts if fact[1])


def tell_observation(row: ObservationRow, whole: Observation, touches: Sequence[Touched], told: Looks) -> Told:
    """What was measured or is forecast, where, by whom, its course, what it touches."""
    badges = (
        Badge(looks.NAMES.get(row.measure, row.measure), "accent"),
        Badge("Forecast" if row.forecast else "Observed", "info" if row.forecast else "ok"),
    )
    facts = (
        ("Value", looks.worth(row.measure, row.value, row.contained)),
        ("Hazard", looks.KINDS.get(row.hazard, row.hazard)),
        ("Where", row.where),
        ("Observed", told.moment(row.observed)),
        ("From", told.moment(row.starts)),
        ("To", told.moment(row.ends)),
        ("Status", row.status),
        ("Source", _source(row.source)),
        ("Address", whole.url or ""),
    )
    course = tuple(
        Line(f"{told.moment(int(at))}   {looks.worth(row.measure, value)}")
        for at, value in (whole.series or ())[:_SHOWN]
    )
    parts = (_exposed(touches, told), Part("Course", course), Part("Note", text=whole.note or ""))
    return Told(
        "observation",
        row.id,
        row.title,
        "",
        row.marking,
        whole.audience or "",
        badges,
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        ("log", "incident", *(("map",) if row.placed or row.venue is not None else ())),
    )


def tell_touched(row: Touched, told: Looks, marking: str = "") -> Told:
    """One place or session, the hazard and the reason."""
    kind, record = row.record
    places = [Line(row.what, kind.capitalize(), kind, record)]
    if kind != "venue" and row.venue is not None:
        places.append(Line(row.venue_name, "Venue", "venue", row.venue))
    facts = (
        ("From", told.moment(row.begins)),
        ("To", told.moment(row.ends) or "until taken back"),
        ("Distance", "" if not row.km else f"{row.km:.1f} km"),
    )
    now = row.is_now(told.now())
    return Told(
        "exposure",
        row.id,
        row.what,
        marking=marking,
        badges=(
            Badge("Now" if now else told.when(row), "warn" if now else "info"),
            Badge(looks.RANKED[row.severity], _RANK_PARTS[row.severity]),
        ),
        facts=tuple(fact for fact in facts if fact[1]),
        parts=(
            Part("Why", text=row.reason),
            Part("Hazard", (Line(row.title, row.kind.capitalize(), row.kind, row.hazard),)),
            Part("What is touched", tuple(places)),
        ),
        deeds=("log", "incident", "map"),
    )


def tell_threshold(row: ThresholdRow) -> Told:
    """From which value what counts where."""
    name = looks.NAMES.get(row.measure, row.measure)
    venue = (Line(row.venue_name, "Venue", "venue", row.venue),) if row.venue is not None else ()
    return Told(
        "threshold",
        row.id,
        f"{name}, {looks.counts_from(row.measure, row.value)}",
        marking=row.marking,
        badges=(Badge(row.venue_name or "The whole event", "accent"),),
        parts=tuple(part for part in (Part("Venue", venue), Part("Note", text=row.note)) if part.lines or part.text),
        deeds=("set", "forget"),
    )


def _exposed(touches: Sequence[Touched], told: Looks) -> Part:
    lines = tuple(_touch(one, told, told.now()) for one in touches[:_SHOWN])
    more = len(touches) - _SHOWN
    if more > 0:
        lines = (*lines, Line(f"and {more} more, on the page Exposed"))
    return Part("Touches", lines, empty="No venue and no session.")


def _touch(one: Touched, told: Looks, now: Moment) -> Line:
    kind, record = one.record
    return Line(
        one.what, f"{told.when(one)}, {told.touches(one)}", kind, record, part="warn" if one.is_now(now) else ""
    )


def _codes(whole: Alert) -> str:
    codes = whole.codes or []
    more = f" and {len(codes) - _CODES} more" if len(codes) > _CODES else ""
    return f"Codes: {', '.join(codes[:_CODES])}{more}" if codes else ""


def _drawn(drawn: Drawn) -> tuple[str, ...]:
    if not drawn.counties:
        return ()
    said = f"Drawn by county: {several(drawn.counties)}."
    count = len(drawn.without)
    have = "has" if count == 1 else "have"
    zones = f"The counties may reach further than the warning: {count} of its codes {have} no shape here."
    return (said, zones) if drawn.without else (said,)


def _source(source: str) -> str:
    return "by hand" if source in looks.HAND else source
