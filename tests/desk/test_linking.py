"""The link's work: joining again after a lost answer, and a start that loads nothing of the network."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import linking
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Unavailable
from eocdesk.models.ids import new_device
from eocdesk.server import tls
from eocdesk.store import signing, verify
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from eocdesk.store.queries.linked import linked
from eocdesk.sync import http
from eocdesk.sync.access import Before, before_of
from tests.kit.desks import EVENT, make_desk, sound
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


def test_what_a_copied_desk_wrote_before_it_was_copied_reaches_everybody(room: Room, tmp_path: Path) -> None:
    first = make_desk(tmp_path / "first")
    first.do_now(LogEntry(EVENT, "written before"))
    before = first.device
    first.close()
    for name in ("one", "two"):
        shutil.copytree(first.folder, tmp_path / name)
    made = [Desk(tmp_path / name) for name in ("one", "two", "three")]
    try:
        for desk in made:
            desk.link.join_now(room.url, room.code())
        for desk in (*made, *made):
            met = desk.link.meet_now()
            assert (met.ok, met.left, met.trouble) == (True, 0, "")
        assert [[entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)] for desk in made] == [
            ["written before"]
        ] * 3
        assert len({desk.read_now(verify.digest) for desk in made}) == 1
        assert all(sound(desk) for desk in made)
        with room.hub.writing() as c:
            people.revoke(c, made[0].device, "left in a taxi", by="K. Mori")
            found = people.device(c, before)
        assert found is not None
        assert found.revoked is not None
    finally:
        for desk in made:
            desk.close()


def test_over_tls_only_the_certificate_of_the_code_is_told_anything(room: Room, desk: Desk, tmp_path: Path) -> None:
    room.leave()
    room.certificate = tls.own(tmp_path / "keys", [])
    room.arrive()
    room.url = room.url.replace("http:", "https:")
    asyncio.run(linking.join(desk.store, room.url, room.code(), "Gate 3"))
    assert asyncio.run(linking.once(desk.store)).ok
    room.leave()
    room.certificate = tls.own(tmp_path / "other keys", [])
    room.arrive()
    met = asyncio.run(linking.once(desk.store))
    assert (met.ok, met.sent) == (False, 0)
    assert "not the hub this desk joined" in met.sentence


def test_an_earlier_self_that_signs_nothing_is_not_let_in(room: Room, desk: Desk) -> None:
    key, before = signing.new_key(), new_device()
    told = (Before(before, signing.public(signing.new_key()), signing.sign(key, before_of(desk.device))),)
    asyncio.run(
        http.join(room.url, room.code(), desk.device, http.Keys(signing.public(key), bytes(32), told), "Gate 3")
    )
    with room.hub.reading() as c:
        assert [device.dev for device in people.devices(c)] == [desk.device]
