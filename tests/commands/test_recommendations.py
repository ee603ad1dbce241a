"""A recommendation moves from proposed to done, with resources that could serve and evidence that it was."""

from __future__ import annotations

import pytest

from eocdesk.commands.gaps import AddGap
from eocdesk.commands.recommendations import AddEvidence, AmendRecommendation, MoveRecommendation, Recommend, Serve
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Evidence, Gap, Recommendation, Refused
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def read(desk: Desk, record: bytes) -> Recommendation:
    found = desk.read_now(events.record, Recommendation, record)
    assert found is not None
    return found


@pytest.fixture
def gap(desk: Desk) -> bytes:
    return bytes(desk.do_now(AddGap(EVENT, {"title": "No radio", "marking": "RED", "audience": "FBI"})).value[0])


def test_it_is_marked_at_least_as_its_gap(desk: Desk, gap: bytes) -> None:
    record, number = desk.do_now(Recommend(gap, {"title": "Buy repeaters", "marking": "GREEN"})).value
    found = read(desk, record)
    assert number == found.number == f"{desk.code}-N1"
    assert (found.gap, found.marking, found.audience, found.state) == (gap, "RED", "FBI", "proposed")
    with pytest.raises(Refused, match="Recommendation is empty"):
        desk.do_now(Recommend(gap, {}))


def test_it_is_moved_and_its_gap_with_it(desk: Desk, gap: bytes) -> None:
    record, _ = desk.do_now(Recommend(gap, {"title": "Buy"})).value
    desk.do_now(MoveRecommendation(record, "in work", 40))
    now = desk.read_now(events.record, Gap, gap)
    assert now is not None
    assert now.state == "in work"
    desk.do_now(MoveRecommendation(record, "done"))
    assert read(desk, record).progress == 100
    assert read(desk, record).done is not None
    with pytest.raises(Refused, match="already"):
        desk.do_now(MoveRecommendation(record, "done"))
    with pytest.raises(Refused, match="why it is rejected"):
        desk.do_now(MoveRecommendation(record, "rejected"))
    desk.do_now(MoveRecommendation(record, "rejected", reason="No money."))
    assert (read(desk, record).done, read(desk, record).note) == (None, "No money.")


def test_what_does_not_fit_is_refused(desk: Desk, gap: bytes) -> None:
    record, _ = desk.do_now(Recommend(gap, {"title": "Buy"})).value
    for values in ({"progress": 101}, {"agency": bytes(16)}, {"resources": [bytes(16).hex()]}, {"title": ""}):
        with pytest.raises(Refused):
            desk.do_now(AmendRecommendation(record, values))


def test_resources_that_could_serve_are_chosen(desk: Desk, gap: bytes) -> None:
    crew = desk.do_now(Add("resource", EVENT, {"name": "Radio crew"})).value
    record, _ = desk.do_now(Recommend(gap, {"title": "Buy"})).value
    desk.do_now(Serve(record, (crew,)))
    assert read(desk, record).resources == [crew.hex()]
    desk.do_now(Serve(record, ()))
    assert not read(desk, record).resources


def test_evidence_is_marked_as_what_it_shows_and_says_something(desk: Desk, gap: bytes) -> None:
    made = desk.do_now(AddEvidence(gap=gap, words="Seen")).value
    found = desk.read_now(events.record, Evidence, made)
    assert found is not None
    assert (found.gap, found.words, found.marking, found.audience) == (gap, "Seen", "RED", "FBI")
    for one in (AddEvidence(gap=gap), AddEvidence(words="x"), AddEvidence(gap=gap, entry=bytes(16))):
        with pytest.raises(Refused):
            desk.do_now(one)
