"""The one door for local acts: what is written, what is refused, what the change log says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from msgspec import structs

from eocdesk.commands.command import Work
from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Op, Refused, Venue, clock, ids
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
        assert disputed(each) == {"name"}
        assert sound(each)
    two.do_now(Settle("venue", record, "name", "SoFi, Gate 4"))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == set()
        assert venue(each, record).name == "SoFi, Gate 4"
        assert sound(each)


def disputed(desk: Desk) -> set[str]:
    held = desk.read_now(lambda c: c.exec_driver_sql("SELECT DISTINCT field FROM conflict").fetchall())
    return {name for (name,) in held}


def dispute(one: Desk, two: Desk, **both: tuple[object, object]) -> bytes:
    """A record whose fields two desks wrote at once, known to both."""
    record = add_venue(one)
    meet(one, two)
    one.do_now(Amend("venue", record, {name: values[0] for name, values in both.items()}))
    two.do_now(Amend("venue", record, {name: values[1] for name, values in both.items()}))
    meet(one, two)
    return record


def test_a_new_marking_settles_nothing_by_the_way(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = dispute(one, two, name=("SoFi", "Los Angeles Stadium"))
    shown = venue(one, record).name
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == {"name"}
        assert (venue(each, record).name, venue(each, record).marking) == (shown, "RED")
        assert sound(each)
    two.do_now(Amend("venue", record, {"marking": "GREEN", "name": "SoFi Stadium"}))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == set(), "a person wrote the name with the marking"
        assert sound(each)


def test_a_new_marking_leaves_a_strike_in_dispute(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = add_venue(one)
    meet(one, two)
    one.do_now(Strike("venue", record))
    two.do_now(Amend("venue", record, {"access": "Gate 4 only"}))
    meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == {"struck"}
        assert venue(each, record).struck is False
        assert sound(each)
    two.do_now(Settle("venue", record, "struck", value=True))
    meet(one, two)
    for each in (one, two):
        assert (disputed(each), venue(each, record).struck) == (set(), True)


def lives_where_it_is_marked(desk: Desk, record: bytes) -> bool:
    found = venue(desk, record)
    return found.scope == ids.scope_id(found.event, found.marking, found.audience)


def test_a_record_moved_by_a_desk_whose_clock_is_a_day_slow_goes_where_it_was_moved(
    desks: Callable[[int], list[Desk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = desks(2)
    record = add_venue(one)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    meet(one, two)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - 86_400_000)
    two.do_now(Amend("venue", record, {"marking": "AMBER"}))
    monkeypatch.undo()
    meet(one, two)
    for each in (one, two):
        assert venue(each, record).marking == "AMBER"
        assert lives_where_it_is_marked(each, record)
        assert sound(each)


@pytest.mark.parametrize("keep", [True, False])
def test_a_record_moved_by_two_desks_at_once_is_in_one_scope_and_asks_and_leaves_the_others_when_settled(
    desks: Callable[[int], list[Desk]],
    keep: bool,  # noqa: FBT001
) -> None:
    one, two = desks(2)
    record = dispute(one, two, marking=("RED", "GREEN"))
    for each in (one, two):
        assert disputed(each) == {"marking"}
        assert lives_where_it_is_marked(each, record)
    shown = venue(one, record).marking
    word = shown if keep else ({"RED", "GREEN"} - {shown}).pop()
    one.do_now(Settle("venue", record, "marking", word))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == set()
        assert venue(each, record).marking == word
        assert lives_where_it_is_marked(each, record)
        assert sound(each)
    last: dict[bytes, Op] = {}
    for change in changes(one, record):
        last[change.scope] = Op(change.op)
    home = venue(one, record).scope
    assert last.pop(home) != Op.LEAVE
    assert set(last.values()) == {Op.LEAVE}, "whoever may see only one of the others is told that it left"


def test_cold_desks_that_made_one_record_under_two_markings_hold_it_in_one_scope(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = ids.source_id(EVENT, "venue", "list", "sofi")
    for each, word in ((one, "AMBER"), (two, "RED")):
        each.do_now(Put("venue", record, {"event": EVENT, "name": "SoFi", "marking": word}))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == {"marking"}
        assert lives_where_it_is_marked(each, record)
        assert sound(each)


@dataclass(frozen=True)
class Put:
    """What no verb allows: to write whatever is wished."""

    kind: str
    id: bytes
    values: dict[str, object]
    title: str = "Put"

    def do(self, work: Work) -> None:
        work.put(self.kind, self.id, **self.values)


@pytest.mark.parametrize("values", [{"severity": 4}, {"reason": "because"}, {"happened": 1}, {"struck": True}])
def test_the_log_takes_no_second_writing_even_of_what_was_left_empty(desk: Desk, values: dict[str, object]) -> None:
    entry = desk.do_now(Add("entry", EVENT, {"text": "Gate 4 opened"})).value
    before = bodies(desk)
    for command in (Put("entry", entry, values), Amend("entry", entry, values)):
        with pytest.raises(Refused, match="written once"):
            desk.do_now(command)
    assert bodies(desk) == before


def test_only_what_is_in_conflict_can_be_settled(desk: Desk) -> None:
    record = add_venue(desk)
    entry = desk.do_now(Add("entry", EVENT, {"text": "Gate 4 opened"})).value
    for command in (Settle("venue", record, "name", "x"), Settle("entry", entry, "text", "Gate 5 opened")):
        with pytest.raises(Refused, match="not in conflict"):
            desk.do_now(command)


def test_a_conflict_in_the_log_is_settled_by_one_of_the_words_written_and_no_others(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    entry = ids.source_id(EVENT, "entry", "dispatch", "17")
    for each, words in ((one, "Smoke at gate 4"), (two, "Smoke at gate 5")):
        each.do_now(Put("entry", entry, {"event": EVENT, "text": words}))
    meet(one, two)
    assert disputed(one) == {"text"}
    with pytest.raises(Refused, match="written once"):
        one.do_now(Settle("entry", entry, "text", "No smoke at all"))
    one.do_now(Settle("entry", entry, "text", "Smoke at gate 5"))
    meet(one, two)
    for each in (one, two):
        assert disputed(each) == set()
        assert sound(each)


def test_fields_of_a_newer_version_are_kept_shown_to_nobody_and_moved_along(desk: Desk) -> None:
    record = add_venue(desk)
    stranger = b"n" * 16
    made = changes(desk, record)[0]
    newer = structs.replace(made, dev=stranger, n=1, prev=bytes(8), fields={"roof": "open"}, base={})
    desk.store.writer.apply([encode(newer)]).result()
    assert sound(desk)
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    assert changes(desk, record)[-1].fields["roof"] == "open"
    assert sound(desk)
