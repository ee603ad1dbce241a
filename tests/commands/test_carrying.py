"""What one event left open and learned comes to the next one, once, in words, and marked as it was."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.carrying import BringOver, CarryLessons
from eocdesk.commands.events import AddEvent
from eocdesk.commands.exchange import AddLesson, DecideLesson
from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.records import Add
from eocdesk.commands.undo import Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store.queries.listed import listed
from tests.kit.desks import CODE, EVENT


@pytest.fixture
def later(desk: Desk) -> bytes:
    """The next event."""
    made: bytes = desk.do_now(AddEvent("NEXT", "The next one", zone="America/Los_Angeles")).value
    return made


def every(desk: Desk, kind: str, event: bytes) -> list[dict[str, Any]]:
    return desk.read_now(listed, kind, event, None, None)


def test_a_lesson_comes_to_be_considered_and_says_what_became_of_it_before(desk: Desk, later: bytes) -> None:
    marked = {"marking": "RED", "audience": "FBI"}
    partner = desk.do_now(Add("agency", EVENT, {"name": "SGDSN", **marked})).value
    said = {"title": "Paper passes", "observed": "The app was down.", "agency": partner, **marked}
    lesson, number = desk.do_now(AddLesson(EVENT, said)).value
    desk.do_now(DecideLesson(lesson, "adapted", "Staff only."))
    desk.do_now(CarryLessons((lesson,), later))
    (came,) = every(desk, "lesson", later)
    assert came["observed"] == f"The app was down.\n\nLearned from SGDSN.\n\n{CODE} {number}: adapted. Staff only."
    assert (came["adoption"], came["marking"], came["audience"]) == ("considered", "RED", "FBI")
    assert came["observed_at"] == CODE
    with pytest.raises(Refused, match="before"):
        desk.do_now(CarryLessons((lesson,), later))
    with pytest.raises(Refused, match="already"):
        desk.do_now(CarryLessons((lesson,), EVENT))
    with pytest.raises(Refused, match="Choose the event"):
        desk.do_now(CarryLessons((lesson,), b""))


def test_a_partner_marked_otherwise_is_not_named(desk: Desk, later: bytes) -> None:
    partner = desk.do_now(Add("agency", EVENT, {"name": "CANARY", "marking": "RED"})).value
    lesson, _ = desk.do_now(AddLesson(EVENT, {"title": "Shade", "agency": partner, "marking": "GREEN"})).value
    desk.do_now(CarryLessons((lesson,), later))
    assert "CANARY" not in str(every(desk, "lesson", later))


def test_all_that_is_open_comes_at_once_and_what_came_before_does_not_come_again(desk: Desk, later: bytes) -> None:
    with pytest.raises(Refused, match="Nothing"):
        desk.do_now(BringOver(EVENT, later))
    for title in ("No radio", "No water"):
        desk.do_now(AddGap(EVENT, {"title": title}))
    shut, _ = desk.do_now(AddGap(EVENT, {"title": "Shut"})).value
    desk.do_now(CloseGap(shut, "Bought."))
    desk.do_now(AddLesson(EVENT, {"title": "Shade"}))
    done = desk.do_now(BringOver(EVENT, later))
    assert done.value == (2, 1)
    assert {one["title"] for one in every(desk, "gap", later)} == {"No radio", "No water"}
    desk.do_now(AddLesson(EVENT, {"title": "Night calls"}))
    assert desk.do_now(BringOver(EVENT, later)).value == (0, 1)
    for source, sentence in ((later, "another event"), (b"", "come from")):
        with pytest.raises(Refused, match=sentence):
            desk.do_now(BringOver(source, later))
    desk.do_now(Undo(done.notice.act.id))
    assert not every(desk, "gap", later)
