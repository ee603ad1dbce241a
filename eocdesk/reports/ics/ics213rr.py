"""ICS 213 RR, Resource Request Message: one request, from who asks through logistics to finance."""

from __future__ import annotations

from typing import Any

from eocdesk.models import Refused
from eocdesk.models.aid import REQUEST_PRIORITIES
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Check, Checks, Field, Head, Leaf, Ruled, Sheet, Strip, strip
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.orders import Order, Stamp, order

FORM = BY_NUMBER["ICS 213 RR"]
CODE = "ics-213rr"
ITEMS = "4[]"
"""Rows people write: as wide as the table of the booklet."""
_SHARES = (0.5, 0.95, 0.65, 3.0, 1.1, 1.1, 0.75)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The request of the number asked for, or of the number people wrote; without one, what they wrote alone."""
    found = order(connection, held, asked.of or held.text("3"))
    if asked.of and found is None and not held.blank:
        raise Refused(f"There is no request “{asked.of}” here that this paper may show.", "of")
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(_head(held, found),),
            leaves=(Leaf((*_requestor(held, found), *_logistics(held, found), *_finance(held))),),
        ),
    )


def _head(held: Held, found: Order | None) -> Strip:
    form = None if held.form is None else held.form.prepared_at
    written = frame.both(held, form if found is None else found.asked.when)
    return strip(
        frame.box(FORM, "1", frame.name_of(held), share=1.6),
        frame.box(FORM, "2", frame.text(held, "2", written)),
        frame.box(FORM, "3", frame.text(held, "3", "" if found is None else found.number)),
    )


def _requestor(held: Held, found: Order | None) -> tuple[Strip, ...]:
    where = "" if found is None else found.where
    substitutes = "" if found is None else found.substitutes
    said = held.text("8", "" if found is None else found.priority).strip().casefold()
    priorities = tuple(Check(word, key == said) for key, word in REQUEST_PRIORITIES)
    return (
        strip(frame.box(FORM, "4", _items(held, found), grows=2)),
        strip(
            frame.box(FORM, "5", frame.text(held, "5", where), tall=22),
            frame.box(FORM, "6", frame.text(held, "6", substitutes)),
        ),
        strip(
            frame.box(FORM, "7", frame.text(held, "7", "" if found is None else _signed(found.asked)), tall=22),
            frame.box(FORM, "8", Checks(priorities, 3)),
            frame.box(FORM, "9", frame.text(held, "9", "" if found is None else _stamped(held, found.approved))),
        ),
    )


def _logistics(held: Held, found: Order | None) -> tuple[Strip, ...]:
    supplier = "" if found is None else found.supplier
    by, when = ("", "") if found is None else (_signed(found.logistics), frame.both(held, found.logistics.when))
    squares = tuple(Check(item, held.ticked(f"16.{item.casefold()}")) for item in FORM.block("16").items)
    return (
        strip(
            frame.box(FORM, "10", frame.text(held, "10"), tall=20),
            frame.box(FORM, "11", frame.text(held, "11")),
        ),
        strip(frame.box(FORM, "12", frame.text(held, "12", supplier), tall=20)),
        frame.written(held, FORM, "13", "" if found is None else _notes(found), grows=1, tall=40),
        strip(
            frame.box(FORM, "14", frame.text(held, "14", by), share=1.5, tall=22),
            frame.box(FORM, "15", frame.text(held, "15", when)),
            frame.box(FORM, "16", Checks(squares, 2)),
        ),
    )


def _finance(held: Held) -> tuple[Strip, ...]:
    return (
        frame.written(held, FORM, "17", grows=1, tall=40),
        strip(
            frame.box(FORM, "18", frame.text(held, "18"), share=1.5, tall=22),
            frame.box(FORM, "19", frame.text(held, "19")),
        ),
    )


def _items(held: Held, found: Order | None) -> Ruled:
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("4").items, _SHARES, strict=True))
    known = [] if found is None else [_item(held, found)]
    rows = tuple(tuple(Field(cell) for cell in row) for row in (held.rows(ITEMS, len(_SHARES)) or known))
    return Ruled(heads, rows, least=6, tall=18)


def _item(held: Held, found: Order) -> tuple[str, ...]:
    quantity = "" if found.quantity is None else str(found.quantity)
    cost = "" if found.cost is None else f"${found.cost:,.0f}"
    what = "\n".join(word for word in (found.title, found.detail) if word)
    times = (frame.both(held, found.needed), frame.both(held, found.eta))
    return (quantity, found.kind, found.type, what, *times, cost)


def _notes(found: Order) -> str:
    said = (
        found.note,
        found.languages and f"Languages needed: {found.languages}",
        found.mission and f"Mission number: {found.mission}",
    )
    return "\n".join(word for word in said if word)


def _signed(stamp: Stamp) -> str:
    return ", ".join(word for word in (stamp.person, stamp.position) if word)


def _stamped(held: Held, stamp: Stamp) -> str:
    return "\n".join(word for word in (_signed(stamp), frame.both(held, stamp.when)) if word)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
