"""Who does what: lists that people wrote, else one for each owner of open tasks and assigned resources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.assignments import CODE, Assignment, Branch, assignments, branches
from eocdesk.store.queries.held import Held, Sought, held
from tests.kit.desks import EVENT
from tests.kit.operation import HOUR, NOW, key, operate, put


def ask(desk: Desk, query: Callable[..., Any], *more: str, **sought: Any) -> Any:
    """What a query says of this moment."""

    def read(connection: Any) -> Any:
        return query(connection, held(connection, Sought(CODE, EVENT, NOW, **sought)), *more)

    return desk.read_now(read)


def of(desk: Desk, *more: str, **sought: Any) -> tuple[Assignment, ...]:
    """The assignments."""
    found: tuple[Assignment, ...] = ask(desk, assignments, *more, **sought)
    return found


def test_without_lists_each_owner_has_one_with_work_means_and_a_number(desk: Desk) -> None:
    operate(desk)
    put(desk, "task", "done", number="AAAA-9", title="Over", owner="Maria Ruiz", done=NOW)
    put(desk, "task", "2", number="AAAA-2", title="Traffic plan", owner="maria ruiz", due=NOW)
    put(desk, "task", "3", number="AAAA-3", title="Bus", owner="Metro")
    put(desk, "resource", "free", name="Free", status="available", assigned_to="Metro")
    metro, ruiz = sorted(of(desk), key=lambda one: one.name.casefold() != "metro")
    assert [work.title for work in metro.work] == ["Bus"]
    assert metro.means == []
    assert metro.reach == ""
    assert [work.title for work in ruiz.work] == ["Traffic plan", "Shade at Gate 7"]
    assert ruiz.work[1].due == NOW + HOUR
    (means,) = ruiz.means
    assert (means.name, means.leader, means.persons, means.reach, means.where) == (
        "Medical strike team 1",
        "Maria Ruiz",
        "5",
        "+12135550103",
        "SoFi",
    )
    assert ruiz.reach == "+12135550103"
    assert [one.name for one in of(desk, " METRO ")] == ["Metro"]
    assert of(desk, blank=True) == ()


def test_lists_people_wrote_stand_alone_and_take_what_their_owner_holds(desk: Desk) -> None:
    operate(desk)
    put(desk, "task", "3", number="AAAA-3", title="Bus", owner="Metro")
    form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14"), "position": "Maria Ruiz"})).value
    desk.do_now(FillBlock(form, "6", "Run the post"))
    desk.do_now(AddRow(form, "8[]", ["Command", "Tac 1"]))
    (one,) = of(desk)
    assert (one.name, one.text("6"), one.rows("8[]", 3)) == ("Maria Ruiz", "Run the post", (("Command", "Tac 1", ""),))
    assert [work.title for work in one.work] == ["Shade at Gate 7"]
    other = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14"), "position": "Metro"})).value
    assert [one.name for one in of(desk)] == ["Maria Ruiz", "Metro"]
    assert [one.name for one in of(desk, form=other)] == ["Metro"]


def test_branches_gather_the_groups_of_their_lists(desk: Desk) -> None:
    operate(desk)
    assert ask(desk, branches) == ()
    for group, supervisor in (("Gate 7", "Sup A"), ("Gate 9", "")):
        form = desk.do_now(OpenForm(EVENT, CODE, {"period": key("period", "14")})).value
        for block, text in (("3.branch", "Inglewood"), ("3.group", group), ("4.supervisor", supervisor)):
            desk.do_now(FillBlock(form, block, text))
    assert ask(desk, branches) == (Branch("Inglewood", groups=(("Gate 7", "Sup A"), ("Gate 9", ""))),)


def test_what_is_read_lends_its_marking(desk: Desk) -> None:
    operate(desk)
    put(desk, "task", "red", number="AAAA-4", title="Secret", owner="Metro", marking="RED")

    def marked(connection: Any, found: Held) -> str:
        assignments(connection, found)
        return found.marking

    assert ask(desk, marked) == "RED"
