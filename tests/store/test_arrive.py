"""What comes from another desk is taken whole, in its place, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from msgspec import structs

from eocdesk.commands.command import Work
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue, clock, ids
from eocdesk.models.change import Change, decode, encode
from eocdesk.store import changelog, local
from eocdesk.store.arrive import BrokenChainError
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, meet, sound

STRANGER = b"x" * 16


def stranger(desk: Desk, count: int, **fields: object) -> list[bytes]:
    """Changes of a desk never met, each on a record of its own, well chained."""
    like = decode(bodies(desk)[0])
    made: list[bytes] = []
    held = changelog.ZERO
    for n in range(1, count + 1):
        change = structs.replace(
            like,
            dev=STRANGER,
            n=n,
            prev=held[: changelog.PREV],
            kind="venue",
            rec=ids.new_id(),
            fields={"event": EVENT, "name": f"Venue {n}", **fields},
            base={},
        )
        made.append(encode(change))
        held = changelog.link(held, made[-1])
    return made


def apply(desk: Desk, page: list[bytes]) -> frozenset[tuple[str, bytes]]:
    return desk.store.writer.apply(page).result().ids


def changed(body: bytes, **values: object) -> bytes:
    return encode(structs.replace(decode(body), **values))


def test_a_page_is_taken_once_however_often_it_comes(desk: Desk) -> None:
    page = stranger(desk, 3)
    assert len(apply(desk, page)) == 3
    before = bodies(desk)
    assert apply(desk, page) == frozenset()
    assert apply(desk, page + page[:1]) == frozenset()
    assert bodies(desk) == before
    assert before[-3:] == page, "kept as they came, byte for byte"
    assert sound(desk)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda page: page[1:], "does not follow"),
        (lambda page: [page[1], page[0], page[2]], "does not follow"),
        (lambda page: [page[0], changed(page[1], prev=b"12345678"), page[2]], "does not follow"),
        (lambda page: [page[0], b"\x00 no change", page[1]], "cannot be read"),
        (lambda page: [page[0], changed(page[0], hlc=1)], "two copies write as one"),
        (lambda page: [changed(page[0], labels=(EVENT, "CLEAR", ""))], "scope"),
    ],
)
def test_a_page_with_a_fault_is_refused_whole(
    desk: Desk, spoil: Callable[[list[bytes]], list[bytes]], said: str
) -> None:
    before = bodies(desk)
    with pytest.raises(BrokenChainError, match=said):
        apply(desk, spoil(stranger(desk, 3)))
    assert bodies(desk) == before
    assert desk.read_now(events.of_event, Venue, EVENT) == []
    assert sound(desk)


def test_a_copy_that_writes_on_as_the_device_of_another_is_found_out(desk: Desk) -> None:
    """A cloned disk, a restored file: the same numbers with other words. Silence here would part the desks for ever."""
    page = stranger(desk, 2)
    apply(desk, page)
    forked = changed(page[1], fields={"event": EVENT, "name": "Another"})
    with pytest.raises(BrokenChainError, match="two copies write as one device"):
        apply(desk, [page[0], forked])


def test_our_clock_follows_a_desk_a_little_ahead_but_not_one_a_day_ahead(desk: Desk) -> None:
    now = clock.now()
    little, far = stranger(desk, 2)
    little = changed(little, hlc=(now + 60_000) << clock.TICK_BITS)
    far = changed(far, hlc=(now + 86_400_000) << clock.TICK_BITS, prev=changelog.link(changelog.ZERO, little)[:8])
    apply(desk, [little, far])
    assert clock.wall_of(desk.read_now(local.get, "hlc")) == now + 60_000
    record = desk.do_now(Add("venue", EVENT, {"name": "Ours"})).value
    change = desk.read_now(changelog.of_record, record)[0][0]
    assert now + 60_000 <= clock.wall_of(change.hlc) < now + 120_000


def test_a_kind_only_a_newer_version_knows_is_kept_and_passed_on(desk: Desk) -> None:
    body = stranger(desk, 1)[0]
    drone = changed(body, kind="drone")
    assert apply(desk, [drone]) == {("drone", decode(drone).rec)}
    assert bodies(desk)[-1] == drone
    assert sound(desk)


def test_an_edit_by_a_clock_that_is_slow_does_not_make_its_author_the_maker(
    desks: Callable[[int], list[Desk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = desks(3)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    now = clock.now()
    with monkeypatch.context() as slow:
        slow.setattr(clock, "now", lambda: now - 86_400_000)
        meet(one, two)  # a stamp a day ahead is not followed
        two.do_now(Amend("venue", record, {"city": "Inglewood"}))
    made = decode(next(body for body in bodies(one) if decode(body).rec == record))
    meet(one, two)
    apply(three, [body for body in bodies(two) if decode(body).dev == two.device])  # the edit comes before the making
    early = three.read_now(events.record, Venue, record)
    assert early is not None
    assert sound(three)
    apply(three, bodies(one))
    for each in (one, two, three):
        found = each.read_now(events.record, Venue, record)
        assert found is not None
        assert (found.made_by, found.made_on, found.city) == ("Officer 0", one.device, "Inglewood")
        assert found.made_at == clock.wall_of(made.hlc)
        assert sound(each)


def test_a_record_that_had_left_and_is_made_once_more_by_a_cold_desk_is_worked_out_from_everything(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two, three = desks(3)
    record = ids.source_id(EVENT, "venue", "list", "sofi")

    @dataclass(frozen=True)
    class Make:
        values: dict[str, object]
        title: str = "Make"

        def do(self, work: Work) -> None:
            work.put("venue", record, event=EVENT, **self.values)

    one.do_now(Make({"name": "SoFi", "city": "Inglewood"}))
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    two.do_now(Make({"name": "SoFi", "capacity": 70240}))
    apply(three, [body for body in bodies(one) if decode(body).labels[1] != "RED"])
    assert three.read_now(events.record, Venue, record) is None
    apply(three, bodies(two))
    found = three.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.city, found.capacity) == ("Inglewood", 70240)
    assert sound(three)


def test_a_long_page_and_the_same_changes_one_by_one_give_the_same_rows(desks: Callable[[int], list[Desk]]) -> None:
    one, two, three = desks(3)
    for n in range(20):
        record = one.do_now(Add("venue", EVENT, {"name": f"Venue {n}"})).value
        one.do_now(Amend("venue", record, {"capacity": n, "city": "LA"}))
        one.do_now(Amend("venue", record, {"marking": "RED"} if n % 3 else {"city": "Inglewood"}))
    held = bodies(one)
    apply(two, held)
    for body in held:
        apply(three, [body])

    def rows(desk: Desk) -> list[tuple[object, ...]]:
        venues = desk.read_now(events.of_event, Venue, EVENT)
        return sorted((v.id, v.name, v.city, v.capacity, v.marking, v.scope, v.made_at, v.made_by) for v in venues)

    assert rows(one) == rows(two) == rows(three)
    assert sound(two)
    assert sound(three)


def test_a_change_comes_back_from_the_log_as_the_change_it_was(desk: Desk) -> None:
    page = stranger(desk, 1)
    apply(desk, page)
    change: Change | None = desk.read_now(changelog.by_dot, decode(page[0]).scope, STRANGER, 1)
    assert change == decode(page[0])
