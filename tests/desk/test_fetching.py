"""Which attachments go and come when: small ones unasked, large ones asked for, nothing that the hub knows twice."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.desk.fetching import MB, Carried, Fetching
from eocdesk.models import Refused, Unavailable
from eocdesk.store import named_bytes
from eocdesk.store.queries import attachments
from eocdesk.sync.files import Asked, Told
from tests.kit.desks import EVENT
from tests.kit.joined import HUB_ID, joined


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Hub:
    """Its files in memory; `asked` are the names it was asked about, in order."""

    def __init__(self, *held: bytes) -> None:
        self.held = {name_of(data): data for data in held}
        self.lacks: set[str] = set()
        self.asked: list[str] = []
        self.trouble: Exception | None = None
        self.order: list[str] = []

    async def ask(self, asked: Asked) -> Told:
        names = asked.bring + asked.fetch
        self.asked += names
        ready = {name: len(self.held[name]) for name in names if name in self.held}
        return Told([name for name in asked.bring if name in self.lacks], ready)

    async def offset(self, name: str) -> tuple[int, bool]:
        if self.trouble is not None:
            raise self.trouble
        return 0, name in self.held

    async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
        assert offset == 0
        self.held[name] = piece
        self.order.append(name)
        return len(piece), last

    @asynccontextmanager
    async def get(self, name: str, offset: int) -> AsyncIterator[AsyncIterator[bytes]]:
        assert offset == 0
        self.order.append(name)
        yield self._parts(self.held[name])

    async def _parts(self, data: bytes) -> AsyncIterator[bytes]:
        yield data


@pytest.fixture
def desk(desk: Desk) -> Desk:
    joined(desk)
    return desk


def names(desk: Desk, *told: tuple[bytes, int | None]) -> None:
    """Records that came name these, of the size they say."""
    for data, size in told:
        desk.do_now(Add("document", EVENT, {"name": "Film.mp4", "sha256": name_of(data), "size": size}))


def attach(desk: Desk, data: bytes) -> str:
    asyncio.run(desk.attach_bytes("Gate 3.jpg", data))
    return name_of(data)


def rounds(desk: Desk, hub: Hub, count: int = 1, most: int = 1000, *, moved: bool = True) -> list[Carried]:
    async def go() -> list[Carried]:
        fetching = Fetching(desk.store, HUB_ID, hub, lambda: most)
        found = []
        for _ in range(count):
            fetching.met(moved=moved)
            fetching._met.clear()
            found.append(await fetching.once())
        return found

    return asyncio.run(go())


def test_small_ones_come_the_smallest_first_and_a_large_one_when_asked_for(desk: Desk) -> None:
    small, smaller, large, lying = b"s" * 900, b"t" * 20, b"l" * 2000, b"m" * 3000
    hub = Hub(small, smaller, large, lying)
    names(desk, (small, 900), (smaller, None), (large, 2000), (lying, 5))
    assert rounds(desk, hub) == [Carried(fetched=2)]
    assert hub.order == [name_of(smaller), name_of(small)]
    assert name_of(large) not in hub.asked
    desk.store.writer.local(partial(attachments.ask_for, sha256=name_of(large))).result()
    assert rounds(desk, hub) == [Carried(fetched=1)]
    assert desk.read_now(attachments.asked_for) == frozenset()
    assert desk.store.attachments.read(name_of(large)) == large


def test_what_the_hub_lacks_is_brought_and_it_is_not_asked_about_it_again(desk: Desk) -> None:
    hub, mine = Hub(b"known"), attach(desk, b"mine")
    known = attach(desk, b"known")
    hub.lacks = {mine}
    assert rounds(desk, hub) == [Carried(brought=1)]
    assert hub.held[mine] == b"mine"
    assert sorted(hub.asked) == sorted([mine, known])
    assert rounds(desk, hub, 2) == [Carried()] * 2
    assert len(hub.asked) == 2


def test_a_file_the_hub_says_nothing_of_is_asked_about_less_and_less_often(desk: Desk) -> None:
    hub, absent = Hub(), b"whose desk is away"
    names(desk, (absent, 5))
    rounds(desk, hub, 40)  # in each of these meetings something passed
    assert 1 < len(hub.asked) < 10
    hub.asked.clear()
    rounds(desk, hub, 5, moved=False)
    assert len(hub.asked) == 1


def test_one_that_cannot_be_carried_holds_no_other_up(desk: Desk) -> None:
    hub, there = Hub(b"there"), b"there"
    hub.lacks = {attach(desk, b"mine")}
    names(desk, (there, 5))
    hub.trouble = Refused("The hub has nothing to do with this.")
    assert rounds(desk, hub) == [Carried(to_bring=1, fetched=1)]


def test_a_hub_without_room_still_gives(desk: Desk) -> None:
    hub, there = Hub(b"there"), b"there"
    hub.lacks = {attach(desk, b"mine")}
    names(desk, (there, 5))
    hub.trouble = Unavailable("The hub has no room.")
    (told,) = rounds(desk, hub)
    assert told == Carried(to_bring=1, fetched=1, trouble="The hub has no room.")
    assert told.waiting == "1 attachment to bring"
    assert told.done == "1 attachment fetched"


def test_a_mistake_in_it_stops_no_meeting(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    hub = Hub()
    hub.lacks = {attach(desk, b"mine")}
    hub.trouble = KeyError("a mistake")
    (told,) = rounds(desk, hub)
    assert "mistake in eocdesk" in told.trouble
    caplog.clear()


def test_what_there_is_to_do_is_told_in_words() -> None:
    assert Carried(to_bring=3, to_fetch=2).waiting == "3 attachments to bring, 2 to fetch"
    assert Carried(to_fetch=1).waiting == "1 attachment to fetch"
    assert Carried(brought=1, fetched=1200).done == "1 attachment brought, 1,200 fetched"
    assert Carried().waiting == Carried().done == ""
    assert MB == 1_000_000


def owing(desk: Desk, *told: bytes) -> list[str]:
    """These were attached here and given up before the hub had them."""
    owed = [attach(desk, data) for data in told]
    desk.store.writer.local(partial(named_bytes.owe, names=owed)).result()
    desk.store.writer.local(partial(named_bytes.note, names=set(owed))).result()
    desk.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM document")).result()
    return owed


def test_what_is_owed_goes_once_the_hub_has_it_and_not_because_it_says_nothing_of_it(desk: Desk) -> None:
    had, lacked, unknown = owing(desk, b"had", b"lacked", b"of a record that the hub has not taken yet")
    hub = Hub(b"had")
    hub.lacks = {lacked}
    assert rounds(desk, hub) == [Carried()]
    assert hub.held[lacked] == b"lacked"
    assert desk.read_now(named_bytes.owed) == [unknown]
    assert [desk.holds(name) for name in (had, lacked, unknown)] == [False, False, True]
    hub.lacks = {unknown}
    rounds(desk, hub)
    assert desk.read_now(named_bytes.owed) == []
    assert not desk.holds(unknown)


def test_what_is_owed_and_cannot_be_brought_is_kept_and_holds_no_other_up(desk: Desk) -> None:
    damaged, sound, lost = owing(desk, b"damaged", b"sound", b"lost")
    path = desk.store.attachments.path_of(damaged)
    path.write_bytes(path.read_bytes()[:-1])
    desk.store.attachments.remove(lost)
    hub = Hub()
    hub.lacks = {damaged, sound, lost}
    assert rounds(desk, hub, 3, moved=False)[-1].trouble == ""
    assert hub.order == [sound]
    assert hub.asked.count(damaged) == 1, "not at each meeting"
    assert lost not in hub.asked
    assert desk.read_now(named_bytes.owed) == [damaged]
    assert desk.holds(damaged)


def test_a_disk_that_is_nearly_full_is_left_to_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hub, there = Hub(b"there"), b"there"
    names(desk, (there, 5))
    with monkeypatch.context() as patch:
        patch.setattr("eocdesk.desk.fetching.SPARE", 1 << 60)
        (told,) = rounds(desk, hub)
    assert told == Carried(to_fetch=1, trouble="This disk is nearly full: attachments are fetched once there is room.")
    assert not desk.holds(name_of(there))
    assert rounds(desk, hub) == [Carried(fetched=1)]
