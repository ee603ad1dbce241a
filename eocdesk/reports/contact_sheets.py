"""People on paper: the call-down with room to write what came of each call, and everybody by partner or by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import phonenumbers

from eocdesk.models.partner import SECTORS
from eocdesk.reports.document import Cell, Column, Document, Group, Paragraph, Row, Section, Table
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import clock, stamp
from eocdesk.store.queries.contact_sheets import Partner, People, Person, Tick, Way, call_down, contacts
from eocdesk.store.queries.handover import whole

CALL_DOWN, CALLED = "call-down", "Call-down sheet"
CONTACTS, LISTED = "contacts", "Contact sheet"
BY_NAME, BY_PARTNER = "name", "partner"
"""What is asked with `of`; any other word is a partner's name."""
SENSITIVE = "SENSITIVE: mobile numbers – not for public release"
_MOBILE = ("mobile", "cell", "móvil", "movil", "portable", "handy")
_SECTORS = dict(SECTORS)
_OUTCOMES = "[  ] reached   [  ] no answer\n[  ] message   [  ] busy"
_ROWS = 18


def draw_call_down(connection: Any, asked: Asked) -> Document:
    """Who is called in which order; what was said already stands in, the rest is left to be written."""
    if asked.blank:
        rows = tuple(_call(None, None, number, asked, "") for number in range(1, _ROWS + 1))
        return _blank(connection, asked, CALLED, Table(_calling(), rows))
    told = call_down(connection, asked.event, asked.as_of)
    zone = told.event.zone
    rows = tuple(_call(one, told.ticks.get(one.id), number, asked, zone) for number, one in enumerate(told.people, 1))
    reached = sum(told.ticks[one.id].outcome == "reached" for one in told.people if one.id in told.ticks)
    begun = (
        f"begun {stamp(told.begun, zone)}, {reached} of {len(rows)} reached" if told.begun is not None else "not begun"
    )
    empty = Paragraph("Nobody is on the call-down list. Give contacts a place in it first.", "muted")
    section = Section("In this order", (Table(_calling(), rows) if rows else empty,))
    return _document(told, asked, CALLED, f"{len(rows)} to call · {begun}", section)


def draw_contacts(connection: Any, asked: Asked) -> Document:
    """By partner; by name where that is asked; one partner's people where it is named."""
    if asked.blank:
        columns = _listing(named=True)
        return _blank(connection, asked, LISTED, Table(columns, _empty(columns)))
    of = asked.of.strip()
    partner = "" if of.lower() in ("", BY_NAME, BY_PARTNER) else of
    told = contacts(connection, asked.event, partner)
    by_name = of.lower() == BY_NAME
    section = _by_name(told) if by_name else _by_partner(told)
    many = len(told.people)
    words = f"{many} {'person' if many == 1 else 'people'}, {'by name' if by_name else 'by partner'}"
    return _document(told, asked, f"{LISTED}: {partner}" if partner else LISTED, words, section)


def _document(told: People, asked: Asked, title: str, subtitle: str, section: Section) -> Document:
    event = told.event
    head = page(event, asked, title, told.marking, told.audience, event.zone)
    if any(_is_mobile(way) for one in told.people for way in one.phones):
        head["banner"] = " · ".join(part for part in (head["banner"], SENSITIVE) if part)
    return Document(**head, title=title, about=f"{event.name} ({event.code})", subtitle=subtitle, sections=(section,))


def _blank(connection: Any, asked: Asked, title: str, table: Table) -> Document:
    event = whole(connection, asked.event)
    return Document(
        **page(event, asked, title, event.marking, event.audience, event.zone),
        title=title,
        about=f"{event.name} ({event.code})",
        subtitle="Blank, to be written by hand",
        sections=(Section("People", (table,)),),
    )


def _calling() -> tuple[Column, ...]:
    return (
        Column("", 22, right=True, digits=True),
        Column("Who", share=1, letters=26),
        Column("Numbers", 112, digits=True, letters=20),
        Column("Called at", 50, digits=True, letters=9),
        Column("Result", 116, letters=22),
        Column("Called by", 60, letters=11),
    )


