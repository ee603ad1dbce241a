"""Attachments when a right ends: locked for the hub that has them not, and none of them in the way of anything."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import lease
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store import peers
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from tests.kit.desks import EVENT, make_desk
from tests.kit.leases import CANARY, HOUR, OTHERS, Watch, leased, staying, texts
from tests.kit.ways import HubWay


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock of the desk, and of the hub when it is met."""
    made = Watch()
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture
def way(file_hub: Hub) -> HubWay:
    """To a hub in this process."""
    return HubWay(file_hub)


async def _attach(desk: Desk, data: bytes) -> None:
    await desk.attach_bytes("plan.txt", data)


def test_attachments_the_hub_has_not_come_back_and_are_readable_nowhere_until_then(
    way: HubWay, tmp_path: Path, watch: Watch
) -> None:
    desk = make_desk(tmp_path / "laptop")
    leased(way, desk)
    asyncio.run(_attach(desk, CANARY.encode() * 1000))
    name = desk.read_now(lambda c: c.exec_driver_sql("SELECT sha256 FROM document").scalar_one())
    watch.at = 50 * HOUR
    assert lease.look(desk.store)
    assert not desk.store.attachments.holds(name)
    assert way.meet(desk)[0].ok
    assert desk.store.attachment(name) == CANARY.encode() * 1000
    assert lease.look(desk.store) is False
    desk.close()


@pytest.mark.parametrize("harm", ["damaged", "no room to lock"])
def test_an_attachment_that_cannot_be_locked_keeps_no_word_here_and_no_desk_from_opening(
    way: HubWay, tmp_path: Path, watch: Watch, harm: str
) -> None:
    desk = make_desk(tmp_path / "laptop")
    leased(way, desk)
    asyncio.run(_attach(desk, CANARY.encode() * 1000))
    name = desk.read_now(lambda c: c.exec_driver_sql("SELECT sha256 FROM document").scalar_one())
    desk.do_now(LogEntry(EVENT, CANARY))
    path = desk.store.attachments.path_of(name)
    if harm == "damaged":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        (desk.folder / "attachments" / "locked").write_text("in the way")
    desk.close()
    watch.at = 50 * HOUR
    for _ in range(2):
        desk = Desk(tmp_path / "laptop")
        assert texts(desk) == set()
        assert desk.holds(name), "it is nowhere else"
        assert "1 attachment of it that The hub has not cannot be locked" in desk.link.standing().sentence
        assert len([one for one in desk.read_now(peers.attempts) if "cannot be locked" in one.sentence]) == 1
        desk.close()
    desk = Desk(tmp_path / "laptop")
    if harm != "damaged":
        (desk.folder / "attachments" / "locked").unlink()
        lease.look(desk.store)
        assert not desk.holds(name)
    assert way.meet(desk)[0].ok
    assert texts(desk) == {CANARY}
    assert desk.holds(name)
    desk.close()


def test_a_large_attachment_is_locked_after_the_desk_has_opened(
    way: HubWay, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path / "laptop")
    leased(way, desk)
    asyncio.run(_attach(desk, CANARY.encode() * 1000))
    asyncio.run(_attach(desk, OTHERS.encode() * 1000))
    names = desk.read_now(lambda c: c.exec_driver_sql("SELECT sha256 FROM document").scalars().all())
    desk.close()
    watch.at = 50 * HOUR
    monkeypatch.setattr(lease, "AT_START", 1000)
    monkeypatch.setattr(lease, "AT_ONCE", 1000)
    desk = Desk(tmp_path / "laptop")
    assert texts(desk) == set()
    assert [desk.holds(name) for name in names] == [True, True]

    asyncio.run(staying(desk, lambda: not any(map(desk.holds, names))))
    assert way.meet(desk)[0].ok
    assert [desk.holds(name) for name in names] == [True, True]
    desk.close()


def test_attachments_stay_locked_where_the_right_is_over(way: HubWay, tmp_path: Path, watch: Watch) -> None:
    desk = make_desk(tmp_path / "laptop")
    leased(way, desk)
    asyncio.run(_attach(desk, CANARY.encode() * 1000))
    name = desk.read_now(lambda c: c.exec_driver_sql("SELECT sha256 FROM document").scalar_one())
    watch.at = 50 * HOUR
    assert lease.look(desk.store)
    with way.hub.writing() as c:
        held = people.device(c, desk.device)
        assert held is not None
        people.withdraw_right(c, desk.device, held.rights[0], why="back in the office", by="K. Mori")
    assert way.meet(desk)[0].ok
    assert not desk.store.attachments.holds(name)
    assert len(list((desk.folder / "attachments" / "locked").iterdir())) == 1
    desk.close()
