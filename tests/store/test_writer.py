"""One act after the other, whole or not at all; two programs on one desk never collide and lose nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection

from eocdesk.commands.command import Work
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Unavailable
from eocdesk.store import kept, local
from eocdesk.store.notice import Notice
from eocdesk.store.queries import events
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, bodies, sound


@dataclass(frozen=True)
class Doing:
    """A command of any deed."""

    deed: Callable[[Work], object]
    title: str = "Doing"

    def do(self, work: Work) -> object:
        return self.deed(work)


def half(error: BaseException) -> Doing:
    def deed(work: Work) -> None:
        work.add("venue", event=EVENT, name="half done")
        work.checkpoint()
        work.number("incident")
        work.add("venue", event=EVENT, name="and half of the rest")
        work.read(lambda _: None)
        raise error

    return Doing(deed)


@pytest.mark.parametrize("error", [Refused("No."), ZeroDivisionError("a bug"), Unavailable("Not now.")])
def test_an_act_that_does_not_end_leaves_nothing_and_the_next_one_is_as_if_it_had_not_been(
    desk: Desk, error: Exception
) -> None:
    before = bodies(desk)
    heard: list[Notice] = []
    desk.bus.listen(heard.append)
    hlc = desk.read_now(local.get, "hlc")
    with pytest.raises(type(error)):
        desk.do_now(half(error))
    assert (bodies(desk), desk.read_now(local.get, "hlc"), heard) == (before, hlc, [])
    assert desk.do_now(Doing(lambda work: work.number("incident"))).value.endswith("-1")
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    assert len(bodies(desk)) == len(before) + 1
    assert sound(desk)


def test_numbers_of_an_act_that_failed_are_not_taken_for_ours_when_another_program_uses_them(desk: Desk) -> None:
    other = kept.start(desk.folder)
    try:
        with pytest.raises(Refused):
            desk.do_now(half(Refused("No.")))
        theirs = other.writer.do(Add("venue", EVENT, {"name": "Theirs"}), Who("Other")).result().value
        notice = asyncio.run(desk.poll())
        assert notice is not None
        assert notice.of("venue") == {theirs}
    finally:
        other.close()


def test_the_notice_comes_after_the_commit_with_what_was_touched_and_who_asked(desk: Desk) -> None:
    seen: list[tuple[Notice, int]] = []

    def listen(notice: Notice) -> None:
        other = kept.start(desk.folder)  # what another program sees at this moment
        seen.append((notice, len(other.readers.now(events.of_event, Entry, EVENT))))
        other.close()

    desk.bus.listen(listen)
    record, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened"), origin="the pane").value
    ((notice, stood),) = seen
    assert (notice.ids, notice.origin, stood) == ({("entry", record)}, "the pane", 1)


def test_a_listener_that_fails_does_not_make_a_saved_entry_seem_lost(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def told(_command: object, _outcome: object) -> None:
        raise OSError("the screen is gone")

    desk.store.writer.told = told
    record, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened")).value
    assert desk.read_now(events.record, Entry, record) is not None
    assert "a listener failed" in caplog.text
    caplog.clear()


def test_closing_waits_for_what_was_asked_and_takes_nothing_more(desk: Desk) -> None:
    gate = threading.Event()
    desk.store.writer.local(lambda _: gate.wait(10))
    asked = [desk.store.writer.do(LogEntry(EVENT, f"entry {n}"), Who("L. Chen")) for n in range(5)]
    closing = threading.Thread(target=desk.store.writer.close)
    closing.start()
    gate.set()
    closing.join(10)
    assert [future.result().value[1].partition("-")[2] for future in asked] == ["L1", "L2", "L3", "L4", "L5"]
    with pytest.raises(Unavailable, match="closed"):
        desk.store.writer.do(LogEntry(EVENT, "too late"), Who("L. Chen"))
    desk.store.writer.close()


CHILD = """
import sys
from pathlib import Path
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
desk = Desk(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    print(desk.do_now(LogEntry(desk.event.id, f"{sys.argv[2]} {n}")).value[1], flush=True)
desk.close()
"""


def test_the_window_and_two_command_lines_that_write_at_once_lose_nothing_and_share_no_number(desk: Desk) -> None:
    words = [sys.executable, "-c", CHILD, str(desk.folder)]
    children = [
        subprocess.Popen([*words, name, "25"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    numbers: list[str] = []
    n = 0
    while any(child.poll() is None for child in children):
        numbers.append(desk.do_now(LogEntry(EVENT, f"window {n}")).value[1])
        n += 1
    for child in children:
        out, err = child.communicate()
        assert (child.returncode, err) == (0, "")
        numbers += out.split()
    assert len(numbers) == len(set(numbers)) == n + 50
    held = desk.read_now(events.of_event, Entry, EVENT)
    assert {entry.number for entry in held} == set(numbers)
    assert sound(desk)


def test_what_a_meeting_brings_is_one_transaction_and_one_notice(desk: Desk) -> None:
    heard: list[Notice] = []
    desk.bus.listen(heard.append)

    def take(connection: Connection) -> set[tuple[str, bytes]]:
        local.put(connection, "cursor", 7)
        return {("venue", b"v" * 16)}

    notice = desk.store.writer.receive(take, "the link").result()
    assert heard == [notice]
    assert (notice.ids, notice.origin) == ({("venue", b"v" * 16)}, "the link")
    assert desk.read_now(local.get, "cursor") == 7

    def fail(connection: Connection) -> set[tuple[str, bytes]]:
        local.put(connection, "cursor", 8)
        raise ValueError("a page that does not fit")

    with pytest.raises(ValueError, match="does not fit"):
        desk.store.writer.receive(fail).result()
    assert desk.read_now(local.get, "cursor") == 7
    assert len(heard) == 1


def test_wiping_ends_and_says_so_and_a_closed_desk_wipes_nothing(desk: Desk) -> None:
    assert desk.store.writer.settle_log().result() is True
    desk.close()
    with pytest.raises(Unavailable, match="closed"):
        desk.store.writer.settle_log()
