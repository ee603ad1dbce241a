"""A report is opened from the last one, approved by another person, frozen with all it was made from, and corrected."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.events import SetPosture
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import approving, papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Summary, clock
from eocdesk.reports import frozen
from eocdesk.store.queries import access, events, forms, search
from tests.kit.desks import EVENT, meet, sound


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def opened(desk: Desk, **blocks: str) -> bytes:
    """The next report by L. Chen, with some words."""
    desk.settings.set("person", "L. Chen")
    form = asyncio.run(approving.open_report(desk))
    for key, words in blocks.items():
        desk.do_now(FillBlock(form, key, words))
    return form


def approved(desk: Desk, form: bytes, **more: Any) -> approving.Approved:
    """Submitted by L. Chen, approved by T. Baker."""
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    return asyncio.run(approving.approve(desk, form, **more))


def test_the_first_report_is_initial_and_begins_with_the_situation_in_words(desk: Desk) -> None:
    now = clock.now()
    period = desk.do_now(Add("period", EVENT, {"name": "Day", "starts": now - 1, "ends": now + 9_000_000})).value
    desk.do_now(SetPosture(EVENT, 2, "Heat", note="Extreme heat across the basin."))
    form = opened(desk)
    found = desk.read_now(forms.one, form)
    assert found is not None
    assert (found.stage, found.period, found.title) == ("initial", period, "Situation Report")
    assert desk.read_now(forms.blocks_of, form) == {"2.current": "Extreme heat across the basin."}
    assert asyncio.run(approving.open_report(desk)) == form


def test_the_situation_in_words_brings_its_marking_to_its_block_alone(desk: Desk) -> None:
    posture = desk.do_now(SetPosture(EVENT, 2, "Heat", note="A named threat.")).value
    desk.do_now(Amend("posture", posture, {"marking": "RED"}))
    form = opened(desk)
    found = desk.read_now(forms.one, form)
    assert found is not None
    assert (found.marking, [line.marking for line in desk.read_now(forms.written, form)]) == ("AMBER", ["RED"])


def test_a_situation_in_words_for_others_is_not_carried_into_the_report(desk: Desk) -> None:
    posture = desk.do_now(SetPosture(EVENT, 2, "Heat", note="A named threat.")).value
    desk.do_now(Amend("posture", posture, {"audience": "LEO"}))
    assert desk.read_now(forms.blocks_of, opened(desk)) == {}


def test_an_approved_report_is_frozen_with_its_pages_and_what_they_were_made_from(desk: Desk) -> None:
    desk.do_now(ReportIncident(EVENT, "Leak at Gate 7", severity=3))
    form = opened(desk, **{"1": "A leak at Gate 7.", "17": "None."})
    made = approved(desk, form)
    said = text(made.paper.pdf)
    assert (made.number, made.version) == (1, 1)
    assert "Situation Report 1" in said
    assert "DRAFT" not in said
    assert "Prepared by L. Chen" in said
    assert "T. Baker, Watch officer" in said
    kept = desk.read_now(events.record, Summary, made.id)
    assert kept is not None
    assert (kept.digest, kept.approved_by) == (made.paper.digest, "T. Baker, Watch officer")
    content = asyncio.run(desk.kept_file(kept.content))
    assert frozen.digest(frozen.thawed(content)) == kept.digest
    assert json.loads(content)["records"]["counts"]["incident"] == 1
    assert json.loads(content)["records"]["versions"]
    assert asyncio.run(desk.kept_file(kept.sha256)) == made.paper.pdf
    (trail,) = desk.read_now(access.trail, EVENT)
    assert (trail.way, trail.digest) == ("issued", kept.digest)
    assert sound(desk)


def test_what_happens_after_does_not_change_what_was_frozen(desk: Desk) -> None:
    made = approved(desk, opened(desk, **{"1": "Quiet."}))
    desk.do_now(ReportIncident(EVENT, "Leak at Gate 7", severity=3))
    kept = desk.read_now(events.record, Summary, made.id)
    assert kept is not None
    assert b"Leak" not in asyncio.run(desk.kept_file(kept.content))
    with pytest.raises(Refused, match="Write a correction"):
        desk.do_now(FillBlock(made.paper.asked.form or b"", "1", "Other"))


def test_who_prepared_it_does_not_approve_it_and_nothing_is_kept(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    with pytest.raises(Refused, match="Only a submitted one"):
        asyncio.run(approving.approve(desk, form))
    desk.do_now(SubmitForm(form))
    with pytest.raises(Refused, match="Another person"):
        asyncio.run(approving.approve(desk, form))
    assert desk.read_now(forms.papers_of, EVENT, "situation") == ()


def test_a_correction_is_the_next_version_and_says_what_changed(desk: Desk) -> None:
    made = approved(desk, opened(desk, **{"1": "Hete."}))
    desk.settings.set("person", "L. Chen")
    form = asyncio.run(approving.correct(desk, made.id, "A word was misspelt"))
    desk.do_now(FillBlock(form, "1", "Heat."))
    again = approved(desk, form)
    assert (again.number, again.version) == (1, 2)
    assert (made.called, again.called) == ("Situation Report 1", "Situation Report 1, version 2")
    said = text(again.paper.pdf)
    assert "A word was misspelt" in said
    assert "version 2" in said
    before = desk.read_now(forms.one, made.paper.asked.form)
    assert before is not None
    assert before.state == "superseded"


def test_the_next_report_goes_on_from_the_last_one_and_is_numbered_after_it(desk: Desk) -> None:
    approved(desk, opened(desk, **{"1": "Heat.", "10": "All open.", "6.civilian.injured.period": "3"}))
    form = opened(desk)
    found = desk.read_now(forms.one, form)
    assert found is not None
    assert found.stage == "update"
    assert desk.read_now(forms.blocks_of, form) == {"10": "All open."}
    assert approved(desk, form).number == 2


def test_a_draft_is_looked_at_and_nothing_is_kept(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    paper = asyncio.run(approving.look(desk, form, paper="a4"))
    assert "DRAFT – NOT ISSUED" in text(paper.pdf)
    assert "Heat." in text(paper.pdf)
    assert desk.read_now(forms.papers_of, EVENT, "situation") == ()
    with pytest.raises(Refused, match="not on this desk"):
        asyncio.run(approving.look(desk, bytes(16)))


def test_a_red_report_is_approved_on_the_word_and_goes_out_on_the_word(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    desk.do_now(FillBlock(form, "7", "A source", marking="RED"))
    with pytest.raises(Refused, match="confirm it with the word RED"):
        approved(desk, form)
    assert desk.read_now(forms.papers_of, EVENT, "situation") == ()
    made = asyncio.run(approving.approve(desk, form, "red"))
    with pytest.raises(Refused, match="word RED"):
        papers.may_go(made.paper)
    kept = desk.read_now(events.record, Summary, made.id)
    assert kept is not None
    assert kept.marking == "RED"


def test_a_copy_released_lower_has_none_of_the_stricter_words(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat."})
    desk.do_now(FillBlock(form, "7", "Canary of the source", marking="RED"))
    paper = asyncio.run(approving.look(desk, form, release="AMBER"))
    assert b"Canary" not in paper.content
    assert "Canary" not in text(paper.pdf)
    assert "Heat." in text(paper.pdf)
    assert paper.withheld == {"block": 1}


def test_a_lower_copy_of_an_issued_report_has_its_number_though_the_paper_itself_may_not_be_seen(desk: Desk) -> None:
    desk.do_now(Amend("event", EVENT, {"marking": "GREEN"}))
    approved(desk, opened(desk, **{"1": "Heat."}))
    form = opened(desk, **{"1": "Fire."})
    desk.do_now(FillBlock(form, "7", "Canary", marking="RED"))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    asyncio.run(approving.approve(desk, form, "RED"))
    paper = asyncio.run(approving.look(desk, form, release="GREEN"))
    said = text(paper.pdf)
    assert "Situation Report 2" in said
    assert "NOT THE APPROVED PAPER" in said
    assert "Canary" not in said


def test_another_form_is_approved_with_its_pages_too(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Incident Objectives"}, {"4": "Heat first."})).value
    made = approved(desk, form)
    assert (made.number, made.version) == (1, 1)
    assert papers.labels(made.paper.document)[0].word == "AMBER"


def test_without_an_open_event_nothing_is_opened(desk: Desk) -> None:
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        asyncio.run(approving.open_report(desk))


def test_what_one_desk_prepared_and_approved_says_that_names_are_not_proven(desk: Desk) -> None:
    made = approved(desk, opened(desk, **{"1": "Heat."}))
    assert f"Names not proven: prepared and approved on one desk ({desk.code})" in text(made.paper.pdf)
    assert "entry" in {hit.kind for hit in desk.read_now(search.find, EVENT, "names not proven")}


def test_what_two_desks_prepared_and_approved_says_nothing_of_names(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = opened(one, **{"1": "Heat."})
    one.do_now(SubmitForm(form))
    meet(one, other)
    other.settings.set("person", "T. Baker")
    made = asyncio.run(approving.approve(other, form))
    assert "Names not proven" not in text(made.paper.pdf)
