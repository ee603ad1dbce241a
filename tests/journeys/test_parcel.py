"""Real programs on the command line: a hub that dies, a stick that brings the third desk level, a room that goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import enrolment
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.hub import people
from eocdesk.sync import parcel_reading, parcel_writing
from eocdesk.sync.parcel_reading import Report
from eocdesk.sync.parcel_writing import Order
from tests.kit import servers
from tests.kit.desks import sound
from tests.kit.pairs import log

SOON = 60


def program(desk: Desk, *words: str) -> Any:
    """`eocdesk` beside the open desk, in a process of its own: its one line of JSON."""
    command = [sys.executable, "-m", "eocdesk", "--data", str(desk.folder), *words, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SOON, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def carry(giver: Desk, taker: Desk, stick: str) -> Report:
    """The same within this process."""
    parcel_writing.write(giver.store, Order(Path(stick), giver.person, only=(taker.code,)))
    return parcel_reading.read(taker.store, Path(stick), exercise=False)


@pytest.fixture
def three(tmp_path: Path, desks: Callable[[int], list[Desk]]) -> list[Desk]:
    """Three desks that joined a hub and are level; and the hub gone."""
    made = desks(3)
    server = servers.start(tmp_path / "hub")
    try:
        for desk in made:
            with server.hub.writing() as c:
                code = enrolment.Code(people.make_code(c, Right("watch officer"), by="K. Mori")).text
            desk.link.join_now(server.url, code, desk.person)
        for desk in made * 2:
            assert desk.link.meet_now().ok
    finally:
        server.close()
    return made


def level(*desks: Desk) -> bool:
    return len({desk.read_now(verify.digest) for desk in desks}) == 1 and all(sound(desk) for desk in desks)


def test_without_the_hub_a_stick_brings_the_third_desk_level_whatever_it_knew(
    three: list[Desk], tmp_path: Path
) -> None:
    first, second, third = three
    stick = str(tmp_path / "stick.parcel")
    for at in range(3):
        log(first, f"Gate {at} closed")
    assert set(program(first, "parcel", "write", stick)["for"]) == {second.person, third.person}
    log(second, "Bus late")
    read = program(second, "parcel", "read", stick)
    assert (read["writer"], read["whole"], read["entries"]) == (first.person, True, 3)
    carried = carry(second, third, stick)
    assert (carried.writer, carried.whole, carried.records["entry"]) == (second.person, True, 4)
    assert level(second, third)
    assert not level(first, second)
    assert carry(third, first, stick).records["entry"] == 1
    assert level(*three)
