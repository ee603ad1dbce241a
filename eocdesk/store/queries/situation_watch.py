"""What a situation summary says of hazards, threats, plans, aid and gaps, read in the summary's own transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Alert, Gap, Observation, Request, Threat, fields_of
from eocdesk.models.aid import OVER
from eocdesk.models.clock import Moment
from eocdesk.models.fields import ids_of
from eocdesk.models.hazard import HEATRISK, UNITS
from eocdesk.models.record import Record
from eocdesk.models.threat import LIKELIHOODS
from eocdesk.store.queries import labels, systems
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
    Watch,
)
from eocdesk.store.queries.titles import titles

Taken = Callable[[Iterable[Any]], list[Any]]
"""Gathers the markings of rows (their last two columns) and gives the rows back."""
_LEVELS = {"severe": 0, "high": 1, "elevated": 2, "guarded": 3, "low": 4}
_SEVERITIES = {"extreme": 0, "severe": 1, "moderate": 2, "minor": 3}
_SAID = dict(LIKELIHOODS)
_DAY = 86_400_000
_NAMED = 4
"""So many venues at risk are named; more are counted."""


def watch(connection: Connection, event: bytes, begun: Moment, now: Moment, take: Taken) -> Watch:
    """What stands at `now`, and what ended since `begun`."""
    return Watch(
        alerts=_alerts(connection, event, now, take),
        observations=_observations(connection, event, now, take),
        threats=_threats(connection, event, take),
        products=_products(connection, event, begun, take),
        plans=_plans(connection, event, begun, take),
        requests=_requests(connection, event, begun, take),
        offers=_offers(connection, event, take),
        gaps=_gaps(connection, event, take),
        exposed=_exposed(connection, event, take),
    )


def _word(record: type[Record], name: str, value: Any) -> str:
    return fields_of(record)[name].word(value)


def _alerts(connection: Connection, event: bytes, now: Moment, take: Taken) -> tuple[AlertLine, ...]:
    """In force now or to come; tests and drafts are nobody's weather."""
    rows = take(
        connection.exec_driver_sql(
            "SELECT coalesce(nullif(headline, ''), title), sender, severity, area, coalesce(onset, sent), "
            "coalesce(ends, expires), source, status, marking, audience FROM alert WHERE event = ? "
            "AND struck IS NOT 1 AND state = 'in force' AND message NOT IN ('cancel', 'ack', 'error') "
            "AND status IN ('actual', 'exercise') AND (coalesce(ends, expires) IS NULL OR coalesce(ends, expires) > ?)",
            (event, now),
        )
    )
    lines = [
        AlertLine(
            title or "",
            sender or "",
            _word(Alert, "severity", severity),
            " ".join((area or "").split()),
            begins,
            ends,
            source or "",
            exercise=status == "exercise",
        )
        for title, sender, severity, area, begins, ends, source, status, *_ in rows
    ]
    return tuple(sorted(lines, key=lambda one: (_SEVERITIES.get(one.severity.lower(), 9), one.begins or 0, one.title)))


def _observations(connection: Connection, event: bytes, now: Moment, take: Taken) -> tuple[ObservationLine, ...]:
    """Those of the last day, and forecasts that reach beyond now."""
    rows = take(
        connection.exec_driver_sql(
            "SELECT o.title, o.measure, o.value, o.series, coalesce(o.forecast, 0), coalesce(o.observed, o.starts), "
            "coalesce(nullif(v.short, ''), v.name, o.place, ''), o.status, o.contained, o.source, "
            "o.venue, o.marking, o.audience FROM observation o LEFT JOIN venue v ON v.id = o.venue WHERE o.event = ? "
            "AND o.struck IS NOT 1 AND (coalesce(o.ends, o.observed, 0) > ? OR o.observed > ?) "
            "ORDER BY o.hazard, o.title",
            (event, now, now - _DAY),
        )
    )
    take(labels.of(connection, "venue", [row[-3] for row in rows]))
    return tuple(_observation(row, now) for row in rows)


def _observation(row: Any, now: Moment) -> ObservationLine:
    title, measure, value, series, forecast, when, where, status, contained, source, *_ = row
    if series:
        coming = [(float(high), int(at)) for at, high in json.loads(series) if at >= now]
        if coming:
            value, when = max(coming, key=lambda one: (one[0], -one[1]))
    note = "; ".join(part for part in (status, f"{contained:g} % contained" if contained is not None else "") if part)
    word = _word(Observation, "measure", measure)
    unit = dict(HEATRISK).get(value, "") if measure == "heatrisk" else UNITS.get(measure, "")
    return ObservationLine(title or word, word, value, when, where, note, bool(forecast), source or "", unit)


