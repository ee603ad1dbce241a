"""What the pane reads in the reading pool: who answers to the words typed, by likeness where nobody does at once."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from eocdesk.models import Agency
from eocdesk.models.partner import SECTORS
from eocdesk.store.queries import calldown, contact_card, events, partners
from eocdesk.store.queries.calldown import CallDown
from eocdesk.store.queries.partners import AgencyRow, ContactRow, Wanted
from eocdesk.ui.kit.lazy_table import PAGE
from eocdesk.ui.kit.order import Plan, plan
from eocdesk.ui.kit.ranking import order
from eocdesk.ui.panes.partners import telling
from eocdesk.ui.panes.partners.telling import Told

ALIKE = 60
"""People shown at most where nobody is called as typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """The people asked for: the way from the old list to theirs, the first of them read, whether they are only alike.

    `anybody`: whether the event has people at all; `on_duty`: how many of those found are on duty now.
    """

    plan: Plan
    first: dict[int, ContactRow]
    alike: bool
    anybody: bool
    on_duty: int


@dataclass(frozen=True, slots=True)
class Calls:
    """The call-down with the people on it, by id."""

    state: CallDown
    people: dict[bytes, ContactRow]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter offers: roles with their counts, venues."""

    roles: tuple[tuple[str, int], ...]
    venues: tuple[tuple[bytes, str], ...]


def people(connection: Any, event: bytes, now: int, wanted: Wanted, old: array[int]) -> Found:
    """Words are found at once; where nobody has them, those who are called alike, likest first."""
    rows = partners.people(connection, event, now, wanted)
    alike = False
    if not rows and wanted.words.strip():
        rows = _alike(connection, event, now, wanted)
        alike = bool(rows)
    anybody = bool(rows) or bool(partners.people(connection, event, now))
    on_duty = partners.people(connection, event, now, replace(wanted, on_duty=True))
    first = partners.rows_of(connection, event, rows[:PAGE], now)
    count = sum(row.on_duty for row in first.values()) if alike else len(on_duty)
    return Found(plan(old, rows), first, alike, anybody, count)


def _alike(connection: Any, event: bytes, now: int, wanted: Wanted) -> array[int]:
    among = set(partners.people(connection, event, now, replace(wanted, words="")))
    called = [(row, words) for row, words in partners.called(connection, event) if row in among]
    return array("q", (called[at][0] for at in order([words for _, words in called], wanted.words, ALIKE)))


def agencies(connection: Any, event: bytes, now: int, wanted: Wanted) -> tuple[tuple[AgencyRow, ...], int]:
    """The agencies asked for, by sector and name, and how many there are in all."""
    every = partners.agencies(connection, event, now)
    among = [row for row in every if wanted.sector in ("", row.sector)]
    places = {sector: at for at, (sector, _) in enumerate(SECTORS)}
    among.sort(key=lambda row: places.get(row.sector, len(places)))
    kept = sifted([f"{row.short} {row.name} {row.role}" for row in among], wanted.words)
    return tuple(among[at] for at in kept), len(every)


def calls(connection: Any, event: bytes, now: int) -> Calls:
    """Who is called, in order, and what came of it."""
    state = calldown.call_down(connection, event)
    found = partners.rows_by_id(connection, event, state.order, now)
    return Calls(state, {row.id: row for row in found.values()})


def told(connection: Any, event: bytes, about: tuple[str, bytes], zone: str, now: int) -> Told | None:
    """What the card tells of a contact or an agency; None where it is struck or not here."""
    kind, record = about
    if kind == "contact":
        card = contact_card.card(connection, record, now)
        return telling.of_contact(card, zone, now) if card is not None else None
    row = next((one for one in partners.agencies(connection, event, now) if one.id == record), None)
    agency = events.record(connection, Agency, record)
    return telling.of_agency(agency, row) if agency is not None and row is not None else None


def choices(connection: Any, event: bytes) -> Choices:
    """Roles and venues that people have."""
    return Choices(partners.roles(connection, event), partners.venues(connection, event))


def sifted(texts: Sequence[str], words: str) -> list[int]:
    """The places of those that answer to the words, in their own order."""
    return sorted(order(texts, words, len(texts)))
