"""Open threats where they are: at the place of the threat itself, else at the venues that are at risk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

Point = tuple[float, float]
"""(longitude, latitude) in degrees."""


@dataclass(frozen=True, slots=True)
class ThreatSpot:
    """One open threat with its points; without any it has no place. `told` in ms UTC: assessed, else received."""

    id: bytes
    number: str
    title: str
    nature: str
    level: str
    points: tuple[Point, ...]
    venues: tuple[str, ...]
    told: int
    marking: str
    audience: str


_THREATS = (
    "SELECT t.id, coalesce(t.number, ''), coalesce(t.title, ''), coalesce(t.nature, ''), coalesce(t.level, ''), "
    "t.lat, t.lon, coalesce(t.assessed, t.received), t.marking, coalesce(t.audience, '') FROM threat t "
    "WHERE t.event = ? AND t.struck IS NOT 1 AND t.state IS NOT 'closed' ORDER BY t.row"
)
_VENUES = (
    "SELECT t.id, v.name, v.lat, v.lon FROM threat t, json_each(coalesce(t.venues, '[]')) j "
    "JOIN venue v ON v.id = unhex(j.value) AND v.struck IS NOT 1 "
    "WHERE t.event = ? AND t.struck IS NOT 1 AND t.state IS NOT 'closed' AND v.lat IS NOT NULL AND v.lon IS NOT NULL "
    "ORDER BY t.row, j.key"
)


def spots(connection: Connection, event: bytes) -> tuple[ThreatSpot, ...]:
    """Every open threat of an event, also those that have no place."""
    at_risk: dict[bytes, list[tuple[str, Point]]] = {}
    for threat, name, lat, lon in connection.exec_driver_sql(_VENUES, (event,)):
        at_risk.setdefault(threat, []).append((name or "", (lon, lat)))
    found = []
    for record, number, title, nature, level, lat, lon, told, marking, audience in connection.exec_driver_sql(
        _THREATS, (event,)
    ):
        venues = at_risk.get(record, [])
        own = ((lon, lat),) if lat is not None and lon is not None else ()
        points = own or tuple(point for _, point in venues)
        names = tuple(name for name, _ in venues)
        found.append(ThreatSpot(record, number, title, nature, level, points, names, told, marking, audience))
    return tuple(found)
