"""The desk's link: joined by a code, linked by itself, honest where it is not, and never in anybody's way."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.desk.link import FRESH_MS, LinkStanding, LinkState, standing_of, turn
from eocdesk.models import Entry, Refused, Unavailable, clock
from eocdesk.store import backup, kept, peers
from eocdesk.store.hub import people
from eocdesk.store.notice import Notice
from eocdesk.store.queries import events
from eocdesk.store.queries.linked import Linked
from tests.kit.desks import EVENT, make_desk
from tests.kit.ways import Room

SOON = 30


class Heard:
    """What a listener was told, to be waited for."""

    def __init__(self, desk: Desk) -> None:
        self._told: queue.SimpleQueue[LinkStanding] = queue.SimpleQueue()
        self._desk = desk
        desk.link.listen(self._told.put)

    def until(self, wanted: Callable[[LinkStanding], bool]) -> LinkStanding:
        """The first standing that is as wanted."""
        standing = self._desk.link.standing()
        while not wanted(standing):
            standing = self._told.get(timeout=SOON)
        return standing


def arrived(desk: Desk, text: str, doing: Callable[[], object]) -> None:
    """Until an entry of that text is on the desk."""
    seen = threading.Event()

    def look(_: Notice) -> None:
        if text in [entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)]:
            seen.set()

    stop = desk.bus.listen(look)
    doing()
    assert seen.wait(SOON)
    stop()


def linked(standing: LinkStanding) -> bool:
    return standing.state is LinkState.LINKED and standing.unsent == 0


@pytest.fixture
def pair(room: Room, desks: Callable[[int], list[Desk]]) -> Iterator[list[Desk]]:
    """Two desks that joined the same hub."""
    made = desks(2)
    for desk in made:
        desk.link.join_now(room.url, room.code())
    yield made
    for desk in made:
        desk.link.stop()


def test_a_desk_that_joined_nobody_claims_nothing(desk: Desk) -> None:
    assert desk.link.standing() == LinkStanding()
    with pytest.raises(Refused, match="joined no hub"):
        desk.link.meet_now()


def test_a_desk_joins_meets_and_says_what_came_of_it(room: Room, desk: Desk) -> None:
    joined = asyncio.run(desk.link.join(room.url, room.code()))
    assert (joined.state, joined.peer, joined.url, joined.unsent) == (LinkState.TRYING, "Room 1", room.url, 1)
    meeting = asyncio.run(desk.link.meet())
    assert (meeting.ok, meeting.sent) == (True, 1)
    standing = desk.link.standing()
    assert (standing.state, standing.unsent, abs(standing.skew) < SOON * 1000) == (LinkState.LINKED, 0, True)
    with room.hub.reading() as c:
        assert [device.name for device in people.devices(c)] == [f"Desk {desk.code}"]


def test_a_wrong_code_joins_nothing_and_a_desk_belongs_to_one_hub(room: Room, desk: Desk) -> None:
    with pytest.raises(Refused, match="not an enrolment code"):
        desk.link.join_now(room.url, "7KQ4")
    spent = room.code()
    desk.link.join_now(room.url, spent)
    with pytest.raises(Refused, match="belongs to Room 1"):
        desk.link.join_now("https://elsewhere.example", room.code())
    assert desk.link.join_now(room.url, room.code()).peer == "Room 1"


def test_an_exercise_desk_joins_no_hub(tmp_path: Path, room: Room) -> None:
    kept.room(tmp_path / "exercise")
    kept.mark(tmp_path / "exercise")
    desk = make_desk(tmp_path / "exercise")
    try:
        with pytest.raises(Refused, match="exercise desk"):
            desk.link.join_now(room.url, room.code())
    finally:
        desk.close()


def test_what_is_written_on_one_desk_comes_to_the_other_by_itself(pair: list[Desk]) -> None:
    one, two = pair
    for desk in pair:
        desk.link.start()
        Heard(desk).until(linked)
    arrived(two, "Gate 4 opened", lambda: one.do_now(LogEntry(EVENT, "Gate 4 opened")))
    arrived(one, "Gate 4 closed", lambda: two.do_now(LogEntry(EVENT, "Gate 4 closed")))
    assert Heard(one).until(linked).met is not None


def test_a_hub_that_goes_is_said_and_one_that_comes_back_gets_everything(room: Room, pair: list[Desk]) -> None:
    desk, heard = pair[0], Heard(pair[0])
    desk.link.start()
    heard.until(linked)
    room.leave()
    gone = heard.until(lambda standing: standing.state is LinkState.TRYING)
    assert "Room 1" in gone.sentence
    desk.do_now(LogEntry(EVENT, "written meanwhile"))
    assert heard.until(lambda standing: standing.unsent == 1).state is LinkState.TRYING
    room.arrive()
    desk.link.wake(now=True)
    assert heard.until(linked).sentence == ""


def test_a_cut_desk_meets_nobody_until_it_is_resumed(pair: list[Desk]) -> None:
    desk, heard = pair[0], Heard(pair[0])
    desk.link.start()
    heard.until(linked)
    until = clock.now() + 600_000
    desk.link.pause(until)
    assert heard.until(lambda standing: standing.state is LinkState.PAUSED).until == until
    for _ in range(3):
        desk.do_now(LogEntry(EVENT, "in the dark"))
        pair[1].link.meet_now()
    assert desk.link.standing().unsent == 3
    assert pair[1].read_now(events.of_event, Entry, EVENT) == []
    with pytest.raises(Refused, match="on purpose until"):
        desk.link.meet_now()
    desk.link.resume()
    heard.until(linked)


def test_a_desk_that_was_put_out_hands_in_forgets_and_writes_on_as_another(room: Room, pair: list[Desk]) -> None:
    desk, heard = pair[0], Heard(pair[0])
    desk.link.start()
    heard.until(linked)
    before = desk.device
    with room.hub.writing() as c:
        people.revoke(c, before, "left in a taxi", by="K. Mori")
    desk.do_now(LogEntry(EVENT, "from the taxi"))
    standing = heard.until(lambda standing: standing.state is LinkState.REVOKED)
    assert standing.peer == "Room 1"
    assert desk.read_now(events.of_event, Entry, EVENT) == []
    assert desk.device != before
    with pytest.raises(Refused, match="put this desk out"):
        desk.link.meet_now()


def test_what_a_desk_had_to_give_up_lies_in_no_automatic_backup_of_it_either(room: Room, pair: list[Desk]) -> None:
    desk = pair[0]
    desk.do_now(LogEntry(EVENT, "before the taxi"))
    assert desk.link.meet_now().ok
    before = backups.make(desk.store, desk.settings)
    assert desk.link.meet_now().ok
    (kept_one,) = backups.kept(desk.folder, desk.settings)
    assert backup.describe(kept_one.path) == before, "a meeting that withdraws nothing leaves it"
    with room.hub.writing() as c:
        people.revoke(c, desk.device, "left in a taxi", by="K. Mori")
    assert desk.link.meet_now().revoked
    (left,) = backups.kept(desk.folder, desk.settings)
    assert (before.changes, backup.describe(left.path).changes) == (2, 0)


def test_a_desk_hears_at_its_next_meeting_who_joined_and_who_was_put_out(
    room: Room, desks: Callable[[int], list[Desk]]
) -> None:
    one, two = desks(2)
    one.link.join_now(room.url, room.code())
    assert one.link.meet_now().ok
    two.link.join_now(room.url, room.code())
    assert one.link.meet_now().ok
    assert two.device in one.read_now(peers.cards), "so that a parcel can be written for it"
    with room.hub.writing() as c:
        people.revoke(c, two.device, "left in a taxi", by="K. Mori")
    assert one.link.meet_now().ok
    assert one.read_now(peers.cards)[two.device].revoked


def test_a_desk_linked_by_another_program_is_linked_here_too(room: Room, desk: Desk) -> None:
    heard = Heard(desk)
    desk.link.start()
    shell = Desk(desk.folder)
    shell.link.join_now(room.url, room.code())
    shell.close()
    desk.link.wake(now=True)
    assert heard.until(linked).url == room.url


def test_closing_a_desk_leaves_no_thread_behind(room: Room, desks: Callable[[int], list[Desk]]) -> None:
    (desk,) = desks(1)
    desk.link.join_now(room.url, room.code())
    desk.link.start()
    Heard(desk).until(linked)
    desk.close()
    assert [thread.name for thread in threading.enumerate() if thread.name == "link"] == []
    with pytest.raises(Unavailable):
        desk.do_now(LogEntry(EVENT, "too late"))


def test_a_listener_that_fails_keeps_it_from_no_other(room: Room, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: LinkStanding) -> None:
        raise ZeroDivisionError

    stop = desk.link.listen(fail)
    heard = Heard(desk)
    desk.link.join_now(room.url, room.code())
    heard.until(lambda standing: standing.peer == "Room 1")
    assert "a listener to the link failed" in caplog.text
    caplog.clear()
    stop()
    desk.link.meet_now()
    assert [record for record in caplog.records if record.name == "eocdesk.desk.link"] == []


def test_an_old_contact_is_no_link_and_only_the_last_trouble_is_told() -> None:
    now = 10_000_000
    found = Linked(b"h" * 16, "Room 1", "https://hub", met=now - 10, tried=now - 10, trouble="The line broke.")
    assert standing_of(found, now).state is LinkState.LINKED
    assert standing_of(found, now).sentence == ""
    assert standing_of(found, now + FRESH_MS).state is LinkState.TRYING
    failed = Linked(b"h" * 16, "Room 1", "https://hub", met=now - 10, tried=now - 5, trouble="The line broke.")
    assert standing_of(failed, now).state is LinkState.TRYING
    assert standing_of(failed, now).sentence == "The line broke."
    assert standing_of(Linked(b"h" * 16, cut=now + 1), now).state is LinkState.PAUSED
    assert standing_of(Linked(b"h" * 16, cut=now - 1), now).state is LinkState.TRYING


def test_what_has_not_begun_when_the_link_stops_begins_and_is_ended() -> None:
    ended = []

    async def inner() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("inner")

    async def host() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(inner)
            asyncio.get_running_loop().stop()
            await asyncio.sleep(3600)

    loop = asyncio.new_event_loop()
    work = loop.create_task(host())
    turn(loop)
    assert ended == ["inner"]
    assert work.cancelled()
    assert loop.is_closed()
