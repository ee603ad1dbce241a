"""Light desks against a real hub: believed, woken, and holding what was written."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from peers.engines import DISPLAY, program
from peers.light import LightDesk, Line, Person, believed, let_in, request
from peers.processes import FailedError, Server, free_port

from eocdesk.models.ids import scope_id
from eocdesk.store import signing
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Page, Pulled, Since, Taken
from tests.kit.hubs import GREEN, Pen


def test_a_light_desk_is_woken_and_holds_what_was_written_and_a_stranger_is_no_figure(tmp_path: Path) -> None:
    pen, port = Pen(), free_port()
    with Server([*program(), "--data", str(tmp_path / "hub"), "serve", "--port", str(port)], tmp_path, port, DISPLAY):
        hub = Hub.open(tmp_path / "hub")
        pen.let_in(hub)
        people = let_in(hub, 3)
        writer = Person(pen.dev, pen.key, hub.id)
        hub.close()
        asyncio.run(asyncio.wait_for(_write_and_watch(port, pen, writer, people), 60))
        asyncio.run(asyncio.wait_for(_turned_away(port), 60))


async def _write_and_watch(port: int, pen: Pen, writer: Person, people: list[Person]) -> None:
    line = Line(port)
    token = await believed(line, writer)
    more = asyncio.Event()
    lights = [LightDesk(one, port, more.set) for one in people]
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(light.run()) for light in lights]
        for count in (1, 3):
            bodies = [pen.write() for _ in range(count - (count > 1))]
            taken = await line.ask("push", Page(list(bodies), [pen.end()]), Taken, token)
            assert [(one.scope, one.n) for one in taken.durable] == [(scope_id(*GREEN), count)]
            while any(max(light.seen, default=0) < count for light in lights):
                await more.wait()
                more.clear()
        for task in running:
            task.cancel()
    assert all(max(light.seen) == 3 for light in lights)
    await line.close()


async def _turned_away(port: int) -> None:
    line, other = Line(port), Line(port)
    with pytest.raises(FailedError, match="token: 401"):
        await believed(line, Person(b"s" * 16, signing.new_key(), b"h" * 16))
    with pytest.raises(FailedError, match="pull: 401"):
        await other.ask("pull", Since(), Pulled, "nonsense")
    await line.close()
    await other.close()


def test_a_request_says_who_asks_and_how_long_it_is() -> None:
    told = request("POST", "pull", "word", b"12345")
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/pull HTTP/1.1\r\n")
    assert b"Authorization: Bearer word" in head
    assert b"Content-Length: 5" in head
    assert body == b"12345"
    assert b"Authorization" not in request("GET", "events", "", b"")
