"""A desk that offers itself is found on the network, and the network learns no name of anybody."""

from __future__ import annotations

import asyncio

from eocdesk.models import ids
from eocdesk.sync import beacon
from eocdesk.sync.beacon import SERVICE, Beacon, Seen

LOOPBACK = ("127.0.0.1",)
LONG = 20.0
"""Seconds a machine under load may take; a desk that is found ends the search at once."""


def test_a_desk_is_found_by_its_event_or_its_hub_others_are_passed_over_and_nobody_is_named() -> None:
    event, other, hub = (beacon.event_mark(ids.new_id()) for _ in range(3))

    async def go() -> tuple[list[Seen], list[Seen], Beacon]:
        async with Beacon(4712, (event, hub), LOOPBACK) as first, Beacon(4713, (other, ""), LOOPBACK):
            by_event = await beacon.look(LONG, (other,), LOOPBACK, enough=1)
            return by_event, await beacon.look(LONG, (hub,), LOOPBACK, enough=1), first

    by_event, by_hub, first = asyncio.run(go())
    assert by_event == [Seen("127.0.0.1", 4713, other, "")]
    assert by_hub == [Seen("127.0.0.1", 4712, event, hub)]
    assert first._info is not None
    assert len(bytes.fromhex(first._info.name.removesuffix("." + SERVICE))) == 6
    assert first._info.properties == {b"v": b"1", b"e": event.encode(), b"h": hub.encode()}


def test_an_address_of_the_new_kind_stands_in_brackets() -> None:
    assert Seen("fe80::1", 4711, "", "").url == "https://[fe80::1]:4711"
    assert Seen("10.0.0.7", 4711, "", "").url == "https://10.0.0.7:4711"


def test_a_mark_tells_events_and_hubs_apart_and_is_no_id() -> None:
    one = ids.event_id("LA28")
    assert beacon.event_mark(one) != beacon.hub_mark(one)
    assert one.hex()[:8] not in beacon.event_mark(one)
