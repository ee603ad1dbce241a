"""What holds whatever way desks meet: nothing lost, nothing doubled, nothing seen that may not be, and all equal."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue
from eocdesk.models.errors import Unavailable
from eocdesk.store import verify
from eocdesk.store.queries import events
from eocdesk.sync.protocol import Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay, Way

Desks = Callable[[int], list[Desk]]


def texts(desk: Desk) -> list[str]:
    return sorted(entry.text for entry in desk.read_now(events.of_event, Entry, EVENT))


def venue(desk: Desk, record: bytes) -> Venue:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found


def level(*desks: Desk) -> bool:
    """Whether all hold the same, and each bears a check of its whole record."""
    return len({desk.read_now(verify.digest) for desk in desks}) == 1 and all(sound(desk) for desk in desks)


def joined(way: Way, desks: Desks, count: int) -> list[Desk]:
    made = desks(count)
    for desk in made:
        way.join(desk)
    return made


def test_what_each_wrote_alone_is_on_all_and_then_there_is_nothing_to_say(way: Way, desks: Desks) -> None:
    one, two, three = joined(way, desks, 3)
    for n in range(2):
        one.do_now(LogEntry(EVENT, f"Gate {n} opened"))
        two.do_now(LogEntry(EVENT, f"Bus {n} late"))
    assert all(meeting.ok for meeting in way.meet(one, two, three, one, two))
    assert len(texts(three)) == 4
    assert level(one, two, three)
    assert [meeting.sentence for meeting in way.meet(one, two, three)] == ["Nothing new."] * 3
    if isinstance(way, HubWay):
        assert [desk.link.standing().unsent for desk in (one, two, three)] == [0, 0, 0]


def test_small_pages_bring_the_same(way: Way, desks: Desks) -> None:
    one, two = joined(way, desks, 2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    for n in range(3):
        one.do_now(Amend("venue", record, {"capacity": n}))
        two.do_now(LogEntry(EVENT, f"Bus {n} late"))
    one.do_now(Strike("venue", record))
    assert all(meeting.ok for meeting in way.meet(one, two, one, limit=2))
    assert level(one, two)


def test_two_who_write_the_same_field_both_find_their_words_and_settle_once_for_all(way: Way, desks: Desks) -> None:
    one, two = joined(way, desks, 2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi", "city": "LA"})).value
    way.meet(one, two)
    one.do_now(Amend("venue", record, {"name": "SoFi Stadium", "city": "Inglewood"}))
    two.do_now(Amend("venue", record, {"name": "Stadium SoFi", "capacity": 70_000}))
    way.meet(one, two, one)
    assert [desk.link.standing().conflicts for desk in (one, two)] == [1, 1]
    assert venue(one, record).city == venue(two, record).city == "Inglewood"
    assert venue(one, record).capacity == venue(two, record).capacity == 70_000
    one.do_now(Settle("venue", record, "name", "SoFi Stadium"))
    way.meet(one, two, one)
    assert [desk.link.standing().conflicts for desk in (one, two)] == [0, 0]
    assert venue(two, record).name == "SoFi Stadium"
    assert level(one, two)


class Lossy:
    """A line that does what is asked and then loses the answer, every so many calls."""

    def __init__(self, peer: Peer, every: int) -> None:
        self.name, self.by_seq = peer.name, peer.by_seq
        self._peer, self._every, self._calls = peer, every, 0

    def _lose(self) -> None:
        self._calls += 1
        if self._calls % self._every == 0:
            raise Unavailable("The answer was lost.")

    async def hello(self, hello: Hello) -> Welcome:
        found = await self._peer.hello(hello)
        self._lose()
        return found

    async def heads(self) -> Heads:
        found = await self._peer.heads()
        self._lose()
        return found

    async def push(self, page: Page) -> Taken:
        found = await self._peer.push(page)
        self._lose()
        return found

    async def pull(self, since: Since) -> Pulled:
        found = await self._peer.pull(since)
        self._lose()
        return found


def test_answers_lost_on_the_way_lose_and_double_nothing(by_hub: HubWay, desks: Desks) -> None:
    way = by_hub
    one, two = joined(way, desks, 2)
    for n in range(4):
        one.do_now(LogEntry(EVENT, f"Gate {n} opened"))
        two.do_now(LogEntry(EVENT, f"Bus {n} late"))
    way.wrap = lambda peer: Lossy(peer, 3)
    meetings = [meeting for _ in range(4) for meeting in way.meet(one, two, limit=2)]
    assert {meeting.ok for meeting in meetings} >= {False}
    assert all("The answer was lost." in meeting.sentence for meeting in meetings if not meeting.ok)
    way.wrap = lambda peer: peer
    way.meet(one, two, one)
    assert level(one, two)
    assert len(texts(one)) == 8


def test_what_one_may_not_see_never_reaches_it_and_a_marking_raised_later_withdraws(
    by_hub: HubWay, desks: Desks
) -> None:
    way = by_hub
    one, partner = desks(2)
    way.join(one)
    way.join(partner, "partner")
    record = one.do_now(Add("venue", EVENT, {"name": "Field hospital", "marking": "GREEN"})).value
    one.do_now(Add("venue", EVENT, {"name": "Safe house", "marking": "RED"}))
    way.meet(one, partner)
    assert [found.name for found in partner.read_now(events.of_event, Venue, EVENT)] == ["Field hospital"]
    one.do_now(Amend("venue", record, {"marking": "RED", "name": "Hidden hospital"}))
    way.meet(one)
    (meeting,) = way.meet(partner)
    assert meeting.withdrawn == 1
    assert partner.read_now(events.of_event, Venue, EVENT) == []
    words = partner.read_now(lambda c: c.exec_driver_sql("SELECT group_concat(hex(body)) FROM change").scalar())
    assert not [name for name in ("Field hospital", "Hidden", "Safe house") if name.encode().hex().upper() in words]
    assert sound(partner)
    assert way.meet(partner)[0].sentence == "Nothing new."


def test_what_is_refused_is_kept_in_words_by_its_author_and_copies_stay_equal(by_hub: HubWay, desks: Desks) -> None:
    way = by_hub
    one, liaison = desks(2)
    way.join(one)
    way.join(liaison, "liaison")
    way.meet(one, liaison)
    before = liaison.link.standing().refused
    liaison.do_now(Amend("event", EVENT, {"name": "My Games"}))
    liaison.do_now(LogEntry(EVENT, "This is mine to say"))
    (meeting,) = way.meet(liaison)
    assert meeting.refused == 1
    assert "1 refused" in meeting.sentence
    assert liaison.link.standing().refused == before + 1
    assert liaison.link.standing().unsent == 0
    way.meet(one, liaison)
    assert {desk.event_of("LA28").name for desk in (one, liaison)} == {"LA28 Games"}
    assert texts(one) == texts(liaison) == ["This is mine to say"]
    assert level(one, liaison)
