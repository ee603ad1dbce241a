"""Taking the watch, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.events import AddEvent
from eocdesk.commands.people import SignIn, person_id
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Person, Refused, ids
from eocdesk.store.queries import events


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    yield made
    made.close()


def test_an_officer_has_the_same_id_on_every_desk_and_belongs_to_no_event(desk: Desk) -> None:
    key = desk.do_now(SignIn(None, "  Wen  CHEN", "Watch officer")).value
    assert key == person_id("wen chen")
    person = desk.read_now(events.record, Person, key)
    assert person is not None
    assert (person.name, person.position, person.event) == ("Wen CHEN", "Watch officer", ids.NIL)
    assert desk.read_now(events.records, Entry) == []


def test_a_change_of_officer_is_logged_with_who_sat_there_before(desk: Desk) -> None:
    event = desk.do_now(AddEvent("LA28", "LA28 Games", "UTC")).value
    desk.do_now(SignIn(event, "W. Chen", "Watch officer"))
    desk.settings.set("person", "W. Chen")
    desk.settings.set("position", "Watch officer")
    desk.do_now(SignIn(event, "A. Patel", "Duty officer"))
    first, second = sorted(desk.read_now(events.records, Entry), key=lambda entry: entry.row or 0)
    assert first.text == "Watch taken by W. Chen, Watch officer."
    assert second.text == "Watch taken by A. Patel, Duty officer; before: W. Chen, Watch officer."
    assert (second.author, second.position) == ("A. Patel", "Duty officer")
    assert second.number == f"{desk.code}-L2"


def test_nobody_takes_the_watch_without_a_name(desk: Desk) -> None:
    with pytest.raises(Refused) as told:
        desk.do_now(SignIn(None, "  "))
    assert told.value.field == "person"
