"""What aid costs by nation and partner: as pages, and as a table for those who pay."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from eocdesk.models.aid import REQUEST_STATES
from eocdesk.models.clock import Moment
from eocdesk.models.event import Event
from eocdesk.models.marking import WORDS, Tlp
from eocdesk.reports.document import Card, Cards, Cell, Column, Document, Paragraph, Piece, Row, Section, Table
from eocdesk.reports.situation import BANNER, COLOURS
from eocdesk.reports.times import stamp
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.queries import aid_costs
from eocdesk.store.queries.aid_costs import NO_NATION, NOBODY, NOT_SHOWN, Share, money, overall, seen, totals

COLUMNS = ("Request", "Title", "State", "Nation", "Partner", "Supplier", "How many", "Cost USD", "Marking")
_STATES = dict(REQUEST_STATES)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a table program would run instead of showing."""


def draw(connection: Any, event: Event, ceiling: Tlp, now: Moment, author: str = "", paper: str = "letter") -> bytes:
    """The costs as PDF, of the records as they stand. Takes up to 1 s: not for the screen's thread."""
    found = aid_costs.shares(connection, event.id)
    return pdf(build(event, found, ceiling, now, author), Paper.A4 if paper == "a4" else Paper.LETTER)


def table(connection: Any, event: Event, ceiling: Tlp) -> bytes:
    """The costs as CSV (UTF-8 with a mark), a row for each partner's part of a request; nothing stricter in it."""
    held, _ = seen(aid_costs.shares(connection, event.id), ceiling)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in held:
        words = (one.number, one.title, _state(one), one.nation, one.partner, one.supplier)
        cost = "" if one.cost is None else f"{one.cost:.2f}"
        writer.writerow([*(_plain(word) for word in words), one.quantity, cost, WORDS[one.marking].label])
    return out.getvalue().encode("utf-8-sig")


def build(event: Event, found: Sequence[Share], ceiling: Tlp, now: Moment, author: str = "") -> Document:
    """The pages. `ceiling` is the marking printed on them; whatever is stricter stays out."""
    held, left_out = seen(found, ceiling)
    as_of = stamp(now, event.zone)
    hidden = f"Requests not printed, marked more strictly or for others: {left_out}." if left_out else ""
    return Document(
        title="What aid costs",
        about=", ".join(word for word in (f"{event.name} ({event.code})", event.place or "") if word),
        subtitle=f"By nation and partner · as of {as_of}",
        marking=ceiling.label,
        marking_colour=COLOURS[ceiling],
        banner=BANNER * event.exercise,
        running_left=f"{event.code} · what aid costs",
        running_right=f"As of {as_of}",
        footer_left=f"Prepared by {author or '(not named)'}",
        footer_lines=(" · ".join(word for word in (f"Records of this desk as of {as_of}", hidden) if word),),
        author=author or event.code,
        moment=now,
        lead=(_cards(held),),
        sections=(
            Section("By nation and partner", _partners(held)),
            Section("Requests", _requests(held)),
            Section("How it is reckoned", (Paragraph(HOW, "muted"),)),
            *((Section("Left out", (Paragraph(hidden),)),) if hidden else ()),
        ),
    )


HOW = (
    "The cost of a request is shared among those who answer it by how many each gives; where nobody answers yet it is "
    "its supplier's. Drafts and requests that were declined or cancelled are not counted."
)


def _cards(held: Sequence[Share]) -> Cards:
    whole = overall(held)
    made = totals(held)
    partners = {one.partner for one in made} - {"", NOBODY, NOT_SHOWN}
    nations = {one.nation for one in made} - {NO_NATION, NOT_SHOWN}
    return Cards(
        (
            Card("Cost", money(whole.cost), f"of {whole.requests} requests"),
            Card("Without a cost", str(whole.uncosted), "requests nobody has priced"),
            Card("Partners", str(len(partners)), f"of {len(nations)} nations"),
        )
    )


def _partners(held: Sequence[Share]) -> tuple[Piece, ...]:
    columns = (
        Column("Nation, partner", share=1, letters=40),
        Column("Requests", 70, right=True, digits=True),
        Column("Without a cost", 90, right=True, digits=True),
        Column("Cost", 110, right=True, digits=True),
    )
    rows: list[Row] = []
    for one in totals(held):
        name = Cell(one.partner, tone="muted") if one.partner else Cell(one.nation, strong=True)
        gone = Cell(str(one.uncosted) if one.uncosted else "", tone="warn")
        rows.append((name, Cell(str(one.requests)), gone, Cell(one.said, strong=not one.partner)))
    return (Table(columns, tuple(rows)),) if rows else ()


def _requests(held: Sequence[Share]) -> tuple[Piece, ...]:
    columns = (
        Column("No.", 60, letters=10),
        Column("Request", share=1, letters=36),
        Column("Partner", 130, letters=24),
        Column("How many", 60, right=True, digits=True),
        Column("Cost", 90, right=True, digits=True),
    )
    rows = tuple(
        (
            Cell(one.number),
            Cell(one.title, _state(one), strong=True),
            Cell(one.partner, one.nation),
            Cell(str(one.quantity)),
            Cell(money(one.cost), tone="" if one.cost is not None else "warn"),
        )
        for one in held
    )
    return (Table(columns, rows),) if rows else ()


def _state(one: Share) -> str:
    return _STATES.get(one.state, one.state)


def _plain(word: str) -> str:
    return f"'{word}" if word.startswith(_FORMULA) else word
