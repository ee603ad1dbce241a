"""Formats of files as feeds: the same again changes nothing, nothing passes for another's, the log is left alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Amend
from eocdesk.desk import feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_formats import GLUED
from eocdesk.desk.feeding import Took
from eocdesk.feeds import FEEDS, Given, Where
from eocdesk.models import Entry, Record, Session
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, sound
from tests.kit.odf import UNIT, message

ADDRESS = "https://calendar.example.org/la28.ics"
READERS = {feed.name: feed.read for feed in GLUED}


def vevent(uid: str, summary: str, *more: str, hour: int = 18) -> str:
    lines = ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:20280719T{hour}0000Z", f"SUMMARY:{summary}", *more, "END:VEVENT")
    return "\r\n".join(lines)


def calendar(*rows: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *rows, "END:VCALENDAR", "")).encode()


ANSWERS = {
    "calendar": calendar(vevent("a", "Final"), vevent("b", "Heats", hour=20)),
    "odf": message(UNIT, UNIT.replace("000100", "000200")),
}


def take(desk: Desk, name: str, data: bytes, address: str = ADDRESS) -> Took:
    assert desk.event is not None
    return feeding.take(desk, desk.event, feeding.feed_of(name), data, address)


def held(desk: Desk, cls: type[Record]) -> list[Any]:
    return list(desk.read_now(events.of_event, cls, EVENT))


@pytest.mark.parametrize("name", list(ANSWERS))
def test_an_answer_comes_in_once_and_says_nothing_in_the_log(desk: Desk, name: str) -> None:
    took = take(desk, name, ANSWERS[name])
    assert (took.ok, took.read, took.changed, took.refused) == (True, 2, 2, [])
    before = bodies(desk)
    assert take(desk, name, ANSWERS[name]).changed == 0
    assert bodies(desk) == before
    assert held(desk, Entry) == []
    assert sound(desk)


def test_a_session_moves_with_its_calendar_and_what_a_person_wrote_stays(desk: Desk) -> None:
    take(desk, "calendar", ANSWERS["calendar"])
    (final,) = (one for one in held(desk, Session) if one.title == "Final")
    desk.do_now(Amend("session", final.id, {"title": "Final (gold)"}))
    took = take(desk, "calendar", calendar(vevent("a", "Final, moved", hour=19)))
    assert took.changed == 1
    assert any("was changed by a person and stays" in one for one in took.warnings)
    assert [one for one in took.warnings if "no longer among" in one] == [
        "no longer among what the source lists: Heats (b)"
    ]
    now = desk.read_now(events.record, Session, final.id)
    assert now is not None
    assert (now.title, now.starts - final.starts) == ("Final (gold)", 3_600_000)
    assert len(held(desk, Session)) == 2


def test_a_calendar_cannot_name_a_record_of_ours_nor_pass_for_another_source(desk: Desk) -> None:
    take(desk, "calendar", calendar(vevent("a", "Final")))
    (ours,) = held(desk, Session)
    taken = vevent("x", "Cancelled!", f"X-EOCDESK-ID:{ours.id.hex()}", "X-EOCDESK-SOURCE:la28", "X-TLP:CLEAR")
    take(desk, "calendar", calendar(taken))
    found = {one.title: one for one in held(desk, Session)}
    assert set(found) == {"Final", "Cancelled!"}
    assert (found["Cancelled!"].source, found["Cancelled!"].marking) == ("ics", ours.marking)


def test_a_calendar_without_zones_is_in_the_events_and_an_empty_one_is_no_failure(desk: Desk) -> None:
    row = vevent("a", "Final").replace("180000Z", "180000")
    took = take(desk, "calendar", calendar(row))
    (final,) = held(desk, Session)
    assert final.starts == int(datetime(2028, 7, 20, 1, tzinfo=UTC).timestamp() * 1000)
    assert [one for one in took.warnings if "zone is not said" in one]
    empty = take(desk, "calendar", calendar())
    assert (empty.ok, empty.read, empty.sentence) == (True, 0, "The calendar holds no event.")


@pytest.mark.parametrize("name", list(READERS))
@pytest.mark.parametrize("data", [b"", b"<html>sign in</html>", b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_an_answer_that_is_none_is_refused_whole_with_a_sentence(name: str, data: bytes) -> None:
    reading = READERS[name](data, Given(EVENT, 0))
    assert (reading.commands, reading.read, len(reading.refused), bool(reading.says)) == ([], 1, 1, True)


@pytest.mark.parametrize("name", list(READERS))
@given(data=st.data())
def test_bytes_of_an_answer_are_something_else(name: str, data: st.DataObject) -> None:
    whole = bytearray(ANSWERS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    reading = READERS[name](bytes(whole), Given(EVENT, 0, "America/Los_Angeles"))
    assert len(reading.refused) <= reading.read
    assert all(at and reason for at, reason in reading.refused)


def test_they_are_feeds_as_the_others_are() -> None:
    assert {feed.name for feed in FEEDS}.isdisjoint(READERS)
    assert feeding.known()[: len(FEEDS) + len(GLUED)] == (*FEEDS, *GLUED)
    for feed in GLUED:
        assert re.fullmatch(r"[a-z][a-z0-9-]*", feed.name)
        assert feed.every_s >= feed.floor_s >= 60
        assert all(address.startswith("https://") for address in feed.addresses(Where()))
