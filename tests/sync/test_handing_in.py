"""What was sealed for the hub goes before all else; what the hub does not take yet stays sealed here."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Unavailable, clock
from eocdesk.models.right import Right
from eocdesk.server.answers import Answers
from eocdesk.server.direct import HubPeer
from eocdesk.store import checkpoints, lease, local, meeting
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from eocdesk.sync.handing_in import HandingCopy
from eocdesk.sync.meeting import meet
from eocdesk.sync.protocol import Cursor, Page, Reach, Since, Stream, Taken
from tests.kit.desks import EVENT
from tests.kit.ways import HubWay, enrol

HOUR = people.HOUR
NOWHERE = bytes(32)


class Deaf(HubPeer):
    """A hub that takes no sealed page: it was put back to an older state."""

    def __init__(self, answers: Answers, dev: bytes) -> None:
        super().__init__(answers, dev)
        self.asked: list[str] = []

    async def push(self, page: Page) -> Taken:
        self.asked.append("sealed" if page.sealed else "open")
        if page.sealed:
            return Taken([], [], [Reach(b"s" * 16, b"d" * 16, 0)], clock.now())
        return await super().push(page)


@pytest.fixture
def ended(hub_way: HubWay, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose right ended with one entry unsent."""
    enrol(hub_way.hub, desk)
    with hub_way.hub.writing() as c:
        people.grant(c, desk.device, Right("watch officer", lease=HOUR), by="K. Mori")
        people.withdraw_right(c, desk.device, Right("watch officer"), why="leased", by="K. Mori")
    hub_way.meet(desk)
    desk.do_now(LogEntry(EVENT, "unsent"))
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + 3 * HOUR)
    desk.store.writer.receive(lease.look, "received").result()
    assert not desk.read_now(events.of_event, Entry, EVENT)
    return desk


def test_it_is_handed_in_once_and_noted(hub_way: HubWay, ended: Desk) -> None:
    assert all(met.ok for met in hub_way.meet(ended, ended))
    assert [entry.text for entry in ended.read_now(events.of_event, Entry, EVENT)] == ["unsent"]
    assert ended.read_now(lease.waiting, hub_way.hub.id) == []


def test_what_is_not_taken_stays_and_the_meeting_goes_on(hub_way: HubWay, ended: Desk) -> None:
    async def met(peer: HubPeer) -> bool:
        return (await meet(HandingCopy(ended.store, hub_way.hub.id, peer), peer)).ok

    deaf = Deaf(Answers(hub_way.hub), ended.device)
    assert asyncio.run(met(deaf))
    assert deaf.asked[0] == "sealed"
    assert "open" in deaf.asked, "the empty places went"
    assert len(ended.read_now(lease.waiting, hub_way.hub.id)) == 1
    assert asyncio.run(met(HubPeer(Answers(hub_way.hub), ended.device)))
    assert [entry.text for entry in ended.read_now(events.of_event, Entry, EVENT)] == ["unsent"]
    assert ended.read_now(lease.waiting, hub_way.hub.id) == []


def test_a_page_that_cannot_be_taken_holds_those_behind_it_up_no_longer(hub_way: HubWay, ended: Desk) -> None:
    ((count, page),) = ended.read_now(lease.waiting, hub_way.hub.id)
    both = [[hub_way.hub.id, 1, b"of who is a stranger there"], [hub_way.hub.id, count, page]]
    ended.store.writer.local(lambda c: local.put(c, "sealed for a hub", both)).result()
    assert all(met.ok for met in hub_way.meet(ended, ended))
    assert [entry.text for entry in ended.read_now(events.of_event, Entry, EVENT)] == ["unsent"]
    assert ended.read_now(lease.waiting, hub_way.hub.id) == [(1, b"of who is a stranger there")]


def test_a_page_that_was_on_its_way_when_a_right_ended_is_not_kept_without_its_beginning(
    hub_way: HubWay, desk: Desk
) -> None:
    hub_way.join(desk)
    hub_way.meet(desk)
    desk.do_now(LogEntry(EVENT, "more"))
    hub_way.meet(desk)
    copy = HandingCopy(desk.store, hub_way.hub.id, HubPeer(Answers(hub_way.hub), desk.device))

    async def late() -> None:
        since = await copy.since(5000)
        behind = {scope: Cursor(1, NOWHERE) for scope in since.cursors}
        pulled = await HubPeer(Answers(hub_way.hub), desk.device).pull(since)
        stream = Stream(next(iter(since.cursors)), (EVENT, "AMBER", ""), [b"words"], first=2)
        desk.store.writer.receive(lambda c: meeting.purge(c, set(since.cursors)), "received").result()
        await copy.take(Since(behind), replace(pulled, streams=[stream], rewound=[]))

    with pytest.raises(Unavailable, match="read again at the next meeting"):
        asyncio.run(late())


def test_what_the_hub_signs_is_kept_after_a_meeting(hub_way: HubWay, desk: Desk) -> None:
    hub_way.join(desk)
    hub_way.meet(desk)
    desk.do_now(LogEntry(EVENT, "more"))
    hub_way.meet(desk)
    newest = desk.read_now(checkpoints.newest, EVENT)
    assert newest is not None
    assert newest.hub == hub_way.hub.id
    assert desk.read_now(lambda c: list(checkpoints.contradictions(c))) == []


def test_a_hub_that_rewrote_its_log_is_found_out_when_it_is_read_again(
    hub_way: HubWay, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hub_way.join(desk)
    desk.do_now(LogEntry(EVENT, "first"))
    hub_way.meet(desk)
    newest = desk.read_now(checkpoints.newest, EVENT)
    assert newest is not None
    desk.do_now(LogEntry(EVENT, "second"))
    hub_way.meet(desk)

    def forge(connection: Any) -> None:
        """As if another beginning had been signed."""
        key = f"checkpoints/{newest.scope.hex()}"
        local.put(connection, key, [replace(newest, hash=b"z" * 32)])
        meeting.reread(connection, hub_way.hub.id, [newest.scope])

    desk.store.writer.local(forge).result()
    (met,) = hub_way.meet(desk)
    assert "not the log of which its hub signed" in met.trouble
    caplog.clear()
