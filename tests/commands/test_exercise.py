"""The authored day: whole, believable at any hour, never near a real desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from eocdesk.commands.exercise import Day, MakeExercise, authored
from eocdesk.commands.records import fit
from eocdesk.desk.desk import Desk
from eocdesk.models import (
    RECORDS,
    Acknowledgement,
    Agency,
    Contact,
    Duty,
    Entry,
    Event,
    Feature,
    Incident,
    Record,
    Refused,
    Seat,
    Session,
    Task,
    Venue,
    fields_of,
    kind_of,
)
from eocdesk.models.clock import at, moment
from eocdesk.models.ids import event_id
from eocdesk.models.incident_types import TYPES
from eocdesk.store import verify
from eocdesk.store.queries import events
from tests.kit.desks import make_desk

R = TypeVar("R", bound=Record)

ZONE = "America/Los_Angeles"
NOW = moment(datetime(2028, 7, 19, 21, 32, tzinfo=UTC))  # 14:32 in Los Angeles
EVENT = event_id("EX-DESK")
HOUR = 3_600_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the exercise on it; only read."""
    desk = Desk(tmp_path_factory.mktemp("exercise"))
    desk.do_now(MakeExercise(authored(), NOW))
    yield desk
    desk.close()


def every(desk: Desk, cls: type[R]) -> list[R]:
    """All records of a class."""
    return desk.read_now(events.records, cls)


def test_everything_carries_the_exercise_and_the_record_is_sound(made: Desk) -> None:
    event = made.read_now(events.one, EVENT)
    assert event is not None
    assert (event.exercise, event.zone, event.marking, event.name) == (True, ZONE, "GREEN", "Exercise Golden Watch")
    for cls in RECORDS:
        assert {record.event for record in every(made, cls)} <= {EVENT}
    assert made.read_now(verify.verify) == []


def test_the_day_is_as_big_as_a_day(made: Desk) -> None:
    counted = {cls: len(every(made, cls)) for cls in (Venue, Session, Agency, Contact, Incident, Entry, Task, Feature)}
    least = {Venue: 18, Session: 60, Agency: 24, Contact: 40, Incident: 14, Entry: 110, Task: 12, Feature: 8}
    assert all(counted[cls] >= least[cls] for cls in least), counted


def test_every_value_would_pass_the_hand_that_types_it(made: Desk) -> None:
    for cls in RECORDS:
        for record in every(made, cls):
            values = {name: getattr(record, name) for name in fields_of(cls)}
            assert fit(kind_of(cls), values) == values, record


def test_incidents_use_the_desks_own_types_in_every_severity_and_status(made: Desk) -> None:
    incidents = every(made, Incident)
    assert {incident.type for incident in incidents} <= {known.name for known in TYPES}
    assert {incident.severity for incident in incidents} == {0, 1, 2, 3, 4}
    assert {incident.status for incident in incidents} == {"open", "monitoring", "resolved", "closed"}
    assert all(incident.reason and incident.closed for incident in incidents if incident.status == "closed")


def test_the_last_word_on_an_incident_is_its_status(made: Desk) -> None:
    said = {}
    for entry in sorted(every(made, Entry), key=lambda each: each.written or 0):
        found = re.match(r"Status open → (\w+)\.", entry.text)
        if found and entry.incident:
            said[entry.incident] = found[1]
    stands = {incident.id: incident.status for incident in every(made, Incident)}
    assert {record: stands[record] for record in said} == said
    assert {status for record, status in stands.items() if record not in said} == {"open", "monitoring"}


def test_nobody_can_be_called_by_mistake(made: Desk) -> None:
    numbers = [number for contact in every(made, Contact) for _, number in contact.phones or []]
    numbers += [agency.phone for agency in every(made, Agency)]
    assert all(re.fullmatch(r"\+121355501\d\d", number) for number in numbers)
    assert max(Counter(numbers).values()) == 1
    mails = [mail for contact in every(made, Contact) for _, mail in contact.emails or []]
    mails += [agency.email for agency in every(made, Agency)]
    assert all(re.search(r"\.example\.(org|com)$", mail) for mail in mails)


def test_all_sectors_stand_together(made: Desk) -> None:
    sectors = {agency.sector for agency in every(made, Agency)}
    assert sectors == {"federal", "state", "local", "tribal", "private", "nonprofit", "international"}
    assert {seat.status for seat in every(made, Seat)} == {"activated", "on call", "not activated"}


def test_numbers_run_with_the_day(made: Desk) -> None:
    entries = sorted(every(made, Entry), key=lambda each: each.written or 0)
    assert [entry.number for entry in entries] == [f"{made.code}-L{n}" for n in range(1, len(entries) + 1)]
    incidents = sorted(every(made, Incident), key=lambda each: each.opened or 0)
    assert [incident.number for incident in incidents] == [f"{made.code}-{n}" for n in range(1, len(incidents) + 1)]


