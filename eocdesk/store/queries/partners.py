"""What the partners' pane lists: people, agencies, seats, who is on duty now and next, who is called."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.store import search

_CHUNK = 500
_SOON_MS = 24 * 3_600_000
_ACTIVATED = "activated"
_ON_CALL = "on call"
_RUNS = "d.event = ? AND d.starts <= ? AND (d.ends IS NULL OR d.ends > ?) AND d.struck IS NOT 1"
"""A duty that runs, bound to event, now, now."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people are asked for; None and empty ask for all."""

    sector: str = ""
    role: str = ""
    venue: bytes | None = None
    agency: bytes | None = None
    on_duty: bool = False
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != EVERYBODY


EVERYBODY = Wanted()


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person of the list. `until`: end of the duty that runs now (None: open, or not on duty); moments in ms UTC.

    `seat` is the status of the best seat the person holds, empty for none; `phone` the first as stored.
    """

    row: int
    id: bytes
    name: str
    role: str = ""
    agency: bytes | None = None
    agency_short: str = ""
    agency_name: str = ""
    sector: str = ""
    venue_name: str = ""
    on_duty: bool = False
    until: int | None = None
    seat: str = ""
    radio: str = ""
    call_sign: str = ""
    phone: str = ""
    call_order: int | None = None

    @property
    def place(self) -> str:
        """The agency as short as it is known."""
        return self.agency_short or self.agency_name


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency with how many of its people are known and how its seats stand."""

    row: int
    id: bytes
    name: str
    short: str
    sector: str
    role: str
    esf: str
    ca_esf: str
    phone: str
    people: int
    on_duty: int
    seats: int
    activated: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of the board. `sector` is its agency's; empty where it has none."""

    row: int
    id: bytes
    name: str
    status: str
    since: int | None
    agency: bytes | None
    agency_name: str
    sector: str
    holder: bytes | None
    holder_name: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty that runs (`now`) or comes within a day."""

    row: int
    id: bytes
    contact: bytes | None
    name: str
    position: str
    agency_name: str
    venue_name: str
    starts: int
    ends: int | None
    now: bool
    radio: str = ""
    call_sign: str = ""
    phone: str = ""


def people(connection: Connection, event: bytes, now: int, wanted: Wanted = EVERYBODY) -> array[int]:
    """The rows of the people asked for: those on duty first, then by name; all words must be found.

    A word is found in the person's own words (name, role, numbers, channel) or in the agency's or the venue's.
    """
    where, values = _where(event, wanted)
    found = connection.exec_driver_sql(
        f"SELECT c.row FROM contact c LEFT JOIN agency a ON a.id = c.agency WHERE {where} "
        "ORDER BY c.name COLLATE NOCASE, c.row",
        tuple(values),
    )
    rows = [row for (row,) in found]
    on_duty = _rows_on_duty(connection, event, now)
    first = array("q", (row for row in rows if row in on_duty))
    return first if wanted.on_duty else first + array("q", (row for row in rows if row not in on_duty))


def _where(event: bytes, wanted: Wanted) -> tuple[str, list[Any]]:
    tests = ["c.event = ?", "c.struck IS NOT 1"]
    values: list[Any] = [event]
    for column, value in (
        ("a.sector", wanted.sector),
        ("c.role", wanted.role),
        ("c.venue", wanted.venue),
        ("c.agency", wanted.agency),
    ):
        if value:
            tests.append(f"{column} = ?")
            values.append(value)
    for word in wanted.words.split():
        asked = search.match(word)
        if asked:
            tests.append(
                "(c.row IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
                " OR c.agency IN (SELECT x.id FROM agency x WHERE x.row IN"
                " (SELECT rowid FROM agency_search WHERE agency_search MATCH ?))"
                " OR c.venue IN (SELECT x.id FROM venue x WHERE x.row IN"
                " (SELECT rowid FROM venue_search WHERE venue_search MATCH ?)))"
            )
            values += [asked] * 3
    return " AND ".join(tests), values


def _rows_on_duty(connection: Connection, event: bytes, now: int) -> set[int]:
    found = connection.exec_driver_sql(
        f"SELECT c.row FROM duty d JOIN contact c ON c.id = d.contact WHERE {_RUNS}", (event, now, now)
    )
    return {row for (row,) in found}


def rows_of(connection: Connection, event: bytes, rows: Sequence[int], now: int) -> dict[int, ContactRow]:
    """What the list shows of these rows, by row."""
    return _contacts(connection, event, "c.row", rows, now)


def rows_by_id(connection: Connection, event: bytes, ids: Sequence[bytes], now: int) -> dict[int, ContactRow]:
    """The same of these records; those that are struck are left out."""
    return _contacts(connection, event, "c.struck IS NOT 1 AND c.id", ids, now)


def _contacts(connection: Connection, event: bytes, key: str, wanted: Sequence[Any], now: int) -> dict[int, ContactRow]:
    duties = _running(connection, event, now)
    seats = _held(connection, event)
    found: dict[int, ContactRow] = {}
    for at in range(0, len(wanted), _CHUNK):
        some = tuple(wanted[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        held = connection.exec_driver_sql(
            "SELECT c.row, c.id, c.name, c.role, c.agency, coalesce(a.short, ''), coalesce(a.name, c.organisation), "
            "coalesce(a.sector, ''), coalesce(v.name, ''), c.radio, c.call_sign, c.phones, c.call_order "
            "FROM contact c LEFT JOIN agency a ON a.id = c.agency LEFT JOIN venue v ON v.id = c.venue "
            f"WHERE {key} IN ({marks})",
            some,
        )
        for row, record, name, role, agency, short, full, sector, venue, radio, sign, phones, order in held:
            found[row] = ContactRow(
                row,
                record,
                name or "",
                role or "",
                agency,
                short or "",
                full or "",
                sector,
                venue,
                record in duties,
                duties.get(record),
                seats.get(record, ""),
                radio or "",
                sign or "",
                first_phone(phones),
                order,
            )
    return found


def _running(connection: Connection, event: bytes, now: int) -> dict[bytes, int | None]:
    """Who is on duty, with the latest end; None where one of the duties has none."""
    found: dict[bytes, int | None] = {}
    held = connection.exec_driver_sql(f"SELECT d.contact, d.ends FROM duty d WHERE {_RUNS}", (event, now, now))
    for contact, ends in held:
        before = found.get(contact, 0)
        found[contact] = None if ends is None or before is None else max(before, ends)
    return found


def _held(connection: Connection, event: bytes) -> dict[bytes, str]:
    """Who holds a seat that is activated or on call: the better of the two."""
    held = connection.exec_driver_sql(
        "SELECT holder, status FROM seat WHERE event = ? AND struck IS NOT 1 AND holder IS NOT NULL "
        "AND status IN (?, ?) ORDER BY status = ?",
        (event, _ACTIVATED, _ON_CALL, _ACTIVATED),
    )
    return {row[0]: row[1] for row in held}


def first_phone(stored: str | None) -> str:
    """The first number of a contact's phones as the table holds them (JSON), or none."""
    for one in json.loads(stored) if stored else ():
        if isinstance(one, list) and len(one) > 1 and one[1]:
            return str(one[1])
    return ""


