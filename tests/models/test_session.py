"""What a session is made of: every choice can be said, kept and read back."""

from __future__ import annotations

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Session, fields_of
from eocdesk.models.fields import Meets
from eocdesk.models.session import KINDS, RISKS, STATUSES
from eocdesk.store.queries import events
from tests.kit.sessions import add


@pytest.mark.parametrize(
    ("name", "choices"), [("kind", KINDS), ("status", STATUSES), ("risk", RISKS)], ids=["kind", "status", "risk"]
)
def test_every_choice_is_kept_as_it_was_chosen(desk: Desk, name: str, choices: tuple[tuple[object, str], ...]) -> None:
    field = fields_of(Session)[name]
    for value, word in choices:
        found = desk.read_now(events.record, Session, add(desk, str(word), **{name: value}))
        assert found is not None
        assert getattr(found, name) == value
        assert field.word(value) == word


def test_a_session_begins_as_a_scheduled_competition_whose_time_is_open(desk: Desk) -> None:
    found = desk.read_now(events.record, Session, add(desk, "Final"))
    assert found is not None
    assert (found.kind, found.status, found.starts, found.ends, found.risk) == (
        "competition",
        "scheduled",
        None,
        None,
        None,
    )


def test_two_desks_that_plan_it_differently_are_asked_and_sources_are_not() -> None:
    fields = fields_of(Session)
    assert fields["starts"].meets is fields["status"].meets is Meets.ASK
    assert fields["source_key"].meets is fields["sequence"].meets is Meets.NEWEST


def test_it_is_found_by_the_words_people_know() -> None:
    searched = {name for name, field in fields_of(Session).items() if field.searched}
    assert {"title", "sport", "venue_words", "dignitaries", "note"} <= searched
