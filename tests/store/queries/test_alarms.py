"""What calls for somebody, on a real desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.commands.entries import Acknowledge, LogEntry, StrikeEntry
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.alarms import DAY_MS, Calling, calling
from eocdesk.store.queries.terms import LATE_MS
from tests.kit.desks import EVENT

MINUTE = 60_000


@pytest.fixture
def log(desk: Desk) -> Callable[..., bytes]:
    """Writes an entry; its id."""

    def write(text: str, priority: str = "flash", **values: Any) -> bytes:
        return bytes(desk.do_now(LogEntry(EVENT, text, priority=priority, **values)).value[0])

    return write


def look(desk: Desk, since: int, later: int = 0) -> Calling:
    return desk.read_now(calling, EVENT, since, clock.now() + later)


def texts(calling: Calling) -> tuple[list[str], list[str]]:
    return [row.text for row in calling.flashes], [row.text for row in calling.waiting]


def test_an_empty_log_calls_nobody(desk: Desk) -> None:
    assert look(desk, 0) == Calling()


def test_only_flash_entries_received_since_are_news(desk: Desk, log: Callable[..., bytes]) -> None:
    log("known")
    since = clock.now()
    while clock.now() == since:
        pass
    log("new")
    log("no flash", "priority")
    log("of last week", happened=clock.now() - 2 * DAY_MS)
    log("taken back")
    struck = log("struck")
    desk.do_now(StrikeEntry(struck, "wrong event"))
    assert texts(look(desk, since))[0] == ["taken back", "new"]
    (row, *_) = look(desk, since).flashes
    assert (row.author, row.made_on, row.addressed) == ("L. Chen", desk.device, False)


def test_what_is_not_acknowledged_in_time_waits_until_all_have_read_it(desk: Desk, log: Callable[..., bytes]) -> None:
    entry = log("read it", addressees=("LAFD", "LAPD"))
    assert texts(look(desk, 0))[1] == []
    assert texts(look(desk, 0, LATE_MS + MINUTE))[1] == ["read it"]
    desk.do_now(Acknowledge(entry, "LAFD"))
    assert texts(look(desk, 0, LATE_MS + MINUTE))[1] == ["read it"]
    desk.do_now(Acknowledge(entry, "LAPD"))
    assert texts(look(desk, 0, LATE_MS + MINUTE))[1] == []


def test_a_task_calls_when_it_is_due_and_until_it_is_done(desk: Desk) -> None:
    due = clock.now() + MINUTE
    task = desk.do_now(AddTask(EVENT, "Ask Metro", owner="K. Watanabe", due=due)).value[0]
    desk.do_now(AddTask(EVENT, "no time"))
    assert look(desk, 0).due == ()
    (row,) = look(desk, 0, MINUTE).due
    assert (row.title, row.owner, row.due) == ("Ask Metro", "K. Watanabe", due)
    desk.do_now(CompleteTask(task))
    assert look(desk, 0, MINUTE).due == ()


def test_it_knows_when_to_look_next(desk: Desk, log: Callable[..., bytes]) -> None:
    due = clock.now() + 3 * MINUTE
    desk.do_now(AddTask(EVENT, "Ask Metro", due=due))
    assert look(desk, 0).next == due
    assert look(desk, 0, 4 * MINUTE).next is None
    log("read it", addressees=("LAFD",))
    (row,) = look(desk, 0).flashes
    asked = look(desk, 0, 4 * MINUTE).next
    assert asked is not None
    assert [one.id for one in desk.read_now(calling, EVENT, 0, asked).waiting] == [row.id]
