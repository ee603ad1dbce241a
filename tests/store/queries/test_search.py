"""Finding any record by what is typed, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.partners import AddAgency, AddContact
from eocdesk.commands.people import SignIn
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store import search as index
from eocdesk.store.queries import search


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "America/Los_Angeles")).value)
    yield made
    made.close()


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def found(desk: Desk, event: bytes, words: str) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.title, hit.detail) for hit in desk.read_now(search.find, event, words)]


def test_a_number_finds_its_record_first_in_any_letter_case(desk: Desk, event: bytes) -> None:
    _, number = desk.do_now(ReportIncident(event, "Gate 7 plaza")).value
    _, entry = desk.do_now(LogEntry(event, f"See {number}")).value
    assert found(desk, event, number.lower())[0] == ("incident", "Gate 7 plaza", number)
    assert found(desk, event, entry.lower())[0][0] == "entry"
    assert desk.read_now(search.by_number, event, "Gate") == []
    assert desk.read_now(search.by_number, event, f"{desk.code}-Q7") == []


def test_every_kind_with_words_is_found_with_what_tells_it_apart(desk: Desk, event: bytes) -> None:
    agency = desk.do_now(AddAgency(event, {"name": "Sofia Fire Authority", "short": "SFA", "role": "Fire"})).value
    values = {"name": "Sofia Ruiz", "agency": agency, "role": "Medical", "radio": "Ch 7B"}
    desk.do_now(AddContact(event, values))
    venue = desk.do_now(Add("venue", event, {"name": "SoFi Stadium", "city": "Inglewood"})).value
    desk.do_now(Add("session", event, {"title": "Swimming at Sofi", "venue": venue, "starts": 5}))
    desk.do_now(LogEntry(event, "Crowd at Sofi\nGate 7", venue=venue))
    desk.do_now(SignIn(None, "Sofie Chen", "Watch officer"))
    hits = found(desk, event, "sofi")
    assert ("contact", "Sofia Ruiz", "Medical · SFA · Ch 7B") in hits
    assert ("venue", "SoFi Stadium", "Inglewood") in hits
    assert ("session", "Swimming at Sofi", "SoFi Stadium") in hits
    assert ("entry", "Crowd at Sofi Gate 7", f"{desk.code}-L1 · SoFi Stadium") in hits
    assert ("agency", "Sofia Fire Authority", "SFA · Fire") in hits
    assert ("person", "Sofie Chen", "Watch officer") in hits
    assert [kind for kind, _, _ in hits][-2:] == ["session", "entry"]  # they only hold the word within


def test_struck_records_and_those_of_other_events_are_not_found(desk: Desk, event: bytes) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    desk.do_now(Add("venue", other, {"name": "Arrowhead"}))
    desk.do_now(Strike("venue", desk.do_now(Add("venue", event, {"name": "Arrowhead"})).value))
    assert found(desk, event, "arrowhead") == []
    assert found(desk, event, "world cup")[0][:2] == ("event", "World Cup")


def test_nothing_typed_and_odd_words_find_nothing_and_break_nothing(desk: Desk, event: bytes) -> None:
    desk.do_now(LogEntry(event, "Gate 7"))
    for words in ("", "  ", '"', "NEAR(", "text:*", "a OR", "%", "\x00"):
        assert all(kind != "broken" for kind, _, _ in found(desk, event, words))


def test_no_searched_kind_is_left_out() -> None:
    assert set(search.KINDS) == set(index.SEARCHED)
