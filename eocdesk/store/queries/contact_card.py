"""Everything known of one person: every way to reach them, when they are on duty, which seats they hold."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models import Agency, Contact
from eocdesk.store.queries import partners
from eocdesk.store.queries.events import record as one

RADIO, SIGN, PHONE, MAIL, DESK, DESK_MAIL = "radio", "call sign", "phone", "e-mail", "agency phone", "agency e-mail"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody: what it is, the label it carries ("mobile"), as stored."""

    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A duty of the person that runs or comes."""

    position: str
    venue: str
    starts: int
    ends: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """The person, the ways in the order they are tried, duties now and next, seats as (name, status)."""

    row: partners.ContactRow
    ways: tuple[Way, ...]
    languages: str
    availability: str
    address: str
    note: str
    marking: str
    audience: str
    agency_words: str
    duties: tuple[Watch, ...]
    seats: tuple[tuple[str, str], ...]


def card(connection: Connection, contact: bytes, now: int) -> Card | None:
    """The card of a contact; None where there is none, struck or not here."""
    found = one(connection, Contact, contact)
    if found is None or found.struck:
        return None
    rows = partners.rows_by_id(connection, found.event, [contact], now)
    agency = one(connection, Agency, found.agency) if found.agency is not None else None
    return Card(
        row=next(iter(rows.values())),
        ways=_ways(found, agency),
        languages=found.languages or "",
        availability=found.availability or "",
        address=found.address or (agency.address if agency is not None else "") or "",
        note=found.note or "",
        marking=found.marking or "",
        audience=found.audience or "",
        agency_words=_told(agency, found),
        duties=_duties(connection, found, now),
        seats=_seats(connection, found),
    )


def _told(agency: Agency | None, contact: Contact) -> str:
    if agency is None:
        return contact.organisation or ""
    return f"{agency.name} ({agency.short})" if agency.short and agency.short != agency.name else agency.name


def _ways(contact: Contact, agency: Agency | None) -> tuple[Way, ...]:
    ways = [Way(RADIO, "", contact.radio or ""), Way(SIGN, "", contact.call_sign or "")]
    ways += [Way(PHONE, *_pair(pair)) for pair in contact.phones or []]
    ways += [Way(MAIL, *_pair(pair)) for pair in contact.emails or []]
    if agency is not None:
        ways += [
            Way(DESK, agency.short or "", agency.phone or ""),
            Way(DESK_MAIL, agency.short or "", agency.email or ""),
        ]
    return tuple(way for way in ways if way.value)


def _pair(pair: list[str]) -> tuple[str, str]:
    return (str(pair[0] or ""), str(pair[1] or "")) if len(pair) > 1 else ("", str(pair[0] if pair else ""))


def _duties(connection: Connection, contact: Contact, now: int) -> tuple[Watch, ...]:
    found = connection.exec_driver_sql(
        "SELECT d.position, coalesce(v.name, ''), d.starts, d.ends FROM duty d LEFT JOIN venue v ON v.id = d.venue "
        "WHERE d.event = ? AND d.contact = ? AND (d.ends IS NULL OR d.ends > ?) AND d.struck IS NOT 1 "
        "AND d.starts IS NOT NULL ORDER BY d.starts LIMIT 4",
        (contact.event, contact.id, now),
    )
    return tuple(Watch(position or "", venue, starts, ends) for position, venue, starts, ends in found)


def _seats(connection: Connection, contact: Contact) -> tuple[tuple[str, str], ...]:
    found = connection.exec_driver_sql(
        "SELECT name, status FROM seat WHERE event = ? AND holder = ? AND struck IS NOT 1 ORDER BY name",
        (contact.event, contact.id),
    )
    return tuple((name or "", status or "") for name, status in found)
