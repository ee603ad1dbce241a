"""A desk that joins late knows a large scope before its history, the line cut anywhere, and no word too many."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue
from eocdesk.models.errors import Unavailable
from eocdesk.models.ids import scope_id
from eocdesk.models.right import Right
from eocdesk.models.snapshot import Snapshot
from eocdesk.server.answers import Answers
from eocdesk.server.direct import HubPeer
from eocdesk.store import early, early_taking, meeting, verify
from eocdesk.store.hub import people
from eocdesk.store.hub.snapshot import Snapshots
from eocdesk.store.queries import events
from eocdesk.sync.protocol import Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay

Desks = Callable[[int], list[Desk]]
CANARY = "canary-77ab"
HELD = ("SELECT count(*) FROM change WHERE instr(body, ?)", "SELECT count(*) FROM early WHERE instr(body, ?)")
AMBER, GREEN = scope_id(EVENT, "AMBER", ""), scope_id(EVENT, "GREEN", "")


class EarlyWay(HubWay):
    """By a hub that takes no scope for small."""

    @asynccontextmanager
    async def line(self, desk: Desk) -> AsyncIterator[Peer]:
        """Each answer of its own."""
        answers = Answers(self.hub)
        answers.snapshots = Snapshots(few=0)
        yield HubPeer(answers, desk.device)


class Cut:
    """Passes so many pulls on, then none; what came is kept."""

    def __init__(self, peer: Peer, pulls: int) -> None:
        self.name, self.by_seq = peer.name, peer.by_seq
        self._peer, self._left = peer, pulls
        self.pulled: list[Pulled] = []

    async def hello(self, hello: Hello) -> Welcome:
        return await self._peer.hello(hello)

    async def heads(self) -> Heads:
        return await self._peer.heads()

    async def push(self, page: Page) -> Taken:
        return await self._peer.push(page)

    async def pull(self, since: Since) -> Pulled:
        if not self._left:
            raise Unavailable("The line was cut.")
        self._left -= 1
        self.pulled.append(await self._peer.pull(since))
        return self.pulled[-1]


@pytest.fixture
def way(hub_way: HubWay) -> EarlyWay:
    return EarlyWay(hub_way.hub)


def count(desk: Desk) -> int:
    return len(desk.read_now(events.of_event, Entry, EVENT))


def digest(desk: Desk) -> str:
    return desk.read_now(verify.digest)


def begin(way: HubWay, desks: Desks, entries: int = 5) -> tuple[Desk, Desk]:
    """One that has written, and one that has joined and not met."""
    one, two = desks(2)
    way.join(one)
    for n in range(entries):
        one.do_now(LogEntry(EVENT, f"Entry {n}"))
    way.meet(one)
    way.join(two)
    return one, two


def cut_after(way: HubWay, pulls: int) -> list[Cut]:
    made: list[Cut] = []

    def wrap(peer: Peer) -> Peer:
        made.append(Cut(peer, pulls))
        return made[-1]

    way.wrap = wrap
    return made


def test_a_new_desk_knows_everything_before_its_history_and_then_by_it(way: EarlyWay, desks: Desks) -> None:
    one, two = begin(way, desks)
    cut_after(way, 1)
    assert not way.meet(two)[0].ok
    assert count(two) == 5
    assert two.read_now(early.count) > 0
    assert not two.read_now(meeting.cursors, way.hub.id)
    assert sound(two)
    cut_after(way, -1)
    assert all(met.ok for met in way.meet(two, one))
    assert two.read_now(early.count) == 0
    assert two.read_now(early.history) is None
    assert digest(one) == digest(two)
    assert sound(two)


@pytest.mark.parametrize("pulls", [1, 2, 3, 5, 8])
def test_cut_anywhere_it_goes_on_and_ends_the_same(way: EarlyWay, desks: Desks, pulls: int) -> None:
    one, two = begin(way, desks, 3)
    venue = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    way.meet(one)
    lines = cut_after(way, pulls)
    way.meet(two, limit=1)
    one.do_now(Amend("venue", venue, {"capacity": 70240}))
    if two.read_now(events.of_event, Venue, EVENT):
        two.do_now(Amend("venue", venue, {"name": "SoFi Stadium"}))
    way.meet(one)
    cut_after(way, -1)
    assert way.meet(two, one, two)[-1].ok
    assert digest(one) == digest(two)
    assert [two.read_now(events.of_event, Venue, EVENT)[0].capacity, count(two)] == [70240, 3]
    assert all(map(sound, (one, two)))
    assert lines[0].pulled


def test_a_desk_that_holds_the_words_of_others_is_told_nothing_early(way: EarlyWay, desks: Desks) -> None:
    _, two = begin(way, desks)
    way.meet(two)
    two.store.writer.local(lambda c: meeting.rewind(c, way.hub.id, [AMBER])).result()
    lines = cut_after(way, -1)
    assert way.meet(two)[0].ok
    assert not any(pulled.early for pulled in lines[0].pulled)


def test_a_record_that_leaves_meanwhile_leaves_no_word_behind(way: EarlyWay, desks: Desks) -> None:
    one, two = desks(2)
    way.join(one)
    way.join(two, "partner")
    seen = one.do_now(Add("venue", EVENT, {"name": CANARY, "marking": "GREEN"})).value
    hidden = one.do_now(Add("venue", EVENT, {"name": f"{CANARY} red", "marking": "AMBER"})).value
    way.meet(one)
    lines = cut_after(way, 1)
    way.meet(two)
    assert [venue.id for venue in two.read_now(events.of_event, Venue, EVENT)] == [seen]
    one.do_now(Amend("venue", seen, {"marking": "AMBER"}))
    cut_after(way, -1)
    assert way.meet(one, two)[-1].ok
    assert two.read_now(events.of_event, Venue, EVENT) == []
    assert two.read_now(early.count) == 0
    told = [body for pulled in lines[0].pulled for page in pulled.early for body, _ in page.pieces]
    assert told
    assert not any(hidden in body or b"canary-77ab red" in body for body in told)
    words = [
        two.read_now(lambda c, asked=asked: c.exec_driver_sql(asked, (CANARY.encode(),)).scalar()) for asked in HELD
    ]
    assert words == [0, 0]
    assert sound(two)


def test_a_scope_that_may_not_be_seen_any_more_takes_with_it_what_was_told_early(way: EarlyWay, desks: Desks) -> None:
    _, two = begin(way, desks)
    cut_after(way, 1)
    way.meet(two)
    assert two.read_now(early.scopes)
    two.store.writer.receive(lambda c: meeting.purge(c, two.read_now(early.scopes))).result()
    assert two.read_now(early.count) == 0
    assert two.read_now(early.frontiers) == {}
    assert count(two) == 0
    assert sound(two)


def test_a_right_that_ends_takes_with_it_what_was_told_early(way: EarlyWay, desks: Desks) -> None:
    one, two = begin(way, desks)
    one.do_now(Add("venue", EVENT, {"name": CANARY, "marking": "GREEN"}))
    way.meet(one)
    cut_after(way, 2)
    way.meet(two)
    assert {GREEN, AMBER} <= two.read_now(early.scopes).keys()
    assert GREEN not in two.read_now(meeting.standing)
    with way.hub.writing() as connection:
        people.withdraw_right(connection, two.device, Right("watch officer"), why="Moved", by="K. Mori")
    cut_after(way, -1)
    assert way.meet(two)[0].ok
    assert two.read_now(early.scopes) == {}
    assert two.read_now(early.count) == count(two) == 0
    assert two.read_now(events.of_event, Venue, EVENT) == []
    assert sound(two)


def test_a_page_that_comes_late_by_another_program_of_this_desk_does_not_stay(way: EarlyWay, desks: Desks) -> None:
    one, two = begin(way, desks)
    lines = cut_after(way, -1)
    way.meet(two)
    late = [page for pulled in lines[0].pulled for page in pulled.early][:1]
    early_pages = [Snapshot(page.scope, page.labels, page.chains, page.pieces, b"on") for page in late]
    two.store.writer.local(lambda c: early_taking.take(c, way.hub.id, early_pages, set())).result()
    assert two.read_now(early.count) == 0
    assert all(met.ok for met in way.meet(two, one))
    assert two.read_now(early.history) is None
    assert digest(one) == digest(two)
