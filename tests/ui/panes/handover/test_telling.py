"""The card tells the last shift's notes, counts what waits, and says where a section goes on."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.handover import TakeOver, WriteNotes
from eocdesk.commands.tasks import AddTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import handover
from eocdesk.store.queries.handover_brief import brief
from eocdesk.ui.board import Told
from eocdesk.ui.panes.handover.telling import SHOWN, Before, tell
from tests.kit.desks import EVENT


def told(desk: Desk, before: Before | None = None) -> Told:
    now = clock.now() + 1
    return tell(desk.read_now(brief, EVENT, now, "L. Chen"), before, now)


def test_what_waits_is_counted_and_a_long_section_says_how_much_more_there_is(desk: Desk) -> None:
    assert [badge.words for badge in told(desk).badges] == ["nothing waits"]
    for number in range(SHOWN + 3):
        desk.do_now(AddTask(EVENT, f"task {number:02}", due=1_000 + number))
    desk.do_now(LogEntry(EVENT, "Close the gate.", addressees=("LAPD",)))
    card = told(desk)
    assert [badge.words for badge in card.badges] == ["23 overdue", "1 not acknowledged"]
    late = card.parts[0]
    assert late.title == "Overdue · 23"
    assert (len(late.lines), late.lines[-1].text) == (SHOWN + 1, "3 more stand on the printed brief.")
    assert (late.lines[0].kind, late.lines[0].part) == ("task", "bad")
    assert late.lines[-1].kind == ""


def test_the_notes_of_the_last_shift_stand_first(desk: Desk) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7 stays shut.")).value
    desk.settings.set("person", "K. Ito")
    desk.do_now(TakeOver(form))
    found = desk.read_now(handover.last_taken, EVENT, clock.now() + 1)
    assert found is not None
    card = told(desk, Before(found, "Gate 7 stays shut."))
    assert (card.parts[0].title, card.parts[0].text) == ("Notes of the last shift", "Gate 7 stays shut.")
    assert dict(card.facts)["Last taken over"].startswith("K. Ito from L. Chen")
