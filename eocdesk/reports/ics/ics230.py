"""ICS 230-CG, Daily Meeting Schedule: the meetings of the planning cycle, those of partners, those people add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Field, Head, Item, Items, Leaf, Ruled, Sheet, strip
from eocdesk.store.queries.engagements import engagements
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 230-CG"]
CODE = "ics-230"
MEETINGS = "3[]"
"""Rows people write: as wide as the table."""
_SHARES = (1.0, 1.5, 2.2, 2.2, 1.2)
_LEAST = 14


@dataclass(frozen=True, slots=True)
class Common:
    """A meeting that the form has printed on it; `key` is what its time and place are kept under."""

    key: str
    name: str
    purpose: str
    people: str


COMMON = (
    Common(
        "objectives",
        "Unified Command Objectives Meeting",
        "Review/identify objectives for the next operational period.",
        "Unified Command members",
    ),
    Common(
        "command",
        "Command & General Staff Meeting",
        "IC/UC gives direction to Command & General Staff, including objectives and priorities.",
        "IC/UC, Command & General Staff",
    ),
    Common(
        "tactics",
        "Tactics Meeting",
        "Develop/review primary and alternate strategies.",
        "PSC, OSC, LSC, RESL & SITL",
    ),
    Common(
        "planning",
        "Planning Meeting",
        "Review status and finalize strategies and assignments.",
        "Determined by the IC/UC",
    ),
    Common(
        "briefing",
        "Operations Briefing",
        "Present IAP and assignments to supervisors/leaders.",
        "IC/UC, Command & General Staff, Branch Directors, Div/Group Sups., Task Force/Strike Team Leaders, "
        "Unit Leaders",
    ),
)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The schedule of the period."""
    ends = Items(((Item("From", frame.both(held, held.since)), Item("To", frame.both(held, held.until))),))
    name, _, _ = frame.preparer(held, asked)
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(
                strip(
                    frame.box(FORM, "1", frame.name_of(held)),
                    frame.box(FORM, "2", ends, share=1.6),
                ),
            ),
            leaves=(Leaf((strip(frame.box(FORM, "3", _schedule(connection, held), grows=1)),)),),
            foot=(strip(frame.box(FORM, "4", Items(((Item("Name", name), Item("Signature")),)), beside=True)),),
            last=frame.signed_at(held, asked),
            landscape=True,
            counted=True,
        ),
    )


def _schedule(connection: Any, held: Held) -> Ruled:
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("3").items, _SHARES, strict=True))
    met = [
        (frame.both(held, one.starts), one.name, one.purpose, one.people, one.place)
        for one in engagements(connection, held)
    ]
    called = {row[1].strip().casefold() for row in met}
    common = [_common(held, one) for one in COMMON if one.name.casefold() not in called]
    rows = (*common, *met, *held.rows(MEETINGS, len(_SHARES)))
    return Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=_LEAST, tall=20)


def _common(held: Held, one: Common) -> tuple[str, ...]:
    return (held.text(f"3.{one.key}.when"), one.name, one.purpose, one.people, held.text(f"3.{one.key}.where"))


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
