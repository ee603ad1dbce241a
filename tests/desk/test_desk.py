"""A desk at work: do, undo, read, hear of others, keep drafts and attachments, all without a screen."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import UNDO_STEPS, Desk
from eocdesk.models import Document, Entry, Refused, Venue
from eocdesk.models.right import Right
from eocdesk.store import kept, peers
from eocdesk.store.notice import Notice
from eocdesk.store.peers import HUB, REVOKED, Peer
from eocdesk.store.queries import events
from eocdesk.store.work import Who
from tests.kit.desks import CODE, EVENT, make_desk, meet
from tests.kit.pairs import RoomHub


def venue(desk: Desk, record: bytes) -> Venue:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found


def test_an_act_is_signed_by_who_sits_here_unless_it_says_otherwise(desk: Desk) -> None:
    desk.settings.set("person", "K. Ito")
    act = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).notice.act
    assert (act.person, act.position, act.origin) == ("K. Ito", "Watch officer", "hand")
    act = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"}), who=Who("Feed", "", "feed:nws")).notice.act
    assert (act.person, act.origin) == ("Feed", "feed:nws")


def test_undo_and_redo_walk_back_and_forth_through_my_acts(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    for name in ("two", "three"):
        desk.do_now(Amend("venue", record, {"name": name}))

    async def walk() -> list[str]:
        said = []
        for step in (desk.undo, desk.undo, desk.redo, desk.redo, desk.undo):
            await step()
            said.append(venue(desk, record).name)
        return said

    assert asyncio.run(walk()) == ["two", "SoFi", "two", "three", "two"]
    desk.do_now(Amend("venue", record, {"city": "Inglewood"}))
    with pytest.raises(Refused, match="nothing to redo"):
        asyncio.run(desk.redo())


def test_undo_is_refused_where_someone_built_on_the_act_and_can_be_tried_again(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"name": "mine"}))
    other = kept.start(desk.folder)
    other.writer.do(Amend("venue", record, {"name": "theirs"}), Who("Other")).result()
    other.close()
    for _ in range(2):
        with pytest.raises(Refused, match="Name has been changed since"):
            asyncio.run(desk.undo())
    assert venue(desk, record).name == "theirs"


def test_there_is_nothing_to_undo_at_first_and_what_changed_nothing_is_no_step(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    desk = Desk(tmp_path / "desk")
    with pytest.raises(Refused, match="nothing to undo"):
        asyncio.run(desk.undo())
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"name": "SoFi"}))
    asyncio.run(desk.undo())
    assert venue(desk, record).struck
    with pytest.raises(Refused, match="nothing to undo"):
        asyncio.run(desk.undo())
    desk.close()


def test_only_the_newest_steps_are_kept(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    for n in range(UNDO_STEPS + 5):
        desk.do_now(Amend("venue", record, {"capacity": n}))
    assert len(desk._done) <= UNDO_STEPS + 1


def test_what_another_program_writes_is_heard_once_and_ours_is_not_heard_twice(desk: Desk) -> None:
    heard: list[Notice] = []
    desk.bus.listen(heard.append)
    other = kept.start(desk.folder)
    try:
        theirs, _ = other.writer.do(LogEntry(EVENT, "from the shell"), Who("Other")).result().value
        desk.do_now(LogEntry(EVENT, "typed here"))
        heard.clear()
        assert asyncio.run(desk.poll()) == heard[0]
        assert heard[0].ids == {("entry", theirs)}
        assert heard[0].act.person == "Other"
        assert asyncio.run(desk.poll()) is None
        assert len(heard) == 1
    finally:
        other.close()


def test_the_open_event_is_the_one_opened_last_and_follows_its_changes(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    desk.open_event(other)
    desk.do_now(Amend("event", other, {"name": "World Cup 26"}))
    assert desk.event is not None
    assert desk.event.name == "World Cup 26"
    again = Desk(desk.folder)
    assert again.event is not None
    assert again.event.code == "WC26"
    again.close()
    with pytest.raises(Refused, match="not on this desk"):
        desk.open_event(b"x" * 16)


def test_an_event_is_named_by_its_code_and_an_unknown_one_with_those_there_are(desk: Desk) -> None:
    assert desk.event_of(" la28 ").code == CODE
    with pytest.raises(Refused, match=r"“PARIS”.*LA28") as refused:
        desk.event_of("PARIS")
    assert refused.value.field == "event"


def test_a_desk_whose_event_was_struck_opens_with_another_or_none(desk: Desk) -> None:
    desk.do_now(Strike("event", EVENT))
    again = Desk(desk.folder)
    assert again.event is None
    again.close()


def test_a_file_and_pasted_bytes_are_kept_and_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "gate.pdf").write_bytes(b"%PDF")
    entry, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened")).value

    async def attach() -> list[bytes]:
        one = await desk.attach(tmp_path / "gate.pdf", entry=entry, caption="the gate")
        two = await desk.attach_bytes("pasted.png", b"\x89PNG")
        return [one.value, two.value]

    first, second = (desk.read_now(events.record, Document, record) for record in asyncio.run(attach()))
    assert first is not None
    assert second is not None
    assert (first.name, first.mime, first.size, first.entry) == ("gate.pdf", "application/pdf", 4, entry)
    assert desk.store.attachment(first.sha256) == b"%PDF"
    assert (second.mime, second.entry) == ("image/png", None)
    with pytest.raises(Refused, match="cannot be read"):
        asyncio.run(desk.attach(tmp_path / "gone.pdf"))


def test_a_task_that_gives_up_waiting_does_not_take_the_entry_back(desk: Desk) -> None:
    gate = threading.Event()

    async def give_up() -> None:
        desk.store.writer.local(lambda _: gate.wait(10))
        doing = asyncio.ensure_future(desk.do(LogEntry(EVENT, "said")))
        await asyncio.sleep(0)
        doing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await doing
        gate.set()

    asyncio.run(give_up())
    desk.store.writer.local(lambda _: None).result()
    assert [entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)] == ["said"]


def test_a_draft_says_when_it_is_saved_and_outlives_the_desk(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    desk.save_draft("compose/1", {"text": "smo"}).result()
    desk.save_draft("compose/1", {"text": "smoke"})
    desk.close()
    again = Desk(tmp_path / "desk")
    assert again.drafts("compose/") == {"compose/1": {"text": "smoke"}}
    again.close()


def test_a_desk_let_in_as_a_reader_writes_nothing_and_says_why_until_it_is_more_or_put_out(desk: Desk) -> None:
    hub = RoomHub()
    hub.join(desk, Right("partner"))
    with pytest.raises(Refused, match="reads only at The hub: it joined as a partner"):
        desk.do_now(LogEntry(EVENT, "a word of ours"))
    assert desk.read_now(events.of_event, Entry, EVENT) == []
    assert desk.do_now(Add("person", EVENT, {"name": "O. Diaz"})).value, "what every desk writes of itself"
    assert desk.do_now(NoteAccess(EVENT, "viewed", "Brief", "GREEN")).value, "and what it looked at"
    hub.tell(desk, hub.vouch(desk, Right("partner"), Right("watch officer")))
    desk.do_now(LogEntry(EVENT, "with a right to"))
    hub.tell(desk, hub.vouch(desk, Right("partner")))
    gone = Peer(hub.id, HUB, "The hub", state=REVOKED)
    desk.store.writer.local(lambda connection: peers.put(connection, gone)).result()
    desk.do_now(LogEntry(EVENT, "alone again"))


def test_the_event_that_a_new_desks_first_meeting_brings_is_open(desk: Desk, tmp_path: Path) -> None:
    new = Desk(tmp_path / "new")
    assert new.event is None
    meet(desk, new)
    assert new.event is not None
    assert new.event.code == CODE
    new.close()