def _call(one: Person | None, tick: Tick | None, number: int, asked: Asked, zone: str) -> Row:
    if one is None:
        return Cell(str(number)), Cell("\n"), Cell(), Cell(), Cell(_OUTCOMES, tone="muted"), Cell()
    who = " · ".join(part for part in (one.role, one.agency) if part)
    said = (Cell(), Cell(_OUTCOMES, tone="muted"), Cell())
    if tick is not None:
        done = tick.outcome == "reached"
        result = Cell(tick.outcome.capitalize(), "" if done else _OUTCOMES, tone="ok" if done else "warn", strong=True)
        said = (Cell(clock(tick.at, zone, asked.as_of)), result, Cell(tick.by))
    return Cell(str(number)), Cell(one.name or "–", who, strong=True), _numbers(one), *said


def _numbers(one: Person) -> Cell:
    radio = ", ".join(part for part in (one.radio, one.call_sign) if part)
    return Cell(_ways(one.phones) or "no number", f"radio {radio}" if radio else "")


def _by_partner(told: People) -> Section:
    columns = _listing(named=False)
    groups = []
    for partner in told.partners:
        some = [one for one in told.people if one.partner == partner.id]
        if some or partner.phone or partner.email:
            groups.append(Group(_titled(partner), tuple(_person(one) for one in some), _desk(partner)))
    known = {partner.id for partner in told.partners}
    rest = [one for one in told.people if one.partner not in known]
    for name in sorted({one.agency for one in rest}, key=str.casefold):
        rows = tuple(_person(one) for one in rest if one.agency == name)
        groups.append(Group(name or "Of no partner", rows))
    if not groups:
        return Section("By partner", (Paragraph("Nobody is among the contacts of this event.", "muted"),))
    return Section("By partner", (Table(columns, groups=tuple(groups)),))


def _by_name(told: People) -> Section:
    columns = _listing(named=True)
    rows = tuple(_person(one, named=True) for one in told.people)
    empty = Paragraph("Nobody is among the contacts of this event.", "muted")
    return Section("By name", (Table(columns, rows) if rows else empty,))


def _listing(*, named: bool) -> tuple[Column, ...]:
    return (
        Column("Name", share=1, letters=26),
        *((Column("Partner", 80, letters=14),) if named else ()),
        Column("Numbers, e-mail", 158, digits=True, letters=27),
        Column("Radio, call sign", 70, letters=12),
        Column("When, languages", 74, letters=13),
    )


def _person(one: Person, *, named: bool = False) -> Row:
    return (
        Cell(one.name or "–", " · ".join(part for part in (one.role, one.venue) if part), strong=True),
        *((Cell(one.agency or "–"),) if named else ()),
        Cell(_ways(one.phones) or "no number", "\n".join(address for _, address in one.emails)),
        Cell("\n".join(part for part in (one.radio, one.call_sign) if part)),
        Cell("\n".join(part for part in (one.availability, one.languages) if part)),
    )


def _empty(columns: Iterable[Column]) -> tuple[Row, ...]:
    return tuple(tuple(Cell("\n") for _ in columns) for _ in range(_ROWS))


def _titled(partner: Partner) -> str:
    if partner.short and partner.short != partner.name:
        return f"{partner.name} ({partner.short})" if partner.name else partner.short
    return partner.name or "(no name)"


def _desk(partner: Partner) -> str:
    parts = (_SECTORS.get(partner.sector, partner.sector), dialled(partner.phone), partner.email)
    return " · ".join(part for part in parts if part)


def _ways(ways: tuple[Way, ...]) -> str:
    return "\n".join(_joined(label, dialled(number)) for label, number in ways)


def _joined(label: str, value: str) -> str:
    return f"{label}: {value}" if label else value


def _is_mobile(way: Way) -> bool:
    label, number = way
    if any(word in label.casefold() for word in _MOBILE):
        return True
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def dialled(stored: str) -> str:
    """`+1 213 555 0143 ext 5` of what is stored as E.164; other words as they are."""
    number, _, extension = stored.partition(";ext=")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return stored
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")
    return f"{shown} ext {extension}" if extension else shown


MAKERS = (
    Maker(CALL_DOWN, CALLED, draw_call_down, blank=True),
    Maker(CONTACTS, LISTED, draw_contacts, blank=True),
)
MAKER_CALL_DOWN, MAKER_CONTACTS = MAKERS
