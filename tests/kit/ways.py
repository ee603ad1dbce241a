"""The ways in which desks meet, each on real stores: a hub in this process, and the same over HTTP on loopback."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
import uvicorn

from eocdesk.desk.desk import Desk
from eocdesk.models import clock, enrolment
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.server.answers import Answers
from eocdesk.server.app import App
from eocdesk.server.direct import HubPeer
from eocdesk.server.run import _config
from eocdesk.store import local, peers, sealing, signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.copy import where
from eocdesk.sync.handing_in import HandingCopy
from eocdesk.sync.http import HttpPeer
from eocdesk.sync.meeting import Meeting, meet
from eocdesk.sync.protocol import Peer
from tests.kit.rooms import RoomWay, StickWay

Wrap = Callable[[Peer], Peer]


class Way(Protocol):
    """How desks come level with each other."""

    def join(self, desk: Desk, role: str = "watch officer") -> None:
        """Let a desk in."""

    def meet(self, *desks: Desk, limit: int = 5000) -> list[Meeting]:
        """Each meets once, in this order; what came of it."""


def enrol(hub: Hub, desk: Desk, role: str = "watch officer", url: str = "") -> None:
    """Let a desk in without a code, as `join` ends."""
    key, box = desk.store.writer.local(lambda c: (local.own_key(c), local.own_box(c))).result()
    with hub.writing() as c:
        keys = signing.public(key), sealing.public_box(box)
        device = people.enrol(c, desk.device, *keys, desk.person, Right(role), by="K. Mori")
        card = people.card(c, hub.key, hub.id, device, clock.now())
    public = signing.public(hub.key)

    def note(connection: object) -> None:
        peers.put(connection, peers.Peer(hub.id, peers.HUB, hub.name, url, "", public, hub.epoch, clock.now()))
        peers.keep_cards(connection, [card], public)

    desk.store.writer.local(note).result()


class HubWay:
    """By a hub in this process."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.url = ""
        self.wrap: Wrap = lambda peer: peer
        """Puts something between a desk and the hub."""

    def join(self, desk: Desk, role: str = "watch officer") -> None:
        """Let a desk in."""
        enrol(self.hub, desk, role, self.url)

    def meet(self, *desks: Desk, limit: int = 5000) -> list[Meeting]:
        """Each meets the hub once."""
        return [asyncio.run(asyncio.wait_for(self._meet(desk, limit), 60)) for desk in desks]

    async def _meet(self, desk: Desk, limit: int) -> Meeting:
        async with self.line(desk) as peer:
            met = self.wrap(peer)
            copy = HandingCopy(desk.store, self.hub.id, met)
            meeting = await meet(copy, met, lambda: limit)
            await copy.note(meeting, 0.0)
            return meeting

    @asynccontextmanager
    async def line(self, desk: Desk) -> AsyncIterator[Peer]:
        """The hub as that desk reaches it."""
        yield HubPeer(Answers(self.hub), desk.device)


class HttpWay(HubWay):
    """By the same hub over HTTP."""

    def __init__(self, hub: Hub, url: str) -> None:
        super().__init__(hub)
        self.url = url

    @asynccontextmanager
    async def line(self, desk: Desk) -> AsyncIterator[Peer]:
        """Likewise."""
        async with HttpPeer(await where(desk.store, self.hub.id)) as peer:
            yield peer


class _Quiet(uvicorn.Server):
    """On a thread that no signal reaches; it ends the lines of those who listen, as a hub does."""

    app: App

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self.app.live.close()
        await super().shutdown(sockets)


@contextmanager
def served(hub: Hub, port: int = 0, certificate: tls.Certificate | None = None) -> Iterator[str]:
    """The address of a hub that answers on loopback meanwhile, from a thread of this process."""
    app = App(hub, lambda: b"")
    server = _Quiet(_config(app, certificate.context() if certificate else None))
    server.app = app
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="hub")
        thread.start()
        try:
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            app.close()


@contextmanager
def _hub(param: str, folder: Path) -> Iterator[HubWay]:
    hub = Hub.open(folder, None, "Room 1")
    try:
        if param == "http":
            with served(hub) as url:
                yield HttpWay(hub, url)
        else:
            yield HubWay(hub)
    finally:
        hub.close()


@pytest.fixture(params=["hub", "http"])
def by_hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubWay]:
    """Each way to a hub in turn."""
    with _hub(request.param, tmp_path / "hub") as made:
        yield made


@pytest.fixture(params=["hub", "http", "lan", "parcel"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    """Each way in turn, those without a hub too."""
    if request.param == "lan":
        yield RoomWay()
    elif request.param == "parcel":
        yield StickWay(tmp_path)
    else:
        with _hub(request.param, tmp_path / "hub") as made:
            yield made


@pytest.fixture
def hub_way(tmp_path: Path) -> Iterator[HubWay]:
    """The plainest one, for what only a hub does."""
    hub = Hub.open(tmp_path / "hub", None, "Room 1")
    yield HubWay(hub)
    hub.close()


@dataclass
class Room:
    """A hub on loopback that can go away and come back, and hands out codes."""

    hub: Hub
    url: str = ""
    certificate: tls.Certificate | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def arrive(self) -> None:
        """Answer, at the address it had before."""
        port = int(self.url.rpartition(":")[2] or 0)
        self.url = self._open.enter_context(served(self.hub, port, self.certificate))

    def leave(self) -> None:
        """Answer no more."""
        self._open.close()

    def code(self, role: str = "watch officer") -> str:
        """A new one-time code."""
        with self.hub.writing() as c:
            pin = enrolment.pin_of(self.certificate.der) if self.certificate else ""
            return enrolment.Code(people.make_code(c, Right(role), by="K. Mori"), pin).text


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A hub that answers."""
    hub = Hub.open(tmp_path / "hub", None, "Room 1")
    made = Room(hub)
    made.arrive()
    yield made
    made.leave()
    hub.close()
