"""What a device reads: all it may see, once, in whole acts with signed ends; and no sign of anything else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from eocdesk.models import Act, clock
from eocdesk.models.change import Stub, Why, decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store import signing
from eocdesk.store.changelog import ZERO, link
from eocdesk.store.hub import people, reading
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.reading import Cursor, Standing, Stretch, digests
from tests.kit.hubs import AMBER, GAMES, GREEN, OFFICER, PARTNER, RED, Pen, made, pieces, pull, pull_all, push

CANARY = "canary-7c1f"
SCOPE = scope_id(*GREEN)


def test_a_reader_has_everything_once_whatever_its_pages(hub: Hub) -> None:
    pens = [Pen() for _ in range(3)]
    devices = [pen.let_in(hub) for pen in pens]
    sent = []
    for n in range(12):
        pen, device = pens[n % 3], devices[n % 3]
        page = [pen.write() for _ in range(n % 4 + 1)]
        push(hub, device, page, pen.end())
        sent += page
    for limit in (1, 2, 5, 5000):
        found = pull_all(hub, pens[0].dev, limit=limit)
        assert pieces(found) == sent
        assert_follows(found[SCOPE])


def assert_follows(stretches: list[Stretch]) -> None:
    """Numbers without a gap, the hub's chain recomputed, each chain's end in each stretch signed by its device."""
    seq, chain = 0, ZERO
    ends: dict[bytes, tuple[int, bytes]] = {}
    for one in stretches:
        assert one.first == seq + 1
        touched = set()
        for piece in one.pieces:
            body = b"" if isinstance(piece, Stub) else piece
            place = piece if isinstance(piece, Stub) else decode(body)
            digest = piece.digest if isinstance(piece, Stub) else hashlib.sha256(body).digest()
            chain = link(chain, digest + place.dev + place.n.to_bytes(8, "big"))
            seq += 1
            n, hash_ = ends.get(place.dev, (0, ZERO))
            assert place.n == n + 1
            ends[place.dev] = (place.n, hashlib.sha256(hash_ + digest).digest())
            touched.add(place.dev)
        assert one.hash == chain
        assert {(end.dev, end.n, end.hash) for end in one.signed} == {(dev, *ends[dev]) for dev in touched}


def test_the_signatures_that_come_along_hold(file_hub: Hub) -> None:
    pen = Pen()
    push(file_hub, pen.let_in(file_hub), [pen.write(), pen.write()], pen.end())
    (stretch,) = pull_all(file_hub, pen.dev)[SCOPE]
    (end,) = stretch.signed
    assert signing.holds(signing.public(pen.key), end.message, end.signature)


def test_a_page_never_cuts_an_act_nor_a_chain_before_its_signed_end(file_hub: Hub) -> None:
    pen, other = Pen(), Pen()
    device = pen.let_in(file_hub)
    other.let_in(file_hub)
    act = Act(new_id(), "Import", size=4)
    push(file_hub, device, [pen.write()], pen.end())
    push(file_hub, device, [pen.write(act=act) for _ in range(4)], pen.end())
    push(file_hub, device, [pen.write(), other.write(), other.write()], pen.end(), other.end())
    sizes = [len(one.pieces) for one in pull_all(file_hub, pen.dev, limit=2)[SCOPE]]
    assert sizes == [1, 4, 1, 2]


def test_words_that_come_after_their_stubs_are_read_in_whole_acts_too(file_hub: Hub) -> None:
    pen, relay = Pen(), Pen()
    device, other = pen.let_in(file_hub), relay.let_in(file_hub)
    act = Act(new_id(), "Import", size=2)
    page = [pen.write(act=act), pen.write(act=act), pen.write()]
    push(file_hub, other, [relay.write()], relay.end())
    push(file_hub, other, [withdrawn(one) for one in page], pen.end())
    push(file_hub, device, page, pen.end())
    sizes = [len(one.pieces) for one in pull_all(file_hub, pen.dev, limit=1)[SCOPE]]
    assert sizes == [1, 3, 2, 1]


def test_pages_are_bounded_in_bytes_and_one_large_act_comes_alone(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    for _ in range(6):
        push(file_hub, device, [pen.write(fields=made(GREEN, title="x" * 10_000))], pen.end())
    with file_hub.reading() as connection:
        found = people.device(connection, pen.dev)
        assert found is not None
        read = reading.pull(connection, found, {}, limit=5000, max_bytes=25_000, now=clock.now())
        small = reading.pull(connection, found, {}, limit=5000, max_bytes=10, now=clock.now())
    assert [(len(one.pieces), one.more) for one in read.stretches] == [(2, True)]
    assert [(len(one.pieces), one.more) for one in small.stretches] == [(1, True)]


def test_the_bound_holds_over_all_scopes_and_what_waits_is_said(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    labels = [(GAMES, "GREEN", name) for name in ("FIRE", "LAPD", "METRO")]
    for one in labels:
        push(file_hub, device, [pen.write(one), pen.write(one)], pen.end(one))
    read = pull(file_hub, pen.dev, limit=2)
    assert [(len(one.pieces), one.more) for one in read.stretches] == [(2, False), (0, True)]
    assert sum(len(one.pieces) for some in pull_all(file_hub, pen.dev, limit=2).values() for one in some) == 6


@pytest.mark.parametrize(
    ("right", "seen"),
    [
        (PARTNER, {GREEN}),
        (Right("partner", ceiling="AMBER"), {GREEN, AMBER}),
        (Right("liaison"), {GREEN, AMBER, (GAMES, "AMBER", "FIRE")}),
        (Right("liaison", audiences="LAPD"), {GREEN, AMBER}),
        (Right("watch officer", event=b"c" * 16), set()),
        (Right("watch officer", until=1), set()),
        (OFFICER, {GREEN, AMBER, RED, (GAMES, "AMBER", "FIRE")}),
    ],
)
def test_nothing_of_what_a_device_may_not_see_reaches_it(
    hub: Hub, right: Right, seen: set[tuple[bytes, str, str]]
) -> None:
    author, reader = Pen(), Pen()
    device = author.let_in(hub)
    reader.let_in(hub, right)
    for labels in (GREEN, AMBER, RED, (GAMES, "AMBER", "FIRE")):
        words = "in the open" if labels in seen else CANARY
        page = [author.write(labels, made(labels, title=f"{words} {n}")) for n in range(3)]
        push(hub, device, page, author.end(labels))
    cursors: dict[bytes, Cursor] = {scope_id(*RED): (0, ZERO), scope_id(*AMBER): (2, b"x" * 32)}
    read = pull(hub, reader.dev, cursors)
    assert {one.labels for one in pull(hub, reader.dev).stretches} == seen
    assert CANARY.encode() not in repr(read).encode()
    hidden = {scope_id(*labels) for labels in (GREEN, AMBER, RED, (GAMES, "AMBER", "FIRE")) if labels not in seen}
    assert not hidden & {one.scope for one in read.stretches}
    assert read.revoked == []
    with hub.reading() as connection:
        found = people.device(connection, reader.dev)
        assert found is not None
        standing = hub.standing.of(connection, found, clock.now())
    assert {one.labels for one in standing.values()} == seen


def test_a_scope_that_is_hidden_answers_as_one_that_is_not_there(file_hub: Hub) -> None:
    author, reader = Pen(), Pen()
    push(file_hub, author.let_in(file_hub), [author.write(RED)], author.end(RED))
    reader.let_in(file_hub, PARTNER)
    for cursor in ((0, ZERO), (1, b"x" * 32), (9, b"x" * 32)):
        hidden = pull(file_hub, reader.dev, {scope_id(*RED): cursor})
        missing = pull(file_hub, reader.dev, {b"m" * 16: cursor})
        assert (hidden.revoked, hidden.stretches) == (missing.revoked, missing.stretches) == ([], [])
        assert len(hidden.rewound) == len(missing.rewound)


def test_a_right_taken_away_is_told_to_who_has_read_the_scope(hub: Hub) -> None:
    author, reader = Pen(), Pen()
    push(hub, author.let_in(hub), [author.write(AMBER), author.write(AMBER)], author.end(AMBER))
    reader.let_in(hub)
    cursors: dict[bytes, Cursor] = {}
    pull_all(hub, reader.dev, cursors)
    with hub.writing() as connection:
        people.withdraw_right(connection, reader.dev, OFFICER, why="the exercise is over", by="K. Mori")
    assert pull(hub, reader.dev, cursors).revoked == [scope_id(*AMBER)]


def test_a_right_given_later_shows_the_scope_from_its_start(hub: Hub) -> None:
    author, reader = Pen(), Pen()
    page = [author.write(AMBER), author.write(AMBER)]
    push(hub, author.let_in(hub), page, author.end(AMBER))
    reader.let_in(hub, PARTNER)
    cursors: dict[bytes, Cursor] = {}
    assert pull_all(hub, reader.dev, cursors) == {}
    with hub.writing() as connection:
        people.grant(connection, reader.dev, OFFICER, by="K. Mori")
    assert pieces(pull_all(hub, reader.dev, cursors), AMBER) == page


def test_a_cursor_of_another_sequence_is_told_to_begin_again(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write(), pen.write()]
    push(hub, device, page[:1], at_first(pen, page[0]))
    cursors: dict[bytes, Cursor] = {}
    pull_all(hub, pen.dev, cursors)
    push(hub, device, page, pen.end())
    assert pull(hub, pen.dev, cursors).rewound == []
    assert [one.first for one in pull(hub, pen.dev, cursors).stretches] == [2]
    for wrong in ((1, b"x" * 32), (2, b"x" * 32), (3, cursors[SCOPE][1])):
        read = pull(hub, pen.dev, {SCOPE: wrong})
        assert read.rewound == [SCOPE]
        assert [one.first for one in read.stretches] == [1]


def at_first(pen: Pen, body: bytes) -> object:
    """The signed end after the first change."""
    from eocdesk.models.card import Signed, message_of  # noqa: PLC0415

    hash_ = link(ZERO, body)
    return Signed(SCOPE, pen.dev, 1, hash_, signing.sign(pen.key, message_of(SCOPE, pen.dev, 1, hash_)))


def test_what_left_a_scope_is_served_without_its_words_to_who_may_not_follow_it(hub: Hub) -> None:
    author, partner, officer = Pen(), Pen(), Pen()
    device = author.let_in(hub)
    partner.let_in(hub, PARTNER)
    officer.let_in(hub)
    rec, kept = new_id(), author.write()
    secret = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    push(hub, device, [kept, secret], author.end())
    cursors: dict[bytes, Cursor] = {}
    assert CANARY in str(pieces(pull_all(hub, partner.dev, cursors)))
    leave, enter = author.move(rec, GREEN, AMBER, 2, title=CANARY)
    late = author.write(GREEN, {"title": CANARY + " too"}, rec=rec)
    push(hub, device, [leave, enter, late], author.end(), author.end(AMBER))
    assert pieces(pull_all(hub, partner.dev, cursors)) == [leave, withdrawn(late)]
    assert pieces(pull_all(hub, partner.dev)) == [kept, withdrawn(secret), leave, withdrawn(late)]
    assert pieces(pull_all(hub, officer.dev)) == [kept, secret, leave, late]
    assert CANARY not in str(pull_all(hub, partner.dev))
    assert {one.hash for one in pull_all(hub, partner.dev)[SCOPE]} == {
        one.hash for one in pull_all(hub, officer.dev)[SCOPE]
    }


def withdrawn(body: bytes) -> Stub:
    change = decode(body)
    digest = hashlib.sha256(body).digest()
    return Stub(change.scope, change.dev, change.n, change.prev, digest, int(Why.WITHDRAWN))


def test_a_record_that_came_back_is_read_again(hub: Hub) -> None:
    author, partner = Pen(), Pen()
    device = author.let_in(hub)
    partner.let_in(hub, PARTNER)
    rec = new_id()
    first = author.write(GREEN, rec=rec)
    there = author.move(rec, GREEN, AMBER, 1)
    back = author.move(rec, AMBER, GREEN, 1)
    push(hub, device, [first, *there, *back], author.end(), author.end(AMBER))
    assert pieces(pull_all(hub, partner.dev)) == [first, there[0], back[1]]


def test_digests_agree_with_what_a_desk_works_out_and_move_with_the_log(hub: Hub) -> None:
    pens = [Pen(), Pen()]
    devices = [pen.let_in(hub) for pen in pens]
    for pen, device in zip(pens, devices, strict=True):
        push(hub, device, [pen.write(), pen.write()], pen.end())
        with hub.reading() as connection:
            told = hub.standing.of(connection, devices[0], clock.now())[SCOPE]
        held = {one.dev: one.chains[SCOPE] for one in pens if SCOPE in one.chains}
        known = b"".join(dev + n.to_bytes(8, "big") + hash_ for dev, (n, hash_) in sorted(held.items()))
        assert told.digest == hashlib.sha256(known).digest()
        assert told.labels == GREEN


def test_reading_many_scopes_asks_the_database_a_bounded_number_of_times(file_hub: Hub) -> None:
    """Cursors that are up to date cost nothing each."""
    pen = Pen()
    device = pen.let_in(file_hub)
    for n in range(40):
        labels = (GAMES, "GREEN", f"A{n}")
        push(file_hub, device, [pen.write(labels)], pen.end(labels))
    cursors: dict[bytes, Cursor] = {}
    pull_all(file_hub, pen.dev, cursors)
    with file_hub.reading() as connection:
        said: list[str] = []
        connection.connection.driver_connection.set_trace_callback(said.append)  # type: ignore[union-attr]
        reading.pull(connection, device, cursors, limit=10, max_bytes=10, now=clock.now())
        connection.connection.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]
    assert len(said) <= 2, json.dumps(said)


@settings(max_examples=15)  # each on a file of its own
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.booleans()), max_size=8), st.integers(1, 9))
def test_whatever_was_pushed_is_read_whole_in_pages_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, pushes: list[tuple[int, int, bool]], limit: int
) -> None:
    hub = Hub.open(tmp_path_factory.mktemp("hub"))
    try:
        pens = [Pen() for _ in range(3)]
        devices = [pen.let_in(hub) for pen in pens]
        sent = []
        for who, size, one_act in pushes:
            pen = pens[who]
            act = Act(new_id(), "Import", size=size) if one_act else None
            page = [pen.write(act=act) for _ in range(size)]
            push(hub, devices[who], page, pen.end())
            sent += page
        found = pull_all(hub, pens[0].dev, limit=limit)
        assert pieces(found) == sent
        assert_follows(found.get(SCOPE, []))
    finally:
        hub.close()


def test_the_log_is_never_changed_behind_a_reader(hub: Hub) -> None:
    """One connection reads as of one moment, however much is committed meanwhile."""
    pen = Pen()
    device = pen.let_in(hub)
    push(hub, device, [pen.write()], pen.end())
    with hub.reading() as connection:
        asked = text("SELECT count(*) FROM hub_change")
        before = connection.execute(asked).scalar_one()
        push(hub, device, [pen.write()], pen.end())
        assert connection.execute(asked).scalar_one() == before


def test_how_a_scope_stands_is_worked_out_anew_where_another_log_goes_as_far(tmp_path: Path) -> None:
    """The database of a hub that runs on was put back, and has grown again as far as it was."""
    standing, found = Standing(), []
    for name in ("before", "after"):
        hub, pen = Hub.open(tmp_path / name), Pen()
        device = pen.let_in(hub)
        push(hub, device, [pen.entry()], pen.end())
        with hub.reading() as connection:
            (one,) = standing.of(connection, device, clock.now()).values()
            assert one.digest == digests(connection, [SCOPE])[0]
        found.append(one)
        hub.close()
    assert found[0].seq == found[1].seq
    assert found[0].digest != found[1].digest
