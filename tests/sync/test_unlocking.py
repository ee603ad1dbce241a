"""Both ways to a hub can ask it to open what was sealed for it, and what they say survives the wire."""

from __future__ import annotations

from eocdesk.server.direct import HubPeer
from eocdesk.sync.http import HttpPeer
from eocdesk.sync.protocol import pack, unpack
from eocdesk.sync.unlocking import Locked, Unlocked, Unlocking


def test_both_ways_to_a_hub_can() -> None:
    assert issubclass(HttpPeer, Unlocking)
    assert issubclass(HubPeer, Unlocking)


def test_what_is_said_survives_the_wire() -> None:
    for message in (Locked(b"sealed"), Unlocked({"a" * 64: b"k" * 32})):
        assert unpack(pack(message), type(message)) == message