def test_nothing_was_written_in_the_future_and_nothing_left_to_fill_in(made: Desk) -> None:
    for entry in every(made, Entry):
        assert entry.written is not None
        assert NOW - 12 * HOUR <= entry.written <= NOW
        assert not re.search(r"[{}]", entry.text)
    assert all((read.at or 0) <= NOW for read in every(made, Acknowledgement))


def test_some_addressees_have_read_and_some_have_not(made: Desk) -> None:
    read = {(each.entry, each.addressee) for each in every(made, Acknowledgement)}
    asked = {(entry.id, name) for entry in every(made, Entry) for name in entry.addressees or []}
    assert read < asked


def test_tasks_are_open_done_and_overdue(made: Desk) -> None:
    tasks = every(made, Task)
    assert any(task.done for task in tasks)
    assert any(not task.done and (task.due or 0) < NOW for task in tasks)
    assert any(not task.done and (task.due or 0) > NOW for task in tasks)


def test_corrections_stand_as_the_desk_makes_them(made: Desk) -> None:
    entries = {entry.id: entry for entry in every(made, Entry)}
    amended = [entry for entry in entries.values() if entry.kind == "amend"]
    assert len(amended) == 2
    assert all(entry.reason and entry.amends in entries for entry in amended)


@pytest.mark.parametrize("hours", range(0, 24, 3))
@pytest.mark.parametrize("day", [(2028, 7, 19), (2028, 3, 12), (2028, 11, 5)], ids=["summer", "spring", "autumn"])
def test_now_falls_into_a_busy_day_whatever_the_hour(
    tmp_path_factory: pytest.TempPathFactory, day: tuple[int, int, int], hours: int
) -> None:
    now = moment(datetime(*day, 8, 17, tzinfo=UTC) + timedelta(hours=hours))
    desk = Desk(tmp_path_factory.mktemp("hour"))
    try:
        desk.do_now(MakeExercise(authored(), now))
        sessions = every(desk, Session)
        live = [each for each in sessions if each.starts and each.ends and each.starts <= now < each.ends]
        assert len({each.venue for each in live if each.venue}) >= 7
        assert {each.status for each in live} >= {"running", "suspended"}
        assert all(each.starts <= each.ends for each in sessions if each.starts and each.ends)
        assert all((each.starts or 0) % (15 * 60_000) == 0 for each in sessions)
        assert desk.read_now(events.period_at, EVENT, now) is not None
        posture = desk.read_now(events.posture, EVENT, now)
        assert posture is not None
        assert posture.level == 2
        on_duty = [duty for duty in every(desk, Duty) if (duty.starts or 0) <= now < (duty.ends or 0)]
        assert len(on_duty) >= 15
    finally:
        desk.close()


def test_two_sessions_at_one_venue_are_in_conflict(made: Desk) -> None:
    sessions = {session.title: session for session in every(made, Session)}
    game, visit = sessions["Basketball M – Group C"], sessions["Dignitary visit"]
    assert game.venue == visit.venue
    assert (visit.starts or 0) < (game.ends or 0)


def test_made_twice_on_two_desks_the_same_places_are_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    seen = []
    for name in ("one", "two"):
        desk = Desk(tmp_path_factory.mktemp(name))
        desk.do_now(MakeExercise(authored(), NOW))
        seen.append({record.id for cls in (Event, Venue, Agency, Contact, Session) for record in every(desk, cls)})
        desk.close()
    assert seen[0] == seen[1]


def test_a_desk_with_a_real_event_is_left_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = make_desk(tmp_path_factory.mktemp("real"))
    with pytest.raises(Refused, match=r"holds a real event \(LA28\)"):
        desk.do_now(MakeExercise(authored(), NOW))
    assert every(desk, Venue) == []
    desk.close()


def test_an_exercise_is_made_once(made: Desk) -> None:
    with pytest.raises(Refused, match="Exercise Golden Watch is already on this desk"):
        made.do_now(MakeExercise(authored(), NOW))


def test_authored_times_mean_what_they_say() -> None:
    day = Day(NOW, ZONE)
    assert day.moment("now-90") == NOW - 90 * 60_000
    assert at(day.moment("1 09:00"), ZONE).isoformat() == "2028-07-20T09:00:00-07:00"
    assert at(day.moment("now+7", 15 * 60_000), ZONE).strftime("%H:%M") == "14:45"
    assert day.said("until {hour+6}, decided by {now+25}") == "until 21:00, decided by 15:00"


def test_at_night_the_busy_hours_come_to_now() -> None:
    night = Day(NOW + 12 * HOUR, ZONE)  # 02:32
    assert at(night.moment("0 14:00"), ZONE).strftime("%H:%M") == "02:00"
