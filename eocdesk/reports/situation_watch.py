"""The sections of a situation summary about hazards, threats, plans, aid and gaps."""

from __future__ import annotations

from eocdesk.reports.document import NOTHING, Cell, Column, Heading, Paragraph, Piece, Row, Table
from eocdesk.reports.times import ago, clock
from eocdesk.store.queries.facts import Facts
from eocdesk.store.queries.facts_watch import (
    AlertLine,
    ObservationLine,
    OfferLine,
    PlanLine,
    ProductLine,
    RequestLine,
    TouchedLine,
)

_TONES = {
    "Extreme": "bad",
    "Severe": "bad",
    "Moderate": "warn",
    "severe": "bad",
    "high": "bad",
    "elevated": "warn",
    "Urgent": "bad",
    "High": "bad",
}
_VENUES, _SESSIONS = 60, 3
"""Touched venues that are printed, and sessions to come of each."""
_AREA = 140
"""Letters of an alert's area that are printed; a statewide warning names a hundred zones."""


def hazards(facts: Facts, feeds: tuple[str, ...] = ()) -> tuple[Piece, ...]:
    """Alerts in force, what hazards touch and what was observed; `feeds` say how old what they stand on is."""
    found: tuple[Piece, ...] = (*_alerts(facts), *_touched(facts), *_observations(facts))
    if feeds:
        found = (*(found or (Paragraph(NOTHING),)), Paragraph(f"{'; '.join(feeds)}.", "muted"))
    return found


def threats(facts: Facts) -> tuple[Piece, ...]:
    """Threats that are not closed, each with its own marking, and what partners were told."""
    watch = facts.watch
    pieces: list[Piece] = []
    if watch.threats:
        columns = (
            Column("No.", 52, letters=9),
            Column("Threat", share=1, letters=30),
            Column("Class, level", 76, letters=13),
            Column("Likelihood, confidence", 104, letters=19),
            Column("Marking", 62, letters=11),
        )
        rows = [
            (
                Cell(one.number),
                Cell(one.title, f"At risk: {one.at_risk}" if one.at_risk else "", strong=True),
                Cell(one.nature, one.level.capitalize(), tone=_TONES.get(one.level, "")),
                Cell(one.likelihood, f"Confidence: {one.confidence.lower()}"),
                Cell(f"TLP:{one.marking}"),
            )
            for one in watch.threats
        ]
        pieces.append(Table(columns, tuple(rows)))
    if watch.exposed:
        pieces += [Heading("Known exploited vulnerabilities", "that may be in systems of the event"), _exposed(facts)]
    if watch.products:
        pieces += [Heading("Products"), _products(facts)]
    return tuple(pieces)


def _exposed(facts: Facts) -> Table:
    columns = (
        Column("System", share=1, letters=30),
        Column("Vulnerabilities", 96, letters=17),
        Column("Used by ransomware", 96, letters=17),
        Column("Worst", 96, letters=17),
        Column("First to be mended by", 96, letters=17),
    )
    rows = [
        (
            Cell(one.system, one.use, strong=True),
            Cell(f"{one.many:,}", "" if one.sure == one.many else f"{one.sure:,} sure, the others possible"),
            Cell(f"{one.ransomware:,}" if one.ransomware else "–", tone="bad" if one.ransomware else ""),
            Cell(one.first),
            Cell(one.due or "–"),
        )
        for one in facts.watch.exposed
    ]
    return Table(columns, tuple(rows))


def _products(facts: Facts) -> Table:
    columns = (
        Column("Sent", 62, digits=True, letters=11),
        Column("No.", 52, letters=9),
        Column("Product", share=1, letters=30),
        Column("Acknowledged", 104, letters=19),
        Column("Marking", 62, letters=11),
    )
    rows = [
        (
            Cell(clock(one.sent, facts.zone, facts.as_of) or "–"),
            Cell(one.number),
            Cell(one.title, one.kind.capitalize(), mark="RECALLED" if one.state == "recalled" else ""),
            _acknowledged(one, facts),
            Cell(f"TLP:{one.marking}"),
        )
        for one in facts.watch.products
    ]
    return Table(columns, tuple(rows))


