"""A session is added, amended, moved, told where it stands, and struck; a slip says why."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.calendar import AddSession, AmendSession, MoveSession, SetSessionStatus, StrikeSession
from eocdesk.commands.events import AddEvent
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Session
from eocdesk.store.queries import calendar, events
from tests.kit.desks import EVENT
from tests.kit.sessions import MINUTE, add, when


def session(desk: Desk, record: bytes) -> Session:
    found = desk.read_now(events.record, Session, record)
    assert found is not None
    return found


def refused(desk: Desk, command: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as said:
        desk.do_now(command)
    return said.value.sentence, said.value.field


def move(desk: Desk, record: bytes, starts: str, ends: str | None, why: str = "Late bus.") -> Session:
    desk.do_now(MoveSession(record, when(starts), ends and when(ends), why))
    return session(desk, record)


# added


def test_a_session_knows_its_local_day_from_its_start(desk: Desk) -> None:
    late = add(desk, "Final", "2028-07-19 23:30")  # already the 20th in UTC
    assert session(desk, late).day == "2028-07-19"


def test_without_a_time_it_keeps_the_day_that_is_known(desk: Desk) -> None:
    assert session(desk, add(desk, "Semifinal", day="2028-07-28")).day == "2028-07-28"
    assert session(desk, add(desk, "Gala")).day is None


def test_a_session_needs_a_title_and_an_end_after_its_start(desk: Desk) -> None:
    assert refused(desk, AddSession(EVENT, {"title": " "}))[1] == "title"
    for ends in ("09:00", "08:00"):
        values = {"title": "x", "starts": when("09:00"), "ends": when(ends)}
        assert refused(desk, AddSession(EVENT, values))[1] == "ends"
    odd = {"title": "x", "actual_start": when("09:00"), "actual_end": when("08:00")}
    assert refused(desk, AddSession(EVENT, odd))[1] == "actual_end"
    assert desk.read_now(calendar.sessions, EVENT) == ()


def test_a_venue_of_another_event_is_not_taken(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    elsewhere = desk.do_now(Add("venue", other, {"name": "MetLife"})).value
    assert refused(desk, AddSession(EVENT, {"title": "x", "venue": elsewhere}))[1] == "venue"


def test_it_carries_the_marking_of_its_event_unless_one_is_given(desk: Desk) -> None:
    plain, red = add(desk, "Final"), add(desk, "Arrival of a guest", marking="RED")
    assert session(desk, plain).marking != "RED"
    assert session(desk, red).marking == "RED"


# amended


def test_the_crowd_changes_without_a_reason_and_a_time_does_not(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(AmendSession(record, {"crowd": 70_000}))
    assert session(desk, record).crowd == 70_000
    later = {"starts": when("09:30"), "ends": when("11:30")}
    assert refused(desk, AmendSession(record, later)) == ("Say why it moves.", "reason")
    desk.do_now(AmendSession(record, {**later, "reason": "Rain."}))
    assert (session(desk, record).starts, session(desk, record).reason) == (when("09:30"), "Rain.")


def test_a_first_time_needs_no_reason(desk: Desk) -> None:
    record = add(desk, "Final", day="2028-07-28")
    desk.do_now(AmendSession(record, {"starts": when("2028-07-29 18:00")}))
    assert session(desk, record).day == "2028-07-29"
    desk.do_now(AmendSession(record, {"ends": when("2028-07-29 20:00")}))


def test_the_day_follows_the_start_whatever_is_typed_beside_it(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(AmendSession(record, {"day": "2028-07-01", "crowd": 5}))
    assert session(desk, record).day == "2028-07-19"


def test_a_slip_by_form_says_why_too(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    assert refused(desk, AmendSession(record, {"status": "postponed"})) == ("Say why.", "reason")
    desk.do_now(AmendSession(record, {"status": "running"}))


def test_an_odd_end_from_a_source_does_not_stop_other_changes(desk: Desk) -> None:
    record = add(desk, "Final", "09:00")
    imported = {"ends": when("08:00")}
    desk.store.writer.do(Written(record, imported), desk.who()).result()
    desk.do_now(AmendSession(record, {"crowd": 10}))
    assert refused(desk, AmendSession(record, {"starts": when("09:05"), "reason": "Rain."}))[1] == "ends"


class Written:
    """An import, which may bring what a person may not type."""

    title = "Import"

    def __init__(self, record: bytes, values: dict[str, Any]) -> None:
        self.record = record
        self.values = values

    def do(self, work: Any) -> None:
        work.put("session", self.record, **self.values)


# moved


def test_later_the_same_day_is_a_delay_and_another_day_is_a_new_plan(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    assert move(desk, record, "09:30", "11:30").status == "delayed"
    assert move(desk, record, "09:10", "11:10").status == "delayed"  # earlier than said, but delayed still
    moved = move(desk, record, "2028-07-20 09:00", "2028-07-20 11:00")
    assert (moved.status, moved.day) == ("scheduled", "2028-07-20")


def test_earlier_is_no_delay_and_a_running_one_runs_on(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    assert move(desk, record, "08:30", "10:30").status == "scheduled"
    desk.do_now(SetSessionStatus(record, "running"))
    assert move(desk, record, "08:30", "12:00").status == "running"


def test_what_was_postponed_is_planned_again(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(SetSessionStatus(record, "postponed", "Storm."))
    assert move(desk, record, "15:00", "17:00").status == "scheduled"


def test_a_move_is_refused_without_reason_order_or_change(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    nine, eleven = when("09:00"), when("11:00")
    assert refused(desk, MoveSession(record, nine + MINUTE, eleven, "  "))[1] == "reason"
    assert refused(desk, MoveSession(record, eleven, nine, "Rain."))[1] == "ends"
    assert refused(desk, MoveSession(record, nine, eleven, "Rain."))[1] == "starts"
    desk.do_now(SetSessionStatus(record, "finished"))
    assert refused(desk, MoveSession(record, nine + MINUTE, eleven, "Rain.")) == (
        "This session is finished. Set its status first.",
        "status",
    )
    assert session(desk, record).starts == nine


# where it stands


def test_running_and_finished_take_the_time_it_is(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(SetSessionStatus(record, "running"))
    begun = session(desk, record).actual_start
    assert begun is not None
    desk.do_now(SetSessionStatus(record, "finished"))
    ended = session(desk, record)
    assert ended.actual_start == begun
    assert ended.actual_end is not None
    assert ended.actual_end >= begun


def test_an_actual_time_somebody_wrote_stands(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00", actual_start=when("09:06"))
    desk.do_now(SetSessionStatus(record, "running"))
    assert session(desk, record).actual_start == when("09:06")


def test_set_back_it_has_not_begun(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(SetSessionStatus(record, "running"))
    desk.do_now(SetSessionStatus(record, "scheduled"))
    assert session(desk, record).actual_start is None


def test_an_end_nobody_reached_is_taken_back_when_it_is_suspended(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(SetSessionStatus(record, "finished"))
    desk.do_now(SetSessionStatus(record, "suspended", "Evacuated."))
    assert (session(desk, record).actual_end, session(desk, record).reason) == (None, "Evacuated.")


@pytest.mark.parametrize("status", ["delayed", "suspended", "postponed", "cancelled"])
def test_each_slip_says_why(desk: Desk, status: str) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    assert refused(desk, SetSessionStatus(record, status)) == (f"Say why it is {status}.", "reason")
    desk.do_now(SetSessionStatus(record, status, "Heat over 41 °C."))
    assert session(desk, record).status == status


def test_the_same_status_again_is_refused(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    assert refused(desk, SetSessionStatus(record, "scheduled")) == ("It is scheduled already.", "status")
    with pytest.raises(Refused):
        desk.do_now(SetSessionStatus(record, "exploded"))


# struck


def test_struck_it_leaves_the_calendar_and_says_why(desk: Desk) -> None:
    record = add(desk, "Typed twice", "09:00", "11:00")
    assert refused(desk, StrikeSession(record, " "))[1] == "reason"
    desk.do_now(StrikeSession(record, "Typed twice."))
    assert desk.read_now(calendar.sessions, EVENT) == ()
    assert session(desk, record).reason == "Typed twice."