def called(connection: Connection, event: bytes) -> tuple[tuple[int, str], ...]:
    """Every person with the words that likeness is measured on: (row, "name role agency"), by name."""
    found = connection.exec_driver_sql(
        "SELECT c.row, c.name, coalesce(nullif(a.short, ''), a.name, c.organisation) FROM contact c "
        "LEFT JOIN agency a ON a.id = c.agency WHERE c.event = ? AND c.struck IS NOT 1 "
        "ORDER BY c.name COLLATE NOCASE, c.row",
        (event,),
    )
    return tuple((row, f"{name or ''} {agency or ''}".strip()) for row, name, agency in found)


def roles(connection: Connection, event: bytes, limit: int = 40) -> tuple[tuple[str, int], ...]:
    """The roles people have and how many have each, the commonest first."""
    found = connection.exec_driver_sql(
        "SELECT role, count(*) FROM contact WHERE event = ? AND struck IS NOT 1 AND role != '' "
        "GROUP BY role ORDER BY count(*) DESC, role LIMIT ?",
        (event, limit),
    )
    return tuple((role, count) for role, count in found)


def venues(connection: Connection, event: bytes) -> tuple[tuple[bytes, str], ...]:
    """The venues that people belong to, by name."""
    found = connection.exec_driver_sql(
        "SELECT v.id, v.name FROM venue v WHERE v.id IN (SELECT venue FROM contact WHERE event = ? "
        "AND struck IS NOT 1 AND venue IS NOT NULL) ORDER BY v.name COLLATE NOCASE",
        (event,),
    )
    return tuple((record, name or "") for record, name in found)