def _threats(connection: Connection, event: bytes, take: Taken) -> tuple[ThreatLine, ...]:
    rows = take(
        connection.exec_driver_sql(
            "SELECT number, title, nature, level, likelihood, confidence, venues, marking, audience FROM threat "
            "WHERE event = ? AND struck IS NOT 1 AND state <> 'closed' ORDER BY assessed DESC, row DESC",
            (event,),
        )
    )
    risked = {row[0]: ids_of(json.loads(row[6] or "null")) for row in rows}
    at_risk = sorted({venue for venues in risked.values() for venue in venues})
    take(labels.of(connection, "venue", at_risk))
    names = titles(connection, "venue", at_risk)
    lines = [
        ThreatLine(
            number,
            title,
            _word(Threat, "nature", nature),
            level,
            _SAID.get(likelihood, likelihood),
            _word(Threat, "confidence", confidence),
            _some([names[venue] for venue in risked[number] if venue in names]),
            marking,
        )
        for number, title, nature, level, likelihood, confidence, _, marking, *_ in rows
    ]
    return tuple(sorted(lines, key=lambda one: _LEVELS.get(one.level, 9)))


def _some(names: list[str]) -> str:
    said = ", ".join(names[:_NAMED])
    return f"{said} and {len(names) - _NAMED} more" if len(names) > _NAMED else said


def _exposed(connection: Connection, event: bytes, take: Taken) -> tuple[ExposureLine, ...]:
    """Systems in which known exploited vulnerabilities may be, those that ransomware uses first."""
    lines, shown, known = [], [], []
    found = systems.exposed(connection, event)
    for system in systems.every_system(connection, event):
        hits = found[system.id].found if system.id in found else ()
        if not hits:
            continue
        shown.append(system.id)
        known += [hit.vulnerability.id for hit in hits]
        worst = hits[0].vulnerability
        used = sum(hit.vulnerability.ransomware for hit in hits)
        due = min((hit.vulnerability.due for hit in hits if hit.vulnerability.due), default="")
        sure = sum(hit.sure for hit in hits)
        lines.append(ExposureLine(system.name, system.use or "", len(hits), sure, used, due, worst.value))
    take(labels.of(connection, "system", shown))
    take(labels.of(connection, "indicator", known))
    return tuple(sorted(lines, key=lambda one: (-one.ransomware, -one.sure, one.system)))


def _products(connection: Connection, event: bytes, begun: Moment, take: Taken) -> tuple[ProductLine, ...]:
    """Told to partners and standing, or recalled in this period."""
    rows = take(
        connection.exec_driver_sql(
            "SELECT p.number, p.title, p.kind, p.state, p.sent, (SELECT count(*) FROM dissemination d WHERE "
            "d.product = p.id AND d.struck IS NOT 1), (SELECT count(*) FROM dissemination d WHERE d.product = p.id "
            "AND d.struck IS NOT 1 AND d.acknowledged IS NOT NULL), p.due, p.marking, p.marking, p.audience "
            "FROM product p WHERE p.event = ? AND p.struck IS NOT 1 AND (p.state = 'sent' "
            "OR (p.state = 'recalled' AND p.recalled >= ?)) ORDER BY p.sent DESC",
            (event, begun),
        )
    )
    return tuple(ProductLine(*row[:-2]) for row in rows)


def _plans(connection: Connection, event: bytes, begun: Moment, take: Taken) -> tuple[PlanLine, ...]:
    rows = take(
        connection.exec_driver_sql(
            "SELECT coalesce(p.name, '') || CASE WHEN p.version <> '' THEN ', version ' || p.version ELSE '' END, "
            "a.state, a.reason, a.started, a.started_by, a.ended, a.rehearsal IS 1, a.plan, a.marking, a.audience "
            "FROM activation a LEFT JOIN plan p ON p.id = a.plan WHERE a.event = ? AND a.struck IS NOT 1 "
            "AND (a.state = 'active' OR (a.state = 'stood down' AND a.ended >= ?)) ORDER BY a.started",
            (event, begun),
        )
    )
    take(labels.of(connection, "plan", [row[-3] for row in rows]))
    return tuple(
        PlanLine(plan, state, reason or "", started, by or "", ended, bool(rehearsal))
        for plan, state, reason, started, by, ended, rehearsal, *_ in rows
    )


_FILLS = """
  (SELECT coalesce(sum(f.quantity), 0) FROM fill f WHERE f.request = r.id AND f.struck IS NOT 1
     AND f.state <> 'fell through'),
  (SELECT coalesce(sum(f.quantity), 0) FROM fill f WHERE f.request = r.id AND f.struck IS NOT 1
     AND f.state IN ('arrived', 'assigned', 'released')),
  coalesce(nullif(v.short, ''), v.name, r.place, ''),
  (SELECT group_concat(DISTINCT coalesce(nullif(o.nation, ''), nullif(s.nation, ''), nullif(a.short, ''), a.name))
     FROM fill f LEFT JOIN offer o ON o.id = f.offer LEFT JOIN resource s ON s.id = f.resource
     LEFT JOIN agency a ON a.id = coalesce(o.agency, s.agency)
     WHERE f.request = r.id AND f.struck IS NOT 1 AND f.state <> 'fell through')
"""


