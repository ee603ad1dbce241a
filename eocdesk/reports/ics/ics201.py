"""ICS 201, Incident Briefing: map, situation, objectives, actions, organisation and resources, on four pages."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.posts import Organisation, organised
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import (
    Chart,
    Check,
    Drawing,
    Field,
    Head,
    Item,
    Items,
    Leaf,
    Post,
    Ruled,
    Sheet,
    Strip,
    strip,
)
from eocdesk.reports.times import stamp
from eocdesk.store.queries import events
from eocdesk.store.queries.briefing import Come, actions, resources
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import holdings

FORM = BY_NUMBER["ICS 201"]
CODE = "ics-201"
ACTIONS, RESOURCES = "8[]", "10[]"
"""Rows people write: time and action; resource, identifier, ordered, expected, arrived, notes."""
_POSTS = (
    "commander",
    "liaison",
    "safety",
    "information",
    "planning",
    "operations",
    "finance",
    "logistics",
)
_WIDTHS = (1.6, 1.2, 1.0, 0.8, 0.6, 2.2)
_ARRIVED = 4


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The briefing: of the incident asked for, else of the event."""
    known = organised(holdings(connection, held))
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(_head(held),),
            leaves=(
                Leaf(_picture(connection, held, asked)),
                Leaf(_done(connection, held)),
                Leaf((strip(frame.box(FORM, "9", organisation(known), grows=1)),)),
                Leaf((strip(frame.box(FORM, "10", _resources(connection, held), grows=1)),)),
            ),
            foot=(frame.prepared(held, asked, FORM, "6"),),
            last=frame.signed_at(held, asked),
            counted=True,
        ),
    )


def _head(held: Held) -> Strip:
    number = "" if held.incident is None else held.incident.number
    opened = held.since if held.incident is None else held.incident.opened
    begun = Items(((Item("Date", frame.date(held, opened)), Item("Time", frame.time(held, opened))),))
    return strip(
        frame.box(FORM, "1", frame.name_of(held), share=1.2),
        frame.box(FORM, "2", frame.text(held, "2", number)),
        frame.box(FORM, "3", begun, share=1.2),
    )


def _picture(connection: Any, held: Held, asked: Asked) -> tuple[Strip, ...]:
    drawing = Drawing()
    if asked.ground is not None and not held.blank:
        svg, said = asked.ground(connection, held.event.id, f"As of {stamp(asked.as_of, held.event.zone)}")
        drawing = Drawing(svg, said)
    posture = None if held.blank else events.posture(connection, held.event.id, held.now)
    if posture is not None:
        held.labels.take([(posture.marking, posture.audience)])
    told = "" if posture is None else posture.note or ""
    return (
        strip(frame.box(FORM, "4", drawing, grows=2)),
        frame.written(held, FORM, "5", told, grows=1),
    )


def _done(connection: Any, held: Held) -> tuple[Strip, ...]:
    aims = "" if held.period is None else held.period.objectives or ""
    told, older = actions(connection, held)
    known = [(frame.both(held, one.when), one.words) for one in told]
    if older:
        known.insert(0, ("", f"{older} earlier ones stand in the log."))
    rows = (*known, *held.rows(ACTIONS, 2))
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("8").items, (1.0, 4.6), strict=True))
    table = Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=6)
    return (
        frame.written(held, FORM, "7", aims, grows=1, tall=60),
        strip(frame.box(FORM, "8", table, grows=2)),
    )


def organisation(known: Organisation) -> Chart:
    """Command, its staff and the four chiefs, as page 3 of the booklet prints them."""
    items = FORM.block("9").items
    posts = {post: Post(item, known.names(post)) for item, post in zip(items, _POSTS, strict=True)}
    staff = tuple(posts[post] for post in ("liaison", "safety", "information"))
    chiefs = tuple(posts[post] for post in ("operations", "planning", "logistics", "finance"))
    return Chart(posts["commander"], staff, chiefs, least=34)


def _resources(connection: Any, held: Held) -> Ruled:
    heads = tuple(
        Head(item, share, centred=place == _ARRIVED)
        for place, (item, share) in enumerate(zip(FORM.block("10").items, _WIDTHS, strict=True))
    )
    known = [_row(one, held) for one in resources(connection, held)]
    added = [_typed(cells) for cells in held.rows(RESOURCES, len(_WIDTHS))]
    return Ruled(heads, (*known, *added), least=8, empty=_typed(("",) * len(_WIDTHS)))


def _row(one: Come, held: Held) -> tuple[Field, ...]:
    ordered, expected = frame.both(held, one.ordered), frame.both(held, one.expected)
    words = (one.what, one.name, ordered, expected)
    return (*(Field(word) for word in words), Field(checks=(Check("", one.arrived),)), Field(one.note))


def _typed(cells: tuple[str, ...]) -> tuple[Field, ...]:
    said = cells[_ARRIVED].strip().casefold() in {"yes", "x", "true"}
    made = [Field(cell) for cell in cells]
    made[_ARRIVED] = Field(checks=(Check("", said),))
    return tuple(made)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
