"""The lines of agenda and board: nothing on is missing, nothing over stays."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store.queries.calendar import SessionRow, Trouble, VenueTrouble
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.listing import Stand, agenda, board, coming, counted, home_day, nothing_on, plural, until
from eocdesk.ui.panes.calendar.state import Phase, phase_of
from tests.kit.sessions import DAY, HOUR, MINUTE, ZONE, row, rows, when

NOON = when("12:00")


def names(made: list[SessionRow], now: str = "12:00", hours: int = 4) -> list[str]:
    return [line.row.title for line in coming(arrange(made), ZONE, when(now), hours) if line.row is not None]


@given(rows())
def test_the_agenda_has_every_session_once_under_its_day(made: list[SessionRow]) -> None:
    lines = agenda(arrange(made), ZONE)
    assert sorted(line.row.row for line in lines if line.row is not None) == sorted(session.row for session in made)
    days = [line.day for line in lines if line.row is None and line.day is not None]
    assert days == sorted(set(days))
    heading = None
    for line in lines:
        heading = line.day if line.row is None else heading
        assert line.day == heading


def test_those_without_a_time_come_first_on_their_day_and_those_without_a_day_last() -> None:
    lines = agenda(arrange([row("B", "09:00"), row("A", day=DAY), row("C")]), ZONE)
    assert [line.row.title if line.row else line.words for line in lines] == [
        "Wednesday, July 19, 2028  ·  2 sessions",
        "A",
        "B",
        "No day yet  ·  1 session",
        "C",
    ]


def test_what_is_live_or_next_is_listed_and_what_is_over_or_far_off_is_not() -> None:
    made = [
        row("over", "08:00", "10:00"),
        row("live", "11:00", "13:00"),
        row("next", "15:59", "18:00"),
        row("far", "16:01", "18:00"),
        row("cancelled", "12:30", "14:00", status="cancelled"),
        row("finished", "11:30", "14:00", status="finished"),
    ]
    assert names(made) == ["live", "next"]
    assert names(made, hours=5) == ["live", "next", "far"]


def test_what_runs_on_what_began_early_and_what_is_waited_for_stay_in_sight() -> None:
    made = [
        row("runs on", "08:00", "10:00", status="running"),
        row("delayed past its end", "08:30", "09:00", status="delayed"),
        row("began early", "18:00", "20:00", status="running"),
        row("delayed far ahead", "18:00", "20:00", status="delayed"),
    ]
    assert names(made) == ["runs on", "delayed past its end", "began early"]


def test_sessions_of_today_whose_time_is_to_be_decided_may_be_next() -> None:
    made = [
        row("today", day=DAY),
        row("tomorrow", day="2028-07-20"),
        row("no day"),
        row("off", day=DAY, status="cancelled"),
    ]
    assert names(made) == ["today"]
    assert names(made, now="22:00") == ["today", "tomorrow"]


@given(rows(), st.integers(0, 72), st.integers(1, 24))
def test_everything_live_is_on_the_board_whatever_the_hours(made: list[SessionRow], hour: int, hours: int) -> None:
    arranged, now = arrange(made), when("00:00") + hour * HOUR
    stands = board(arranged, {}, ZONE, now, hours)
    ends = {session.id: int(end) for session, end in zip(arranged.rows, arranged.ends, strict=True)}
    live = {session.id for session in made if phase_of(session, now, ends.get(session.id)) is Phase.LIVE}
    assert {session.id for stand in stands for session in stand.live} == live


def test_the_board_has_the_worst_venue_first_and_venues_with_nothing_but_trouble() -> None:
    made = [row("A", "11:00", "13:00", venue="a"), row("B", "14:00", "15:00", venue="b"), row("B2", day=DAY, venue="b")]
    troubles = {b"z": VenueTrouble("LAX", "", Trouble(2, 4)), b"b": VenueTrouble("Venue b", "", Trouble(1, 1))}
    stands = board(arrange(made), troubles, ZONE, NOON, 4)
    assert [stand.lane.name for stand in stands] == ["LAX", "Venue b", "Venue a"]
    assert _titles(stands[1]) == ([], ["B", "B2"])
    assert _titles(stands[2]) == (["A"], [])
    assert [stand.trouble.open for stand in stands] == [2, 1, 0]


def _titles(stand: Stand) -> tuple[list[str], list[str]]:
    return [session.title for session in stand.live], [session.title for session in stand.following]


def test_the_board_knows_a_conflict() -> None:
    made = [row("A", "11:00", "13:00", venue="a"), row("B", "12:30", "14:00", venue="a")]
    assert board(arrange(made), {}, ZONE, NOON, 4)[0].conflict


def test_the_first_day_shown_is_today_or_the_next_that_has_something() -> None:
    games = arrange([row(starts="2028-07-14 09:00"), row(starts="2028-07-19 09:00"), row(day="2028-07-16")])

    def home(now: str) -> str:
        return home_day(games, ZONE, when(now)).isoformat()

    assert home("2028-07-19 20:00") == "2028-07-19"
    assert home("2026-11-24 10:00") == "2028-07-14"
    assert home("2028-07-15 10:00") == "2028-07-16"
    assert home("2030-01-01 10:00") == "2028-07-19"
    assert home_day(arrange(()), ZONE, NOON) == date(2028, 7, 19)


def test_days_are_counted_with_what_waits_and_what_clashes() -> None:
    made = [
        row(starts="09:00", ends="11:00", venue="a"),
        row(starts="10:00", ends="12:00", venue="a"),
        row(starts="2028-07-20 09:00"),
        row(day=DAY),
        row(day="2028-07-21"),
        row(),
    ]
    day = date(2028, 7, 19)
    assert counted(arrange(made), day, day, ZONE) == (3, 2)
    assert counted(arrange(made), day, date(2028, 7, 21), ZONE) == (5, 2)


def test_an_empty_day_says_when_there_is_something() -> None:
    games = arrange([row(starts="2028-07-14 09:00"), row(day="2028-07-19")])

    def words(day: int) -> str:
        return nothing_on(games, date(2028, 7, day), date(2028, 7, day), ZONE)

    assert words(15) == "Nothing is planned on this day. The next session is on Wednesday, July 19, 2028."
    assert words(20) == "Nothing is planned on this day. The last session is on Wednesday, July 19, 2028."
    empty = nothing_on(arrange(()), date(2028, 7, 1), date(2028, 7, 7), ZONE)
    assert empty == "Nothing is planned on these days."


def test_how_long_until_is_said_in_hours_and_minutes() -> None:
    assert until(NOON + 25 * MINUTE, NOON) == "in 25 min"
    assert until(NOON + 80 * MINUTE, NOON) == "in 1 h 20"
    assert until(NOON - 40 * MINUTE, NOON) == "due 40 min ago"
    assert until(NOON, NOON) == "in 0 min"
    assert (plural(1, "venue"), plural(1200, "venue")) == ("1 venue", "1,200 venues")
