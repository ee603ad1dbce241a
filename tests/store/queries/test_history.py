"""What a record went through, in words, on real desks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddAgency, AddContact, AmendContact
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.history import history


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Desk, Desk]]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    here, there = Desk(tmp_path / "here"), Desk(tmp_path / "there")
    here.open_event(here.do_now(AddEvent("LA28", "LA28 Games", "America/Los_Angeles")).value)
    for desk, person in ((here, "W. Chen"), (there, "A. Patel")):
        desk.settings.set("person", person)
        desk.settings.set("position", "Watch officer")
    yield here, there
    here.close()
    there.close()


@pytest.fixture
def desk(desks: tuple[Desk, Desk]) -> Desk:
    return desks[0]


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def meet(one: Desk, other: Desk) -> None:
    for source, target in ((one, other), (other, one)):
        bodies = source.read_now(
            lambda connection: [body for (body,) in connection.exec_driver_sql("SELECT body FROM change ORDER BY seq")]
        )
        target.store.writer.apply(bodies).result()


def test_each_changed_field_is_a_line_with_who_when_where_and_both_words(desk: Desk, event: bytes) -> None:
    lacofd = desk.do_now(AddAgency(event, {"name": "LA County Fire"})).value
    caloes = desk.do_now(AddAgency(event, {"name": "Cal OES"})).value
    ruiz = desk.do_now(AddContact(event, {"name": "Maria Ruiz", "agency": lacofd, "radio": "Ch 4"})).value
    desk.do_now(AmendContact(ruiz, {"agency": caloes, "radio": "Ch 7B"}))
    lines = desk.read_now(history, "contact", ruiz)
    assert [(line.label, line.old, line.new) for line in lines if not line.first] == [
        ("Agency", "LA County Fire", "Cal OES"),
        ("Radio channel", "Ch 4", "Ch 7B"),
    ]
    newest = lines[0]
    assert (newest.who, newest.position, newest.title, newest.origin) == (
        "W. Chen",
        "Watch officer",
        "Amend contact",
        "hand",
    )
    assert (newest.desk, newest.received >= newest.when > 0) == (desk.code, True)
    made = [line for line in lines if line.first]
    assert {line.name for line in made} == {"name", "agency", "radio"}
    assert {line.old for line in made} == {""}
    assert "event" not in {line.name for line in lines}


def test_choices_moments_markings_lists_and_yes_are_told_in_words_of_the_zone(desk: Desk, event: bytes) -> None:
    incident = desk.do_now(Add("incident", event, {"title": "Gate 7"})).value
    desk.do_now(Amend("incident", incident, {"severity": 4, "opened": 1_847_655_120_000, "lat": 33.95}))
    desk.do_now(Amend("incident", incident, {"marking": "RED"}))
    desk.do_now(Strike("incident", incident))
    told = {line.name: (line.old, line.new) for line in desk.read_now(history, "incident", incident, "Europe/Paris")}
    assert told["severity"] == ("Info", "Critical")
    assert told["opened"] == ("", "2028-07-19 23:32")
    assert told["lat"] == ("", "33.95°")
    assert told["marking"] == ("TLP:AMBER", "TLP:RED")
    assert told["struck"] == ("No", "Yes")
    contact = desk.do_now(AddContact(event, {"name": "A", "phones": [["desk", "911"], ["", "*55"]]})).value
    assert {line.new for line in desk.read_now(history, "contact", contact)} == {"A", "desk 911, *55"}


def test_a_move_to_another_marking_tells_only_what_changed(desk: Desk, event: bytes) -> None:
    venue = desk.do_now(Add("venue", event, {"name": "SoFi Stadium", "city": "Inglewood"})).value
    desk.do_now(Amend("venue", venue, {"marking": "GREEN", "city": "Inglewood, CA"}))
    lines = [line for line in desk.read_now(history, "venue", venue) if not line.first]
    assert [(line.name, line.old, line.new) for line in lines] == [
        ("city", "Inglewood", "Inglewood, CA"),
        ("marking", "TLP:AMBER", "TLP:GREEN"),
    ]


def test_what_another_desk_wrote_names_that_desk_and_what_its_author_saw(
    desks: tuple[Desk, Desk], event: bytes
) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi", "city": "LA"})).value
    meet(here, there)
    here.do_now(Amend("venue", venue, {"city": "Inglewood"}))
    there.do_now(Amend("venue", venue, {"city": "Los Angeles"}))
    meet(here, there)
    lines = [line for line in here.read_now(history, "venue", venue) if line.name == "city" and not line.first]
    assert {(line.desk, line.who, line.old, line.new) for line in lines} == {
        (here.code, "W. Chen", "LA", "Inglewood"),
        (there.code, "A. Patel", "LA", "Los Angeles"),
    }
    here.do_now(Settle("venue", venue, "city", "Inglewood"))
    settled = here.read_now(history, "venue", venue)[0]
    assert settled.title == "Settle a conflict"
    assert set(settled.old.split(" / ")) == {"Inglewood", "Los Angeles"}
    assert settled.new == "Inglewood"


def test_a_record_nobody_wrote_has_no_history(desk: Desk) -> None:
    assert desk.read_now(history, "venue", bytes(16)) == ()
    assert desk.read_now(history, "nothing", bytes(16)) == ()
