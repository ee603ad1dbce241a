"""What a desk says it holds, what it takes from others, and what it takes from nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

import pytest
from msgspec import structs

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue
from eocdesk.models.card import Signed
from eocdesk.models.change import Piece, Why, decode
from eocdesk.models.right import Labels
from eocdesk.store import meeting, signing
from eocdesk.store.arrive import BrokenChainError
from eocdesk.store.queries import events
from tests.kit.chains import end_of, everything, fetch, held, key_of, lengths, sign, stub_of
from tests.kit.desks import EVENT, bodies, sound

HUB = b"h" * 16


def page_of(desk: Desk) -> tuple[list[Piece], list[Signed]]:
    """Everything a desk holds as one page."""
    page = desk.read_now(meeting.after, {}, may=everything)
    return page.pieces, sign(desk, page.ends)


def take(desk: Desk, pieces: list[Piece], ends: list[Signed], known: Callable[[bytes], bytes | None]) -> None:
    desk.store.writer.receive(partial(meeting.take, pieces=pieces, ends=ends, key_of=known)).result()


def test_two_desks_that_read_of_each_other_hold_the_same_and_say_so(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    for n in range(5):
        one.do_now(Add("venue", EVENT, {"name": f"One {n}", "marking": ("AMBER", "RED")[n % 2]}))
        two.do_now(Add("venue", EVENT, {"name": f"Two {n}"}))
    before = one.read_now(meeting.standing)
    fetch(two, one)
    fetch(one, two)
    stands = [desk.read_now(meeting.standing) for desk in (one, two)]
    assert stands[0] == stands[1] != before
    assert len(one.read_now(events.of_event, Venue, EVENT)) == 10
    assert all(map(sound, (one, two)))


def test_the_digest_is_over_device_length_and_hash_of_each_chain(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    fetch(one, two)
    ((scope, stand),) = one.read_now(meeting.standing).items()
    whole = hashlib.sha256()
    for dev in sorted((one.device, two.device)):
        end = one.store.writer.local(partial(end_of, scope=scope, dev=dev)).result()
        whole.update(dev + end.n.to_bytes(8, "big") + end.hash)
    assert stand.digest == whole.digest()
    assert stand.labels[0] == EVENT


def test_a_scope_is_told_to_those_who_may_know_of_it_and_to_a_hub_once_it_was_read_there(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi", "marking": "RED"}))
    by_marking = {stand.labels[1]: scope for scope, stand in desk.read_now(meeting.standing).items()}

    def not_red(labels: Labels) -> bool:
        return labels[1] != "RED"

    assert set(desk.read_now(meeting.standing, may=not_red)) == {by_marking["AMBER"]}
    assert desk.read_now(meeting.standing, HUB) == {}
    note = partial(meeting.set_cursor, peer=HUB, scope=by_marking["RED"], seq=3, hash_=b"x" * 32)
    desk.store.writer.local(note).result()
    assert set(desk.read_now(meeting.standing, HUB)) == {by_marking["RED"]}


def test_a_cursor_is_kept_by_hub_and_scope_and_forgotten_with_what_was_acknowledged(desk: Desk) -> None:
    ((scope, chains),) = lengths(desk).items()
    reach = [(scope, desk.device, chains[desk.device])]
    for n in (1, 2):
        note = partial(meeting.set_cursor, peer=HUB, scope=scope, seq=n, hash_=bytes([n]) * 32)
        desk.store.writer.local(note).result()
    desk.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=reach)).result()
    assert desk.read_now(meeting.cursors, HUB) == {scope: (2, b"\2" * 32)}
    assert desk.read_now(meeting.cursors, b"o" * 16) == {}
    assert desk.read_now(meeting.pending_count, HUB) == 0
    desk.store.writer.local(partial(meeting.rewind, peer=HUB, scopes=[scope])).result()
    assert desk.read_now(meeting.cursors, HUB) == {}
    assert desk.read_now(meeting.pending_count, HUB) == chains[desk.device]


def test_nobody_is_noted_to_hold_more_than_there_is(desk: Desk) -> None:
    ((scope, chains),) = lengths(desk).items()
    said = [(scope, desk.device, 1_000), (scope, b"o" * 16, 5), (b"s" * 16, desk.device, -2)]
    desk.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=said)).result()
    desk.do_now(Add("venue", EVENT, {"name": "Written after"}))
    assert desk.read_now(meeting.pending_count, HUB) == 1
    assert desk.read_now(meeting.pending_count, HUB, [b"s" * 16]) == 0
    assert sound(desk)
    assert chains[desk.device] < 1_000


def test_what_waits_to_be_sent_can_be_looked_at_newest_first(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"city": "Inglewood"}))
    waiting = desk.read_now(meeting.pending_list, HUB)
    assert [(one.kind, one.rec, one.title) for one in waiting[:2]] == [
        ("venue", record, "Amend venue"),
        ("venue", record, "Add venue"),
    ]
    assert waiting[0].person == "L. Chen"
    assert waiting[0].hlc > waiting[1].hlc
    assert len(waiting) == desk.read_now(meeting.pending_count, HUB)
    assert desk.read_now(meeting.pending_list, HUB, limit=1, offset=1) == waiting[1:2]


def spoiled(ends: list[Signed], **said: object) -> list[Signed]:
    return [structs.replace(one, **said) for one in ends]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda ends, _: ends[:0], "not signed"),
        (lambda ends, _: spoiled(ends, signature=b"x" * 64), "not what its signature says"),
        (lambda ends, _: spoiled(ends, hash=b"x" * 32), "not signed"),
        (lambda ends, _: spoiled(ends, n=1), "not signed"),
        (lambda ends, key: [structs.replace(e, signature=signing.sign(key, e.message)) for e in ends], "signature"),
    ],
    ids=["no end signed", "a signature turned", "another hash", "another number", "signed by another"],
)
def test_a_page_that_its_author_did_not_sign_to_the_end_is_taken_by_nobody(
    desks: Callable[[int], list[Desk]], spoil: Callable[[list[Signed], bytes], list[Signed]], why: str
) -> None:
    one, two = desks(2)
    one.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    pieces, ends = page_of(one)
    before = held(two)
    with pytest.raises(BrokenChainError, match=why):
        take(two, pieces, spoil(ends, signing.new_key()), key_of(one, two))
    assert held(two) == before
    take(two, pieces, ends, key_of(one, two))
    assert sound(two)


def test_what_a_device_wrote_that_nobody_vouched_for_is_not_taken(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    pieces, ends = page_of(one)
    with pytest.raises(BrokenChainError, match="not known here"):
        take(two, pieces, ends, key_of(two))


def test_a_page_that_brings_nothing_new_asks_for_no_signature(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    fetch(two, one)
    pieces, _ = page_of(one)
    take(two, pieces, [], key_of(two))
    assert sound(two)


def test_a_signature_over_another_history_than_is_held_is_found_out(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    fetch(two, one)
    pieces, (end,) = page_of(one)
    key = one.store.writer.local(meeting.own_key).result()
    lie = structs.replace(end, hash=b"x" * 32)
    lie = structs.replace(lie, signature=signing.sign(key, lie.message))
    with pytest.raises(BrokenChainError, match="not what its signature says"):
        take(two, pieces, [lie], key_of(one, two))


def test_a_scope_of_which_only_places_came_is_known_by_what_the_page_says_it_stands_for(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    one.do_now(Add("venue", EVENT, {"name": "Secret", "marking": "RED"}))
    (body,) = [body for body in bodies(one) if decode(body).labels[1] == "RED"]
    stub, scope = stub_of(body, Why.WITHDRAWN), decode(body).scope
    ends = sign(one, [one.store.writer.local(partial(end_of, scope=scope, dev=one.device)).result()])
    lie = {scope: (EVENT, "CLEAR", "")}
    two.store.writer.receive(partial(meeting.take, pieces=[stub], ends=ends, key_of=key_of(one), labels=lie)).result()
    assert scope not in two.read_now(meeting.standing), "labels that do not make the scope are not believed"
    assert sound(two)
    true = {scope: decode(body).labels}
    two.store.writer.receive(partial(meeting.take, pieces=[stub], ends=ends, key_of=key_of(one), labels=true)).result()
    assert two.read_now(meeting.standing)[scope].labels == (EVENT, "RED", "")
    assert sound(two)