def _acknowledged(product: ProductLine, facts: Facts) -> Cell:
    said = f"{product.acknowledged} of {product.told}"
    if product.acknowledged < product.told and product.due is not None and product.due < facts.as_of:
        return Cell(said, f"{product.told - product.acknowledged} overdue", tone="bad")
    return Cell(said, tone="ok" if product.told and product.acknowledged >= product.told else "")


def _alerts(facts: Facts) -> tuple[Piece, ...]:
    if not facts.watch.alerts:
        return ()
    columns = (
        Column("From, to", 96, digits=True, letters=17),
        Column("Severity", 58, letters=10),
        Column("Alert", share=1, letters=34),
        Column("Issued by", 96, letters=17),
    )
    return (Table(columns, tuple(_alert(one, facts) for one in facts.watch.alerts)),)


def _alert(alert: AlertLine, facts: Facts) -> Row:
    begins = clock(alert.begins, facts.zone, facts.as_of) or "now"
    ends = clock(alert.ends, facts.zone, facts.as_of) or "no end said"
    area = alert.area if len(alert.area) <= _AREA else alert.area[:_AREA].rsplit(" ", 1)[0] + " …"
    return (
        Cell(f"{begins}–{ends}"),
        Cell(alert.severity, tone=_TONES.get(alert.severity, "")),
        Cell(alert.title, area, strong=True, mark="EXERCISE" if alert.exercise else ""),
        Cell(alert.sender or "typed on a desk", alert.source),
    )


def _touched(facts: Facts) -> tuple[Piece, ...]:
    """Each venue that is touched, and its sessions."""
    lines = facts.watch.touched
    if not lines:
        return ()
    columns = (
        Column("Since", 62, digits=True, letters=11),
        Column("Venue", 110, letters=20),
        Column("Touched by", share=1, letters=26),
        Column("Sessions", share=1, letters=26),
    )
    rows = tuple(
        (
            Cell(clock(one.since, facts.zone, facts.as_of)),
            Cell(one.venue, strong=True, tone="bad" if one.grave and one.now else ""),
            Cell("; ".join(one.hazards)),
            Cell(*_sessions(one, facts)),
        )
        for one in lines[:_VENUES]
    )
    more = len(lines) - _VENUES
    note = (Paragraph(f"And {more} more venues.", "muted"),) if more > 0 else ()
    sessions = sum(len(one.now) for one in lines)
    venues = "1 venue" if len(lines) == 1 else f"{len(lines)} venues"
    said = f"{venues} now or within 24 hours, {sessions} {'session' if sessions == 1 else 'sessions'} now"
    return (Heading("Venues and sessions touched", said), Table(columns, rows), *note)


def _sessions(one: TouchedLine, facts: Facts) -> tuple[str, str]:
    """Those of now, and below them those to come with their time."""
    later = [f"{clock(begins, facts.zone, facts.as_of)} {title}" for title, begins in one.later[:_SESSIONS]]
    more = len(one.later) - _SESSIONS
    said = "; ".join([*later, *([f"and {more} more"] if more > 0 else [])])
    return "; ".join(one.now) or "none now", f"Later: {said}" if said else ""


def _observations(facts: Facts) -> tuple[Piece, ...]:
    if not facts.watch.observations:
        return ()
    columns = (
        Column("When", 62, digits=True, letters=11),
        Column("Observation", share=1, letters=30),
        Column("Value", 96, letters=17),
        Column("Where", 110, letters=20),
    )
    heading = Heading("Observations and forecasts", "of a forecast, the highest still to come")
    return (heading, Table(columns, tuple(_observation(one, facts) for one in facts.watch.observations)))


def _observation(one: ObservationLine, facts: Facts) -> Row:
    value = f"{one.value:,.10g} {one.unit}".strip() if one.value is not None else "–"
    when = clock(one.at, facts.zone, facts.as_of) or "–"
    kind = "forecast" if one.forecast else "observed"
    return (
        Cell(when),
        Cell(one.title, one.note),
        Cell(value, f"{one.measure}, {kind}" if one.value is not None else kind),
        Cell(one.where or "–", one.source),
    )


def plans(facts: Facts) -> tuple[Piece, ...]:
    """Plans at work, and those stood down in this period."""
    if not facts.watch.plans:
        return ()
    columns = (
        Column("Since", 62, digits=True, letters=11),
        Column("Plan", share=1, letters=26),
        Column("Reason", share=1, letters=26),
        Column("State", 96, letters=17),
    )
    return (Table(columns, tuple(_plan(one, facts) for one in facts.watch.plans)),)


