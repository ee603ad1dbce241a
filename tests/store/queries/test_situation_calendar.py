"""The calendar of a summary: which sessions belong to which period, what changed, each venue's now and next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from eocdesk.commands.records import Add, Amend
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.facts import Facts, SessionLine, VenueLine
from eocdesk.store.queries.situation import facts
from tests.kit.desks import EVENT

HOUR = 3_600_000
NOON = clock.moment(datetime(2028, 7, 19, 19, 0, tzinfo=UTC))  # 12:00 in Los Angeles


def add(desk: Desk, kind: str, **values: Any) -> bytes:
    """A record of the Games; its id."""
    return bytes(desk.do_now(Add(kind, EVENT, values)).value)


def session(desk: Desk, title: str, starts: float, hours: float = 2, **values: Any) -> bytes:
    """A session that starts some hours from noon."""
    begun = NOON + int(starts * HOUR)
    return add(desk, "session", title=title, starts=begun, ends=begun + int(hours * HOUR), **values)


def read(desk: Desk) -> Facts:
    """The facts at noon of the day shift."""
    return desk.read_now(facts, EVENT, NOON)


def shifts(desk: Desk) -> None:
    """A day shift around noon and the night after it."""
    add(desk, "period", number=1, name="Day", starts=NOON - 6 * HOUR, ends=NOON + 6 * HOUR)
    add(desk, "period", number=2, name="Night", starts=NOON + 6 * HOUR, ends=NOON + 18 * HOUR)


def titles(lines: tuple[SessionLine, ...]) -> list[str]:
    """Their titles in order."""
    return [line.title for line in lines]


def only(lines: tuple[VenueLine, ...]) -> VenueLine:
    """The one venue."""
    (line,) = lines
    return line


def test_a_session_belongs_to_the_period_it_touches_and_to_no_other(desk: Desk) -> None:
    shifts(desk)
    for title, starts in (("before", -9), ("into", -7), ("in", 0), ("over", 5), ("next", 7), ("later", 30)):
        session(desk, title, starts)
    found = read(desk)
    assert titles(found.sessions) == ["into", "in", "over"]
    assert titles(found.next_sessions) == ["next"]


def test_a_session_that_slipped_counts_by_when_it_really_began(desk: Desk) -> None:
    shifts(desk)
    session(desk, "slipped", 5, actual_start=NOON + 7 * HOUR, actual_end=NOON + 8 * HOUR)
    found = read(desk)
    assert titles(found.sessions) == []
    assert titles(found.next_sessions) == ["slipped"]


def test_a_session_whose_time_is_open_stands_on_its_day(desk: Desk) -> None:
    shifts(desk)
    add(desk, "session", title="today", day="2028-07-19")
    add(desk, "session", title="tomorrow", day="2028-07-20")
    found = read(desk)
    assert titles(found.sessions) == ["today"]
    assert titles(found.next_sessions) == ["tomorrow"]


def test_without_periods_the_calendar_goes_by_the_local_day(desk: Desk) -> None:
    session(desk, "last night", -14)
    session(desk, "tonight", 11, 0.5)
    session(desk, "tomorrow", 13)
    found = read(desk)
    assert titles(found.sessions) == ["tonight"]
    assert titles(found.next_sessions) == ["tomorrow"]


def test_a_struck_session_is_not_said(desk: Desk) -> None:
    session(desk, "struck", 0, struck=True)
    assert read(desk).sessions == ()


def test_what_moved_since_the_last_summary_is_marked(desk: Desk) -> None:
    venue = add(desk, "venue", name="Rose Bowl")
    records = {title: session(desk, title, 0) for title in ("still", "moved", "stopped", "relocated", "retold")}
    desk.do_now(IssueSummary(EVENT, 1, 1, clock.now(), "", "AMBER"))
    desk.do_now(Amend("session", records["moved"], {"starts": NOON + HOUR, "reason": "Heat"}))
    desk.do_now(Amend("session", records["stopped"], {"status": "suspended"}))
    desk.do_now(Amend("session", records["relocated"], {"venue": venue}))
    desk.do_now(Amend("session", records["retold"], {"note": "A note"}))
    session(desk, "fresh", 1)
    changes = {line.title: line.change for line in read(desk).sessions}
    wanted = {"still": "", "moved": "time", "stopped": "status", "relocated": "venue", "retold": "", "fresh": "new"}
    assert changes == wanted


def test_nothing_is_marked_where_there_was_no_summary_before(desk: Desk) -> None:
    session(desk, "fresh", 0)
    assert [line.change for line in read(desk).sessions] == [""]


def test_the_sources_words_stand_where_no_venue_matched(desk: Desk) -> None:
    session(desk, "fans", 0, venue_words="Grand Park")
    assert [line.venue for line in read(desk).sessions] == ["Grand Park"]


def test_a_venue_says_what_is_on_and_what_comes_next(desk: Desk) -> None:
    venue = add(desk, "venue", name="Intuit Dome")
    session(desk, "done", -4, venue=venue, status="finished")
    session(desk, "game", -1, venue=venue)
    session(desk, "cancelled", 2, venue=venue, status="cancelled")
    session(desk, "evening", 4, venue=venue)
    add(desk, "incident", title="Crowd", venue=venue, severity=3, status="monitoring")
    add(desk, "incident", title="Over", venue=venue, severity=4, status="closed")
    line = only(read(desk).venues)
    assert (line.now, line.next, line.next_at) == ("game", "evening", NOON + 4 * HOUR)
    assert (line.open, line.worst) == (1, 3)


def test_what_is_suspended_is_said_first_among_what_is_on(desk: Desk) -> None:
    venue = add(desk, "venue", name="Sepulveda Basin")
    session(desk, "BMX", -1.5, venue=venue)
    session(desk, "Skateboarding", -1, venue=venue, status="suspended")
    line = only(read(desk).venues)
    assert (line.now, line.now_status) == ("Skateboarding; BMX", "suspended")


def test_quiet_venues_are_counted(desk: Desk) -> None:
    add(desk, "venue", name="Trestles Beach")
    found = read(desk)
    assert (found.venues, found.venues_quiet) == ((), 1)


def test_the_venue_in_trouble_stands_first(desk: Desk) -> None:
    for name, severity in (("Anaheim", 1), ("Zuma", 4)):
        venue = add(desk, "venue", name=name)
        add(desk, "incident", title="Trouble", venue=venue, severity=severity)
    assert [line.name for line in read(desk).venues] == ["Zuma", "Anaheim"]


def test_a_marked_session_raises_the_marking_of_the_report(desk: Desk) -> None:
    session(desk, "Protected visit", 0, marking="RED")
    assert read(desk).marking == "RED"
