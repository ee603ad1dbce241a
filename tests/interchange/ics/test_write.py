"""Sessions written as iCalendar come back the same, and other programs are told the same times."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from eocdesk.commands.reading import Item
from eocdesk.interchange.format import Asked, Export
from eocdesk.interchange.ics.read import read_ics
from eocdesk.interchange.ics.write import write_ics
from eocdesk.interchange.soundness import settled
from eocdesk.models import Event, Session, Venue
from eocdesk.models.session import STATUSES

EVENT = Event(id=b"e" * 16, code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=False)
TOKYO = Venue(id=b"t" * 16, name="Ajinomoto; Stadium, Tokyo", zone="Asia/Tokyo")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=60).map(
    lambda words: " ".join(words.split())
)
WHEN = st.integers(1_800_000_000, 1_950_000_000).map(lambda seconds: seconds * 1000)
SESSIONS = st.builds(
    Session,
    id=st.binary(min_size=16, max_size=16),
    title=WORDS.filter(bool),
    kind=st.just("competition"),
    status=st.sampled_from([value for value, _ in STATUSES]),
    sport=WORDS,
    stage=WORDS,
    note=WORDS,
    venue=st.sampled_from([None, TOKYO.id]),
    venue_words=st.just(""),
    day=st.just("2028-07-14"),
    starts=st.none() | WHEN,
    ends=st.none(),
    crowd=st.none() | st.integers(0, 10**6),
    marking=st.sampled_from(["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]),
    audience=st.just(""),
    dignitaries=WORDS,
    reason=st.just(""),
    source=st.sampled_from(["", "la28"]),
    source_key=WORDS,
)


def back(*sessions: Session, event: Event = EVENT) -> list[Item]:
    written = write_ics(Export(event, sessions=sessions, venues=[TOKYO]))
    reading = settled(read_ics(written, Asked(event_zone=event.zone)))
    assert reading.refused == ()
    return list(reading.items)


@given(SESSIONS)
def test_a_session_comes_back_the_same(session: Session) -> None:
    if session.starts is not None:
        session.ends = session.starts + 7_200_000
    (item,) = back(session)
    assert item.id == session.id
    for name in (
        "title",
        "status",
        "sport",
        "stage",
        "note",
        "day",
        "starts",
        "ends",
        "crowd",
        "marking",
        "dignitaries",
    ):
        assert (item.values.get(name) or None) == (getattr(session, name) or None), name
    assert item.names.get("venue", "") == (TOKYO.name if session.venue else "")


def one(**values: Any) -> Session:
    return Session(id=b"s" * 16, **{"title": "Opening", "status": "scheduled", "marking": "GREEN", **values})


def test_the_hour_that_comes_twice_comes_back_as_the_right_one() -> None:
    for starts in (1_857_026_700_000, 1_857_026_700_000 + 3_600_000, 1_857_026_700_000 + 7_200_000):
        (item,) = back(one(starts=starts, ends=starts + 60_000))
        assert (item.values["starts"], item.values["ends"]) == (starts, starts + 60_000)


def test_a_session_of_a_series_elsewhere_keeps_its_uid_and_its_instance() -> None:
    (item,) = back(one(starts=1_847_203_200_000, source="ics", source_key="b@x/20280714T160000Z"))
    assert item.key == "b@x/20280714T160000Z"
    (item,) = back(one(starts=1_847_203_200_000, source="ics", source_key="b@x", sequence=4))
    assert (item.key, item.values["sequence"]) == ("b@x", 4)


def test_the_zones_are_in_the_file_and_the_times_are_those_of_the_venue() -> None:
    written = write_ics(Export(EVENT, sessions=[one(starts=1_847_203_200_000, venue=TOKYO.id)], venues=[TOKYO]))
    calendar = Calendar.from_ical(written)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Tokyo"]
    assert str(calendar.walk("VEVENT")[0]["DTSTART"].params["TZID"]) == "Asia/Tokyo"
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_an_exercise_is_one_in_every_other_program_too_and_reads_back_without_the_word() -> None:
    exercise = Event(id=b"e" * 16, code="EX", name="Drill", zone="UTC", exercise=True)
    written = write_ics(Export(exercise, sessions=[one()]))
    assert b"SUMMARY:EXERCISE: Opening" in written
    assert b"X-WR-CALNAME:EXERCISE: Drill" in written
    assert back(one(), event=exercise)[0].values["title"] == "Opening"


def test_sessions_stand_in_the_order_of_their_start() -> None:
    later, sooner = one(starts=2_000_000_000_000), one(starts=1_900_000_000_000, title="First")
    later.id = b"l" * 16
    assert [item.values["title"] for item in back(later, sooner)] == ["First", "Opening"]
