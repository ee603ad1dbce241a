"""What is known of hazards: alerts with their life, what was measured or is forecast, the thresholds of venues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged

SEVERITIES = ("unknown", "minor", "moderate", "severe", "extreme")
"""CAP's words by rank."""
COUNTS = ("actual", "exercise")
"""The CAP status of a message that warns of something; the others try a system out."""


class AlertRow(NamedTuple):
    """One alert. Moments in ms UTC; `begins` is when it was sent where nobody said when the hazard begins."""

    row: int
    id: bytes
    title: str
    headline: str
    hazard: str
    state: str
    status: str
    message: str
    severity: str
    sender: str
    area: str
    begins: int | None
    ends: int | None
    """When the hazard ends."""
    expires: int | None
    """When the message runs out, which ends no hazard; it stands in for an end nobody said."""
    shaped: int
    """Whether it says a shape: 1 or 0."""
    source: str
    marking: str

    @property
    def name(self) -> str:
        """What it is called, short."""
        return self.title or self.headline

    @property
    def rank(self) -> int:
        """The place of its severity among the words."""
        return SEVERITIES.index(self.severity) if self.severity in SEVERITIES else 0

    def life(self, now: int) -> str:
        """In force, to come, over, superseded, cancelled, test."""
        if self.state in ("superseded", "cancelled"):
            return self.state
        if self.status not in COUNTS:
            return "test"
        last = self.ends if self.ends is not None else self.expires
        if last is not None and last <= now:
            return "over"
        return "to come" if self.begins is not None and self.begins > now else "in force"


class ObservationRow(NamedTuple):
    """One observation or forecast, its value in the measure's unit. Moments in ms UTC."""

    row: int
    id: bytes
    title: str
    hazard: str
    measure: str
    value: float | None
    forecast: int
    observed: int | None
    starts: int | None
    ends: int | None
    venue: bytes | None
    venue_name: str
    place: str
    status: str
    contained: float | None
    placed: int
    """Whether it has a place that a map can show: 1 or 0."""
    source: str
    marking: str

    @property
    def where(self) -> str:
        """The venue, else the words."""
        return self.venue_name or self.place


class ThresholdRow(NamedTuple):
    """From which value a measure counts at a venue, without one in the whole event."""

    row: int
    id: bytes
    venue: bytes | None
    venue_name: str
    measure: str
    value: float | None
    note: str
    marking: str


class ShapeRow(NamedTuple):
    """A hazard (alert or observation) as a map shows it: a GeoJSON geometry, degrees, or the codes of its area."""

    kind: str
    id: bytes
    title: str
    hazard: str
    detail: str
    geometry: str
    lat: float | None
    lon: float | None
    received: int
    codes: str
    """JSON: a list of texts, or empty."""
    told: int
    """When its source said it, in ms UTC: sent or observed, else received."""
    marking: str
    audience: str


_ALERTS = """
SELECT a.row, a.id, coalesce(a.title, ''), coalesce(a.headline, ''), a.hazard, a.state, a.status, a.message, a.severity,
  coalesce(a.sender, ''), coalesce(a.area, ''), coalesce(a.onset, a.sent, a.made_at), a.ends, a.expires,
  coalesce(a.geometry, '') <> '', coalesce(a.source, ''), coalesce(a.marking, '')
FROM alert a
"""
_OBSERVATIONS = """
SELECT o.row, o.id, coalesce(o.title, ''), o.hazard, o.measure, o.value, coalesce(o.forecast, 0), o.observed, o.starts,
  o.ends, o.venue, coalesce(nullif(v.short, ''), v.name, ''), coalesce(o.place, ''), coalesce(o.status, ''),
  o.contained, coalesce(o.geometry, '') <> '' OR o.lat IS NOT NULL, coalesce(o.source, ''), coalesce(o.marking, '')
FROM observation o LEFT JOIN venue v ON v.id = o.venue
"""
_THRESHOLDS = """
SELECT t.row, t.id, t.venue, coalesce(nullif(v.short, ''), v.name, ''), t.measure, t.value, coalesce(t.note, ''),
  coalesce(t.marking, '')
FROM threshold t LEFT JOIN venue v ON v.id = t.venue
"""
_RANKED = (
    "CASE severity WHEN 'extreme' THEN 0 WHEN 'severe' THEN 1 WHEN 'moderate' THEN 2 WHEN 'minor' THEN 3 ELSE 4 END"
)
_LIFE = (
    "CASE WHEN state = 'cancelled' THEN 5 WHEN state = 'superseded' THEN 4 "
    "WHEN status NOT IN ('actual', 'exercise') THEN 3 "
    "WHEN coalesce(ends, expires) <= :now THEN 2 WHEN coalesce(onset, sent, made_at) > :now THEN 1 ELSE 0 END"
)


