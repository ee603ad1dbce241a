"""The one door for local acts: what is written, what is refused, what the change log says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.records import Add, Amend, Settle, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Op, Refused, Venue
from eocdesk.models.change import Change, decode, encode
from eocdesk.store import changelog
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, meet, sound


def add_venue(desk: Desk, name: str = "SoFi Stadium", **values: object) -> bytes:
    return bytes(desk.do_now(Add("venue", EVENT, {"name": name, **values})).value)


def venue(desk: Desk, record: bytes) -> Venue:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found


def changes(desk: Desk, record: bytes) -> list[Change]:
    return [change for change, _ in desk.read_now(changelog.of_record, record)]


def test_an_act_leaves_one_change_with_only_the_fields_that_changed(desk: Desk) -> None:
    record = add_venue(desk, capacity=70000)
    desk.do_now(Amend("venue", record, {"name": "SoFi Stadium", "capacity": 70240}))
    made = changes(desk, record)
    assert len(made) == 2
    assert made[1].fields == {"capacity": 70240}
    assert made[1].base == {"capacity": [(desk.device, made[0].n)]}
    assert (made[1].act.title, made[1].act.person, made[1].act.position) == ("Amend venue", "L. Chen", "Watch officer")
    assert sound(desk)


def test_an_act_that_changes_nothing_is_no_act(desk: Desk) -> None:
    record = add_venue(desk)
    before = bodies(desk)
    outcome = desk.do_now(Amend("venue", record, {"name": "SoFi Stadium"}))
    assert outcome.notice.ids == frozenset()
    assert bodies(desk) == before


def test_a_refused_act_writes_nothing_at_all(desk: Desk) -> None:
    class Half:
        title = "Half"

        def do(self, work: Work) -> None:
            work.add("venue", event=EVENT, name="half done")
            raise Refused("No.")

    before = bodies(desk)
    with pytest.raises(Refused):
        desk.do_now(Half())
    assert bodies(desk) == before
    assert sound(desk)


def test_what_is_written_once_cannot_be_written_again(desk: Desk) -> None:
    entry = desk.do_now(Add("entry", EVENT, {"text": "Gate 4 opened"})).value
    with pytest.raises(Refused, match="written once"):
        desk.do_now(Amend("entry", entry, {"text": "Gate 5 opened"}))
    kept = desk.read_now(events.record, Entry, entry)
    assert kept is not None
    assert kept.text == "Gate 4 opened"


def test_all_changes_of_one_act_share_it_and_say_how_many_they_are(desk: Desk) -> None:
    class Two:
        title = "Two at once"

        def do(self, work: Work) -> None:
            work.add("venue", event=EVENT, name="one")
            work.add("venue", event=EVENT, name="two")

    act = desk.do_now(Two()).notice.act.id
    made = desk.read_now(changelog.of_act, act)
    assert [change.fields["name"] for change in made] == ["one", "two"]
    assert {change.act.size for change in made} == {2}


def test_chains_are_contiguous_per_scope_and_hash_onto_each_other(desk: Desk) -> None:
    first = add_venue(desk)
    second = add_venue(desk, "Rose Bowl", marking="RED")
    third = add_venue(desk, "Dodger Stadium")
    numbers = [changes(desk, record)[0].n for record in (first, second, third)]
    assert numbers[1] == 1
    assert numbers[2] == numbers[0] + 1
    assert sound(desk)


def test_a_new_marking_moves_the_record_with_its_full_state(desk: Desk) -> None:
    record = add_venue(desk, capacity=70000)
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    made = changes(desk, record)
    assert [change.op for change in made] == [Op.SET, Op.LEAVE, Op.ENTER]
    assert made[2].fields["capacity"] == 70000
    assert made[1].fields == {}
    assert made[1].scope != made[2].scope
    assert made[2].left == made[1].scope
    assert made[1].act.id == made[2].act.id
    assert made[1].act.size == 2
    assert (venue(desk, record).marking, venue(desk, record).capacity) == ("RED", 70000)
    desk.do_now(Amend("venue", record, {"marking": "AMBER"}))
    assert venue(desk, record).marking == "AMBER"
    assert sound(desk)


def test_a_body_is_the_same_bytes_however_often_it_is_written(desk: Desk) -> None:
    add_venue(desk, aliases=["b", "a"])
    for body in bodies(desk):
        assert encode(decode(body)) == body


def test_desks_that_meet_in_any_order_hold_the_same(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = add_venue(one)
    meet(one, two)
    one.do_now(Amend("venue", record, {"capacity": 70000}))
    two.do_now(Amend("venue", record, {"city": "Inglewood"}))
    meet(one, two)
    meet(one, two)
    for each in (one, two):
        assert (venue(each, record).capacity, venue(each, record).city) == (70000, "Inglewood")
        assert sound(each)


def test_one_field_written_on_two_desks_shows_one_value_keeps_the_other_and_is_settled_for_good(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = add_venue(one)
    meet(one, two)
    one.do_now(Amend("venue", record, {"name": "SoFi"}))
    two.do_now(Amend("venue", record, {"name": "Los Angeles Stadium"}))
    meet(one, two)
    kept = "SELECT count(*) FROM conflict"
    assert venue(one, record).name == venue(two, record).name
    for each in (one, two):
        assert each.read_now(lambda c: c.exec_driver_sql(kept).scalar()) == 2
        assert sound(each)
    two.do_now(Settle("venue", record, "name", "SoFi"))
    meet(one, two)
    for each in (one, two):
        assert venue(each, record).name == "SoFi"
        assert each.read_now(lambda c: c.exec_driver_sql(kept).scalar()) == 0
        assert sound(each)


def test_a_strike_on_one_desk_does_not_hide_what_another_wrote_meanwhile(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = add_venue(one)
    meet(one, two)
    one.do_now(Strike("venue", record))
    two.do_now(Amend("venue", record, {"access": "Gate 4 only"}))
    meet(one, two)
    for each in (one, two):
        assert venue(each, record).struck is False
        assert sound(each)
    one.do_now(Settle("venue", record, "struck", value=True))
    meet(one, two)
    for each in (one, two):
        assert venue(each, record).struck is True
        assert sound(each)


def test_a_late_change_in_a_scope_the_record_left_is_kept_and_asked_about(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = add_venue(one)
    meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED", "name": "SoFi, closed"}))
    two.do_now(Amend("venue", record, {"name": "SoFi Stadium, Gate 4"}))
    meet(one, two)
    meet(one, two)
    for each in (one, two):
        assert venue(each, record).marking == "RED"
        assert each.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) == 2
        assert sound(each)
