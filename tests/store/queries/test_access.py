"""The trail is read newest first, found by words of paper, person or printer, and by a digest's beginning."""

from __future__ import annotations

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.events import AddEvent
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access
from tests.kit.desks import EVENT


def test_the_trail_is_told_newest_first_and_found_by_words(desk: Desk) -> None:
    for what, to, digest in (("ICS 214", "Canon 3", "ab" * 32), ("Handover", "screen", "cd" * 32)):
        desk.do_now(NoteAccess(EVENT, "printed", what, "AMBER", sent_to=to, digest=digest))
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    desk.do_now(NoteAccess(other, "printed", "ICS 214", "AMBER"))
    assert [one.what for one in desk.read_now(access.trail, EVENT)] == ["Handover", "ICS 214"]
    assert [one.what for one in desk.read_now(access.trail, EVENT, "canon chen")] == ["ICS 214"]
    assert [one.what for one in desk.read_now(access.trail, EVENT, "cdcd")] == ["Handover"]
    assert desk.read_now(access.trail, EVENT, "nobody") == ()
    assert [one.what for one in desk.read_now(access.of_digest, "ABAB")] == ["ICS 214"]
