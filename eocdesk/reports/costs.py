"""What aid costs by nation and partner: as pages, and as a table for those who pay."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from eocdesk.models.aid import REQUEST_STATES
from eocdesk.models.marking import WORDS, Tlp, highest
from eocdesk.reports.document import Card, Cards, Cell, Column, Document, Paragraph, Piece, Row, Section, Table
from eocdesk.reports.exports_csv import plain
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import stamp
from eocdesk.store.queries import aid_costs
from eocdesk.store.queries.aid_costs import NO_NATION, NOBODY, NOT_SHOWN, Share, money, overall, totals
from eocdesk.store.queries.handover import whole
from eocdesk.store.queries.situation import Labels

CODE, TITLE = "costs", "What aid costs"
COLUMNS = ("Request", "Title", "State", "Nation", "Partner", "Supplier", "How many", "Cost USD", "Marking")
_STATES = dict(REQUEST_STATES)


def table(connection: Any, asked: Asked) -> bytes:
    """The costs as CSV (UTF-8 with a mark), a row for each partner's part of a request, with its own marking."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in aid_costs.shares(connection, asked.event):
        words = (one.number, one.title, _state(one), one.nation, one.partner, one.supplier)
        cost = "" if one.cost is None else f"{one.cost:.2f}"
        marking = WORDS.get(one.marking, Tlp.RED).label
        writer.writerow([*(plain(word) for word in words), one.quantity, cost, marking])
    return out.getvalue().encode("utf-8-sig")


def draw(connection: Any, asked: Asked) -> Document:
    """The pages, of the records as they stood."""
    event = whole(connection, asked.event)
    held = aid_costs.shares(connection, asked.event)
    labels = Labels([event.marking], {event.audience} - {""})
    for one in held:
        labels.take([(one.marking, one.audience), *one.told_by])
    audience = " & ".join(sorted(labels.audiences))
    return Document(
        **page(event, asked, TITLE, highest(labels.markings).word, audience, event.zone),
        title=TITLE,
        about=", ".join(word for word in (f"{event.name} ({event.code})", event.place or "") if word),
        subtitle=f"By nation and partner · as of {stamp(asked.as_of, event.zone)}",
        lead=(_cards(held),),
        sections=(
            Section("By nation and partner", _partners(held)),
            Section("Requests", _requests(held)),
            Section("How it is reckoned", (Paragraph(HOW, "muted"),)),
        ),
    )


HOW = (
    "The cost of a request is shared among those who answer it by how many each gives; where nobody answers yet it is "
    "its supplier's. What is withheld is not counted: its part stands with those that are shown. Drafts and requests "
    "that were declined or cancelled are not counted."
)


def _cards(held: Sequence[Share]) -> Cards:
    whole = overall(held)
    made = totals(held)
    partners = {one.partner for one in made} - {"", NOBODY, NOT_SHOWN}
    nations = {one.nation for one in made} - {NO_NATION, NOT_SHOWN}
    return Cards(
        (
            Card("Cost", whole.said, f"of {whole.requests} requests"),
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


MAKER = Maker(CODE, TITLE, draw)
