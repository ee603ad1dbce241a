"""A going and its coming by different roads: words are given up when a hub says so, not before, and come back."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Change, Op, Venue
from eocdesk.models.change import Stub, decode
from eocdesk.models.right import Labels, Right
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from tests.kit.chains import fetch, held
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay

Desks = Callable[[int], list[Desk]]
OFFICER = Right("watch officer")
NARROW = Right("watch officer", ceiling="AMBER")


def not_red(labels: Labels) -> bool:
    return labels[1] != "RED"


def joined(way: HubWay, some: list[Desk]) -> list[Desk]:
    for desk in some:
        way.join(desk)
    return some


def change_right(way: HubWay, desk: Desk, before: Right, after: Right) -> None:
    with way.hub.writing() as connection:
        people.grant(connection, desk.device, after, by="K. Mori")
        people.withdraw_right(connection, desk.device, before, why="The shift is over", by="K. Mori")


def words(desk: Desk, record: bytes) -> int:
    return len(changes(desk, record))


def changes(desk: Desk, record: bytes) -> list[Change]:
    found = [decode(body) for body in held(desk) if isinstance(body, bytes)]
    return [change for change in found if change.rec == record]


def stubs(desk: Desk) -> int:
    return sum(isinstance(piece, Stub) for piece in held(desk))


def shown(desk: Desk, record: bytes) -> bool:
    return desk.read_now(events.record, Venue, record) is not None


def marking(desk: Desk, record: bytes) -> str:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found.marking


def test_a_going_that_came_alone_takes_no_words_until_a_hub_knows_where_to(hub_way: HubWay, desks: Desks) -> None:
    one, two = desks(2)
    hub_way.join(one)
    hub_way.join(two)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    hub_way.meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)  # a neighbour gave the half of it that it may see itself
    assert not shown(two, record)
    hub_way.meet(two)
    assert (words(two, record), stubs(two)) == (2, 0)
    hub_way.meet(one, two)
    assert shown(two, record)
    assert (words(two, record), stubs(two)) == (3, 0)
    assert sound(two)


def test_words_given_up_are_read_once_more_when_the_right_to_see_their_record_is_given(
    hub_way: HubWay, desks: Desks
) -> None:
    one, two = desks(2)
    hub_way.join(one)
    hub_way.join(two)
    change_right(hub_way, two, OFFICER, NARROW)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    hub_way.meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    (_, met) = hub_way.meet(one, two)
    assert met.withdrawn == 1
    assert (words(two, record), stubs(two), shown(two, record)) == (1, 1, False)
    assert hub_way.meet(two)[0].quiet
    change_right(hub_way, two, NARROW, OFFICER)
    hub_way.meet(two)
    assert (words(two, record), stubs(two), shown(two, record)) == (3, 0, True)
    assert hub_way.meet(two)[0].quiet
    change_right(hub_way, two, OFFICER, NARROW)
    hub_way.meet(two)
    assert (words(two, record), shown(two, record)) == (1, False)
    assert sound(two)


def test_a_word_that_comes_late_with_the_right_to_see_its_record_brings_back_those_given_up(
    hub_way: HubWay, desks: Desks
) -> None:
    one, two, three = joined(hub_way, desks(3))
    change_right(hub_way, two, OFFICER, NARROW)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    hub_way.meet(one, two, three)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    hub_way.meet(one, two)
    assert (words(two, record), shown(two, record)) == (1, False)
    three.do_now(Amend("venue", record, {"city": "Inglewood"}))  # it has not heard that the record left
    hub_way.meet(three)
    change_right(hub_way, two, NARROW, OFFICER)
    hub_way.meet(two, one)
    assert (words(two, record), stubs(two), shown(two, record)) == (words(one, record), 0, True)
    assert hub_way.meet(two)[0].quiet
    assert sound(two)


def test_a_going_after_a_stay_not_heard_of_takes_the_words_once_a_hub_says_where_to(
    hub_way: HubWay, desks: Desks
) -> None:
    one, two, three = joined(hub_way, desks(3))
    change_right(hub_way, two, OFFICER, NARROW)
    change_right(hub_way, one, OFFICER, Right("supervisor"))
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "marking": "RED"})).value
    hub_way.meet(one, three)
    three.do_now(Amend("venue", record, {"audience": "FBI"}))
    one.do_now(Amend("venue", record, {"marking": "AMBER"}))
    hub_way.meet(one, three, one, two)
    assert shown(two, record)
    one.do_now(Settle("venue", record, "marking", "AMBER"))
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)  # the goings, but not the stay that the last of them ended
    assert shown(two, record)
    hub_way.meet(one, two)
    assert not shown(two, record)
    assert all(change.op == Op.LEAVE for change in changes(two, record))
    assert hub_way.meet(two)[0].quiet
    assert sound(two)
    change_right(hub_way, two, NARROW, OFFICER)
    hub_way.meet(two)
    assert words(two, record) == words(one, record)
    assert shown(two, record)
    assert sound(two)


def test_a_hub_takes_in_that_of_two_markings_the_one_shown_is_to_stay(hub_way: HubWay, desks: Desks) -> None:
    one, two, three = joined(hub_way, desks(3))
    change_right(hub_way, one, OFFICER, Right("supervisor"))
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    hub_way.meet(one, two, three)
    two.do_now(Amend("venue", record, {"marking": "RED"}))
    three.do_now(Amend("venue", record, {"marking": "GREEN"}))
    hub_way.meet(two, three, one)
    one.do_now(Settle("venue", record, "marking", marking(one, record)))
    assert hub_way.meet(one)[0].refused == 0
    hub_way.meet(two, three)
    assert {marking(desk, record) for desk in (one, two, three)} == {"GREEN"}
    for desk in (one, two, three):
        assert desk.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) == 0
        assert sound(desk)