_NO_SPOT = {"lat": "NULL", "lon": "NULL", "codes": "coalesce(codes, '')"}
_SPOT = {"lat": "lat", "lon": "lon", "codes": "''"}


def alert_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """In force, to come, over, tests, superseded, cancelled; of these the most severe first, then the newest."""
    ordered = (
        f"SELECT row FROM alert WHERE event = :event AND struck IS NOT 1 ORDER BY {_LIFE}, {_RANKED}, "
        "coalesce(sent, made_at) DESC, row"
    )
    return found(connection, "alert", ordered, event, words, now)


def observation_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """What still holds first, the newest first."""
    ordered = (
        "SELECT row FROM observation WHERE event = :event AND struck IS NOT 1 "
        "ORDER BY coalesce(ends, :now + 1) <= :now, coalesce(observed, starts, made_at) DESC, row"
    )
    return found(connection, "observation", ordered, event, words, now)


def threshold_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Those of the whole event first, then by venue."""
    del now
    asked = (
        f"{_THRESHOLDS} WHERE t.event = ? AND t.struck IS NOT 1 AND t.value IS NOT NULL "
        "ORDER BY t.venue IS NOT NULL, v.name COLLATE NOCASE, t.measure, t.row"
    )
    every = [ThresholdRow(*values) for values in connection.exec_driver_sql(asked, (event,))]
    wanted = words.casefold().split()
    told = ((one.row, f"{one.venue_name} {one.measure} {one.note}".casefold()) for one in every)
    return [row for row, text in told if all(word in text for word in wanted)]


def alert_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, AlertRow]:
    """These alerts, by row number."""
    return {row: AlertRow(*values) for row, values in paged(connection, f"{_ALERTS} WHERE a.row", rows).items()}


def observation_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ObservationRow]:
    """These observations, by row number."""
    held = paged(connection, f"{_OBSERVATIONS} WHERE o.row", rows)
    return {row: ObservationRow(*values) for row, values in held.items()}


def threshold_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ThresholdRow]:
    """These thresholds, by row number."""
    return {row: ThresholdRow(*values) for row, values in paged(connection, f"{_THRESHOLDS} WHERE t.row", rows).items()}


def alert(connection: Connection, record: bytes) -> AlertRow | None:
    """An alert by its id."""
    values = connection.exec_driver_sql(f"{_ALERTS} WHERE a.id = ?", (record,)).first()
    return None if values is None else AlertRow(*values)


def observation(connection: Connection, record: bytes) -> ObservationRow | None:
    """An observation by its id."""
    values = connection.exec_driver_sql(f"{_OBSERVATIONS} WHERE o.id = ?", (record,)).first()
    return None if values is None else ObservationRow(*values)


def threshold(connection: Connection, record: bytes) -> ThresholdRow | None:
    """A threshold by its id."""
    values = connection.exec_driver_sql(f"{_THRESHOLDS} WHERE t.id = ?", (record,)).first()
    return None if values is None else ThresholdRow(*values)


def any_hazard(connection: Connection, event: bytes) -> bool:
    """Whether the event knows any alert or observation at all."""
    asked = (
        "SELECT EXISTS (SELECT 1 FROM alert WHERE event = ? AND struck IS NOT 1) "
        "OR EXISTS (SELECT 1 FROM observation WHERE event = ? AND struck IS NOT 1)"
    )
    return bool(connection.exec_driver_sql(asked, (event, event)).scalar())


def shapes(connection: Connection, event: bytes, ids: Sequence[bytes]) -> tuple[ShapeRow, ...]:
    """Of these alerts and observations the ones that stand in the event and say a place in any way."""
    asked = (
        "SELECT '{kind}', id, coalesce(nullif(title, ''), {other}), hazard, coalesce({detail}, ''), "
        "coalesce(geometry, ''), {lat}, {lon}, received, {codes}, coalesce({told}, received), "
        "coalesce(marking, ''), coalesce(audience, '') FROM {kind} WHERE event = ? AND struck IS NOT 1 "
        "AND (coalesce(geometry, '') <> '' OR {lat} IS NOT NULL OR {codes} <> '')"
    )
    parts = (
        asked.format(kind="alert", other="headline", detail="severity", told="sent", **_NO_SPOT),
        asked.format(kind="observation", other="measure", detail="status", told="observed", **_SPOT),
    )
    wanted = set(ids)
    every = (ShapeRow(*values) for part in parts for values in connection.exec_driver_sql(part, (event,)))
    return tuple(one for one in every if one.id in wanted)
