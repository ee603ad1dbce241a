"""What is known of aid: the board of requests, offers with what is left of them, resources, what was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.aid import OVER
from eocdesk.store.queries.paging import found, paged

GONE = "fell through"
_NOT = ", ".join(f"'{state}'" for state in sorted(OVER))
_LIVE = f"f.struck IS NOT 1 AND coalesce(f.state, '') <> '{GONE}'"
_HERE = "state IN ('arrived', 'assigned', 'released')"


class RequestRow(NamedTuple):
    """One request. Moments in ms UTC; quantities as asked, promised (without what fell through) and arrived."""

    row: int
    id: bytes
    number: str
    title: str
    state: str
    priority: str
    level: str
    mission: str
    category: str
    kind: str
    type: str
    languages: str
    quantity: int
    filled: int
    arrived: int
    asked: int | None
    needed: int | None
    eta: int | None
    """When the last of it is expected: of the request, or of what is still on its way."""
    venue_name: str
    incident_number: str
    marking: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.state in OVER

    @property
    def left(self) -> int:
        """How many nobody has promised yet."""
        return max(self.quantity - self.filled, 0)

    def is_late(self, now: int) -> bool:
        """Whether it is expected after it is needed, or should be here by now and is not."""
        if self.is_over or self.arrived >= self.quantity or self.needed is None:
            return False
        return self.needed < now or (self.eta is not None and self.eta > self.needed)


class OfferRow(NamedTuple):
    """One offer; `given` of `quantity` is promised to requests."""

    row: int
    id: bytes
    number: str
    title: str
    state: str
    agency_name: str
    nation: str
    category: str
    kind: str
    type: str
    languages: str
    conditions: str
    starts: int | None
    ends: int | None
    offered: int | None
    quantity: int
    given: int
    marking: str

    @property
    def left(self) -> int:
        """How many can still be given; below nought where two desks gave the same."""
        return self.quantity - self.given

    @property
    def by(self) -> str:
        """Who offers it."""
        return ", ".join(dict.fromkeys(part for part in (self.nation, self.agency_name) if part))


class ResourceRow(NamedTuple):
    """One resource; `valid_until` a day, `request_number` of the request it is given to."""

    row: int
    id: bytes
    number: str
    name: str
    category: str
    kind: str
    type: str
    quantity: int
    status: str
    agency_name: str
    nation: str
    languages: str
    credentials: str
    valid_until: str
    venue_name: str
    place: str
    assigned_to: str
    liaison_name: str
    liaison_phones: str | None
    """JSON list of pairs of kind and number."""
    request_number: str
    marking: str

    @property
    def where(self) -> str:
        """Where it is."""
        return ", ".join(part for part in (self.venue_name, self.place) if part)


class FillRow(NamedTuple):
    """What answers a request. Moments in ms UTC."""

    row: int
    id: bytes
    request: bytes
    request_number: str
    request_title: str
    offer: bytes | None
    offer_number: str
    offer_title: str
    resource: bytes | None
    resource_name: str
    assigned_to: str
    words: str
    quantity: int
    state: str
    eta: int | None
    arrived: int | None
    checked_in_at: str
    released: int | None
    note: str
    marking: str

    @property
    def what(self) -> str:
        """What comes: the resource, else the words, else the offer."""
        return self.resource_name or self.words or self.offer_title or "Not said"


_REQUESTS = f"""
SELECT r.row, r.id, coalesce(r.number, ''), coalesce(r.title, ''), coalesce(r.state, ''), coalesce(r.priority, ''),
  coalesce(r.level, ''), coalesce(r.mission, ''), coalesce(r.category, ''), coalesce(r.kind, ''), coalesce(r.type, ''),
  coalesce(r.languages, ''), coalesce(r.quantity, 1),
  (SELECT coalesce(sum(coalesce(f.quantity, 1)), 0) FROM fill f WHERE f.request = r.id AND {_LIVE}),
  (SELECT coalesce(sum(coalesce(f.quantity, 1)), 0) FROM fill f WHERE f.request = r.id AND f.struck IS NOT 1
    AND f.{_HERE}),
  r.asked, r.needed, coalesce((SELECT max(f.eta) FROM fill f WHERE f.request = r.id AND f.struck IS NOT 1
    AND f.state IN ('committed', 'en route')), r.eta),
  coalesce(nullif(v.short, ''), v.name, ''), coalesce(i.number, ''), coalesce(r.marking, '')
