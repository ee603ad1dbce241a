"""Who does what in a period: the assignment lists people wrote, else the tasks and resources each owner holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store.queries import approved
from eocdesk.store.queries.forms import Blocks, Cells, FormLine
from eocdesk.store.queries.held import Held, of_period
from eocdesk.store.queries.organisation import reaches

CODE = "ics-204"
Key = str
"""An owner's name, letter case ignored."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of operations: who directs it, its divisions and groups with who supervises each."""

    name: str = ""
    director: str = ""
    deputy: str = ""
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work. `due` in ms UTC."""

    number: str
    title: str
    due: Moment | None
    where: str


@dataclass(frozen=True, slots=True)
class Means:
    """One resource that is assigned: what it is called, who leads it, how many people, how it is reached."""

    name: str
    leader: str
    persons: str
    reach: str
    where: str


@dataclass(slots=True)
class Assignment:
    """What one owner holds; `form` and `blocks` where people wrote the list."""

    name: str
    reach: str = ""
    work: list[Work] = field(default_factory=list)
    means: list[Means] = field(default_factory=list)
    form: FormLine | None = None
    blocks: Blocks = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What people wrote in a block."""
        said = self.blocks.get(key, "")
        return said if isinstance(said, str) else ""

    def rows(self, key: str, width: int) -> tuple[Cells, ...]:
        """The rows of a block, each as wide as the table."""
        said = self.blocks.get(key, ())
        return tuple((*row[:width], *("",) * (width - len(row))) for row in said) if isinstance(said, tuple) else ()


def assignments(connection: Connection, held: Held, of: str = "") -> tuple[Assignment, ...]:
    """The lists people wrote for the period, in the order they were made; without any, one for each owner.

    `of` names one owner alone. Gathers the markings of what is said; nothing on a blank form.
    """
    if held.blank:
        return ()
    lists = of_period(connection, held.event.id, CODE, None if held.period is None else held.period.id)
    if held.chosen and held.form is not None and held.form.code == CODE:
        lists = (held.form,)
    written = [_written(connection, held, one) for one in lists]
    owned = _owned(connection, held)
    for one in written:
        mine = owned.pop(one.name.casefold(), None)
        if mine is not None:
            one.work, one.means, one.reach = mine.work, mine.means, mine.reach
    found = written or sorted(owned.values(), key=lambda one: one.name.casefold())
    return tuple(one for one in found if not of or one.name.casefold() == of.strip().casefold())


def branches(connection: Connection, held: Held) -> tuple[Branch, ...]:
    """The branches of the lists people wrote, with their divisions and groups; none where nobody wrote any."""
    if held.blank:
        return ()
    period = None if held.period is None else held.period.id
    made: dict[str, Branch] = {}
    for form in of_period(connection, held.event.id, CODE, period):
        one = _written(connection, held, form)
        name = one.text("3.branch")
        before = made.get(name.casefold(), Branch(name))
        group = " ".join(word for word in (one.text("3.division"), one.text("3.group")) if word) or one.text(
            "3.staging"
        )
        groups = (*before.groups, (group, one.text("4.supervisor"))) if group else before.groups
        made[name.casefold()] = Branch(before.name, before.director or one.text("4.director"), before.deputy, groups)
    return tuple(made.values())


def _written(connection: Connection, held: Held, form: FormLine) -> Assignment:
    blocks = approved.blocks(connection, form, held.kept, held.labels)
    one = Assignment("", form=form, blocks=blocks)
    one.name = form.position or form.person or one.text("3.group") or one.text("3.division") or one.text("3.branch")
    return one


def _owned(connection: Connection, held: Held) -> dict[Key, Assignment]:
    made: dict[Key, Assignment] = {}
    for owner, work in _work(connection, held):
        made.setdefault(owner.casefold(), Assignment(owner)).work.append(work)
    for owner, means in _means(connection, held):
        made.setdefault(owner.casefold(), Assignment(owner)).means.append(means)
    for key, reach in _numbers(connection, held, made).items():
        made[key].reach = reach
    return made


def _work(connection: Connection, held: Held) -> list[tuple[str, Work]]:
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT trim(owner), coalesce(number, ''), coalesce(title, ''), due, venue, marking, audience FROM task "
            "WHERE event = ? AND struck IS NOT 1 AND done IS NULL AND trim(coalesce(owner, '')) <> '' "
            "ORDER BY due IS NULL, due, row",
            (held.event.id,),
        )
    )
    return [(row[0], Work(row[1], row[2], row[3], held.named.name("venue", row[4]))) for row in rows]


def _means(connection: Connection, held: Held) -> list[tuple[str, Means]]:
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT trim(assigned_to), coalesce(name, ''), liaison, kind, quantity, venue, coalesce(place, ''), "
            "coalesce(note, ''), marking, audience FROM resource WHERE event = ? AND struck IS NOT 1 "
            "AND trim(coalesce(assigned_to, '')) <> '' AND status IN ('assigned', 'en route') ORDER BY row",
            (held.event.id,),
        )
    )
    reach = reaches(connection, [row[2] for row in rows])
    return [(row[0], _mean(held, row, reach.get(row[2], ""))) for row in rows]


def _mean(held: Held, row: Any, reach: str) -> Means:
    _, name, liaison, kind, quantity, venue, place, note, *_ = row
    persons = str(quantity) if kind in {"personnel", "team"} and quantity is not None else ""
    where = ", ".join(word for word in (held.named.name("venue", venue), place, note) if word)
    return Means(name, held.named.name("contact", liaison), persons, reach, where)


def _numbers(connection: Connection, held: Held, made: Mapping[Key, Assignment]) -> dict[Key, str]:
    """How each owner is reached who is a person of the event."""
    rows = held.labels.take(
        [
            row
            for row in connection.exec_driver_sql(
                "SELECT id, coalesce(name, ''), marking, audience FROM contact WHERE event = ? AND struck IS NOT 1",
                (held.event.id,),
            )
            if row[1].casefold() in made
        ]
    )
    reach = reaches(connection, [row[0] for row in rows])
    return {row[1].casefold(): reach.get(row[0], "") for row in rows}
