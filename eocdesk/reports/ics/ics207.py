"""ICS 207, Incident Organization Chart: boxes and lines for the wall, who holds each position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.posts import Organisation, organised
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Chart, Leaf, Post, Sheet, strip
from eocdesk.store.queries.assignments import Branch, branches
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import holdings

FORM = BY_NUMBER["ICS 207"]
CODE = "ics-207"
_COMMAND = ("Incident Commander(s)", "commander")
_STAFF = (
    ("Liaison Officer", "liaison"),
    ("Safety Officer", "safety"),
    ("Public Information Officer", "information"),
)
_PLANNING = (
    ("Resources Unit Ldr.", "resources"),
    ("Situation Unit Ldr.", "situation"),
    ("Documentation Unit Ldr.", "documentation"),
    ("Demobilization Unit Ldr.", "demobilization"),
)
_SUPPORT = (("Supply Unit Ldr.", "supply"), ("Facilities Unit Ldr.", "facilities"), ("Ground Spt. Unit Ldr.", "ground"))
_SERVICE = (("Comms Unit Ldr.", "communications"), ("Medical Unit Ldr.", "medical"), ("Food Unit Ldr.", "food"))
_FINANCE = (
    ("Time Unit Ldr.", "time"),
    ("Procurement Unit Ldr.", "procurement"),
    ("Comp./Claims Unit Ldr.", "compensation"),
    ("Cost Unit Ldr.", "cost"),
)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The chart of the period."""
    known = organised(holdings(connection, held))
    return (sheet(known, branches(connection, held), held, asked),)


def sheet(known: Organisation, working: Sequence[Branch], held: Held, asked: Asked) -> Sheet:
    """The chart on its side; it hangs on a wall and is in no plan."""
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(Leaf((strip(frame.box(FORM, "3", chart(known, working), grows=1)),)),),
        foot=(frame.prepared(held, asked, FORM, "4"),),
        last=frame.signed_at(held, asked),
        landscape=True,
        plan=True,
    )


def chart(known: Organisation, working: Sequence[Branch]) -> Chart:
    """Command, its staff, the four sections with what is under each."""

    def post(named: tuple[str, str], *under: Post) -> Post:
        return Post(named[0], known.names(named[1]), under)

    def posts(named: Sequence[tuple[str, str]]) -> tuple[Post, ...]:
        return tuple(post(one) for one in named)

    operations = (post(("Staging Area Manager", "staging")), *(_branch(one) for one in working))
    support = post(("Support Branch Dir.", "support"), *posts(_SUPPORT))
    service = post(("Service Branch Dir.", "service"), *posts(_SERVICE))
    return Chart(
        post(_COMMAND),
        posts(_STAFF),
        (
            post(("Operations Section Chief", "operations"), *operations),
            post(("Planning Section Chief", "planning"), *posts(_PLANNING)),
            post(("Logistics Section Chief", "logistics"), support, service),
            post(("Finance/Admin Section Chief", "finance"), *posts(_FINANCE)),
        ),
    )


def _branch(branch: Branch) -> Post:
    groups = tuple(Post(name, who) for name, who in branch.groups)
    return Post(f"Branch {branch.name}".strip(), branch.director, groups)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), blank=True)