FROM request r LEFT JOIN venue v ON v.id = r.venue LEFT JOIN incident i ON i.id = r.incident
"""
_OFFERS = f"""
SELECT o.row, o.id, coalesce(o.number, ''), coalesce(o.title, ''), coalesce(o.state, ''),
  coalesce(nullif(a.short, ''), a.name, ''), coalesce(o.nation, ''), coalesce(o.category, ''), coalesce(o.kind, ''),
  coalesce(o.type, ''), coalesce(o.languages, ''), coalesce(o.conditions, ''), o.starts, o.ends, o.offered,
  coalesce(o.quantity, 1),
  (SELECT coalesce(sum(coalesce(f.quantity, 1)), 0) FROM fill f WHERE f.offer = o.id AND {_LIVE}),
  coalesce(o.marking, '')
FROM offer o LEFT JOIN agency a ON a.id = o.agency
"""
_RESOURCES = """
SELECT s.row, s.id, coalesce(s.number, ''), coalesce(s.name, ''), coalesce(s.category, ''), coalesce(s.kind, ''),
  coalesce(s.type, ''), coalesce(s.quantity, 1), coalesce(s.status, ''), coalesce(nullif(a.short, ''), a.name, ''),
  coalesce(s.nation, ''), coalesce(s.languages, ''), coalesce(s.credentials, ''), coalesce(s.valid_until, ''),
  coalesce(nullif(v.short, ''), v.name, ''), coalesce(s.place, ''), coalesce(s.assigned_to, ''),
  coalesce(c.name, ''), c.phones,
  coalesce((SELECT r.number FROM fill f JOIN request r ON r.id = f.request WHERE f.resource = s.id
    AND f.struck IS NOT 1 AND f.state IN ('committed', 'en route', 'arrived', 'assigned') ORDER BY f.row DESC LIMIT 1),
    ''), coalesce(s.marking, '')
FROM resource s LEFT JOIN agency a ON a.id = s.agency LEFT JOIN venue v ON v.id = s.venue
  LEFT JOIN contact c ON c.id = s.liaison
"""
_FILLS = """
SELECT f.row, f.id, f.request, coalesce(r.number, ''), coalesce(r.title, ''), f.offer, coalesce(o.number, ''),
  coalesce(o.title, ''), f.resource, coalesce(s.name, ''), coalesce(s.assigned_to, ''), coalesce(f.words, ''),
  coalesce(f.quantity, 1), coalesce(f.state, ''), f.eta, f.arrived, coalesce(f.checked_in_at, ''), f.released,
  coalesce(f.note, ''), coalesce(f.marking, '')
FROM fill f LEFT JOIN request r ON r.id = f.request LEFT JOIN offer o ON o.id = f.offer
  LEFT JOIN resource s ON s.id = f.resource
"""
_IN_ORDER = (
    "ORDER BY CASE WHEN f.state IN ('arrived', 'assigned') THEN 1 WHEN f.state IN ('released', 'fell through') THEN 2 "
    "ELSE 0 END, f.eta IS NULL, f.eta, f.row"
)


def request_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """The board: what is open first, urgent before routine before low, the oldest of these first."""
    del now
    ordered = (
        f"SELECT row FROM request WHERE event = :event AND struck IS NOT 1 ORDER BY state IN ({_NOT}), "
        "CASE priority WHEN 'urgent' THEN 0 WHEN 'routine' THEN 1 ELSE 2 END, coalesce(asked, made_at), row"
    )
    return found(connection, "request", ordered, event, words)


def offer_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Offers: open ones, then accepted ones, then the rest; the newest first."""
    del now
    ordered = (
        "SELECT row FROM offer WHERE event = :event AND struck IS NOT 1 ORDER BY "
        "CASE state WHEN 'open' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END, coalesce(offered, made_at) DESC, row"
    )
    return found(connection, "offer", ordered, event, words)


