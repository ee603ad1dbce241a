"""A desk is offered to its room and met there at its address; who cannot be met is said, this desk is passed over."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from eocdesk.desk import nearby
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from tests.kit.pairs import log, pair

HERE = "127.0.0.1"


def texts(desk: Desk) -> set[str]:
    return set(
        desk.read_now(lambda connection: [text for (text,) in connection.exec_driver_sql("SELECT text FROM entry")])
    )


def test_a_desk_of_the_room_is_found_and_met(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    pair(one, other)
    log(one, "Gate 4 closed")
    log(other, "Bus late")

    async def meeting() -> tuple[list[nearby.Told], list[str]]:
        async with nearby.offering(one, HERE) as offered:
            assert offered.sentence.endswith(f"at port {offered.port}.")
            found = await nearby.look(other, 2.0, [HERE])
            url = f"https://{HERE}:{offered.port}"
            return await nearby.meet(other, [url, "https://127.0.0.1:9"]), found if offered.trouble else [*found, url]

    told, found = asyncio.run(meeting())
    assert len(set(found)) == 1, "found under the address it is met at"
    met, failed = told
    assert met.went_well
    assert met.name == met.meeting.peer if met.meeting else False
    assert texts(one) == texts(other) == {"Gate 4 closed", "Bus late"}
    assert not failed.went_well
    assert failed.sentence.startswith("No desk answers at")
    assert failed.name == "https://127.0.0.1:9"


def test_ones_own_beacon_is_nobody_to_meet(desk: Desk) -> None:
    async def meeting() -> list[nearby.Told]:
        async with nearby.offering(desk, HERE) as offered:
            return await nearby.meet(desk, [f"https://{HERE}:{offered.port}"])

    assert asyncio.run(meeting()) == []


def test_a_port_that_is_taken_is_said(desk: Desk) -> None:
    async def twice() -> None:
        async with nearby.offering(desk, HERE) as offered, nearby.offering(desk, HERE, offered.port):
            pytest.fail("both have the port")

    with pytest.raises(Unavailable, match="cannot offer itself"):
        asyncio.run(twice())


def test_a_desk_that_is_closed_offers_itself_no_longer(desk: Desk) -> None:
    on = threading.Event()

    async def offer() -> None:
        async with nearby.offering(desk, HERE):
            on.set()
            await asyncio.Event().wait()

    offered = desk.link.run(offer())
    assert on.wait(20)
    desk.link.stop()
    assert offered.cancelled()
