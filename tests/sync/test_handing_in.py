"""What was sealed for the hub goes before all else; what the hub does not take yet stays sealed here."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Unavailable, clock
from eocdesk.models.right import Right
from eocdesk.server.answers import Answers
from eocdesk.server.direct import HubPeer
from eocdesk.store import checkpoints, early, lease, local, meeting, peers
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.queries import events
from eocdesk.sync.handing_in import HandingCopy
from eocdesk.sync.meeting import Arrived, meet
from eocdesk.sync.protocol import Cursor, Page, Peer, Pulled, Reach, Since, Stream, Taken
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


def said(desk: Desk, hub: bytes) -> list[str]:
    """What the trail of meetings tells of another log than was signed."""
    tried = desk.read_now(lambda c: peers.attempts(c, hub))
    return [one.sentence for one in tried if "not the log of which it signed" in one.sentence and not one.ok]


def contradictions(desk: Desk) -> list[str]:
    return desk.read_now(lambda c: list(checkpoints.contradictions(c)))


def test_a_hub_that_rewrote_its_log_is_told_of_once_when_it_is_read_again_and_is_read_all_the_same(
    hub_way: HubWay, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hub_way.join(desk)
    desk.do_now(LogEntry(EVENT, "first"))
    hub_way.meet(desk)
    newest = desk.read_now(checkpoints.newest, EVENT)
    assert newest is not None
    desk.do_now(LogEntry(EVENT, "second"))
    hub_way.meet(desk)
    forged = replace(newest, hash=b"z" * 32)

    def forge(connection: Any) -> None:
        """As if another beginning had been signed."""
        local.put(connection, f"checkpoints/{newest.scope.hex()}", [forged])
        meeting.reread(connection, hub_way.hub.id, [newest.scope])

    for _ in range(2):
        desk.store.writer.local(forge).result()
        (met,) = hub_way.meet(desk)
        assert (met.ok, met.trouble) == (True, "")
        cursors = desk.read_now(lambda c: meeting.cursors(c, hub_way.hub.id))
        assert cursors[newest.scope][0] > newest.seq
    (sentence,) = said(desk, hub_way.hub.id)
    assert forged.code in sentence
    assert "eocdesk serve --restored" in sentence
    assert sentence in contradictions(desk)
    assert sentence in caplog.text
    caplog.clear()


def put_back(way: HubWay, kept: Path) -> None:
    """An older state in the place of the hub's database, and nobody says so."""
    folder, epoch = way.hub.folder, way.hub.epoch
    way.hub.close()
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    way.hub = Hub.open(folder)
    assert way.hub.epoch == epoch


