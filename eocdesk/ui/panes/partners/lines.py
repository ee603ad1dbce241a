"""The lines of agencies, seats, roster and call-down, worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eocdesk.models.partner import SEATS
from eocdesk.store.queries.partners import AgencyRow, DutyRow, SeatRow
from eocdesk.ui.kit.moments import short
from eocdesk.ui.panes.partners.painting import status_word
from eocdesk.ui.panes.partners.reading import Calls
from eocdesk.ui.panes.partners.words import (
    MIDDOT,
    NOBODY,
    ON_CALL,
    ON_DUTY,
    Presence,
    counted,
    presence,
    reach,
    second_line,
    sector,
    until,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; a heading where `id` is empty.

    `face`: whose initials stand before it, with the dot of `presence`; `count` a number instead of them;
    `trailing` words at the end of the first line; `status` a chip at the end.
    """

    id: bytes
    title: str
    second: str = ""
    trailing: str = ""
    status: str = ""
    face: str = ""
    count: str = ""
    presence: Presence = NOBODY
    muted: bool = False
    about: bytes | None = None
    """The contact the line is about."""

    @property
    def heading(self) -> bool:
        """Whether it only says what comes below."""
        return not self.id

    @property
    def spoken(self) -> str:
        """All of it as it is read aloud."""
        parts = (self.count, self.title, self.second.replace(MIDDOT, ", "), self.trailing, self.presence.word)
        status = status_word(self.status) if self.status else ""
        return ", ".join(part for part in (*parts, status) if part)


def of_agencies(rows: Sequence[AgencyRow]) -> list[Line]:
    """Agencies under their sectors."""
    lines: list[Line] = []
    before: str | None = None
    for row in rows:
        if row.sector != before:
            before = row.sector
            count = sum(other.sector == before for other in rows)
            lines.append(Line(b"", f"{sector(before)}{MIDDOT}{counted(count, 'agency', 'agencies')}"))
        lines.append(_agency(row))
    return lines


def _agency(row: AgencyRow) -> Line:
    people = counted(row.people, "person", "people") + (f", {row.on_duty} on duty" if row.on_duty else "")
    return Line(
        id=row.id,
        title=row.name,
        second=MIDDOT.join(part for part in (row.short if row.short != row.name else "", people, row.role) if part),
        trailing=f"{row.activated} of {row.seats} activated" if row.seats else "",
    )


def of_seats(rows: Sequence[SeatRow], zone: str, now: int) -> list[Line]:
    """The board: who holds each seat, and since when it stands as it does."""
    lines = []
    for row in rows:
        who = row.holder_name or "Nobody holds it"
        since = f"since {short(row.since, zone, now)}" if row.since is not None else ""
        lines.append(
            Line(
                id=row.id,
                title=row.name,
                second=MIDDOT.join(part for part in (who, row.agency_name, since) if part),
                status=row.status,
                muted=row.status == "not activated",
                about=row.holder,
            )
        )
    return lines


def seats_counted(rows: Sequence[SeatRow]) -> str:
    """`13 activated · 2 on call · 4 not activated`."""
    words = [(sum(row.status == value for row in rows), word.lower()) for value, word in reversed(SEATS)]
    return MIDDOT.join(f"{count} {word}" for count, word in words if count)


def of_roster(rows: Sequence[DutyRow], zone: str, now: int) -> list[Line]:
    """Who is on duty now, then who comes next."""
    lines: list[Line] = []
    for running, caption in ((True, "On duty now"), (False, "Next 24 hours")):
        those = [row for row in rows if row.now is running]
        if those:
            lines.append(Line(b"", f"{caption}{MIDDOT}{len(those)}"))
        lines += [_duty(row, zone, now) for row in those]
    return lines


def _duty(row: DutyRow, zone: str, now: int) -> Line:
    when = until(row.ends, zone, now) if row.now else f"from {short(row.starts, zone, now)}"
    return Line(
        id=row.id,
        title=row.name or "Somebody who is not on this desk",
        second=MIDDOT.join(part for part in (when, row.position, row.agency_name, row.venue_name) if part),
        trailing=reach(row),
        face=row.name,
        presence=Presence(ON_DUTY if row.now else ON_CALL, ""),
        about=row.contact,
    )


def of_calls(calls: Calls, zone: str, now: int) -> list[Line]:
    """Everybody on the list in order, each with the latest outcome."""
    lines = []
    for place, record in enumerate(calls.state.order, 1):
        row = calls.people.get(record)
        if row is None:
            continue
        tick = calls.state.ticks.get(record)
        at = short(tick.at, zone, now) if tick is not None else ""
        lines.append(
            Line(
                id=record,
                title=row.name,
                second=MIDDOT.join(part for part in (at, second_line(row)) if part),
                trailing=reach(row),
                status=tick.outcome if tick is not None else "",
                count=str(place),
                presence=presence(row, zone, now),
                muted=tick is not None and tick.outcome == "reached",
                about=record,
            )
        )
    return lines


def progress(calls: Calls) -> str:
    """`7 of 12 reached`."""
    return f"{calls.state.reached} of {len(calls.state.order)} reached"


def next_to_call(calls: Calls, after: bytes) -> bytes | None:
    """Whom to call next: the next one down who is not reached, else the first such from the top."""
    order = calls.state.order
    at = order.index(after) + 1 if after in order else 0
    ticks = calls.state.ticks
    left = [one for one in (*order[at:], *order[:at]) if one not in ticks or ticks[one].outcome != "reached"]
    return next((one for one in left if one != after), None)
