"""Words that came late reach each hub that was told the place alone, and what is acknowledged stays as it was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Piece, Why, decode
from eocdesk.store import arrive, meeting, owing, peers
from eocdesk.store.hub.hub import Hub
from tests.kit.chains import fetch, held, key_of, stub_of
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay

Desks = Callable[[int], list[Desk]]
ONE, TWO = b"1" * 16, b"2" * 16


@pytest.fixture
def other_way(tmp_path: Path) -> Iterator[HubWay]:
    """A second hub."""
    hub = Hub.open(tmp_path / "other", None, "Room 2")
    yield HubWay(hub)
    hub.close()


def words(way: HubWay, record: bytes) -> int:
    """How many changes of a record this hub has with their words."""
    with way.hub.reading() as connection:
        found = connection.exec_driver_sql("SELECT body FROM hub_change WHERE body IS NOT NULL").fetchall()
    return sum(decode(bytes(body)).rec == record for (body,) in found)


def test_words_that_one_hub_gives_late_reach_the_other_that_has_their_places_alone(
    hub_way: HubWay, other_way: HubWay, desks: Desks
) -> None:
    author, relay = desks(2)
    for way in (hub_way, other_way):
        way.join(author)
        way.join(relay)
    record = author.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    author.do_now(Amend("venue", record, {"note": "Gate 4 by the tunnel"}))
    author.do_now(Amend("venue", record, {"marking": "RED"}))
    author.do_now(Add("venue", EVENT, {"name": "The Forum"}))
    fetch(relay, author, may=lambda labels: labels[1] != "RED", known=key_of(author, relay))
    other_way.meet(relay)
    assert words(other_way, record) == 1, "of what went out of the relay's sight only the going"
    hub_way.meet(author, relay)  # the relay has the words now: the author met this hub alone
    assert relay.read_now(meeting.pending_count, other_way.hub.id) <= 1, "but for what it never brought, all is level"
    other_way.meet(relay)
    assert words(other_way, record) == 4
    assert other_way.meet(relay)[0].quiet
    assert hub_way.meet(relay)[0].quiet
    assert sound(relay)


@pytest.fixture
def places(desks: Desks) -> tuple[Desk, list[Piece]]:
    """A desk level with two hubs, which holds of three changes in one scope the first alone with its words."""
    author, desk = desks(2)
    for number in range(3):
        author.do_now(Add("venue", EVENT, {"name": f"Venue {number}"}))
    page = [piece for piece in held(author) if not isinstance(piece, bytes) or decode(piece).kind == "venue"]
    known = {decode(piece).scope for piece in page if isinstance(piece, bytes)}
    page = [piece for piece in held(author) if isinstance(piece, bytes) and decode(piece).scope in known]
    blank = [stub_of(piece, int(Why.REFUSED)) for piece in page[-2:] if isinstance(piece, bytes)]
    _give(desk, [*page[:-2], *blank])
    for hub in (ONE, TWO):
        desk.store.writer.local(partial(peers.put, peer=peers.Peer(hub, peers.HUB, "Room"))).result()
        _level(desk, hub, page)
    return desk, list(page)


def _give(desk: Desk, pieces: Sequence[Piece], giver: bytes | None = None) -> None:
    def take(connection: Connection) -> set[tuple[str, bytes]]:
        return arrive.take(connection, pieces, giver=giver).ids

    desk.store.writer.receive(take, "received").result()


def _level(desk: Desk, hub: bytes, page: Sequence[Piece]) -> None:
    reaches = [(one.scope, one.dev, one.n) for one in (decode(piece) for piece in page if isinstance(piece, bytes))]
    desk.store.writer.local(partial(meeting.acknowledge, peer=hub, reaches=reaches)).result()


def test_who_gave_the_words_is_not_sent_them_and_what_it_said_it_holds_is_not_taken_back(
    places: tuple[Desk, list[Piece]],
) -> None:
    desk, page = places
    stranger = peers.Peer(b"3" * 16, peers.HUB, "A room not met yet")
    desk.store.writer.local(partial(peers.put, peer=stranger)).result()
    _give(desk, page[-1:], giver=ONE)
    assert [len(desk.read_now(owing.first, hub)) for hub in (ONE, TWO, stranger.id)] == [0, 1, 0]
    acked = "SELECT min(a.n = h.n) FROM acked a JOIN chain h ON h.id = a.chain"
    assert desk.read_now(lambda connection: connection.exec_driver_sql(acked).scalar()) == 1


def test_what_is_owed_is_noted_until_all_of_it_stands_there(places: tuple[Desk, list[Piece]]) -> None:
    desk, page = places
    late = [decode(piece) for piece in page[-2:] if isinstance(piece, bytes)]
    chain = late[0].scope, late[0].dev
    _give(desk, page[-2:])
    assert desk.read_now(owing.first, ONE) == {chain: late[0].n}

    def told(upto: int) -> dict[tuple[bytes, bytes], int]:
        note = partial(owing.told, hub=ONE, pieces=page, durable={chain: upto})
        desk.store.writer.local(note).result()
        return desk.read_now(owing.first, ONE)

    assert told(late[0].n - 1) == {chain: late[0].n}
    assert told(late[0].n) == {chain: late[1].n}
    assert told(late[1].n) == {}
    assert desk.read_now(owing.first, TWO) == {chain: late[0].n}
    desk.store.writer.local(partial(peers.forget, peer=TWO)).result()
    assert desk.read_now(owing.first, TWO) == {}


def test_words_here_that_a_hub_says_it_held_back_are_owed_where_it_counts_as_level(
    places: tuple[Desk, list[Piece]],
) -> None:
    desk, page = places
    bodies = [piece for piece in page if isinstance(piece, bytes)]
    here, place = decode(bodies[0]), decode(bodies[-1])
    chain = here.scope, here.dev

    def hears(body: bytes, why: Why, hub: bytes = ONE) -> dict[tuple[bytes, bytes], int]:
        said = [stub_of(body, int(why))]
        desk.store.writer.local(partial(owing.held_back, hub=hub, pieces=said)).result()
        return desk.read_now(owing.first, hub)

    assert hears(bodies[-1], Why.REFUSED) == {}, f"only the place of {place.n} is here"
    assert hears(bodies[0], Why.WITHDRAWN) == {}, "out of sight is not held back"
    assert hears(bodies[0], Why.REFUSED, b"3" * 16) == {}, "what it has not acknowledged is sent anyway"
    assert hears(bodies[0], Why.REFUSED) == {chain: here.n}
    assert desk.read_now(owing.first, TWO) == {}
