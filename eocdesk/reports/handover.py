"""The shift brief as pages: notes first, then what must be done, what changed, what comes, and two signatures."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.document import (
    Card,
    Cards,
    Cell,
    Column,
    Document,
    Paragraph,
    Piece,
    Row,
    Section,
    Signature,
    Table,
)
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import ago, clock, span, stamp
from eocdesk.store.queries.handover import CODE, ORDER, Brief, Noted, Part, whole
from eocdesk.store.queries.handover_brief import brief

TITLE = "Shift handover brief"
_GRADED = frozenset({"new", "changed", "closed", "open", "entries", "waiting"})
_UNTIMED = frozenset({"conflicts"})
_BLANK_ROWS = 4


def draw(connection: Any, asked: Asked) -> Document:
    """The brief of what this connection shows, or an empty one to be filled by hand."""
    if asked.blank:
        return _empty(connection, asked)
    told = brief(
        connection,
        asked.event,
        asked.as_of,
        asked.of or asked.person,
        asked.since,
        form=asked.form,
        position=asked.position,
        reach=(asked.release, asked.audience),
        proposing=asked.proposing,
    )
    return _drawn(told, asked)


def _drawn(told: Brief, asked: Asked) -> Document:
    zone, event = told.event.zone, told.event
    reach = f"{span(told.span.since, told.span.until, zone)}, {ago(told.span.until - told.span.since)}"
    return Document(
        **page(event, asked, TITLE, told.marking, told.audience, zone),
        title=TITLE,
        about=", ".join(word for word in (f"{event.name} ({event.code})", event.place or "") if word),
        subtitle=f"{reach} · {told.span.why}",
        lead=(_cards(told),),
        sections=(
            Section("Notes to the next officer", _notes(told)),
            *(_section(told.part(key), told, zone) for key in ORDER),
            Section("Taken over", _signed(told, asked)),
        ),
    )


def _cards(told: Brief) -> Cards:
    counted = (
        ("New incidents", "new", "opened"),
        ("Changed", "changed", "still open"),
        ("Closed", "closed", "incidents"),
        ("Overdue", "overdue", "to do"),
        ("Not acknowledged", "waiting", "entries"),
        ("Conflicts", "conflicts", "to settle"),
    )
    return Cards(tuple(Card(label, str(told.part(key).count), note) for label, key, note in counted))


def _notes(told: Brief) -> tuple[Piece, ...]:
    if told.notes.strip():
        return (Paragraph(told.notes.strip()),)
    return (Paragraph("Nobody wrote notes for the next officer.", "muted"),)


def _section(part: Part, told: Brief, zone: str) -> Section:
    if not part.lines:
        return Section(part.title, (Paragraph(part.empty, "muted"),), part.note)
    if part.key == "others":
        return Section(
            part.title, (Paragraph(" · ".join(f"{one.title}: {one.detail}" for one in part.lines)),), part.note
        )
    graded, timed = part.key in _GRADED, part.key not in _UNTIMED
    columns = (
        *((Column("When", 62, digits=True, letters=11),) if timed else ()),
        *((Column("Severity", 66, letters=11),) if graded else ()),
        Column("What", share=1, letters=46 if graded else 60),
        Column("Where, who", 118, letters=21),
    )
    rows = tuple(_row(one, told.span.until, zone, graded=graded, timed=timed) for one in part.lines)
    more = f"And {part.more} more that are not named here." if part.more else ""
    return Section(part.title, (Table(columns, rows), *((Paragraph(more, "muted"),) if more else ())), part.note)


def _row(one: Noted, now: int, zone: str, *, graded: bool, timed: bool) -> Row:
    when = clock(one.when, zone, now) or "–"
    name = " ".join(part for part in (one.number, one.title) if part) or "–"
    return (
        *((Cell(when, tone=one.part),) if timed else ()),
        *((Cell(severity=one.severity),) if graded else ()),
        Cell(name, one.detail, strong=one.kind != "entry"),
        Cell(one.where),
    )


def _signed(told: Brief, asked: Asked) -> tuple[Piece, ...]:
    form, zone = told.form, told.event.zone
    if form is None:
        gives = ", ".join(part for part in (asked.person, asked.position) if part)
        return (Signature("Handed over by", gives), Signature("Taken over by"))

    def line(label: str, name: str, position: str, when: int | None) -> Signature:
        said = ", ".join(part for part in (name, position) if part)
        return Signature(label, said, stamp(when, zone) if when is not None else "")

    return (
        line("Handed over by", form.prepared_by or asked.person, form.prepared_as or asked.position, form.prepared_at),
        line("Taken over by", form.taken_by or "", form.taken_as or "", form.taken_at),
    )


def _empty(connection: Any, asked: Asked) -> Document:
    """To be written by hand when everything is down."""
    event = whole(connection, asked.event)
    head = (Column("When", 62), Column("No.", 60), Column("What", share=1), Column("Where, who", 118))
    lines = tuple(tuple(Cell("\n") for _ in head) for _ in range(_BLANK_ROWS))
    titles = ("Incidents new, changed, closed", "Still open", "Overdue", "Not acknowledged", "In force", "What comes")
    return Document(
        **page(event, asked, TITLE, event.marking, event.audience, event.zone),
        title=TITLE,
        about=f"{event.name} ({event.code})",
        subtitle="From ____________________ to ____________________",
        sections=(
            Section("Notes to the next officer", (Table((Column("", share=1),), ((Cell("\n" * 9),),)),)),
            *(Section(title, (Table(head, lines),)) for title in titles),
            Section("Taken over", (Signature("Handed over by"), Signature("Taken over by"))),
        ),
    )


MAKER = Maker(CODE, TITLE, draw, filled=True, blank=True)
