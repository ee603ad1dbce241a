"""ICS 203, Organization Assignment List: who holds each position, who sits here for which partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.fills import POSTS
from eocdesk.reports.ics.posts import Organisation, organised
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Field, Head, Leaf, Named, Names, Ruled, Sheet, Stack, strip
from eocdesk.store.queries.assignments import Branch, branches
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import holdings

FORM = BY_NUMBER["ICS 203"]
CODE = "ics-203"
_BRANCHES, _GROUPS = 3, 5
"""As many as the booklet prints where no more are known."""
_REPRESENTATIVES = 4
_BANDS = {"Support Branch: Director": "Support Branch", "Service Branch: Director": "Service Branch"}


@dataclass(frozen=True, slots=True)
class _Posts:
    """Who holds what, as people wrote it over what the records say."""

    held: Held
    organisation: Organisation

    def named(self, block: str, post: str) -> str:
        return self.held.text(f"{block}.{post}", self.organisation.names(post))


def sheets(connection: Any, held: Held, asked: Asked, *, bundled: bool = False) -> tuple[Sheet, ...]:
    """The form of the period."""
    known = _Posts(held, organised(holdings(connection, held)))
    return (sheet(known, branches(connection, held), held, asked, bundled=bundled),)


def sheet(known: _Posts, working: Sequence[Branch], held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """Command, representatives, planning and logistics on the left; operations and finance on the right."""
    left = Stack(
        (
            strip(_positions("3", known)),
            strip(_representatives(known, held)),
            strip(_positions("5", known)),
            strip(_positions("6", known)),
        )
    )
    right = Stack((strip(_operations(known, working)), strip(_positions("8", known))))
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(Leaf((strip(left, right),)),),
        foot=(frame.prepared(held, asked, FORM, "9"),),
        last=frame.signed_at(held, asked),
        plan=True,
        bundled=bundled,
    )


def _positions(number: str, known: _Posts) -> Box:
    rows: list[Named] = []
    for item, post in zip(FORM.block(number).items, POSTS[number], strict=True):
        band = _BANDS.get(item, "")
        if band:
            rows.append(Named(band, band=True))
        rows.append(Named(item.removeprefix(f"{band}: "), known.named(number, post)))
    return frame.box(FORM, number, Names(tuple(rows)), grows=len(rows))


def _representatives(known: _Posts, held: Held) -> Box:
    said = held.rows("4[]", 2) or tuple((one.agency or one.position, one.name) for one in known.organisation.partners)
    rows = tuple(tuple(Field(cell) for cell in row) for row in said)
    heads = tuple(Head(item) for item in FORM.block("4").items)
    return frame.box(FORM, "4", Ruled(heads, rows, least=_REPRESENTATIVES, tall=13))


def _operations(known: _Posts, working: Sequence[Branch]) -> Box:
    chief, deputy, staging, director, under, group, air = FORM.block("7").items
    rows = [
        Named(chief, known.named("7", "operations")),
        Named(deputy, known.named("7", "operations.deputy")),
        Named(staging, known.named("7", "staging")),
    ]
    group = group.partition(" (")[0]
    for place in range(max(len(working), _BRANCHES)):
        branch = working[place] if place < len(working) else Branch()
        rows.append(Named(director.partition(":")[0], branch.name, band=True))
        rows.append(Named(director.partition(": ")[2], branch.director))
        rows.append(Named(under.partition(": ")[2], branch.deputy))
        groups = [f"{name}: {who}" if who else name for name, who in branch.groups]
        rows += [Named(group, name) for name in (*groups, *("",) * (_GROUPS - len(groups)))]
    band, _, label = air.partition(": ")
    rows += [Named(band, band=True), Named(label, known.named("7", "air"))]
    return frame.box(FORM, "7", Names(tuple(rows)), grows=len(rows))


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
