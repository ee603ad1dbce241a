"""A reader never gets the words of a record that went where it may not look, and gets them where it may."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Op, Venue
from eocdesk.models.change import Stub, decode
from eocdesk.models.right import Labels
from eocdesk.store import meeting
from eocdesk.store.queries import events
from tests.kit.chains import everything, fetch
from tests.kit.desks import EVENT, sound

CANARY = b"Operation Nightingale"


def not_red(labels: Labels) -> bool:
    return labels[1] != "RED"


def moved(desk: Desk, *markings: str) -> bytes:
    """A record that was written and then marked so, one after the other."""
    record: bytes = desk.do_now(Add("venue", EVENT, {"name": CANARY.decode()})).value
    for n, marking in enumerate(markings):
        desk.do_now(Amend("venue", record, {"marking": marking}))
        desk.do_now(Amend("venue", record, {"city": f"{CANARY.decode()} {n}"}))
    return record


def pieces(desk: Desk, may: Callable[[Labels], bool]) -> tuple[list[bytes], list[Stub]]:
    page = desk.read_now(meeting.after, {}, may=may)
    return [p for p in page.pieces if isinstance(p, bytes)], [p for p in page.pieces if isinstance(p, Stub)]


def test_who_may_not_see_where_it_went_gets_the_tombstone_and_empty_places(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = moved(one, "RED")
    words, places = pieces(one, not_red)
    assert not [body for body in words if CANARY in body]
    assert [decode(body).op for body in words if decode(body).rec == record] == [Op.LEAVE]
    assert len(places) == 1
    fetch(two, one, may=not_red)
    assert two.read_now(events.record, Venue, record) is None
    assert sound(two)
    words, places = pieces(one, everything)
    assert places == []


def test_who_may_see_where_it_went_gets_all_of_it(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = moved(one, "GREEN", "AMBER+STRICT")
    fetch(two, one, may=not_red)
    found = two.read_now(events.record, Venue, record)
    assert found is not None
    assert found.marking == "AMBER+STRICT"
    assert pieces(one, not_red)[1] == []


def test_a_record_that_came_back_is_there_again(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = moved(one, "RED", "AMBER")
    fetch(two, one, may=not_red)
    found = two.read_now(events.record, Venue, record)
    assert found is not None
    assert found.city == f"{CANARY.decode()} 1"
    assert sound(two)


def test_a_relay_that_itself_lost_sight_of_it_gives_its_words_to_nobody(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": CANARY.decode()})).value
    fetch(two, one)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    words, places = pieces(two, everything)
    assert not [body for body in words if CANARY in body]
    assert len(places) == 1


def test_one_that_two_desks_moved_apart_is_shown_to_those_alone_who_may_see_both(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": CANARY.decode()})).value
    fetch(two, one)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    two.do_now(Amend("venue", record, {"marking": "GREEN"}))
    fetch(one, two)
    started = [body for body in pieces(one, not_red)[0] if decode(body).labels[1] == "AMBER"]
    assert not [body for body in started if CANARY in body]
