"""A desk's side of a meeting: what does not hold is not taken, what differs is mended, what is unsent stays."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue
from eocdesk.models.errors import Refused
from eocdesk.models.ids import scope_id
from eocdesk.models.right import Right
from eocdesk.store import kept, local, meeting, signing, verify
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.queries import events
from eocdesk.sync.copy import DeskCopy, where
from eocdesk.sync.meeting import meet
from eocdesk.sync.protocol import Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome
from tests.kit.desks import EVENT, sound
from tests.kit.hubs import Pen
from tests.kit.ways import HubWay, Room, enrol

Desks = Callable[[int], list[Desk]]
AMBER = scope_id(EVENT, "AMBER", "")


class Between:
    """Passes everything on, changed where `welcome` or `pulled` says how."""

    def __init__(
        self,
        peer: Peer,
        welcome: Callable[[Welcome], Welcome] = lambda it: it,
        pulled: Callable[[Pulled], Pulled] = lambda it: it,
    ) -> None:
        self.name, self.by_seq = peer.name, peer.by_seq
        self._peer, self._welcome, self._pulled = peer, welcome, pulled

    async def hello(self, hello: Hello) -> Welcome:
        return self._welcome(await self._peer.hello(hello))

    async def heads(self) -> Heads:
        return await self._peer.heads()

    async def push(self, page: Page) -> Taken:
        return await self._peer.push(page)

    async def pull(self, since: Since) -> Pulled:
        return self._pulled(await self._peer.pull(since))


def count(desk: Desk) -> int:
    return len(desk.read_now(events.of_event, Entry, EVENT))


def digest(desk: Desk) -> str:
    return desk.read_now(verify.digest)


def pair(way: HubWay, desks: Desks) -> list[Desk]:
    made = desks(2)
    for desk in made:
        way.join(desk)
    return made


def test_a_hub_put_back_to_an_older_state_gets_back_what_it_lacks(
    hub_way: HubWay, desks: Desks, tmp_path: Path
) -> None:
    one, two = pair(hub_way, desks)
    one.do_now(LogEntry(EVENT, "before"))
    hub_way.meet(one, two)
    hub_way.hub.close()
    shutil.copytree(tmp_path / "hub", tmp_path / "older")
    hub_way.hub = Hub.open(tmp_path / "hub")
    two.do_now(LogEntry(EVENT, "after"))
    hub_way.meet(two, one)
    hub_way.hub.close()
    hub_way.hub = Hub.open(tmp_path / "older")
    hub_way.hub.renew_epoch()
    one.do_now(LogEntry(EVENT, "later"))
    hub_way.meet(one)
    three = desks(3)[2]
    hub_way.join(three)
    assert hub_way.meet(three, two, one)[0].ok
    assert [count(desk) for desk in (one, two, three)] == [3, 3, 3]
    assert len({digest(desk) for desk in (one, two, three)}) == 1
    assert all(sound(desk) for desk in (one, two, three))


def test_a_hub_put_back_without_saying_so_is_found_out_by_its_sequence(
    hub_way: HubWay, desks: Desks, tmp_path: Path
) -> None:
    one, two = pair(hub_way, desks)
    hub_way.meet(one, two)
    hub_way.hub.close()
    shutil.copytree(tmp_path / "hub", tmp_path / "older")
    hub_way.hub = Hub.open(tmp_path / "hub")
    two.do_now(LogEntry(EVENT, "after"))
    hub_way.meet(two)
    epoch = hub_way.hub.epoch
    hub_way.hub.close()
    hub_way.hub = Hub.open(tmp_path / "older")
    same = partial(msgspec.structs.replace, epoch=epoch)
    hub_way.wrap = lambda peer: Between(peer, same, same)
    assert all(met.ok for met in hub_way.meet(two, one, two))
    assert count(one) == 1
    assert digest(one) == digest(two)


def test_what_one_copy_lost_is_found_by_the_digests_and_read_again_with_a_backup_first(
    hub_way: HubWay, desks: Desks
) -> None:
    one, two = pair(hub_way, desks)
    for n in range(3):
        one.do_now(LogEntry(EVENT, f"Gate {n} opened"))
    hub_way.meet(one, two)
    chain = one.device

    def lose(connection: object) -> None:
        """As if the disk had forgotten the end of the other's chain."""
        known = "(SELECT id FROM chain WHERE scope = ? AND dev = ?)"
        run = connection.exec_driver_sql  # type: ignore[attr-defined]
        hash_ = run(f"SELECT hash FROM change WHERE chain = {known} AND n = 2", (AMBER, chain)).scalar_one()  # noqa: S608
        run(f"DELETE FROM change WHERE chain = {known} AND n > 2", (AMBER, chain))  # noqa: S608
        run("UPDATE chain SET n = 2, hash = ? WHERE scope = ? AND dev = ?", (hash_, AMBER, chain))
        run("DELETE FROM signature WHERE n > 2")
        run("UPDATE acked SET n = min(n, 2)")
        verify.rebuild(connection)  # type: ignore[arg-type]

    two.store.writer.local(lose).result()
    assert count(two) == 1
    (mended,) = hub_way.meet(two)
    assert (mended.repaired, mended.differing, mended.ok) == (1, 0, True)
    assert count(two) == 3
    assert sound(two)
    assert len(list((two.folder / "backups").glob("before-repair-*.eocdesk"))) == 1
    assert hub_way.meet(two)[0].quiet


