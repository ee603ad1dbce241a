"""What two desks wrote over each other, after a real merge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddAgency, AddContact, AmendContact
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.queries import conflicts


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
def event(desks: tuple[Desk, Desk]) -> bytes:
    assert desks[0].event is not None
    return desks[0].event.id


def meet(one: Desk, other: Desk) -> None:
    for source, target in ((one, other), (other, one)):
        bodies = source.read_now(
            lambda connection: [body for (body,) in connection.exec_driver_sql("SELECT body FROM change ORDER BY seq")]
        )
        target.store.writer.apply(bodies).result()


def test_a_field_two_desks_wrote_shows_both_values_with_who_where_and_when(
    desks: tuple[Desk, Desk], event: bytes
) -> None:
    here, there = desks
    ruiz = here.do_now(AddContact(event, {"name": "Maria Ruiz", "radio": "Ch 1"})).value
    meet(here, there)
    here.do_now(AmendContact(ruiz, {"radio": "Ch 4", "role": "Medical"}))
    there.do_now(AmendContact(ruiz, {"radio": "Ch 7B", "languages": "Spanish"}))
    meet(here, there)
    for desk in desks:
        (found,) = desk.read_now(conflicts.conflicts, event)
        assert (found.kind, found.id, found.record, found.name, found.label) == (
            "contact",
            ruiz,
            "Maria Ruiz",
            "radio",
            "Radio channel",
        )
        assert found.base == "Ch 1"
        assert {(side.word, side.who, side.position, side.desk) for side in found.sides} == {
            ("Ch 4", "W. Chen", "Watch officer", here.code),
            ("Ch 7B", "A. Patel", "Watch officer", there.code),
        }
        assert [side.shown for side in found.sides] == [True, False]
        assert all(side.received >= side.written > 0 for side in found.sides)
        assert desk.read_now(conflicts.count, event) == desk.read_now(conflicts.count) == 1


def test_a_settled_conflict_leaves_the_inbox_of_both_desks(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    here.do_now(Amend("venue", venue, {"city": "Inglewood"}))
    there.do_now(Amend("venue", venue, {"city": "LA"}))
    meet(here, there)
    (found,) = there.read_now(conflicts.conflicts, event)
    there.do_now(Settle(found.kind, found.id, found.name, found.sides[1].value))
    meet(here, there)
    assert [desk.read_now(conflicts.conflicts, event) for desk in desks] == [(), ()]
    assert here.read_now(conflicts.count) == 0


def test_records_and_choices_in_conflict_are_told_by_name(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    fire = here.do_now(AddAgency(event, {"name": "LA County Fire"})).value
    police = here.do_now(AddAgency(event, {"name": "LAPD"})).value
    incident = here.do_now(Add("incident", event, {"title": "Gate 7", "opened": 5, "severity": 1})).value
    meet(here, there)
    here.do_now(Amend("incident", incident, {"lead": fire, "severity": 3}))
    there.do_now(Amend("incident", incident, {"lead": police, "severity": 4}))
    meet(here, there)
    found = {one.name: one for one in here.read_now(conflicts.conflicts, event)}
    assert {side.word for side in found["lead"].sides} == {"LA County Fire", "LAPD"}
    assert {side.word for side in found["severity"].sides} == {"Major", "Critical"}
    assert found["severity"].base == "Minor"
    assert found["lead"].happened == 5


def test_a_strike_against_someone_who_wrote_on_shows_both(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    here.do_now(Strike("venue", venue))
    there.do_now(Amend("venue", venue, {"city": "Inglewood"}))
    meet(here, there)
    (found,) = here.read_now(conflicts.conflicts, event)
    assert [(side.word, side.who, side.value, side.shown) for side in found.sides] == [
        ("Struck", "W. Chen", True, False),
        ("Kept, and written on (City)", "A. Patel", False, True),
    ]


def test_conflicts_of_another_event_stay_out(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    here.do_now(Amend("venue", venue, {"city": "A"}))
    there.do_now(Amend("venue", venue, {"city": "B"}))
    meet(here, there)
    other = ids.event_id("WC26")
    assert here.read_now(conflicts.conflicts, other) == ()
    assert here.read_now(conflicts.count, other) == 0
    assert len(here.read_now(conflicts.conflicts)) == 1


def test_a_conflict_has_one_code_on_every_desk_and_another_once_a_value_comes_or_goes(
    desks: tuple[Desk, Desk], event: bytes, tmp_path: Path
) -> None:
    here, there = desks
    third = Desk(tmp_path / "third")
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    meet(here, third)
    for desk, city in ((here, "Inglewood"), (there, "LA"), (third, "Hawthorne")):
        desk.do_now(Amend("venue", venue, {"city": city}))
    meet(here, there)
    (one,), (same,) = (desk.read_now(conflicts.conflicts) for desk in desks)
    assert one.code == same.code
    assert len(one.code) == 5
    assert not set(one.code) & set("AEIOU01")
    meet(here, third)
    (more,) = here.read_now(conflicts.conflicts)
    assert more.code != one.code
    now = here.read_now(conflicts.open_now, venue, "city")
    assert now is not None
    assert (now.code, set(now.values)) == (more.code, {"Inglewood", "LA", "Hawthorne"})
    assert here.read_now(conflicts.open_now, venue, "name") is None
    third.close()


def test_what_is_written_on_after_a_strike_is_another_conflict_to_decide(
    desks: tuple[Desk, Desk], event: bytes
) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    here.do_now(Strike("venue", venue))
    there.do_now(Amend("venue", venue, {"city": "Inglewood"}))
    meet(here, there)
    (before,) = here.read_now(conflicts.conflicts)
    there.do_now(Amend("venue", venue, {"capacity": 70000}))
    meet(here, there)
    (after,) = here.read_now(conflicts.conflicts)
    assert before.is_strike
    assert not before.is_open
    assert before.code != after.code


def test_which_values_may_be_given_is_told_by_the_field(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    entry = ids.new_id()
    for desk, words in ((here, "Gate 5"), (there, "Gate 7")):
        desk.do_now(LogEntry(event, words, id=entry))
        desk.do_now(Amend("venue", venue, {"city": words, "capacity": len(desk.code) + (desk is here)}))
    meet(here, there)
    found = {(one.kind, one.name): one for one in here.read_now(conflicts.conflicts)}
    assert found["venue", "city"].is_open
    assert not found["entry", "text"].is_open
    assert here.read_now(conflicts.labels_of, "venue", venue) == ("City", "Capacity")
    assert here.read_now(conflicts.labels_of, "venue", entry) == ()


def test_the_mark_is_the_same_until_a_conflict_comes_or_goes(desks: tuple[Desk, Desk], event: bytes) -> None:
    here, there = desks
    venue = here.do_now(Add("venue", event, {"name": "SoFi"})).value
    meet(here, there)
    marks = [here.read_now(conflicts.mark)]
    here.do_now(Amend("venue", venue, {"city": "A"}))
    assert here.read_now(conflicts.mark) == marks[0] == (0, 0)
    there.do_now(Amend("venue", venue, {"city": "B"}))
    meet(here, there)
    marks.append(here.read_now(conflicts.mark))
    here.do_now(Settle("venue", venue, "city", "A"))
    marks.append(here.read_now(conflicts.mark))
    assert marks[0] == marks[2] != marks[1]
