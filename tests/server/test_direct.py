"""A hub met in the same process is met as any other."""

from __future__ import annotations

import asyncio

import pytest

from eocdesk.models import Refused, clock
from eocdesk.server.answers import Answers
from eocdesk.server.direct import HubPeer
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Hello, Page, Peer, Since
from tests.kit.hubs import Pen


def test_a_peer_in_the_same_process_answers_every_call(file_hub: Hub) -> None:
    pen = Pen()
    pen.let_in(file_hub)
    peer: Peer = HubPeer(Answers(file_hub), pen.dev)

    async def meet() -> tuple[str, int, int, int]:
        welcome = await peer.hello(Hello((1,), pen.dev, "0.3", 2, clock.now()))
        taken = await peer.push(Page([pen.write()], [pen.end()]))
        pulled = await peer.pull(Since())
        heads = await peer.heads()
        return welcome.name, len(taken.durable), len(pulled.streams), len(heads.scopes)

    assert asyncio.run(meet()) == ("The hub", 1, 1, 1)
    assert (peer.name, peer.by_seq) == ("The hub", True)


def test_what_the_hub_refuses_comes_through(file_hub: Hub) -> None:
    peer = HubPeer(Answers(file_hub), b"x" * 16)
    with pytest.raises(Refused, match="does not know this desk"):
        asyncio.run(peer.heads())
