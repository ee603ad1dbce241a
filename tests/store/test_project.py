"""What a record is can always be worked out anew from the log, to the byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue
from eocdesk.models.change import decode
from eocdesk.models.ids import scope_id
from eocdesk.store import changelog, project, rows
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, meet, sound


def test_a_row_written_step_by_step_is_the_row_the_whole_log_gives(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi", "aliases": ["S"]})).value
    for values in ({"name": "SoFi Stadium"}, {"marking": "RED", "capacity": 70240}, {"marking": "AMBER"}, {"city": ""}):
        desk.do_now(Amend("venue", record, values))
    desk.do_now(Strike("venue", record))
    before = desk.read_now(rows.raw, "venue", [record])
    (one,) = desk.store.writer.local(lambda connection: project.records(connection, [record])).result()
    assert one.state is not None
    assert desk.read_now(rows.raw, "venue", [record]) == before == {record: rows.stored(one.state)}


@pytest.mark.parametrize("late", [0, 1])
def test_parents_that_came_late_stay_superseded(desks: Callable[[int], list[Desk]], late: int) -> None:
    """An edit arrives before the edit it replaces: the older one must not come back as a second head."""
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "one"})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"name": "two"}))
    before = bodies(one)
    two.store.writer.apply(before).result()
    two.do_now(Amend("venue", record, {"name": "three"}))
    # A third desk hears of the last edit first: its parent is known, but has not come.
    three = desks(3)[2]
    chains = [body for body in bodies(two) if decode(body).dev == two.device]
    first = [body for body in before if decode(body).dev == one.device]
    if not late:
        three.store.writer.apply(first[:-1]).result()
    three.store.writer.apply(chains).result()
    assert three.read_now(project.dead_of), "the parent that has not come is remembered"
    assert sound(three)
    three.store.writer.apply(first).result()
    assert three.read_now(project.dead_of) == {}, "it has come"
    assert sound(three)
    three.store.writer.apply(bodies(two)).result()
    found = three.read_now(events.record, Venue, record)
    assert found is not None
    assert found.name == "three"
    assert three.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar_one()) == 0
    assert sound(three)


def test_a_record_that_left_for_a_scope_not_held_here_has_no_row_but_keeps_its_log(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    leaving = [body for body in bodies(one) if decode(body).labels[1] != "RED"]
    two.store.writer.apply(leaving).result()
    assert two.read_now(events.record, Venue, record) is None
    assert len(two.read_now(changelog.of_record, record)) == 2
    assert sound(two)
    two.store.writer.apply(bodies(one)).result()
    found = two.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.name, found.marking) == ("SoFi", "RED")
    assert sound(two)


def test_nothing_is_worked_out_of_no_changes(desk: Desk) -> None:
    one = project.of(b"r" * 16, [])
    assert (one.state, one.conflicts, one.dead) == (None, {}, [])
    assert desk.store.writer.local(lambda connection: project.records(connection, [])).result() == []


def test_a_record_shows_the_labels_of_the_place_where_it_lives(desks: Callable[[int], list[Desk]]) -> None:
    """One moved it aside; another, who had not heard, brought it back and took it away again to where we do not see."""
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "Gate", "marking": "GREEN"})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "AMBER"}))
    for marking in ("RED", "GREEN", "RED"):
        two.do_now(Amend("venue", record, {"marking": marking}))
    three = desks(3)[2]
    for desk in (one, two):
        three.store.writer.apply([body for body in bodies(desk) if decode(body).labels[1] != "RED"]).result()
    found = three.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.marking, found.scope) == ("AMBER", scope_id(EVENT, "AMBER", ""))
    assert sound(three)
