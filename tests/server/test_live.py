"""Live notice: what grew is heard soon, gathered, by who may see it alone, and without a word of content."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx

from eocdesk.models.ids import scope_id
from eocdesk.models.right import Right
from eocdesk.server import live
from eocdesk.server.live import Listener, Live
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.sync import sse
from tests.kit.hubs import GREEN, OFFICER, PARTNER, RED, Pen, push
from tests.kit.servers import Caller, Server

G, R = scope_id(*GREEN), scope_id(*RED)
LONG = 20.0


async def read(work: Callable[[], Any]) -> Any:
    return await asyncio.to_thread(work)


@asynccontextmanager
async def running(hub: Hub, heartbeat: float = LONG) -> AsyncIterator[Live]:
    """Live notice of a hub, running."""
    made = Live(hub, read, heartbeat)
    hub.heard.append(made.hear)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(made.run()), group.create_task(made.watch())]
        yield made
        for task in tasks:
            task.cancel()
    hub.heard.remove(made.hear)


async def heard(line: AsyncIterator[str], until: dict[bytes, int]) -> dict[bytes, int]:
    """All that a line says until it has said so much."""
    found: dict[bytes, int] = {}
    async with asyncio.timeout(LONG):
        while not until.items() <= found.items():
            found |= sse.grown((await anext(line)).removeprefix("data: ").strip())
    return found


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await test()

    asyncio.run(whole())


def enrolled(hub: Hub) -> tuple[Pen, HubDevice, HubDevice]:
    pen = Pen()
    return pen, pen.let_in(hub, OFFICER, "Gate 3"), Pen().let_in(hub, PARTNER, "Fire")


def test_a_desk_hears_first_how_far_all_goes_and_then_what_grows(file_hub: Hub) -> None:
    pen, officer, partner = enrolled(file_hub)
    push(file_hub, officer, [pen.entry(GREEN)], pen.end(GREEN))

    async def test() -> None:
        async with running(file_hub) as made:
            one, other = made.listen(officer), made.listen(partner)
            assert await anext(one) == ":\n\n"
            assert await anext(other) == ":\n\n"
            assert await heard(one, {G: 1}) == {G: 1}
            assert await heard(other, {G: 1}) == {G: 1}
            assert made.connected == 2
            push(file_hub, officer, [pen.entry(RED)], pen.end(RED))
            assert await heard(one, {R: 1}) == {R: 1}
            push(file_hub, officer, [pen.entry(GREEN)], pen.end(GREEN))
            assert await heard(other, {G: 2}) == {G: 2}  # and never of the other scope
            await one.aclose()
            await other.aclose()
            assert made.connected == 0

    run(test)


def test_who_opens_line_after_line_ends_its_own_oldest_and_nobody_elses(file_hub: Hub) -> None:
    pen, officer, partner = enrolled(file_hub)
    push(file_hub, officer, [pen.entry(GREEN)], pen.end(GREEN))

    async def test() -> None:
        async with running(file_hub) as made:
            other = made.listen(partner)
            await anext(other)
            lines = [made.listen(officer) for _ in range(live.LINES + 20)]
            for line in lines:
                await anext(line)
            assert made.connected == live.LINES + 1
            async with asyncio.timeout(LONG):
                assert [line async for line in lines[0]] == [], "the oldest is at its end"
            for line in (lines[-1], other):
                assert await heard(line, {G: 1}) == {G: 1}
                await line.aclose()
            for line in lines:
                await line.aclose()
            assert made.connected == 0

    run(test)


def test_a_hundred_commits_are_a_few_lines(file_hub: Hub) -> None:
    pen, officer, _ = enrolled(file_hub)

    async def test() -> None:
        async with running(file_hub) as made:
            line = made.listen(officer)
            await anext(line)
            for _ in range(100):
                made.hear({G: 7})
            push(file_hub, officer, [pen.entry(GREEN) for _ in range(8)], pen.end(GREEN))
            found, lines = {}, 0
            async with asyncio.timeout(LONG):
                while found.get(G) != 8:
                    found |= sse.grown((await anext(line)).removeprefix("data: ").strip())
                    lines += 1
            assert lines <= 3

    run(test)


def test_a_line_is_kept_alive_and_ends_when_the_hub_stops(file_hub: Hub) -> None:
    _, officer, _ = enrolled(file_hub)

    async def test() -> None:
        async with running(file_hub, heartbeat=0.01) as made:
            line = made.listen(officer)
            assert [await anext(line) for _ in range(3)] == [":\n\n"] * 3
            made.close()
            async with asyncio.timeout(LONG):
                assert [one async for one in line if one != ":\n\n"] == []

    run(test)


def test_a_revoked_desk_is_cut_off_and_another_s_new_rights_hold_at_once(file_hub: Hub) -> None:
    pen, officer, partner = enrolled(file_hub)

    async def test() -> None:
        async with running(file_hub) as made:
            lost, fire = made.listen(officer), made.listen(partner)
            await anext(lost)
            await anext(fire)
            waiting = asyncio.ensure_future(anext(fire))
            ending = asyncio.ensure_future(anext(lost, "ended"))
            assert made.connected == 2
            with file_hub.writing() as c:
                people.grant(c, partner.dev, Right("supervisor"), by="K. Mori")
            push(file_hub, officer, [pen.entry(RED)], pen.end(RED))
            with file_hub.writing() as c:
                people.revoke(c, officer.dev, "left in a taxi", by="K. Mori")
            made.look(made._devices())
            async with asyncio.timeout(LONG):
                assert sse.grown((await waiting).removeprefix("data: ").strip()) == {R: 1}
                assert await ending == "ended"

    run(test)


def test_a_desk_that_reads_slowly_finds_the_last_word_only(file_hub: Hub) -> None:
    _, officer, _ = enrolled(file_hub)

    async def test() -> None:
        listener = Listener(officer)
        for seq in range(1, 1000):
            listener.tell({G: seq})
        assert await anext(listener.lines()) == f"data: {G.hex()}:999\n\n"

    run(test)


def test_it_goes_on_where_the_database_was_away(file_hub: Hub, monkeypatch: Any) -> None:
    pen, officer, _ = enrolled(file_hub)
    monkeypatch.setattr(live, "LOOKED", 0.01)

    async def test() -> None:
        async with running(file_hub) as made:
            line = made.listen(officer)
            await anext(line)
            away, made._labels_of = made._labels_of, _away  # type: ignore[method-assign]
            push(file_hub, officer, [pen.entry(GREEN)], pen.end(GREEN))
            with suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    await asyncio.Event().wait()
            made._labels_of = away  # type: ignore[method-assign]
            assert await heard(line, {G: 1}) == {G: 1}

    run(test)


def _away(_scopes: set[bytes]) -> Any:
    from eocdesk.models import Unavailable  # noqa: PLC0415

    raise Unavailable("The hub's database does not answer now.")


def test_over_http_nothing_but_scopes_and_numbers_is_on_the_line(shared: Server) -> None:
    officer, partner = Caller(shared), Caller(shared, PARTNER)
    officer.sign_in()
    partner.sign_in()
    headers = {"Authorization": f"Bearer {partner.token}"}
    with partner.client.stream("GET", "/v1/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert next(lines) == ":"
        officer.say(RED, "Q7 canary")
        officer.say(GREEN, "for all")
        said = _until(lines, G.hex())
    assert R.hex() not in said
    assert set(said) <= set("data:, 0123456789abcdef\n")


def test_over_http_a_revoked_desk_s_line_ends(shared: Server) -> None:
    lost = Caller(shared)
    lost.sign_in()
    headers = {"Authorization": f"Bearer {lost.token}"}
    with lost.client.stream("GET", "/v1/events", headers=headers, timeout=httpx.Timeout(LONG)) as answer:
        lines = answer.iter_lines()
        assert next(lines) == ":"
        lost.revoke()
        assert not [line for line in lines if line.startswith("data: ") and line.endswith(":999")]


def _until(lines: Any, word: str) -> str:
    said = ""
    for line in lines:
        said += line + "\n"
        if word in said:
            return said
    return said
