"""The page of committees: who sits on them, when they meet, which gaps are theirs; and what can be done to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QPainter

from eocdesk.commands.command import Command
from eocdesk.commands.committees import AddMeeting, AddMembers
from eocdesk.commands.exchange import AmendEngagement
from eocdesk.models import Committee, Engagement
from eocdesk.models.clock import Moment
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import committees, events, titles
from eocdesk.store.queries.committees import CommitteeRow, MeetingRow, OwnedGap
from eocdesk.ui.board import Badge, Blank, Deed, Line, Page, Part, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.kit.columns import PLAIN, Cell, Column, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.gaps import looks
from eocdesk.ui.panes.gaps.looks import Looks

COMMITTEES = "committees"
_CLOSED = ("closed", "accepted")


class Known(NamedTuple):
    """What belongs to a committee: people as (id, name, role and agency), partners as (id, name)."""

    chair: tuple[tuple[bytes, str, str], ...]
    members: tuple[tuple[bytes, str, str], ...]
    partners: tuple[tuple[bytes, str], ...]
    meetings: Sequence[MeetingRow]
    gaps: Sequence[OwnedGap]


class Sitting:
    """Columns and words that need the time and the zone of the window."""

    def __init__(self, context: Context, told: Looks) -> None:
        self._context, self._told = context, told

    def page(self) -> Page:
        """The page."""
        columns = (
            Column("Committee", _name, stretch=True, key=True, tip=_name),
            Column("Next meeting", self.next_meeting, width=130),
            Column("Open gaps", _gaps, width=84, narrow=500),
            Column("Overdue", self.overdue, width=120, paint=self.paint_overdue, narrow=420),
            Column("Members", _members, width=78, quiet=True, narrow=620),
            Column("Chair", _chair, width=150, quiet=True, narrow=740, tip=_chair),
        )
        blank = Blank(
            "mdi6.account-tie-outline",
            "No committee is named.",
            "Name the body that advises or decides. Then add its chair and members, plan its meetings, and say at a "
            "gap whose it is: what is overdue rises here before the committee meets.",
            "Name a committee",
        )
        return Page(
            COMMITTEES,
            "Committees",
            "committee",
            columns,
            blank,
            committees.committee_keys,
            committees.committee_rows,
            _look,
            add="New committee",
            hint="Find committees…",
            icon="mdi6.account-tie-outline",
        )

    def next_meeting(self, row: CommitteeRow) -> str:
        """`19 Jul 14:00`, `none planned`."""
        return self._told.moment(row.next_meeting(self._context.setting.now())) or "none planned"

    def overdue(self, row: CommitteeRow) -> str:
        """`3 d overdue`, or nothing."""
        now = self._context.setting.now()
        return f"{looks.days(now - row.due)} overdue" if row.due is not None and row.is_late(now) else ""

    def paint_overdue(self, painter: QPainter, cell: Cell, row: CommitteeRow) -> None:
        """In red."""
        looks.paint_words(painter, cell, self.overdue(row), QColor(cell.tokens.bad))

    async def tell(self, record: bytes) -> Told | None:
        """All there is to tell of a committee; None where it is not here."""
        desk = self._context.desk
        whole = await desk.read(events.record, Committee, record)
        row = await desk.read(committees.committee, record)
        if whole is None or row is None:
            return None
        seats = await desk.read(committees.people, (*((whole.chair,) if whole.chair else ()), *ids_of(whole.members)))
        chair = seats[:1] if whole.chair else ()
        members = tuple(one for one in seats[len(chair) :] if one not in chair)
        partners = tuple((await desk.read(titles.titles, "agency", ids_of(whole.agencies))).items())
        meetings = await desk.read(committees.meetings, record)
        known = Known(chair, members, partners, meetings, await desk.read(committees.gaps_of, record))
        return tell_committee(row, whole, known, self._told, self._context.setting.now())


class Deeds:
    """What can be done to a committee."""

    def __init__(self, context: Context, asking: Asking) -> None:
        self._context, self._asking = context, asking

    def deeds(self) -> Sequence[Deed]:
        """All of them."""
        return (
            Deed("meet", "Add a meeting…", self._meet, "mdi6.calendar-plus", "M", primary=True),
            Deed("seat", "Add members…", self._seat, "mdi6.account-plus-outline", "B"),
            Deed("minutes", "Minutes…", self._minutes, "mdi6.text-box-edit-outline"),
        )

    def _meet(self, told: Told) -> None:
        names = ("starts", "ends", "place", "title")
        self._asking.ask(f"Meeting of: {told.title}", Engagement, names, partial(AddMeeting, told.id))

    def _seat(self, told: Told) -> None:
        names = ("members", "agencies")
        self._asking.ask(f"Who joins: {told.title}", Committee, names, partial(_seated, told.id))

    def _minutes(self, line: Told) -> None:
        """Of the meeting the line stands for."""
        self._context.start(self._ask_minutes(line), name="minutes")

    async def _ask_minutes(self, line: Told) -> None:
        whole = await self._context.desk.read(events.record, Engagement, line.id)
        if whole is not None:
            make = partial(AmendEngagement, line.id)
            self._asking.ask(f"Minutes: {line.title}", Engagement, ("minutes",), make, {"minutes": whole.minutes})


def tell_committee(row: CommitteeRow, whole: Committee, known: Known, told: Looks, now: Moment) -> Told:
    """Who sits on it, when it meets next, what is overdue of what it owns; minutes that are missing are asked for."""
    late = [one for one in known.gaps if one.is_late(now)]
    missing = sum(one.is_over(now) and not one.minutes for one in known.meetings)
    facts = (
        ("Next meeting", told.moment(row.next_meeting(now)) or "none planned"),
        ("Last met", told.moment(row.last_meeting(now))),
        ("Chair", "" if known.chair else "nobody yet"),
    )
    badges = (
        Badge(_count(row.gaps, "open gap"), "accent" if row.gaps else "muted"),
        *((Badge(f"{_count(len(late), 'gap')} overdue", "bad"),) if late else ()),
        *((Badge(f"{missing} without minutes", "warn"),) if missing else ()),
    )
    seats = (*(_seat(one, "Chair") for one in known.chair), *(_seat(one) for one in known.members))
    parts = (
        Part("Purpose", text=whole.purpose or ""),
        Part("Gaps it owns", tuple(_gap(one, now) for one in known.gaps), empty="None yet. G names one."),
        Part("Meetings", tuple(_met(one, told, now) for one in known.meetings), empty="None yet. M plans one."),
        Part("Members", seats, empty="Nobody yet. B adds members and partners."),
        Part("Partners", tuple(Line(name, "", "agency", record) for record, name in known.partners)),
        Part("Note", text=whole.note or ""),
    )
    return Told(
        "committee",
        row.id,
        row.name,
        "",
        row.marking,
        whole.audience or "",
        badges,
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        ("meet", "seat", "gap_of", "print"),
        f"Overdue: {', '.join(one.number for one in late)}." if late else "",
    )


def _look(row: CommitteeRow, now: Moment, tokens: Tokens) -> Look:
    """Overdue ones with a red edge and tint."""
    return Look(bold=True, edge=tokens.bad, tint=tokens.bad) if row.is_late(now) else PLAIN


def _seat(one: tuple[bytes, str, str], first: str = "") -> Line:
    record, name, role = one
    return Line(name, " · ".join(part for part in (first, role) if part), "contact", record)


def _gap(one: OwnedGap, now: Moment) -> Line:
    state = looks.STATES.get(one.state, one.state)
    late = one.is_late(now)
    over = f"{looks.days(now - one.due)} overdue" if late and one.due is not None else ""
    detail = " · ".join(part for part in (state, over) if part)
    closed = one.state in _CLOSED
    return Line(f"{one.number} {one.title}".strip(), detail, "gap", one.id, done=closed, part="bad" if late else "")


def _met(one: MeetingRow, told: Looks, now: Moment) -> Line:
    over = one.is_over(now)
    said = ("minutes kept" if one.minutes else "no minutes yet") if over else ""
    when = told.moment(one.starts) or "no time set"
    detail = " · ".join(part for part in (when, one.place, said) if part)
    part = "warn" if over and not one.minutes else ""
    return Line(one.title, detail, "engagement", one.id, done=over, part=part, deed="minutes")


def _seated(committee: bytes, values: dict[str, Any]) -> Command:
    return AddMembers(committee, tuple(ids_of(values.get("members"))), tuple(ids_of(values.get("agencies"))))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _name(row: CommitteeRow) -> str:
    return row.name


def _gaps(row: CommitteeRow) -> str:
    return str(row.gaps) if row.gaps else ""


def _members(row: CommitteeRow) -> str:
    return str(row.members) if row.members else ""


def _chair(row: CommitteeRow) -> str:
    return row.chair
