"""A rehearsal says what the work would say, writes nothing, and waits for nobody."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.command import Work
from eocdesk.commands.imports import Import, Report
from eocdesk.commands.reading import Item, Reading
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Session, Venue, ids
from eocdesk.store.rehearsal import Rehearsal
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, bodies, make_desk

IMPORT = Who("L. Chen", "Watch officer", "import:la28")
KEYS = st.sampled_from(["A", "B", "C", "D"])
VENUES = st.sampled_from(["SoFi Stadium", "Rose Bowl", "Atlantis", ""])


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A row of a file: a session, a venue it may name, or an entry that is written once."""
    kind, key = draw(st.sampled_from(["session", "session", "venue", "entry"])), draw(KEYS)
    if kind == "venue":
        return Item("venue", key, f"row {key}", {"name": draw(VENUES.filter(bool))})
    if kind == "entry":
        return Item("entry", key, f"row {key}", {"text": draw(st.sampled_from(["Smoke", "Fire"])), "happened": 5})
    values = {"title": draw(st.sampled_from(["Heat", "Final", ""])), "starts": draw(st.sampled_from([None, 1, 2]))}
    venue = draw(VENUES)
    return Item("session", key, f"row {key}", values, {"venue": venue} if venue else {})


def reading(rows: list[Item]) -> Reading:
    return Reading("csv", "la28", tuple(rows), lists="la28")


def look(desk: Desk, command: Import) -> Report:
    return desk.read_now(lambda connection: command.look(Rehearsal(connection, command.again())))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One desk for all examples: each finds what those before it left."""
    folder: Path = tmp_path_factory.mktemp("rehearsal")
    desk = make_desk(folder / "desk")
    yield desk
    desk.close()


@given(st.lists(items(), min_size=1, max_size=8))
def test_what_is_rehearsed_is_what_happens(kept: Desk, rows: list[Item]) -> None:
    before = bodies(kept)
    command = Import(EVENT, reading(rows), "sessions.csv")
    rehearsed = look(kept, command)
    assert bodies(kept) == before
    assert kept.do_now(command, who=IMPORT).value == rehearsed


def test_a_person_s_change_is_kept_in_a_rehearsal_too(desk: Desk) -> None:
    row = Item("session", "A", "row 1", {"title": "Heat", "starts": 1})
    desk.do_now(Import(EVENT, reading([row])), who=IMPORT)
    desk.do_now(Amend("session", ids.source_id(EVENT, "session", "la28", "A"), {"starts": 7}))
    command = Import(EVENT, reading([Item("session", "A", "row 1", {"title": "Heat", "starts": 2})]))
    assert len(look(desk, command).kept) == 1


def test_nobody_waits_for_a_rehearsal_and_it_waits_for_nobody(desk: Desk) -> None:
    free, held = threading.Event(), threading.Event()

    class Long:
        title = "Long"

        def do(self, work: Work) -> None:
            work.put("event", EVENT, name="LA28")
            held.set()
            free.wait(30)

    doing = desk.store.writer.do(Long(), desk.who())
    held.wait(30)
    try:
        assert look(desk, Import(EVENT, reading([Item("session", "A", "row 1", {"title": "Heat"})]))).added == 1
        assert not doing.done()
    finally:
        free.set()
    doing.result()


def test_the_doors_of_the_work_are_the_same(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value

    def tried(connection: Any) -> None:
        rehearsal = Rehearsal(connection, [venue])
        assert rehearsal.must(Venue, venue).name == "SoFi"
        assert rehearsal.put("venue", venue, name="SoFi") is False
        assert rehearsal.put("venue", venue, name="Rose Bowl") is True
        rehearsal.note("seen", 1)
        rehearsal.checkpoint()
        assert rehearsal.must(Venue, venue).name == "Rose Bowl"  # spoken of again, so kept in mind
        assert (rehearsal.noted("seen"), rehearsal.noted("not seen")) == (1, None)
        new = ids.new_id()
        assert rehearsal.put("entry", new, text="Smoke", event=EVENT) is True
        with pytest.raises(Refused, match="is written once"):
            rehearsal.put("entry", new, text="Fire")
        with pytest.raises(Refused, match="This session is not on this desk"):
            rehearsal.must(Session, new)

    desk.read_now(tried)
    found = desk.read_now(lambda connection: Rehearsal(connection).must(Venue, venue))
    assert found.name == "SoFi"