def test_a_hub_put_back_in_its_place_without_a_word_is_mended_by_desks_that_hold_what_it_signed(
    hub_way: HubWay, desks: Callable[[int], list[Desk]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one, two, three = desks(3)
    for desk in (one, two, three):
        hub_way.join(desk)
    one.do_now(LogEntry(EVENT, "before"))
    hub_way.meet(one, two)
    hub_way.hub.close()
    shutil.copytree(hub_way.hub.folder, tmp_path / "kept")
    hub_way.hub = Hub.open(hub_way.hub.folder)
    for text in ("lost", "lost too"):
        one.do_now(LogEntry(EVENT, text))
        hub_way.meet(one, two)
    put_back(hub_way, tmp_path / "kept")
    three.do_now(LogEntry(EVENT, "first to write"))
    met = hub_way.meet(three, one, two, three, one, two)
    assert [(each.ok, each.trouble) for each in met] == [(True, "")] * 6
    every = {"before", "lost", "lost too", "first to write"}
    for desk in (one, two, three):
        assert {entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)} == every
    assert [len(said(desk, hub_way.hub.id)) for desk in (one, two, three)] == [1, 1, 0]
    assert contradictions(three) == []
    assert hub_way.meet(one, two, three)[0].quiet
    assert [len(said(desk, hub_way.hub.id)) for desk in (one, two)] == [1, 1]
    caplog.clear()


def test_what_is_read_from_its_start_is_kept_beside_what_does_not_hold(
    hub_way: HubWay, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hub_way.join(desk)
    desk.do_now(LogEntry(EVENT, "first"))
    hub_way.meet(desk)
    (read,) = desk.read_now(lambda c: meeting.cursors(c, hub_way.hub.id).items())
    peer = HubPeer(Answers(hub_way.hub), desk.device)
    copy = HandingCopy(desk.store, hub_way.hub.id, peer)
    since = Since({read[0]: Cursor(99, NOWHERE)})
    bent = Stream(b"s" * 16, (EVENT, "RED", ""), [b"words"], first=1)

    async def both() -> Arrived:
        pulled = await peer.pull(since)
        assert pulled.rewound == [read[0]]
        return await copy.take(since, replace(pulled, streams=[bent, *pulled.streams]))

    arrived = asyncio.run(both())
    assert (len(arrived.broken), arrived.again) == (1, True)
    assert desk.read_now(lambda c: dict(meeting.cursors(c, hub_way.hub.id))) == dict([read])
    caplog.clear()


class Cut(HubPeer):
    """A line that breaks before any history comes."""

    async def pull(self, since: Since) -> Pulled:
        pulled = await super().pull(since)
        if any(stream.pieces for stream in pulled.streams):
            raise Unavailable("The line was cut.")
        return pulled


class Telling(HubWay):
    """A hub that tells early of a small scope too."""

    def __init__(self, hub: Hub, kind: type[HubPeer]) -> None:
        super().__init__(hub)
        self._kind, self._answers = kind, Answers(hub)
        self._answers.snapshots.few = 0

    @asynccontextmanager
    async def line(self, desk: Desk) -> AsyncIterator[Peer]:
        yield self._kind(self._answers, desk.device)


@pytest.mark.parametrize(("had", "marking"), [(0, "AMBER"), (6, "AMBER"), (0, "GREEN")])
def test_what_was_told_early_by_a_hub_that_was_put_back_does_not_stay_where_nobody_has_it(
    desks: Callable[[int], list[Desk]], tmp_path: Path, had: int, marking: str
) -> None:
    """A new desk has just been told how all stands, and not how it came so; its author is gone for good."""
    one, two = desks(2)
    hub = Hub.open(tmp_path / "hub", None, "Room 1")
    for desk in (one, two):
        enrol(hub, desk)
    written: list[bytes] = []

    def write(count: int) -> None:
        said = [{"name": f"venue {n}", "marking": marking} for n in range(len(written), len(written) + count)]
        written.extend(one.do_now(Add("venue", EVENT, fields)).value for fields in said)
        HubWay(hub).meet(one)

    if had:
        write(had)
    hub.close()
    shutil.copytree(tmp_path / "hub", tmp_path / "kept")
    hub = Hub.open(tmp_path / "hub")
    write(8)
    one.do_now(Amend("venue", written[0], {"name": "lost"}))
    HubWay(hub).meet(one)
    assert not Telling(hub, Cut).meet(two)[0].ok
    assert two.read_now(early.count) == len(written) + 1, "the event too"
    hub.close()
    hub = Hub.open(tmp_path / "kept")
    way = Telling(hub, HubPeer)
    assert way.meet(two)[0].ok
    assert (two.read_now(early.count), two.read_now(early.history)) == (0, None)
    names = two.read_now(lambda c: {row[0] for row in c.exec_driver_sql("SELECT name FROM venue")})
    assert names == {f"venue {n}" for n in range(had)}
    (sentence,) = [line.sentence for line in two.read_now(peers.attempts) if "not in its log any more" in line.sentence]
    assert "of 9 records" in sentence, "eight came after it, and what was the first"
    two.do_now(LogEntry(EVENT, "later"))
    assert [met.left for met in way.meet(two, two)] == [0, 0]
    assert way.meet(two)[0].quiet
    hub.close()
