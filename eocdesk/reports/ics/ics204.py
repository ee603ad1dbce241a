"""ICS 204, Assignment List: one for each branch, group or owner, with its resources, its work, how it is reached."""

from __future__ import annotations

import dataclasses
from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.posts import Organisation, organised
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Field, Head, Item, Items, Leaf, Ruled, Sheet, Stack, Strip, strip
from eocdesk.store.queries.assignments import CODE, Assignment, assignments
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import holdings

FORM = BY_NUMBER["ICS 204"]
RESOURCES, CHANNELS = "5[]", "8[]"
"""Rows people write: as wide as the tables of the booklet."""
_WIDTHS = (1.25, 1.1, 0.6, 1.5, 2.0)
_KEYS = ("branch", "division", "group", "staging")
_LEAST = 5
NOBODY = Assignment("")


def sheets(connection: Any, held: Held, asked: Asked, *, bundled: bool = False) -> tuple[Sheet, ...]:
    """One for each assignment, `asked.of` one alone; one to be written on where there is none.

    Each is prepared by whoever prepared that one.
    """
    known = organised(holdings(connection, held))
    given = assignments(connection, held, asked.of) or (NOBODY,)
    return tuple(
        sheet(known, one, dataclasses.replace(held, form=one.form, blocks=one.blocks), asked, bundled=bundled)
        for one in given
    )


def sheet(known: Organisation, one: Assignment, held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """One assignment."""
    work = frame.written(held, FORM, "6", "" if held.blank else _work(one, held), grows=2, tall=60)
    instructions = frame.written(held, FORM, "7", grows=1, tall=30)
    return Sheet(
        FORM.number,
        FORM.title,
        head=(_head(known, one, held),),
        leaves=(
            Leaf(
                (
                    strip(frame.box(FORM, "5", _resources(one), grows=2)),
                    work,
                    instructions,
                    strip(frame.box(FORM, "8", _channels(one), grows=0.5)),
                )
            ),
        ),
        foot=(frame.prepared(held, asked, FORM, "9"),),
        last=frame.signed_at(held, asked),
        plan=True,
        bundled=bundled,
    )


def _head(known: Organisation, one: Assignment, held: Held) -> Strip:
    name = frame.box(FORM, "1", frame.name_of(held))
    top = strip(name, Box("2", FORM.block("2").title, (frame.span(held),), share=1.9))
    people = strip(frame.box(FORM, "4", _people(known, one)))
    written = [one.text(f"3.{key}") for key in _KEYS]
    if not any(written):
        written[_KEYS.index("group")] = one.name
    named = Items(tuple((Item(item, said),) for item, said in zip(FORM.block("3").items, written, strict=True)))
    return strip(Stack((top, people), share=3), Box("3", parts=(named,)))


def _people(known: Organisation, one: Assignment) -> Items:
    chief, director, supervisor = FORM.block("4").items
    who = one.text("4.supervisor") or one.name
    rows = (
        (chief, one.text("4.chief") or known.names("operations"), known.reach("operations")),
        (director, one.text("4.director"), one.text("4.director.reach")),
        (supervisor, who, one.text("4.supervisor.reach") or one.reach),
    )
    return Items(tuple((Item(label, name, 1.7), Item("", reach)) for label, name, reach in rows))


def _resources(one: Assignment) -> Ruled:
    known = tuple((mean.name, mean.leader, mean.persons, mean.reach, mean.where) for mean in one.means)
    rows = one.rows(RESOURCES, len(_WIDTHS)) or known
    heads = tuple(
        Head(item, share, centred=item.startswith("#"))
        for item, share in zip(FORM.block("5").items, _WIDTHS, strict=True)
    )
    return Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=_LEAST, tall=16)


def _work(one: Assignment, held: Held) -> str:
    lines = []
    for work in one.work:
        due = f"by {frame.both(held, work.due)}" if work.due is not None else ""
        told = ", ".join(word for word in (work.where, due) if word)
        lines.append(f"{work.number} {work.title}".strip() + (f" ({told})" if told else ""))
    return "\n".join(lines)


def _channels(one: Assignment) -> Ruled:
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("8").items, (1.0, 2.0), strict=True))
    rows = one.rows(CHANNELS, 2) or (((one.name, one.reach),) if one.reach else ())
    return Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=4, tall=15)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
