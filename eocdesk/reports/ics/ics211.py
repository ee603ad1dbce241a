"""ICS 211, Incident Check-In List: what came, for which order, when, with whom, for what."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Check, Checks, Field, Head, Item, Items, Leaf, Ruled, Sheet, Strip, strip
from eocdesk.store.queries.arrivals import Arrival, arrivals
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 211"]
CODE = "ics-211"
ROWS = "5[]"
"""Rows people write: the items of block 5, then blocks 6 to 16."""
_OF_BLOCK_5 = FORM.block("5").items
_BESIDE = tuple(FORM.block(str(number)) for number in range(6, 17))
COLUMNS = (*_OF_BLOCK_5, *(block.title for block in _BESIDE))
_HEADS = (*_OF_BLOCK_5, *(f"{block.number}. {block.title}" for block in _BESIDE))
_SHARES = (43, 39, 44, 39, 28, 48, 17, 40, 54, 46, 49, 56, 39, 50, 37, 55, 62, 53)
_LEAST = 12
PLACES = ("base", "staging", "icp", "helibase", "other")
"""The keys of the check-in locations, in the booklet's order."""


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """Who checked in within the time; of one place where it is named."""
    found = arrivals(connection, held, asked.of)
    heads = tuple(Head(label, share) for label, share in zip(_HEADS, _SHARES, strict=True))
    rows = (*(_row(held, one) for one in found), *held.rows(ROWS, len(COLUMNS)))
    table = Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=_LEAST, tall=22)
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(_head(held, found),),
            leaves=(Leaf((strip(frame.box(FORM, "5", table, grows=1)),)),),
            foot=(frame.prepared(held, asked, FORM, "17"),),
            last=frame.signed_at(held, asked),
            landscape=True,
            counted=True,
        ),
    )


def _head(held: Held, found: tuple[Arrival, ...]) -> Strip:
    number = "" if held.incident is None else held.incident.number
    begun = Items(((Item("Date", frame.date(held, held.since)), Item("Time", frame.time(held, held.since))),))
    return strip(
        frame.box(FORM, "1", frame.name_of(held), share=1.1),
        frame.box(FORM, "2", frame.text(held, "2", number), share=0.7),
        frame.box(FORM, "3", _places(held, found), share=1.9),
        frame.box(FORM, "4", begun, share=1.3),
    )


def _places(held: Held, found: tuple[Arrival, ...]) -> Checks:
    """Each place that is named, or where somebody checked in; a place of another name stands at Other."""
    items = FORM.block("3").items
    known = {item.casefold() for item in items}
    used = {one.at.strip().casefold() for one in found if one.at.strip()}
    others = sorted({one.at.strip() for one in found if one.at.strip() and one.at.strip().casefold() not in known})
    made = []
    for item, place in zip(items, PLACES, strict=True):
        said = held.text(f"3.{place}", ", ".join(others) if place == "other" else "")
        made.append(Check(item, bool(said) or item.casefold() in used, said, ruled=True))
    return Checks(tuple(made), 3)


def _row(held: Held, one: Arrival) -> tuple[str, ...]:
    what = one.what
    group = "ST" if "strike team" in what.name.casefold() else "TF" if "task force" in what.name.casefold() else ""
    sort = (what.nation, what.agency, what.category, what.kind, what.type, what.name, group)
    came = (one.order, frame.both(held, one.arrived), what.leader, what.persons, what.reach, what.agency)
    return (*sort, *came, "", "", what.assigned, what.credentials, "")


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