def _requests(connection: Connection, event: bytes, begun: Moment, take: Taken) -> tuple[RequestLine, ...]:
    over = ", ".join(f"'{state}'" for state in sorted(OVER))
    rows = take(
        connection.exec_driver_sql(
            "SELECT r.number, r.title, r.state, r.priority, r.level, r.asked, r.needed, r.eta, "
            f"coalesce(r.quantity, 1), {_FILLS}, r.id, r.venue, r.marking, r.audience FROM request r "
            "LEFT JOIN venue v ON v.id = r.venue WHERE r.event = ? AND r.struck IS NOT 1 "
            f"AND (r.state NOT IN ({over}) OR r.asked >= ?) "
            "ORDER BY CASE r.priority WHEN 'urgent' THEN 0 WHEN 'routine' THEN 1 ELSE 2 END, r.asked",
            (event, begun),
        )
    )
    take(labels.of(connection, "venue", [row[-3] for row in rows]))
    _senders(connection, [row[-4] for row in rows], take)
    return tuple(_request(row) for row in rows)


def _senders(connection: Connection, requests: list[bytes], take: Taken) -> None:
    """What is named as the source of what is promised lends its marking."""
    rows: list[Any] = []
    for request in requests:
        found = connection.exec_driver_sql(
            "SELECT f.offer, f.resource, coalesce(o.agency, s.agency) FROM fill f LEFT JOIN offer o ON o.id = f.offer "
            "LEFT JOIN resource s ON s.id = f.resource WHERE f.request = ? AND f.struck IS NOT 1 "
            "AND f.state <> 'fell through'",
            (request,),
        )
        rows += found.all()
    for place, kind in enumerate(("offer", "resource", "agency")):
        take(labels.of(connection, kind, [row[place] for row in rows]))


def _request(row: Any) -> RequestLine:
    number, title, state, priority, level, asked, needed, eta, quantity, promised, arrived, where, sources, *_ = row
    return RequestLine(
        number,
        title,
        _word(Request, "state", state),
        _word(Request, "priority", priority),
        _word(Request, "level", level),
        asked,
        needed,
        eta,
        quantity,
        promised,
        arrived,
        where,
        ", ".join(sorted((sources or "").split(","))) if sources else "",
    )


def _offers(connection: Connection, event: bytes, take: Taken) -> tuple[OfferLine, ...]:
    rows = take(
        connection.exec_driver_sql(
            "SELECT o.number, o.title, coalesce(nullif(o.nation, ''), nullif(a.short, ''), a.name, ''), "
            "coalesce(o.quantity, 1), (SELECT coalesce(sum(f.quantity), 0) FROM fill f WHERE f.offer = o.id "
            "AND f.struck IS NOT 1 AND f.state <> 'fell through'), o.starts, o.ends, o.conditions, "
            "o.agency, o.marking, o.audience FROM offer o LEFT JOIN agency a ON a.id = o.agency "
            "WHERE o.event = ? AND o.struck IS NOT 1 AND o.state IN ('open', 'accepted') ORDER BY o.offered",
            (event,),
        )
    )
    take(labels.of(connection, "agency", [row[-3] for row in rows]))
    return tuple(
        OfferLine(number, title, by, quantity, given, starts, ends, " ".join((conditions or "").split()))
        for number, title, by, quantity, given, starts, ends, conditions, *_ in rows
    )


def _gaps(connection: Connection, event: bytes, take: Taken) -> tuple[GapLine, ...]:
    open_one = "n.gap = g.id AND n.struck IS NOT 1"
    rows = take(
        connection.exec_driver_sql(
            f"SELECT g.number, g.title, g.weight, g.state, (SELECT count(*) FROM recommendation n WHERE {open_one}), "
            f"(SELECT count(*) FROM recommendation n WHERE {open_one} AND n.state = 'done'), "
            f"(SELECT min(n.due) FROM recommendation n WHERE {open_one} AND n.state NOT IN ('done', 'rejected')), "
            f"(SELECT n.owner FROM recommendation n WHERE {open_one} AND n.state NOT IN ('done', 'rejected') "
            "ORDER BY n.due IS NULL, n.due LIMIT 1), g.marking, g.audience FROM gap g "
            "WHERE g.event = ? AND g.struck IS NOT 1 AND g.state IN ('open', 'in work') "
            "ORDER BY CASE g.weight WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, g.found",
            (event,),
        )
    )
    return tuple(
        GapLine(number, title, _word(Gap, "weight", weight), _word(Gap, "state", state), many, done, due, owner or "")
        for number, title, weight, state, many, done, due, owner, *_ in rows
    )