def _plan(plan: PlanLine, facts: Facts) -> Row:
    ended = f"Stood down {clock(plan.ended, facts.zone, facts.as_of)}" if plan.ended is not None else "Active"
    return (
        Cell(clock(plan.started, facts.zone, facts.as_of) or "–"),
        Cell(plan.plan, strong=plan.ended is None, mark="REHEARSAL" if plan.rehearsal else ""),
        Cell(plan.reason or "–"),
        Cell(ended, f"by {plan.started_by}" if plan.started_by else "", tone="" if plan.ended is not None else "warn"),
    )


def requests(facts: Facts) -> tuple[Piece, ...]:
    """What was asked for and is not here yet, by priority and age."""
    if not facts.watch.requests:
        return ()
    columns = (
        Column("No., age", 62, letters=11),
        Column("Request", share=1, letters=26),
        Column("Priority, level", 84, letters=15),
        Column("State", 84, letters=15),
        Column("Filled", 110, letters=20),
    )
    return (Table(columns, tuple(_request(one, facts) for one in facts.watch.requests)),)


def _request(one: RequestLine, facts: Facts) -> Row:
    age = ago(facts.as_of - one.asked) if one.asked is not None and one.asked <= facts.as_of else ""
    filled = f"{one.promised} of {one.quantity}" + (f", {one.arrived} here" if one.arrived else "")
    late = one.needed is not None and one.needed < facts.as_of and one.arrived < one.quantity
    due = f"needed {clock(one.needed, facts.zone, facts.as_of)}" if one.needed is not None else ""
    expected = f"expected {clock(one.eta, facts.zone, facts.as_of)}" if one.eta is not None else ""
    return (
        Cell(one.number, age),
        Cell(one.title, one.where, strong=True),
        Cell(one.priority, one.level, tone=_TONES.get(one.priority, "")),
        Cell(one.state, "; ".join(part for part in (due, expected) if part), tone="bad" if late else ""),
        Cell(filled, one.sources, tone="ok" if one.promised >= one.quantity else ""),
    )


def offers(facts: Facts) -> tuple[Piece, ...]:
    """Offers that are not used up."""
    standing = [one for one in facts.watch.offers if one.given < one.quantity]
    if not standing:
        return ()
    columns = (
        Column("No.", 52, letters=9),
        Column("Offer", share=1, letters=30),
        Column("By", 96, letters=17),
        Column("Left", 58, letters=10),
        Column("From, to", 96, digits=True, letters=17),
    )
    return (Heading("Offers that stand"), Table(columns, tuple(_offer(one, facts) for one in standing)))


def _offer(one: OfferLine, facts: Facts) -> Row:
    dates = "–".join(clock(when, facts.zone, facts.as_of) or "…" for when in (one.starts, one.ends))
    left = f"{one.quantity - one.given} of {one.quantity}"
    return (Cell(one.number), Cell(one.title, one.conditions), Cell(one.by or "–"), Cell(left), Cell(dates))


def gaps(facts: Facts) -> tuple[Piece, ...]:
    """Gaps that are open, and what is recommended about them."""
    if not facts.watch.gaps:
        return ()
    columns = (
        Column("No.", 52, letters=9),
        Column("Gap", share=1, letters=30),
        Column("Weight", 58, letters=10),
        Column("Recommendations", 96, letters=17),
        Column("Next due", 110, letters=20),
    )
    rows = []
    for one in facts.watch.gaps:
        due = Cell("–", one.owner)
        if one.due is not None and one.due < facts.as_of:
            due = Cell(f"Overdue by {ago(facts.as_of - one.due)}", one.owner, tone="bad", strong=True)
        elif one.due is not None:
            due = Cell(clock(one.due, facts.zone, facts.as_of), one.owner)
        said = f"{one.done} of {one.recommended} done" if one.recommended else "none yet"
        weight = Cell(one.weight, tone=_TONES.get(one.weight, ""))
        rows.append((Cell(one.number), Cell(one.title, one.state, strong=True), weight, Cell(said), due))
    quiet = sum(not one.recommended for one in facts.watch.gaps)
    note = (Paragraph(f"{quiet} of these gaps have no recommendation yet.", "muted"),) if quiet else ()
    return (Table(columns, tuple(rows)), *note)
