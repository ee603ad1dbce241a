"""The link's work: joining again after a lost answer, and a start that loads nothing of the network."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from eocdesk.desk import linking
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.store.hub import people
from eocdesk.store.queries.linked import linked
from tests.kit.ways import Room

HEAVY = ("httpx", "cryptography", "zstandard", "starlette", "uvicorn", "psycopg", "zeroconf")
PROBE = f"""
import sys
from pathlib import Path
from eocdesk.desk.desk import Desk
desk = Desk(Path(sys.argv[1]))
desk.link.start()
desk.link.standing()
desk.close()
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_desk_that_joined_nobody_loads_nothing_of_the_network(desk: Desk) -> None:
    found = subprocess.run([sys.executable, "-c", PROBE, str(desk.folder)], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []


def test_a_code_whose_answer_was_lost_serves_the_same_desk_again(room: Room, desk: Desk) -> None:
    code = room.code()
    for _ in range(2):
        asyncio.run(linking.join(desk.store, room.url, code, "Gate 3"))
    assert desk.read_now(linked).name == "Room 1"
    with room.hub.reading() as c:
        assert [device.name for device in people.devices(c)] == ["Gate 3"]


def test_a_code_that_another_desk_used_joins_nothing(room: Room, desk: Desk) -> None:
    code = room.code()
    with room.hub.writing() as c:
        people.redeem(c, code, b"x" * 16, b"k" * 32, b"b" * 32, "another")
    with pytest.raises(Refused, match="used already"):
        asyncio.run(linking.join(desk.store, room.url, code, "Gate 3"))
    assert desk.read_now(linked).hub == b""


def test_a_hub_that_is_away_joins_nothing_and_the_code_is_still_good(room: Room, desk: Desk) -> None:
    code = room.code()
    room.leave()
    with pytest.raises(Unavailable, match="cannot be reached"):
        asyncio.run(linking.join(desk.store, room.url, code, "Gate 3"))
    room.arrive()
    asyncio.run(linking.join(desk.store, room.url, code, "Gate 3"))
    assert asyncio.run(linking.once(desk.store)).ok
