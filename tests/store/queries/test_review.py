"""What waits for a person after an import, the words of most sessions first, nothing that is settled."""

from __future__ import annotations

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import review
from tests.kit.desks import EVENT


def test_only_sessions_that_stand_and_have_no_venue_wait(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value

    def session(words: str, **values: object) -> bytes:
        made: bytes = desk.do_now(Add("session", EVENT, {"title": "Heat", "venue_words": words, **values})).value
        return made

    one, two = session("Dome"), session("Dome")
    session("Arena")
    session("Bowl", venue=venue)
    session("")
    desk.do_now(Strike("session", session("Gone")))
    assert desk.read_now(review.unknown_venues, EVENT) == [review.Unknown("Dome", 2), review.Unknown("Arena", 1)]
    assert sorted(desk.read_now(review.sessions_of, EVENT, "Dome")) == sorted([one, two])
    assert desk.read_now(review.sessions_of, EVENT, "Gone") == []
    assert desk.read_now(review.unknown_venues, b"x" * 16) == []
