"""The trail says who saw a paper and stands for good: no undo, no strike, no amendment takes it back."""

from __future__ import annotations

import asyncio

import pytest

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.commands.undo import Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Access, Refused, Venue
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, sound


def note(desk: Desk, way: str = "printed") -> bytes:
    command = NoteAccess(EVENT, way, "ICS 214", "AMBER", "FBI", "ics-214", released="GREEN", withheld=3, pages=2)
    return bytes(desk.do_now(command).value)


def test_an_entry_says_who_what_when_and_how_and_is_marked_as_the_paper(desk: Desk) -> None:
    note(desk)
    (found,) = desk.read_now(events.of_event, Access, EVENT)
    assert (found.way, found.what, found.code, found.released) == ("printed", "ICS 214", "ics-214", "GREEN")
    assert (found.withheld, found.pages, found.author, found.position) == (3, 2, "L. Chen", "Watch officer")
    assert (found.marking, found.audience) == ("AMBER", "FBI")
    assert found.written is not None
    assert sound(desk)


def test_undo_passes_it_over_and_takes_back_what_was_done_before(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    note(desk)
    asyncio.run(desk.undo())
    told = desk.read_now(events.record, Venue, venue)
    assert told is not None
    assert told.struck is True
    (found,) = desk.read_now(events.of_event, Access, EVENT)
    assert not found.struck


def test_nobody_strikes_amends_or_takes_it_back(desk: Desk) -> None:
    outcome = desk.do_now(NoteAccess(EVENT, "viewed", "ICS 214", "RED"))
    commands = (
        Undo(outcome.notice.act.id),
        Strike("access", outcome.value),
        Amend("access", outcome.value, {"what": "nothing"}),
        Add("access", EVENT, {"what": "nothing"}),
    )
    for command in commands:
        with pytest.raises(Refused):
            desk.do_now(command)
    assert len(desk.read_now(events.of_event, Access, EVENT)) == 1


def test_another_way_than_those_there_are_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="It is one of: viewed, printed"):
        note(desk, "glanced at")
