"""What the calendar reads: sessions with their venues and the open incidents tied to them."""

from __future__ import annotations

from eocdesk.commands.calendar import AmendSession, MoveSession, StrikeSession
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Status
from eocdesk.store.queries import calendar
from eocdesk.store.queries.calendar import NO_TROUBLE, SessionRow, Trouble
from tests.kit.desks import EVENT
from tests.kit.sessions import add, venue, when


def read(desk: Desk) -> dict[str, SessionRow]:
    return {row.title: row for row in desk.read_now(calendar.sessions, EVENT)}


def test_sessions_come_in_order_of_start_and_those_without_a_time_last(desk: Desk) -> None:
    add(desk, "Undecided", day="2028-07-01")
    add(desk, "Evening", "18:00")
    add(desk, "Morning", "09:00")
    assert list(read(desk)) == ["Morning", "Evening", "Undecided"]


def test_a_row_has_its_venue_or_the_words_of_its_source(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium", city="Inglewood")
    add(desk, "Known", "09:00", venue=sofi, venue_words="Sofi")
    add(desk, "Unknown", "10:00", venue_words="Sofi (TBC)")
    found = read(desk)
    assert (found["Known"].venue, found["Known"].venue_name, found["Known"].venue_city) == (
        sofi,
        "SoFi Stadium",
        "Inglewood",
    )
    assert (found["Unknown"].venue, found["Unknown"].venue_name) == (None, "Sofi (TBC)")


def test_open_incidents_are_counted_with_the_worst_and_closed_ones_are_not(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium")
    record = add(desk, "Final", "09:00", venue=sofi)
    for severity in (1, 3):
        desk.do_now(ReportIncident(EVENT, "Smoke", severity=severity, venue=sofi, session=record))
    over, _ = desk.do_now(ReportIncident(EVENT, "Tip", severity=4, venue=sofi, session=record)).value
    desk.do_now(SetIncident(over, {"status": str(Status.CLOSED)}, "Unfounded."))
    assert read(desk)["Final"].incidents == Trouble(2, 3)
    assert desk.read_now(calendar.session_troubles, EVENT) == {record: Trouble(2, 3)}
    held = desk.read_now(calendar.venue_troubles, EVENT)
    assert {trouble.name: trouble.trouble for trouble in held.values()} == {"SoFi Stadium": Trouble(2, 3)}


def test_only_what_was_asked_for_is_read_again_and_what_is_struck_is_gone(desk: Desk) -> None:
    one, other, gone = add(desk, "One", "09:00"), add(desk, "Other", "10:00"), add(desk, "Gone", "11:00")
    desk.do_now(StrikeSession(gone, "Typed twice."))
    found = desk.read_now(calendar.sessions_of, EVENT, [one, gone])
    assert [row.id for row in found] == [one]
    assert found[0].incidents == NO_TROUBLE
    assert other in {row.id for row in desk.read_now(calendar.sessions, EVENT)}
    assert desk.read_now(calendar.sessions_of, b"x" * 16, [one]) == ()


def test_more_ids_than_one_question_takes_are_read_in_several(desk: Desk) -> None:
    record = add(desk, "Final", "09:00")
    asked = [n.to_bytes(16, "big") for n in range(1200)]
    assert [row.id for row in desk.read_now(calendar.sessions_of, EVENT, [*asked, record])] == [record]


def test_a_card_says_what_the_row_does_not(desk: Desk) -> None:
    bowl = venue(desk, "Rose Bowl", zone="America/New_York", capacity=88_000)
    record = add(desk, "Final", "09:00", "11:00", venue=bowl, note="Gates at 07:00.", source_key="FB-1")
    _, number = desk.do_now(ReportIncident(EVENT, "Smoke", severity=3, session=record)).value
    card = desk.read_now(calendar.card, record)
    assert card is not None
    assert (card.note, card.source_key, card.venue_zone, card.capacity) == (
        "Gates at 07:00.",
        "FB-1",
        "America/New_York",
        88_000,
    )
    assert [(tied.number, tied.severity, tied.status) for tied in card.incidents] == [(number, 3, "open")]
    assert card.history == ()


def test_the_story_of_a_session_is_told_newest_first_with_who_and_why(desk: Desk) -> None:
    record = add(desk, "Final", "09:00", "11:00")
    desk.do_now(MoveSession(record, when("09:30"), when("11:30"), "Late bus."))
    desk.do_now(AmendSession(record, {"crowd": 5000}))
    card = desk.read_now(calendar.card, record)
    assert card is not None
    crowd, moved = card.history
    assert crowd.fields == {"crowd": 5000}
    assert (moved.person, moved.position, moved.fields["reason"]) == ("L. Chen", "Watch officer", "Late bus.")
    assert moved.fields["starts"] == when("09:30")


def test_no_card_of_what_is_not_there(desk: Desk) -> None:
    assert desk.read_now(calendar.card, b"x" * 16) is None


def test_a_renamed_venue_is_read_by_its_new_name(desk: Desk) -> None:
    old = venue(desk, "Staples Center")
    add(desk, "Final", "09:00", venue=old)
    desk.do_now(Amend("venue", old, {"name": "Crypto.com Arena"}))
    assert read(desk)["Final"].venue_name == "Crypto.com Arena"