def resource_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Resources: available, en route, assigned, out of service, released; by category and name."""
    del now
    ordered = (
        "SELECT row FROM resource WHERE event = :event AND struck IS NOT 1 ORDER BY "
        "CASE status WHEN 'available' THEN 0 WHEN 'en route' THEN 1 WHEN 'assigned' THEN 2 "
        "WHEN 'out of service' THEN 3 ELSE 4 END, "
        "category COLLATE NOCASE, name COLLATE NOCASE, row"
    )
    return found(connection, "resource", ordered, event, words)


def fill_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """What was given: on its way first, by when it is expected; released and fallen through last."""
    del now
    asked = f"{_FILLS} WHERE f.event = ? AND f.struck IS NOT 1 {_IN_ORDER}"
    every = [FillRow(*values) for values in connection.exec_driver_sql(asked, (event,))]
    wanted = words.casefold().split()
    told = ((one.row, f"{one.what} {one.request_number} {one.request_title}".casefold()) for one in every)
    return [row for row, text in told if all(word in text for word in wanted)]


def request_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, RequestRow]:
    """These requests, by row number."""
    return {row: RequestRow(*values) for row, values in paged(connection, f"{_REQUESTS} WHERE r.row", rows).items()}


def offer_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, OfferRow]:
    """These offers, by row number."""
    return {row: OfferRow(*values) for row, values in paged(connection, f"{_OFFERS} WHERE o.row", rows).items()}


def resource_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ResourceRow]:
    """These resources, by row number."""
    held = paged(connection, f"{_RESOURCES} WHERE s.row", rows)
    return {row: ResourceRow(*values) for row, values in held.items()}


def fill_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, FillRow]:
    """What was given, by row number."""
    return {row: FillRow(*values) for row, values in paged(connection, f"{_FILLS} WHERE f.row", rows).items()}


def request(connection: Connection, record: bytes) -> RequestRow | None:
    """A request by its id."""
    values = connection.exec_driver_sql(f"{_REQUESTS} WHERE r.id = ?", (record,)).first()
    return None if values is None else RequestRow(*values)


def offer(connection: Connection, record: bytes) -> OfferRow | None:
    """An offer by its id."""
    values = connection.exec_driver_sql(f"{_OFFERS} WHERE o.id = ?", (record,)).first()
    return None if values is None else OfferRow(*values)


def resource(connection: Connection, record: bytes) -> ResourceRow | None:
    """A resource by its id."""
    values = connection.exec_driver_sql(f"{_RESOURCES} WHERE s.id = ?", (record,)).first()
    return None if values is None else ResourceRow(*values)


def fill(connection: Connection, record: bytes) -> FillRow | None:
    """What was given, by its id."""
    values = connection.exec_driver_sql(f"{_FILLS} WHERE f.id = ?", (record,)).first()
    return None if values is None else FillRow(*values)


def fills_of(connection: Connection, record: bytes, of: str = "request") -> tuple[FillRow, ...]:
    """What answers a request, or was taken of an `offer`, or is a `resource`; what is expected next first."""
    asked = f"{_FILLS} WHERE f.{of} = ? AND f.struck IS NOT 1 {_IN_ORDER}"
    return tuple(FillRow(*values) for values in connection.exec_driver_sql(asked, (record,)))


def counts(connection: Connection, kind: str, ids: Sequence[bytes]) -> dict[bytes, dict[str, int]]:
    """What the fields of requests and offers do not say: filled and arrived, given and left; by id."""
    asked = {"request": f"{_REQUESTS} WHERE r.id", "offer": f"{_OFFERS} WHERE o.id"}.get(kind)
    if asked is None:
        return {}
    if kind == "request":
        requests = (RequestRow(*values) for values in paged(connection, asked, ids).values())
        return {row.id: {"filled": row.filled, "arrived": row.arrived} for row in requests}
    offers = (OfferRow(*values) for values in paged(connection, asked, ids).values())
    return {row.id: {"given": row.given, "left": row.left} for row in offers}


def busy_with(connection: Connection, resource: bytes) -> FillRow | None:
    """What the resource is given to and not released from; the newest, None where it is free."""
    asked = (
        f"{_FILLS} WHERE f.resource = ? AND f.struck IS NOT 1 AND f.state NOT IN ('released', '{GONE}') "
        "ORDER BY f.row DESC LIMIT 1"
    )
    values = connection.exec_driver_sql(asked, (resource,)).first()
    return None if values is None else FillRow(*values)


def open_offers(connection: Connection, event: bytes) -> tuple[OfferRow, ...]:
    """Offers that stand."""
    asked = f"{_OFFERS} WHERE o.event = ? AND o.struck IS NOT 1 AND o.state IN ('open', 'accepted') ORDER BY o.row"
    return tuple(OfferRow(*values) for values in connection.exec_driver_sql(asked, (event,)))


def every_resource(connection: Connection, event: bytes) -> tuple[ResourceRow, ...]:
    """Resources that were not sent home."""
    asked = f"{_RESOURCES} WHERE s.event = ? AND s.struck IS NOT 1 AND s.status <> 'released' ORDER BY s.row"
    return tuple(ResourceRow(*values) for values in connection.exec_driver_sql(asked, (event,)))
