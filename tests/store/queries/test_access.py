"""The trail is read newest first, found by words of paper, person or printer, and by a digest's beginning."""

from __future__ import annotations

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.events import AddEvent
from eocdesk.commands.reports import IssueSummary
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


def test_the_trail_is_read_from_its_end_and_by_paper(desk: Desk) -> None:
    paper = desk.do_now(IssueSummary(EVENT, 1, 1, 5, "a" * 64, "GREEN")).value
    for way in ("viewed", "printed"):
        desk.do_now(NoteAccess(EVENT, way, "Situation Report 1", "GREEN", summary=paper))
    desk.do_now(NoteAccess(EVENT, "exported", "Contacts", "GREEN"))
    keys = desk.read_now(access.trail_keys, EVENT, "", 0)
    rows = desk.read_now(access.trail_rows, keys)
    assert [rows[key].way for key in keys] == ["exported", "printed", "viewed"]
    assert [one.way for one in desk.read_now(access.trail_of, paper)] == ["printed", "viewed"]
    whole = desk.read_now(access.entry, rows[keys[0]].id)
    assert whole is not None
    assert whole.what == "Contacts"
