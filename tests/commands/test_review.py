"""A venue matched by hand takes its sessions, teaches the next file, and leaves them free to move."""

from __future__ import annotations

import asyncio

import pytest

from eocdesk.commands.imports import Import, Report
from eocdesk.commands.reading import Item, Reading
from eocdesk.commands.records import Add
from eocdesk.commands.review import MatchVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Session, Venue, ids
from eocdesk.store.queries import events, review
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, sound

REVIEW = Who("L. Chen", "Watch officer", "import:review")


def bring(desk: Desk, **venues: str) -> Report:
    items = tuple(Item("session", key, f"row {key}", {"title": key}, {"venue": words}) for key, words in venues.items())
    who = Who("L. Chen", "Watch officer", "import:la28")
    report: Report = desk.do_now(Import(EVENT, Reading("csv", "la28", items), "s.csv"), who=who).value
    return report


def held(desk: Desk, key: str) -> Session:
    found = desk.read_now(events.record, Session, ids.source_id(EVENT, "session", "la28", key))
    assert found is not None
    return found


def test_words_matched_to_a_venue_take_all_their_sessions_there(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    bring(desk, A="2028 Stadium", B="2028 Stadium", C="Elsewhere")
    assert desk.do_now(MatchVenue(EVENT, "2028 Stadium", venue), who=REVIEW).value == (venue, 2)
    assert [held(desk, key).venue for key in "ABC"] == [venue, venue, None]
    assert desk.read_now(review.unknown_venues, EVENT) == [review.Unknown("Elsewhere", 1)]
    known = desk.read_now(events.record, Venue, venue)
    assert known is not None
    assert known.aliases == ["2028 Stadium"]
    assert sound(desk)


def test_the_next_file_finds_the_venue_and_changes_nothing(desk: Desk) -> None:
    bring(desk, A="2028 Stadium")
    venue, count = desk.do_now(MatchVenue(EVENT, "2028 Stadium"), who=REVIEW).value
    assert count == 1
    known = desk.read_now(events.record, Venue, venue)
    assert known is not None
    assert (known.name, known.aliases or []) == ("2028 Stadium", [])
    report = bring(desk, A="The 2028 stadium")
    assert (report.unchanged, report.warnings, report.kept) == (1, [], [])


def test_a_newer_file_may_still_move_a_session_that_was_matched(desk: Desk) -> None:
    other = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    bring(desk, A="2028 Stadium")
    desk.do_now(MatchVenue(EVENT, "2028 Stadium"), who=REVIEW)
    report = bring(desk, A="Rose Bowl")
    assert (report.changed, report.kept) == (1, [])
    assert held(desk, "A").venue == other


def test_it_is_one_act_that_can_be_undone(desk: Desk) -> None:
    bring(desk, A="2028 Stadium", B="2028 Stadium")
    desk.do_now(MatchVenue(EVENT, "2028 Stadium"), who=REVIEW)
    asyncio.run(desk.undo())
    assert desk.read_now(review.unknown_venues, EVENT) == [review.Unknown("2028 Stadium", 2)]
    assert sound(desk)


def test_words_nobody_waits_under_and_a_venue_of_another_desk_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="No session waits with the words “Atlantis”"):
        desk.do_now(MatchVenue(EVENT, "Atlantis"), who=REVIEW)
    bring(desk, A="2028 Stadium")
    with pytest.raises(Refused, match="This venue is not on this desk"):
        desk.do_now(MatchVenue(EVENT, "2028 Stadium", b"x" * 16), who=REVIEW)
    assert held(desk, "A").venue is None
