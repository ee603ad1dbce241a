"""A place that a relay brought the hub proves nothing of its words: who holds them still sends them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.change import decode
from eocdesk.models.right import Labels
from eocdesk.server.direct import HubPeer
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Hello, Page, Peer, Reach, Taken, Welcome
from eocdesk.sync.sequence import place_of
from tests.kit.chains import fetch, key_of
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay

Desks = Callable[[int], list[Desk]]


class Newer(HubPeer):
    """A hub that takes nothing from a desk as old as this one."""

    async def hello(self, hello: Hello) -> Welcome:
        return msgspec.structs.replace(await super().hello(hello), least=99)


def newer(peer: Peer) -> Peer:
    assert isinstance(peer, HubPeer)
    return Newer(peer._answers, peer._dev)


def not_red(labels: Labels) -> bool:
    return labels[1] != "RED"


def words(hub: Hub, record: bytes) -> int:
    asked = "SELECT body FROM hub_change WHERE body IS NOT NULL"
    with hub.reading() as connection:
        return sum(decode(bytes(body)).rec == record for (body,) in connection.exec_driver_sql(asked))


def test_words_whose_places_alone_the_hub_has_are_sent_though_it_sent_what_follows_them(
    hub_way: HubWay, desks: Desks
) -> None:
    author, relay, third = desks(3)
    for desk in (author, relay, third):
        hub_way.join(desk)
    known = key_of(author, relay, third)
    record = author.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    author.do_now(Amend("venue", record, {"note": "Gate 4 by the tunnel"}))
    author.do_now(Amend("venue", record, {"marking": "RED"}))
    author.do_now(Add("venue", EVENT, {"name": "The Forum"}))
    fetch(third, author, known=known)
    fetch(relay, author, may=not_red, known=known)
    hub_way.meet(relay)
    assert words(hub_way.hub, record) == 1, "of what went out of the relay's sight only the going"
    hub_way.wrap = newer
    hub_way.meet(third)  # it reads and cannot send yet
    hub_way.wrap = lambda peer: peer
    hub_way.meet(third)
    assert words(hub_way.hub, record) == 4
    assert hub_way.meet(third)[0].quiet


class Ahead(HubPeer):
    """A hub that leaves out every page for now. What others wrote it has as far, and says so."""

    async def push(self, page: Page) -> Taken:
        places = [place for place in map(place_of, page.pieces) if place.dev != self._dev]
        return Taken([], [], [Reach(place.scope, place.dev, place.n) for place in places], clock.now())


def ahead(peer: Peer) -> Peer:
    assert isinstance(peer, HubPeer)
    return Ahead(peer._answers, peer._dev)


def test_words_that_the_hub_held_back_go_from_a_neighbour_to_whom_it_counts_as_level(
    hub_way: HubWay, desks: Desks
) -> None:
    author, neighbour = desks(2)
    record = author.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    fetch(neighbour, author)
    hub_way.join(author, "partner")
    hub_way.join(neighbour)
    assert hub_way.meet(author)[0].refused
    assert name(neighbour, record) == ["SoFi Stadium"]
    hub_way.wrap = ahead
    hub_way.meet(neighbour)  # it hears that the hub is as far as it is, and reads the places alone
    hub_way.wrap = lambda peer: peer
    assert hub_way.meet(neighbour)[0].refused == 2, "the venue, and the event as its author made it"
    assert name(neighbour, record) == []
    assert hub_way.meet(neighbour)[0].quiet
    assert sound(neighbour)


def name(desk: Desk, record: bytes) -> list[str]:
    asked = "SELECT name FROM venue WHERE id = ?"
    return desk.read_now(lambda connection: list(connection.exec_driver_sql(asked, (record,)).scalars()))
