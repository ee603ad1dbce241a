"""What the map shows: venues with a place, features with a shape, open incidents where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Executable, Select, case, func, select

from eocdesk.models import Feature, Incident, Status, Venue

_HOP = 1000
"""Rows taken at once: a reading thread that holds the interpreter for longer stalls the screen."""
_KEYS = 500
_OPEN = (str(Status.OPEN), str(Status.MONITORING))


class VenueSpot(NamedTuple):
    """A venue that has a point or a footprint. `received`: when this copy first held it, ms UTC."""

    id: bytes
    name: str
    short: str
    city: str
    lat: float | None
    lon: float | None
    geometry: str | None
    capacity: int | None
    sports: str
    source: str
    received: int
    marking: str
    audience: str


class FeatureShape(NamedTuple):
    """A feature that has a shape, with its venue's name."""

    id: bytes
    name: str
    kind: str
    venue: str
    geometry: str
    source: str
    received: int
    marking: str
    audience: str


class IncidentSpot(NamedTuple):
    """An open or monitored incident with a place: its own point, else its venue's."""

    id: bytes
    number: str
    title: str
    severity: int
    status: str
    venue: str
    lat: float
    lon: float


def spots(connection: Connection, event: bytes) -> tuple[VenueSpot, ...]:
    """The venues of an event that can be drawn, by name."""
    asked = (
        select(
            Venue.id,
            Venue.name,
            Venue.short,
            Venue.city,
            Venue.lat,
            Venue.lon,
            Venue.geometry,
            Venue.capacity,
            Venue.sports,
            Venue.source,
            Venue.received,
            Venue.marking,
            Venue.audience,
        )
        .where(Venue.event == event, Venue.struck.is_not(True))
        .where((Venue.lat.is_not(None) & Venue.lon.is_not(None)) | Venue.geometry.is_not(None))
        .order_by(Venue.name)
    )
    return tuple(_spot(row) for row in _hops(connection, asked))


def shapes(connection: Connection, event: bytes) -> tuple[FeatureShape, ...]:
    """The features of an event that have a shape, by name."""
    asked = (
        select(
            Feature.id,
            Feature.name,
            Feature.kind,
            Venue.name,
            Feature.geometry,
            Feature.source,
            Feature.received,
            Feature.marking,
            Feature.audience,
        )
        .select_from(Feature)
        .outerjoin(Venue, Venue.id == Feature.venue)
        .where(Feature.event == event, Feature.struck.is_not(True), Feature.geometry.is_not(None))
        .order_by(Feature.name)
    )
    return tuple(_shape(row) for row in _hops(connection, asked))


def open_spots(connection: Connection, event: bytes) -> tuple[IncidentSpot, ...]:
    """The open and monitored incidents of an event that are somewhere."""
    return tuple(_incident(row) for row in _hops(connection, _incidents(event)))


def open_spots_of(connection: Connection, event: bytes, ids: Iterable[bytes]) -> tuple[IncidentSpot, ...]:
    """Those of these incidents; one that is closed, struck or nowhere is not among them."""
    wanted = list(ids)
    found: list[IncidentSpot] = []
    for at in range(0, len(wanted), _KEYS):
        asked = _incidents(event).where(Incident.id.in_(wanted[at : at + _KEYS]))
        found.extend(_incident(row) for row in connection.execute(asked))
    return tuple(found)


def placeless(connection: Connection, event: bytes) -> int:
    """How many open and monitored incidents have no place, so that the map cannot show them."""
    lat, lon = _place()
    asked = (
        select(func.count())
        .select_from(Incident)
        .outerjoin(Venue, Venue.id == Incident.venue)
        .where(Incident.event == event, Incident.status.in_(_OPEN), Incident.struck.is_not(True))
        .where(lat.is_(None) | lon.is_(None))
    )
    return int(connection.execute(asked).scalar_one())


def _incidents(event: bytes) -> Select[Any]:
    lat, lon = _place()
    return (
        select(Incident.id, Incident.number, Incident.title, Incident.severity, Incident.status, Venue.name, lat, lon)
        .select_from(Incident)
        .outerjoin(Venue, Venue.id == Incident.venue)
        .where(Incident.event == event, Incident.status.in_(_OPEN), Incident.struck.is_not(True))
        .where(lat.is_not(None), lon.is_not(None))
    )


def _place() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """A point is taken whole: half of an incident's own never meets half of its venue's."""
    own = Incident.lat.is_not(None) & Incident.lon.is_not(None)
    return case((own, Incident.lat), else_=Venue.lat), case((own, Incident.lon), else_=Venue.lon)


def _hops(connection: Connection, asked: Executable) -> Iterator[Any]:
    for hop in connection.execute(asked).partitions(_HOP):
        yield from hop


def _spot(row: Any) -> VenueSpot:
    known, name, short, city, lat, lon, geometry, capacity, sports, source, received, marking, audience = row
    spot = VenueSpot(known, name or "", short or "", city or "", lat, lon, geometry, capacity, "", "", received, "", "")
    return spot._replace(sports=sports or "", source=source or "", marking=marking or "", audience=audience or "")


def _shape(row: Any) -> FeatureShape:
    known, name, kind, venue, geometry, source, received, marking, audience = row
    words = (name or "", kind or "other", venue or "")
    return FeatureShape(known, *words, geometry, source or "", received, marking or "", audience or "")


def _incident(row: Any) -> IncidentSpot:
    known, number, title, severity, status, venue, lat, lon = row
    return IncidentSpot(known, number or "", title or "", severity or 0, status, venue or "", lat, lon)