def agencies(connection: Connection, event: bytes, now: int) -> tuple[AgencyRow, ...]:
    """Every agency that stands, by name."""
    people_of = _counts(connection, "contact", event)
    seats = _counts(connection, "seat", event)
    activated = _counts(connection, "seat", event, "AND status = 'activated'")
    watching = connection.exec_driver_sql(
        f"SELECT c.agency, count(DISTINCT c.id) FROM duty d JOIN contact c ON c.id = d.contact WHERE {_RUNS} "
        "GROUP BY c.agency",
        (event, now, now),
    )
    on_duty = _by_agency(watching)
    found = connection.exec_driver_sql(
        "SELECT row, id, name, short, sector, role, esf, ca_esf, phone FROM agency WHERE event = ? "
        "AND struck IS NOT 1 ORDER BY name COLLATE NOCASE, row",
        (event,),
    )
    return tuple(
        AgencyRow(
            row=row,
            id=record,
            name=name or "",
            short=short or "",
            sector=sector or "",
            role=role or "",
            esf=esf or "",
            ca_esf=ca_esf or "",
            phone=phone or "",
            people=people_of.get(record, 0),
            on_duty=on_duty.get(record, 0),
            seats=seats.get(record, 0),
            activated=activated.get(record, 0),
        )
        for row, record, name, short, sector, role, esf, ca_esf, phone in found
    )


def _counts(connection: Connection, kind: str, event: bytes, further: str = "") -> dict[bytes, int]:
    found = connection.exec_driver_sql(
        f"SELECT agency, count(*) FROM {kind} WHERE event = ? AND struck IS NOT 1 AND agency IS NOT NULL {further} "
        "GROUP BY agency",
        (event,),
    )
    return _by_agency(found)


def _by_agency(found: Iterable[Any]) -> dict[bytes, int]:
    return {row[0]: row[1] for row in found}


def board(connection: Connection, event: bytes) -> tuple[SeatRow, ...]:
    """Every seat that stands, by sector and name."""
    found = connection.exec_driver_sql(
        "SELECT s.row, s.id, s.name, s.status, s.since, s.agency, coalesce(nullif(a.short, ''), a.name, ''), "
        "coalesce(a.sector, ''), s.holder, coalesce(c.name, '') FROM seat s LEFT JOIN agency a ON a.id = s.agency "
        "LEFT JOIN contact c ON c.id = s.holder WHERE s.event = ? AND s.struck IS NOT 1 "
        "ORDER BY a.sector, s.name COLLATE NOCASE, s.row",
        (event,),
    )
    return tuple(SeatRow(*row) for row in found)


def roster(connection: Connection, event: bytes, now: int) -> tuple[DutyRow, ...]:
    """Who is on duty now, by when it ends, then who comes within a day, by when it begins."""
    found = connection.exec_driver_sql(
        "SELECT d.row, d.id, d.contact, coalesce(c.name, ''), d.position, "
        "coalesce(nullif(a.short, ''), a.name, c.organisation, ''), coalesce(v.name, ''), d.starts, d.ends, "
        "c.radio, c.call_sign, c.phones FROM duty d LEFT JOIN contact c ON c.id = d.contact "
        "LEFT JOIN agency a ON a.id = c.agency LEFT JOIN venue v ON v.id = d.venue "
        "WHERE d.event = ? AND d.starts < ? AND (d.ends IS NULL OR d.ends > ?) AND d.struck IS NOT 1 "
        "ORDER BY d.starts > ?, CASE WHEN d.starts > ? THEN d.starts ELSE coalesce(d.ends, ?) END, c.name, d.row",
        (event, now + _SOON_MS, now, now, now, now + 365 * _SOON_MS),
    )
    return tuple(
        DutyRow(
            row=row,
            id=record,
            contact=contact,
            name=name,
            position=position or "",
            agency_name=agency,
            venue_name=venue,
            starts=starts,
            ends=ends,
            now=starts <= now,
            radio=radio or "",
            call_sign=sign or "",
            phone=first_phone(phones),
        )
        for row, record, contact, name, position, agency, venue, starts, ends, radio, sign, phones in found
    )