def test_a_difference_that_cannot_be_mended_is_tried_once_and_said_each_time(hub_way: HubWay, desks: Desks) -> None:
    (one,) = desks(1)
    hub_way.join(one)
    hub_way.meet(one)

    class Odd(Between):
        async def heads(self) -> Heads:
            found = await super().heads()
            return Heads({s: msgspec.structs.replace(one, digest=b"other") for s, one in found.scopes.items()})

    hub_way.wrap = Odd
    for count in (1, 0):
        (met,) = hub_way.meet(one)
        assert met.differing == 1
        assert "do not hold the same" in met.sentence
        saved = list((one.folder / "backups").glob("before-repair-*.eocdesk"))
        assert len(saved) == count
        for path in saved:
            path.unlink()
    assert sound(one)


def swapped(pulled: Pulled) -> Pulled:
    def bend(stream: object) -> object:
        pieces = list(stream.pieces)  # type: ignore[attr-defined]
        return msgspec.structs.replace(stream, pieces=[pieces[-1], *pieces[:-1]])

    return msgspec.structs.replace(pulled, streams=[bend(stream) for stream in pulled.streams])


LIES: dict[str, Callable[[Pulled], Pulled]] = {
    "order": swapped,
    "hash": lambda it: msgspec.structs.replace(
        it, streams=[msgspec.structs.replace(one, hash=bytes(32)) for one in it.streams]
    ),
    "gap": lambda it: msgspec.structs.replace(
        it, streams=[msgspec.structs.replace(one, first=one.first + 1) for one in it.streams]
    ),
    "labels": lambda it: msgspec.structs.replace(
        it, streams=[msgspec.structs.replace(one, labels=(EVENT, "CLEAR", "")) for one in it.streams]
    ),
    "unsigned": lambda it: msgspec.structs.replace(it, signed=[]),
    "forged": lambda it: msgspec.structs.replace(
        it, signed=[msgspec.structs.replace(one, signature=bytes(64)) for one in it.signed]
    ),
    "cards": lambda it: msgspec.structs.replace(
        it, cards=[msgspec.structs.replace(one, signature=bytes(64)) for one in it.cards]
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_a_hub_bends_is_not_taken_and_the_truth_is_taken_later(
    hub_way: HubWay, desks: Desks, lie: str, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = pair(hub_way, desks)
    for n in range(3):
        one.do_now(LogEntry(EVENT, f"Gate {n} opened"))
    hub_way.meet(one)
    hub_way.wrap = lambda peer: Between(peer, pulled=LIES[lie])
    (met,) = hub_way.meet(two)
    assert "does not hold" in caplog.text
    caplog.clear()
    assert "does not hold and was not taken" in met.sentence
    assert count(two) == 0
    hub_way.wrap = lambda peer: peer
    assert hub_way.meet(two)[0].ok
    assert count(two) == 3
    assert sound(two)


def test_a_scope_that_does_not_hold_keeps_no_other_back(
    hub_way: HubWay, desks: Desks, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = pair(hub_way, desks)
    one.do_now(LogEntry(EVENT, "Gate 4 opened"))
    one.do_now(LogEntry(EVENT, "Gate 5 opened", marking="GREEN"))
    hub_way.meet(one)

    def bend(pulled: Pulled) -> Pulled:
        kept = [one if one.scope == AMBER else msgspec.structs.replace(one, hash=bytes(32)) for one in pulled.streams]
        return msgspec.structs.replace(pulled, streams=kept)

    hub_way.wrap = lambda peer: Between(peer, pulled=bend)
    hub_way.meet(two)
    caplog.clear()
    assert [entry.text for entry in two.read_now(events.of_event, Entry, EVENT)] == ["Gate 4 opened"]


def test_another_hub_at_the_same_address_is_told_nothing(hub_way: HubWay, desks: Desks) -> None:
    (one,) = desks(1)
    hub_way.join(one)
    hub_way.wrap = lambda peer: Between(peer, lambda it: msgspec.structs.replace(it, id=b"x" * 16))
    (met,) = hub_way.meet(one)
    assert (met.ok, met.denied, met.sent) == (False, True, 0)
    assert "not Room 1, which this desk joined" in met.sentence


def test_how_far_the_clocks_are_apart_is_noted(hub_way: HubWay, desks: Desks) -> None:
    (one,) = desks(1)
    hub_way.join(one)
    hour = 3_600_000
    bend = lambda it: msgspec.structs.replace(it, clock=it.clock - hour)  # noqa: E731
    hub_way.wrap = lambda peer: Between(peer, bend, bend)
    hub_way.meet(one)
    assert abs(one.link.standing().skew - hour) < 60_000


def test_a_copy_too_old_to_write_there_keeps_what_it_has(hub_way: HubWay, desks: Desks) -> None:
    one, two = pair(hub_way, desks)
    two.do_now(LogEntry(EVENT, "Gate 4 opened"))
    hub_way.meet(two)
    hub_way.wrap = lambda peer: Between(peer, lambda it: msgspec.structs.replace(it, least=99))
    (met,) = hub_way.meet(one)
    assert (met.sent, met.received > 0, met.differing) == (0, True, 0)
    assert one.link.standing().unsent == 1


def test_two_programs_on_one_desk_meet_at_once_and_hurt_nobody(room: Room, desks: Desks) -> None:
    one, two = desks(2)
    for desk in (one, two):
        enrol(room.hub, desk, url=room.url)
    for n in range(30):
        one.do_now(LogEntry(EVENT, f"Gate {n} opened"))
        two.do_now(LogEntry(EVENT, f"Bus {n} late"))
    beside = kept.start(one.folder)
    way = HubWay(room.hub)

    async def both() -> list[bool]:
        copies = [DeskCopy(store, room.hub.id) for store in (one.store, beside)]
        async with way.line(one) as first, way.line(one) as second:
            met = await asyncio.gather(*(meet(c, p, lambda: 4) for c, p in zip(copies, (first, second), strict=True)))
        return [one.ok and not one.trouble for one in met]

    try:
        assert asyncio.run(both()) == [True, True]
        way.meet(two)
        assert asyncio.run(both()) == [True, True]
        way.meet(two)
    finally:
        beside.close()
    assert digest(one) == digest(two)
    assert count(one) == 60
    assert sound(one)


def test_what_was_written_where_one_may_not_look_any_more_is_handed_in_before_it_goes(
    hub_way: HubWay, desks: Desks
) -> None:
    one, two = pair(hub_way, desks)
    hub_way.meet(one, two)
    two.do_now(Add("venue", EVENT, {"name": "Written in time"}))
    copy = DeskCopy(two.store, hub_way.hub.id)
    assert asyncio.run(copy.purge([AMBER])) == {AMBER}
    assert two.read_now(meeting.pending_count, hub_way.hub.id) == 1
    hub_way.meet(two)
    assert asyncio.run(copy.purge([AMBER])) == set()
    assert two.read_now(events.all_events) == []


def test_a_page_full_of_what_another_wrote_hides_nothing_unsent(hub_way: HubWay, desks: Desks) -> None:
    """What came by a stick from a desk that the hub does not know waits for good, and stands before what is ours."""
    (one,) = desks(1)
    hub_way.join(one)
    pen = Pen()
    labels = (EVENT, "AMBER", "")
    bodies = [pen.write(labels, {"title": "Far", "note": "x" * 1_100_000}) for _ in range(4)]
    keys = {pen.dev: signing.public(pen.key)}
    one.store.writer.receive(lambda c: meeting.take(c, bodies, [pen.end(labels)], keys.get), "received").result()
    hub_way.meet(one)
    one.do_now(Add("venue", EVENT, {"name": "Written in time"}))
    copy = DeskCopy(one.store, hub_way.hub.id)
    assert asyncio.run(copy.purge([AMBER])) == {AMBER}


def test_of_a_record_that_left_no_word_stays_in_the_search_index(hub_way: HubWay, desks: Desks) -> None:
    """Not of the values it had before, either: an index keeps deleted words until its parts are merged."""
    one, two = desks(2)
    hub_way.join(one)
    hub_way.join(two, "liaison")
    record = one.do_now(Add("venue", EVENT, {"name": "Kingfisher"})).value
    for name in ("Nightingale", "Goldfinch"):
        hub_way.meet(one, two)
        one.do_now(Amend("venue", record, {"name": name}))
    hub_way.meet(one, two)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    assert hub_way.meet(one, two)[1].withdrawn == 1
    asked = "SELECT block FROM venue_search_data"
    pages = b"".join(two.read_now(lambda c: [page for (page,) in c.exec_driver_sql(asked)]))
    assert not [word for word in (b"kingfisher", b"nightingale", b"goldfinch") if word in pages]


def test_what_came_by_another_way_goes_too_once_the_right_to_it_is_gone(hub_way: HubWay, desks: Desks) -> None:
    """The hub names only what was read from it; of the rest this desk's own card tells."""
    one, two = desks(2)
    hub_way.join(one)
    hub_way.join(two)
    one.do_now(Add("venue", EVENT, {"name": "Kingfisher", "marking": "RED"}))
    hub_way.meet(two, one, two)
    everything = two.store.writer.local(lambda c: meeting.rewind(c, hub_way.hub.id, [scope_id(EVENT, "RED", "")]))
    everything.result()
    assert len(two.read_now(events.of_event, Venue, EVENT)) == 1
    with hub_way.hub.writing() as connection:
        people.grant(connection, two.device, Right("watch officer", ceiling="AMBER"), by="K. Mori")
        people.withdraw_right(connection, two.device, Right("watch officer"), why="The shift is over", by="K. Mori")
    hub_way.meet(two)
    assert two.read_now(events.of_event, Venue, EVENT) == []
    assert sound(two)


def test_what_the_hub_lacks_before_a_page_is_sent_once_more(hub_way: HubWay, desks: Desks) -> None:
    one, two = pair(hub_way, desks)
    one.do_now(LogEntry(EVENT, "never arrived"))
    held = [(AMBER, one.device, 2)]
    one.store.writer.local(lambda c: meeting.acknowledge(c, hub_way.hub.id, held)).result()
    one.do_now(LogEntry(EVENT, "on its way"))
    (met,) = hub_way.meet(one)
    assert (met.sent, met.left, met.differing) == (3, 0, 0)
    hub_way.meet(two)
    assert count(two) == 2


def test_a_desk_that_joined_nobody_reaches_nobody(desk: Desk) -> None:
    with pytest.raises(Refused, match="has not joined"):
        asyncio.run(where(desk.store, b"h" * 16))
    assert desk.read_now(local.device) == desk.device
