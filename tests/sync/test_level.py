"""What a desk wrote does not come back to it, unless something of others stands between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from msgspec import structs

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.server.answers import Answers
from eocdesk.server.direct import HubPeer
from eocdesk.store import meeting
from eocdesk.sync.copy import DeskCopy
from eocdesk.sync.meeting import Meeting, meet
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Since, Taken, Welcome
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay

Desks = Callable[[int], list[Desk]]


class Listening:
    """Passes everything on and counts what comes back; lies about where words stand where it is told to."""

    def __init__(self, way: HubWay, desk: Desk, shift: int = 0, hash_: bytes | None = None) -> None:
        self._peer = HubPeer(Answers(way.hub), desk.device)
        self.name, self.by_seq = self._peer.name, self._peer.by_seq
        self.came = 0
        self._shift, self._hash = shift, hash_

    async def hello(self, hello: Hello) -> Welcome:
        return await self._peer.hello(hello)

    async def heads(self) -> Heads:
        return await self._peer.heads()

    async def push(self, page: Page) -> Taken:
        taken = await self._peer.push(page)
        stands = [
            structs.replace(one, first=one.first + self._shift, hash=self._hash or one.hash) for one in taken.stands
        ]
        return structs.replace(taken, stands=stands)

    async def pull(self, since: Since) -> Pulled:
        pulled = await self._peer.pull(since)
        self.came += sum(len(stream.pieces) for stream in pulled.streams)
        return pulled


def met(way: HubWay, desk: Desk, shift: int = 0, hash_: bytes | None = None) -> tuple[Meeting, int]:
    """A whole meeting, and how many changes came."""
    peer = Listening(way, desk, shift, hash_)
    return asyncio.run(meet(DeskCopy(desk.store, way.hub.id), peer)), peer.came


@pytest.fixture
def pair(hub_way: HubWay, desks: Desks) -> list[Desk]:
    made = desks(2)
    for desk in made:
        hub_way.join(desk)
    hub_way.meet(*made, made[0])
    return made


def test_words_of_its_own_do_not_travel_back(hub_way: HubWay, pair: list[Desk]) -> None:
    for text in ("one", "two"):
        pair[0].do_now(LogEntry(EVENT, text))
        told, came = met(hub_way, pair[0])
        assert (told.ok, told.trouble, came) == (True, "", 0)
    seqs = {scope: seq for scope, (seq, _) in pair[0].read_now(meeting.cursors, hub_way.hub.id).items()}
    heads = asyncio.run(HubPeer(Answers(hub_way.hub), pair[0].device).heads())
    assert seqs == {scope: one.seq for scope, one in heads.scopes.items()}


def test_with_words_of_others_between_all_of_it_is_read(hub_way: HubWay, pair: list[Desk]) -> None:
    pair[1].do_now(LogEntry(EVENT, "theirs"))
    hub_way.meet(pair[1])
    pair[0].do_now(LogEntry(EVENT, "ours"))
    told, came = met(hub_way, pair[0])
    assert (told.ok, told.received, came) == (True, 1, 2)
    assert all(sound(desk) for desk in pair)


@pytest.mark.parametrize(("shift", "hash_"), [(1, None), (-1, None), (0, b"h" * 32)])
def test_a_place_that_does_not_follow_from_what_was_read_is_not_believed(
    hub_way: HubWay, pair: list[Desk], shift: int, hash_: bytes | None
) -> None:
    pair[0].do_now(LogEntry(EVENT, "ours"))
    told, came = met(hub_way, pair[0], shift, hash_)
    assert (told.ok, told.trouble, came) == (True, "", 1)
    assert met(hub_way, pair[0])[1] == 0
