"""Engagements are kept, lessons decided on with a reason, and a lesson becomes a gap."""

from __future__ import annotations

import pytest

from eocdesk.commands.exchange import (
    AddEngagement,
    AddLesson,
    AmendEngagement,
    AmendLesson,
    DecideLesson,
    GapOfLesson,
)
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Engagement, Gap, Lesson, Refused
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def lesson(desk: Desk, record: bytes) -> Lesson:
    found = desk.read_now(events.record, Lesson, record)
    assert found is not None
    return found


def test_an_engagement_names_who_took_part_and_gets_its_minutes(desk: Desk) -> None:
    agency = desk.do_now(Add("agency", EVENT, {"name": "Préfecture de police"})).value
    values = {"title": "Delegation", "kind": "delegation", "partners": [agency.hex()], "starts": 10, "ends": 20}
    record = desk.do_now(AddEngagement(EVENT, values)).value
    desk.do_now(AmendEngagement(record, {"minutes": "Agreed."}))
    found = desk.read_now(events.record, Engagement, record)
    assert found is not None
    assert (found.minutes, found.partners) == ("Agreed.", [agency.hex()])
    with pytest.raises(Refused, match="end is before"):
        desk.do_now(AmendEngagement(record, {"ends": 5}))
    for bad in ({"title": ""}, {"title": "x", "partners": [bytes(16).hex()]}, {"title": "x", "committee": bytes(16)}):
        with pytest.raises(Refused):
            desk.do_now(AddEngagement(EVENT, bad))


def test_a_lesson_is_decided_with_a_reason_where_it_needs_one(desk: Desk) -> None:
    record, number = desk.do_now(AddLesson(EVENT, {"title": "Water before noon"})).value
    assert number == f"{desk.code}-E1"
    for adoption in ("adapted", "rejected"):
        with pytest.raises(Refused, match=f"Say why it is {adoption}"):
            desk.do_now(DecideLesson(record, adoption))
        with pytest.raises(Refused, match=f"Say why it is {adoption}"):
            desk.do_now(AmendLesson(record, {"adoption": adoption}))
    desk.do_now(DecideLesson(record, "adapted", "Our summers are drier."))
    found = lesson(desk, record)
    assert (found.adoption, found.reason, found.decided_by) == ("adapted", "Our summers are drier.", "L. Chen")
    assert found.decided is not None
    with pytest.raises(Refused, match="decided so already"):
        desk.do_now(DecideLesson(record, "adapted", "Our summers are drier."))
    desk.do_now(DecideLesson(record, "considered"))
    assert (lesson(desk, record).decided, lesson(desk, record).decided_by) == (None, "")


def test_a_lesson_takes_the_marking_of_its_engagement_and_becomes_a_gap_once(desk: Desk) -> None:
    met = desk.do_now(AddEngagement(EVENT, {"title": "Visit", "marking": "RED", "audience": "FBI"})).value
    values = {"title": "One radio net", "observed": "Three nets", "taken": "One", "engagement": met}
    record, _ = desk.do_now(AddLesson(EVENT, values)).value
    assert (lesson(desk, record).marking, lesson(desk, record).audience) == ("RED", "FBI")
    made, _ = desk.do_now(GapOfLesson(record)).value
    found = desk.read_now(events.record, Gap, made)
    assert found is not None
    assert (found.title, found.text, found.marking, found.audience, found.engagement) == (
        "One radio net",
        "Three nets\n\nOne",
        "RED",
        "FBI",
        met,
    )
    assert lesson(desk, record).gap == made
    with pytest.raises(Refused, match="gap already"):
        desk.do_now(GapOfLesson(record))
