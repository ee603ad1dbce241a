"""The calendar on paper: a day, a week by days, or any span by venue, times local with UTC beneath."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from eocdesk.models.clock import at
from eocdesk.models.session import KINDS, RISKS, STATUSES
from eocdesk.reports.document import Cell, Column, Document, Group, Paragraph, Row, Section, Table
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import clock, day, span
from eocdesk.store.queries.calendar_sheet import WEEK, CalendarSheet, Line, calendar_sheet, days, period_of
from eocdesk.store.queries.handover import whole

CODE, TITLE = "calendar", "Calendar sheet"
DAY, WEEKLY, VENUES = "day", "week", "venue"
"""What is asked with `of`; any other word is a venue's name."""
_KINDS, _STATES, _RISKS = dict(KINDS), dict(STATUSES), dict(RISKS)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TONES = {"delayed": "warn", "suspended": "warn", "postponed": "bad", "cancelled": "bad", "running": "ok"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ROWS = 22


def draw(connection: Any, asked: Asked) -> Document:
    """The sessions of the span asked for, else of the current period, else of today."""
    if asked.blank:
        return _blank(connection, asked)
    event = whole(connection, asked.event)
    of = asked.of.strip()
    kind = of.lower()
    venue = "" if kind in ("", DAY, WEEKLY, VENUES) else of
    period = None
    if asked.since is not None or asked.until is not None:
        starts = asked.since if asked.since is not None else asked.as_of
        ends = asked.until if asked.until is not None else starts + 24 * 3_600_000
    elif kind == WEEKLY or (venue and asked.period is None):
        starts, ends = days(event, asked.as_of, WEEK)
    else:
        period = None if kind == DAY else period_of(connection, asked.event, asked.as_of, asked.period)
        starts, ends = days(event, asked.as_of, 1)
        if period is not None and period.starts is not None and period.ends is not None:
            starts, ends = period.starts, period.ends
    told = calendar_sheet(connection, asked.event, starts, ends, venue, period)
    return _drawn(told, asked, by_venue=kind == VENUES, venue=venue)


def _drawn(told: CalendarSheet, asked: Asked, *, by_venue: bool, venue: str) -> Document:
    event, zone = told.event, told.event.zone
    period = f"Operational period {told.period.number or told.period.name}: " if told.period is not None else ""
    count = len(told.lines)
    title = f"{TITLE}: {venue}" if venue else TITLE
    return Document(
        **page(event, asked, title, told.marking, told.audience, zone),
        title=title,
        about=f"{event.name} ({event.code})",
        subtitle=f"{period}{span(told.starts, told.ends, zone)} · {count} {'session' if count == 1 else 'sessions'}",
        sections=(_section(told, by_venue=by_venue, alone=bool(venue)),),
    )


def _section(told: CalendarSheet, *, by_venue: bool, alone: bool) -> Section:
    zone = told.event.zone
    heading = "Sessions by venue" if by_venue else "Sessions"
    note = f"times in {zone}, UTC beneath"
    if not told.lines:
        return Section(heading, (Paragraph("Nothing is planned in this span.", "muted"),), note)
    named = not by_venue and not alone
    columns = _columns(named=named)
    dated = by_venue and at(told.starts, zone).date() != at(told.ends - 1, zone).date()

    def key(one: Line) -> str:
        return (one.venue or "No venue said") if by_venue else _day(one, told)

    lines = sorted(told.lines, key=key) if by_venue else sorted(told.lines, key=lambda one: _order(one, told))
    groups = []
    for title, some in groupby(lines, key=key):
        rows = tuple(_row(one, zone, named=named, dated=dated) for one in some)
        shown = title if by_venue else _heading(title)
        groups.append(Group(shown, rows, f"{len(rows)} {'session' if len(rows) == 1 else 'sessions'}"))
    return Section(heading, (Table(columns, groups=tuple(groups)),), note)


def _columns(*, named: bool) -> tuple[Column, ...]:
    return (
        Column("Time", 80, digits=True, letters=14),
        Column("Session", share=1, letters=34),
        *((Column("Venue", 80, letters=14),) if named else ()),
        Column("Status", 66, letters=11),
        Column("Crowd", 46, right=True, digits=True, letters=8),
        Column("Watch for", 80, letters=14),
    )


def _day(one: Line, told: CalendarSheet) -> str:
    """The local day it stands under: that of its start, or the first of the sheet."""
    if one.starts is None:
        return one.day
    return at(max(one.starts, told.starts), told.event.zone).date().isoformat()


def _order(one: Line, told: CalendarSheet) -> tuple[str, int, str]:
    return _day(one, told), one.starts or 0, one.title


def _heading(iso: str) -> str:
    when = date.fromisoformat(iso)
    return f"{_WEEKDAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year}"


def _row(one: Line, zone: str, *, named: bool, dated: bool) -> Row:
    kind = "" if one.sport and one.kind == "competition" else _KINDS.get(one.kind, one.kind)
    kind = " · ".join(dict.fromkeys(part for part in (kind, one.sport, one.stage) if part))
    note = "\n".join(part for part in (kind, one.note) if part)
    status = Cell(_STATES.get(one.status, one.status), one.reason, tone=_TONES.get(one.status, ""))
    watch = "\n".join(
        part
        for part in (one.dignitaries, f"risk: {_RISKS.get(one.risk, one.risk)}" if one.risk is not None else "")
        if part
    )
    return (
        _time(one, zone, dated=dated),
        Cell(one.title or "–", note, strong=one.status not in ("cancelled", "finished")),
        *((Cell(one.venue or "–"),) if named else ()),
        status,
        Cell(f"{one.crowd:,}" if one.crowd is not None else "–"),
        Cell(watch),
    )


def _time(one: Line, zone: str, *, dated: bool) -> Cell:
    if one.starts is None:
        return Cell("time open", one.day if dated else "")
    until = f"–{clock(one.ends, zone, one.starts)}" if one.ends is not None else ""
    zulu = f"{at(one.starts):%H:%M}Z" + (f"–{at(one.ends):%H:%M}Z" if one.ends is not None else "")
    notes = [zulu]
    if one.venue_zone and one.venue_zone != zone:
        notes.append(f"there {at(one.starts, one.venue_zone):%H:%M %Z}")
    if one.actual_start is not None:
        ended = f", ended {clock(one.actual_end, zone, one.starts)}" if one.actual_end is not None else ""
        notes.append(f"began {clock(one.actual_start, zone, one.starts)}{ended}")
    first = f"{day(one.starts, zone)}\n" if dated else ""
    return Cell(f"{first}{clock(one.starts, zone)}{until}", "\n".join(notes))


def _blank(connection: Any, asked: Asked) -> Document:
    event = whole(connection, asked.event)
    columns = _columns(named=True)
    rows = tuple(tuple(Cell("\n") for _ in columns) for _ in range(_ROWS))
    return Document(
        **page(event, asked, TITLE, event.marking, event.audience, event.zone),
        title=TITLE,
        about=f"{event.name} ({event.code})",
        subtitle="Date ____________________ · blank, to be written by hand",
        sections=(Section("Sessions", (Table(columns, rows),), f"times in {event.zone}"),),
    )


MAKER = Maker(CODE, TITLE, draw, blank=True)
