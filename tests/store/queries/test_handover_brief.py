"""The brief as a whole: marked as the strictest of what it says, and reaching as far as its form says."""

from __future__ import annotations

from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.handover_brief import brief
from tests.kit.desks import EVENT


def test_it_takes_the_highest_marking_of_what_it_names(desk: Desk) -> None:
    now = clock.now()
    assert desk.read_now(brief, EVENT, now).marking == "AMBER"
    venue = desk.do_now(Add("venue", EVENT, {"name": "Bowl", "marking": "RED"})).value
    desk.do_now(ReportIncident(EVENT, "Smoke", venue=venue, marking="GREEN"))
    told = desk.read_now(brief, EVENT, clock.now() + 1)
    assert (told.marking, told.part("new").lines[0].where) == ("RED", "Bowl")


def test_a_form_brings_its_notes_and_the_moment_it_begins(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, "handover", {"since": 5_000})).value
    desk.do_now(FillBlock(form, "notes", "Gate 7 stays shut."))
    now = clock.now() + 1
    told = desk.read_now(brief, EVENT, now, "L. Chen", form=form)
    assert (told.notes, told.span.since) == ("Gate 7 stays shut.", 5_000)
    assert told.form is not None
    assert told.form.id == form
    assert desk.read_now(brief, EVENT, now, since=7_000).span.since == 7_000
