"""ICS 221, Demobilization Check-Out: a resource or a person that is let go, who signs, where they travel."""

from __future__ import annotations

from typing import Any

from eocdesk.models import Refused
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Check, Field, Head, Item, Items, Leaf, Ruled, Sheet, Strip, strip
from eocdesk.store.queries.arrivals import Release, release
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 221"]
CODE = "ics-221"
TRAVEL = ("departs", "released", "destination", "arrives", "method", "contact", "number", "notified")
"""The keys of block 8 that are words, in the booklet's order; 8.overnight and 8.manifest are yes or no."""
AGAIN = ("incident", "incident.number", "location", "order")
"""The keys of block 9, in the booklet's order; 9 is yes or no."""
_BLANKS = {"(blank)": 1, "(2 blank)": 2}


def sections() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Who signs, section by section: its name, the word over its column, each unit's key and name (empty: a line)."""
    made = []
    *named, columns = FORM.block("6").items
    unit, leader, other = columns.removeprefix("columns: ").partition(",")[0].split("|")
    for place, item in enumerate(named):
        name, _, said = item.partition(": ")
        units: list[str] = []
        for word in said.split(", "):
            units += [""] * _BLANKS[word] if word in _BLANKS else [word]
        head = (unit, leader, other, leader)[place]
        made.append((name, head, tuple((f"6.{place + 1}.{n + 1}", words) for n, words in enumerate(units))))
    return tuple(made)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The resource or person of the name or number asked for, or that people wrote."""
    found = release(connection, held, asked.of or held.text("4"))
    if asked.of and found is None and not held.blank:
        raise Refused(f"There is no resource and nobody called “{asked.of}” here that this paper may show.", "of")
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(),
            leaves=(Leaf((*_top(held, found), *_signing(held), *_end(held, found))),),
            foot=(frame.prepared(held, asked, FORM, "10"),),
            last=frame.signed_at(held, asked),
        ),
    )


def _top(held: Held, found: Release | None) -> tuple[Strip, ...]:
    number = "" if held.incident is None else held.incident.number
    name = "" if found is None else ", ".join(word for word in _named(found) if word)
    order = "" if found is None else found.order
    ends = None if found is None else found.planned
    day, hour = held.text("3.date", frame.date(held, ends)), held.text("3.time", frame.time(held, ends))
    planned = Items(((Item("Date", day), Item("Time", hour)),))
    return (
        strip(frame.box(FORM, "1", frame.name_of(held)), frame.box(FORM, "2", frame.text(held, "2", number))),
        strip(
            frame.box(FORM, "3", planned),
            frame.box(FORM, "4", frame.text(held, "4", name), share=1.3),
            frame.box(FORM, "5", frame.text(held, "5", order)),
        ),
    )


def _named(found: Release) -> tuple[str, ...]:
    """A person with their position; a resource is its name and whose it is."""
    return (found.what.name, found.what.assigned if found.what.person else "", found.what.agency)


def _signing(held: Held) -> tuple[Strip, ...]:
    """Section by section; a unit that must sign is ticked."""
    return (strip(frame.box(FORM, "6")), *(strip(_section(held, *each)) for each in sections()))


def _section(held: Held, name: str, head: str, units: tuple[tuple[str, str], ...]) -> Box:
    _, remarks, who, signature = FORM.block("6").items[-1].removeprefix("columns: ").split(", ")
    heads = (Head("", 0.14), Head(head, 1.3), Head(remarks, 1.4), Head(who), Head(signature, 1.1))
    rows = tuple(
        (
            Field(checks=(Check("", held.ticked(key)),)),
            Field(unit or held.text(f"{key}.unit")),
            Field(held.text(f"{key}.remarks")),
            Field(held.text(f"{key}.name")),
            Field(),
        )
        for key, unit in units
    )
    return Box("", name, (Ruled(heads, rows, tall=18),))


def _end(held: Held, found: Release | None) -> tuple[Strip, ...]:
    return (
        frame.written(held, FORM, "7", grows=1, tall=40),
        strip(frame.box(FORM, "8", _travel(held, found))),
        strip(frame.box(FORM, "9", *_again(held))),
    )


def _travel(held: Held, found: Release | None) -> Items:
    room, *words, manifest, number, notified = FORM.block("8").items
    departs, released, destination, arrives, method, contact = words
    left = frame.both(held, None if found is None else found.released)
    known = {"released": left}
    said = {key: held.text(f"8.{key}", known.get(key, "")) for key in TRAVEL}
    return Items(
        (
            (Item(room, held.text("8.overnight")), Item(departs, said["departs"])),
            (Item(released, said["released"]), Item(destination, said["destination"])),
            (Item(arrives, said["arrives"]), Item(method, said["method"])),
            (Item(contact, said["contact"]),),
            (Item(manifest, held.text("8.manifest")), Item(number, said["number"])),
            (Item(notified, said["notified"]),),
        )
    )


def _again(held: Held) -> tuple[Items, ...]:
    name, number, location, order = FORM.block("9").items
    said = [held.text(f"9.{key}") for key in AGAIN]
    rows = (
        (Item("Yes/No", held.text("9")), Item(name, said[0], share=2.0)),
        (Item(number, said[1]), Item(location, said[2], share=2.0)),
        (Item(order, said[3]),),
    )
    return (Items(rows),)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
