"""A report reads its blocks, the last one's, the resources, the meetings, and counts what changed since."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.approvals import ApproveForm, Correct, Frozen, SubmitForm
from eocdesk.commands.exchange import AddEngagement
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.commands.records import Add, Amend
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import forms
from eocdesk.store.queries.facts import Facts
from eocdesk.store.queries.facts_told import ResourceLine
from eocdesk.store.queries.situation import Issue, facts
from tests.kit.desks import EVENT

HOUR = 3_600_000


def add(desk: Desk, what: str, /, **values: Any) -> bytes:
    """A record of the Games; its id."""
    return bytes(desk.do_now(Add(what, EVENT, values)).value)


def read(desk: Desk, form: bytes | None = None) -> Facts:
    """The facts now, of a report that is being written."""
    return desk.read_now(facts, EVENT, clock.now(), Issue(form=form))


def opened(desk: Desk, after: bytes | None = None, **blocks: str) -> bytes:
    """A report with some blocks."""
    return bytes(desk.do_now(OpenForm(EVENT, "situation", {"stage": "final"}, blocks, after)).value)


def issue(desk: Desk, form: bytes, number: int, version: int = 1) -> bytes:
    """Submitted, approved by another person, numbered."""
    desk.settings.set("person", "L. Chen")
    desk.do_now(SubmitForm(form))
    found = desk.read_now(forms.one, form)
    assert found is not None
    desk.settings.set("person", "T. Baker")
    pages = Frozen(clock.now(), clock.now(), number, version, "ab" * 32, "AMBER", title="Situation Report")
    return bytes(desk.do_now(ApproveForm(form, found.prepared_at or 0, pages)).value)


def test_the_authors_words_come_from_the_form(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat.", "17": "None.", "6.civilian.injured.total": "3"})
    desk.do_now(AddRow(form, "16[]", ("Helicopter", "18:00")))
    desk.do_now(FillBlock(form, "7", unchanged=True))
    found = read(desk, form)
    assert (found.highlights, found.remarks, found.stage) == ("Heat.", "None.", "final")
    assert found.told.text("6.civilian.injured.total") == "3"
    assert found.told.table("16[]") == (("Helicopter", "18:00"),)
    assert found.told.unchanged == ("7",)
    assert found.prepared.name == ""
    assert read(desk).told.form == ""


def test_the_marking_takes_that_of_each_block(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    assert read(desk, form).marking == "AMBER"
    desk.do_now(FillBlock(form, "7", "Source", marking="RED"))
    found = read(desk, form)
    assert (found.marking, found.told.markings) == ("RED", (("7", "RED"),))


def test_a_report_is_held_against_the_last_one_that_was_issued(desk: Desk) -> None:
    first = opened(desk, **{"1": "Heat."})
    issue(desk, first, 1)
    second = opened(desk, after=first, **{"1": "Fire."})
    found = read(desk, second)
    assert (found.number, found.last_number, found.told.earlier("1")) == (2, 1, "Heat.")
    assert found.told.differing(("1",)) == 1
    desk.do_now(IssueSummary(EVENT, 2, 1, clock.now(), "", "AMBER", highlights="Smoke."))
    assert read(desk, second).told.earlier("1") == "Smoke."


def test_a_correction_has_its_papers_number_and_the_next_version(desk: Desk) -> None:
    paper = issue(desk, opened(desk, **{"1": "Hete."}), 1)
    again = desk.do_now(Correct(paper, "A word")).value
    found = read(desk, again)
    assert (found.number, found.version, found.told.changed, found.last_number) == (1, 2, "A word", None)


def test_paper_of_another_kind_does_not_count_among_reports(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, "ics-209")).value
    issue(desk, form, 9)
    assert (read(desk).number, read(desk).last_number) == (1, None)


def test_who_submitted_it_prepared_it(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    desk.do_now(SubmitForm(form))
    assert read(desk, form).prepared.name == "L. Chen"


def test_a_form_that_may_not_be_seen_is_said_to_be_left_out(desk: Desk) -> None:
    assert read(desk, bytes(16)).told.withheld


def test_resources_are_summed_by_owner_and_kind(desk: Desk) -> None:
    agency = add(desk, "agency", name="Los Angeles Fire Department", short="LAFD")
    for status, quantity in (("available", 4), ("assigned", 3), ("en route", 2), ("released", 9)):
        add(desk, "resource", name="Engine", agency=agency, status=status, quantity=quantity)
    add(desk, "resource", name="Interpreters", nation="France", kind="personnel")
    assert read(desk).beyond.resources == (
        ResourceLine("France", "Personnel", 1, 1, 0, 0, 0),
        ResourceLine("LAFD", "Team or crew", 9, 4, 3, 2, 0),
    )


def test_meetings_of_this_period_and_the_next_stand_in_order(desk: Desk) -> None:
    now = clock.now()
    add(desk, "period", number=1, name="Day", starts=now - HOUR, ends=now + HOUR)
    agency = add(desk, "agency", name="LAFD")
    for hours, title in ((2, "Planning"), (0, "Tactics"), (9, "Later"), (-2, "Over")):
        values = {"title": title, "starts": now + hours * HOUR, "partners": [agency.hex()]}
        desk.do_now(AddEngagement(EVENT, values))
    found = read(desk).beyond.meetings
    assert [one.title for one in found] == ["Tactics", "Planning"]
    assert found[0].who == "LAFD"


def test_what_changed_since_the_last_report_is_counted_by_section(desk: Desk) -> None:
    agency = add(desk, "agency", name="LAFD")
    seats = [add(desk, "seat", name=name, agency=agency) for name in ("Fire", "Health", "Law")]
    assert read(desk).beyond.touched == ()
    desk.do_now(IssueSummary(EVENT, 1, 1, clock.now(), "", "AMBER"))
    desk.do_now(Amend("seat", seats[0], {"status": "activated"}))
    desk.do_now(Amend("seat", seats[1], {"status": "activated"}))
    add(desk, "seat", name="Secret", marking="RED")
    beyond = read(desk).beyond
    assert beyond.changes("3") == 3
    assert beyond.changes("7") == 0
    add(desk, "resource", name="Told to nobody", marking="RED", audience="LEO", status="released")
    assert read(desk).beyond.changes("12") == 0
