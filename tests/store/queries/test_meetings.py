"""How a copy stands with those it meets: what is unsent to each, and what the hub refused, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.peers import DESK, REVOKED
from eocdesk.store.queries import meetings
from tests.kit.desks import EVENT, meet
from tests.kit.joined import HUB_ID, holds_all, joined, refused

LAPTOP = b"l" * 16


def test_a_desk_alone_has_nobody_to_meet(desk: Desk) -> None:
    assert desk.read_now(meetings.peers) == ()
    assert desk.read_now(meetings.hub) is None


def test_what_is_unsent_is_counted_for_each_peer_and_listed_newest_first_with_who_wrote_it(desk: Desk) -> None:
    joined(desk)
    joined(desk, LAPTOP, DESK, "Liaison laptop")
    holds_all(desk)
    record = desk.do_now(ReportIncident(EVENT, "Smoke at Gate 7")).value[0]
    desk.do_now(LogEntry(EVENT, "Gate 7 closed"))
    hub, laptop = desk.read_now(meetings.peers)
    assert (hub.name, laptop.name) == ("Room hub", "Liaison laptop"), "hubs first"
    assert 0 < hub.unsent < laptop.unsent
    listed = desk.read_now(meetings.unsent, HUB_ID)
    assert len(listed) == hub.unsent
    assert (listed[0].kind, listed[0].act, listed[0].person) == ("entry", "Log an entry", "L. Chen")
    assert listed[0].title.endswith("Gate 7 closed")
    assert any(one.record == record and one.title.endswith("Smoke at Gate 7") for one in listed)
    assert len(desk.read_now(meetings.unsent, HUB_ID, 1)) == 1
    holds_all(desk)
    assert desk.read_now(meetings.unsent, HUB_ID) == ()


def test_what_came_from_another_desk_is_unsent_too_until_the_hub_has_it(desks: Callable[[int], list[Desk]]) -> None:
    """A desk brings what it heard from others to the hub."""
    one, two = desks(2)
    meet(one, two)
    joined(one)
    holds_all(one)
    two.do_now(LogEntry(EVENT, "Heard by radio"))
    meet(one, two)
    assert [row.person for row in one.read_now(meetings.unsent, HUB_ID)] == ["Officer 1"]


@pytest.mark.parametrize("state", ["", REVOKED])
def test_a_hub_that_put_this_desk_out_is_said_to_have(desk: Desk, state: str) -> None:
    joined(desk, state=state, skew=3_660_000)
    found = desk.read_now(meetings.hub)
    assert found is not None
    assert found.revoked is (state == REVOKED)
    assert found.skew == 3_660_000


def test_what_the_hub_refused_is_kept_with_its_words_and_the_hubs_sentence(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "city": "Inglewood"})).value
    refused(desk, record, "A liaison sets no venue up.")
    (told,) = desk.read_now(meetings.refusals)
    assert (told.kind, told.title, told.sentence) == ("venue", "SoFi Stadium", "A liaison sets no venue up.")
    assert told.words == (("City", "Inglewood"), ("Name", "SoFi Stadium"))
    assert (told.person, told.at) == ("L. Chen", 77)


def test_a_refused_record_that_is_no_row_any_more_is_still_called_by_its_words(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value

    refused(desk, record, "No.", 1)

    def gone(connection: Any) -> None:
        run = connection.exec_driver_sql
        run("INSERT INTO refused VALUES (?, ?, 9, 'venue', ?, x'00', 'Not read.', 2)", (ids.NIL, ids.NIL, b"r" * 16))
        run("DELETE FROM venue WHERE id = ?", (record,))

    desk.store.writer.local(gone).result()
    newest, old = desk.read_now(meetings.refusals)
    assert old.title == "SoFi Stadium"
    assert (newest.words, newest.sentence) == ((), "Not read.")
