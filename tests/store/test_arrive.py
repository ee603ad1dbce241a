"""What comes from another desk is taken whole, in its place, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from msgspec import msgpack, structs
from sqlalchemy import Connection

from eocdesk.commands.command import Work
from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue, clock, ids
from eocdesk.models.change import Change, Piece, Stub, Why, decode, encode
from eocdesk.store import changelog, local
from eocdesk.store.arrive import BrokenChainError
from eocdesk.store.queries import events
from tests.kit.chains import held, stub_of
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
        (lambda page: [changed(page[0], hlc=2**63)], "out of bounds"),
        (lambda page: [changed(page[0], base={"name": [(STRANGER, 2**63)]})], "out of bounds"),
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


def test_values_that_are_none_of_their_fields_keep_nothing_else_from_coming(desk: Desk) -> None:
    """One desk that writes nonsense, or a newer version that holds other things, stops no other desk of the room."""
    nonsense = {"name": ["x"], "capacity": 2**64 - 1, "lat": "north", "aliases": [b"x"], "struck": "no"}
    page = stranger(desk, 2, **nonsense)
    page = [page[0], changed(page[1], fields={"event": EVENT, "name": "Sound"}), *page[2:]]
    apply(desk, page)
    found = desk.read_now(events.of_event, Venue, EVENT)
    assert sorted((venue.name, venue.capacity, venue.lat) for venue in found) == [
        ("", None, None),
        ("Sound", None, None),
    ]
    assert bodies(desk)[-2:] == page, "the log keeps what was written"
    assert sound(desk)


def test_a_record_shows_the_marking_of_the_place_where_it_lives_whatever_a_change_says(desk: Desk) -> None:
    """A record that looks CLEAR is read out to anybody; where it stands decides, not what somebody wrote into it."""
    (page,) = stranger(desk, 1, marking="CLEAR", audience="")
    like = decode(page)
    assert like.labels == (EVENT, "AMBER", "")
    over = structs.replace(
        like,
        n=2,
        prev=changelog.link(changelog.ZERO, page)[: changelog.PREV],
        hlc=like.hlc + 1,
        fields={"marking": "GREEN"},
        base={"marking": [(STRANGER, 1)]},
    )
    for body in (page, encode(over)):
        apply(desk, [body])
        assert [venue.marking for venue in desk.read_now(events.of_event, Venue, EVENT)] == ["AMBER"]
        assert sound(desk)


def test_a_copy_that_writes_on_as_the_device_of_another_is_found_out(desk: Desk) -> None:
    """A cloned disk, a restored file: the same numbers with other words. Silence here would part the desks for ever."""
    page = stranger(desk, 2)
    apply(desk, page)
    forked = changed(page[1], fields={"event": EVENT, "name": "Another"})
    with pytest.raises(BrokenChainError, match="two copies write as one device"):
        apply(desk, [page[0], forked])


def test_a_long_run_of_what_is_here_already_is_looked_through_to_its_last_word(desk: Desk) -> None:
    page = stranger(desk, 1201)
    apply(desk, page[:1200])
    apply(desk, page)
    assert len(bodies(desk)) == 1 + 1201
    forked = changed(page[1100], fields={"event": EVENT, "name": "Another"})
    with pytest.raises(BrokenChainError, match=r"change 1101 .* two copies write as one device"):
        apply(desk, [*page[:1100], forked, *page[1101:]])


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


def give(desk: Desk, page: Sequence[Piece]) -> frozenset[tuple[str, bytes]]:
    return desk.store.writer.apply(page).result().ids


def test_a_place_without_its_words_keeps_the_chain_whole_and_is_filled_when_they_come(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    one.do_now(Amend("venue", record, {"city": "Inglewood"}))
    one.do_now(Amend("venue", record, {"name": "SoFi Stadium"}))
    words = bodies(one)
    page: list[Piece] = [*words[:-2], stub_of(words[-2], Why.REFUSED), words[-1]]
    assert give(two, page) >= {("venue", record)}
    found = two.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.name, found.city) == ("SoFi Stadium", "")
    assert sound(two)
    assert give(two, page) == frozenset(), "nothing new"
    assert give(two, words[-2:-1]) == {("venue", record)}
    full = two.read_now(events.record, Venue, record)
    assert full is not None
    assert (full.name, full.city) == ("SoFi Stadium", "Inglewood")
    assert give(two, page) == frozenset(), "an empty place takes no words away"
    assert two.read_now(events.record, Venue, record) == full
    assert sound(two)


def test_the_words_may_come_right_behind_the_place_in_the_same_page(desk: Desk) -> None:
    page = stranger(desk, 3)
    mixed: list[Piece] = [page[0], stub_of(page[1], Why.WITHDRAWN), page[2], page[1]]
    assert len(give(desk, mixed)) == 3
    assert sound(desk)
    assert [piece for piece in held(desk) if isinstance(piece, Stub)] == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda page: [page[0], structs.replace(page[1], digest=b"x" * 32), page[2]], "does not follow"),
        (lambda page: [page[0], structs.replace(page[1], prev=b"x" * 8)], "does not follow"),
        (lambda page: [page[0], structs.replace(page[1], n=3)], "does not follow"),
        (lambda page: [page[0], page[1], structs.replace(page[1], digest=b"x" * 32)], "two copies write as one"),
        (lambda page: [page[0], page[1], changed(page[0], hlc=1)], "two copies write as one"),
    ],
)
def test_an_empty_place_that_does_not_fit_is_refused_with_its_page(
    desk: Desk, spoil: Callable[[list[Piece]], list[Piece]], said: str
) -> None:
    words, before = stranger(desk, 3), held(desk)
    page: list[Piece] = [words[0], stub_of(words[1], Why.REFUSED), words[2]]
    with pytest.raises(BrokenChainError, match=said):
        give(desk, spoil(page))
    assert held(desk) == before


def test_other_words_do_not_fill_a_place(desk: Desk) -> None:
    words = stranger(desk, 2)
    give(desk, [words[0], stub_of(words[1], Why.REFUSED)])
    with pytest.raises(BrokenChainError, match="two copies write as one"):
        give(desk, [changed(words[1], fields={"event": EVENT, "name": "Another"})])
    assert sound(desk)


def test_a_change_of_no_kind_is_none(desk: Desk) -> None:
    with pytest.raises(BrokenChainError, match="of no kind"):
        give(desk, [changed(stranger(desk, 1)[0], kind="")])


def told(connection: Connection, asked: str, entry: bytes) -> list[bytes]:
    return [value for (value,) in connection.exec_driver_sql(asked, (entry,))]


def test_what_is_written_once_is_not_replaced_by_a_later_word_but_both_are_shown(
    desks: Callable[[int], list[Desk]],
) -> None:
    """No desk of ours writes so; another program, or a changed one, could."""
    one, two = desks(2)
    entry, _ = one.do_now(LogEntry(EVENT, "Gate 4 opened")).value
    ((made, _),) = one.read_now(changelog.of_record, entry)
    later = structs.replace(
        made,
        dev=STRANGER,
        n=1,
        prev=changelog.ZERO[: changelog.PREV],
        hlc=made.hlc + 1,
        fields={"text": "Gate 4 was never opened"},
        base={"text": [(made.dev, made.n)]},
    )
    for desk in (one, two):
        give(desk, [encode(later)] if desk is one else [encode(later), *bodies(one)])
        asked = "SELECT value FROM conflict WHERE rec = ? AND field = 'text' ORDER BY hlc"
        values = desk.read_now(partial(told, asked=asked, entry=entry))
        assert [msgpack.decode(value) for value in values] == ["Gate 4 opened", "Gate 4 was never opened"]
        assert sound(desk)
    one.do_now(Settle("entry", entry, "text", "Gate 4 opened"))
    assert give(two, bodies(one)) == {("entry", entry)}
    for desk in (one, two):
        found = desk.read_now(events.record, Entry, entry)
        assert found is not None
        assert found.text == "Gate 4 opened"
        assert desk.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar_one()) == 0
        assert sound(desk)
