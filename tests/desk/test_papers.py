"""The door: what is released is bounded, counted and said; RED goes out on a word; whatever goes out is noted."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

import pypdf
import pytest

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.command import Work
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Document, Refused, Summary, clock
from eocdesk.models.marking import Tlp
from eocdesk.reports import frozen
from eocdesk.store.queries import access, events
from tests.kit.desks import EVENT, sound
from tests.store.test_as_of import pause


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def brief(desk: Desk, *, redact: bool = True, **more: Any) -> papers.Paper:
    """The handover brief, which tells of all incidents."""
    asked = papers.wanted(desk, "handover", since=1, **more)
    return desk.read_now(papers.make, asked, redact=redact)


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """With an incident of each of three markings."""
    for name, marking in (("Leak", "GREEN"), ("Drone", "AMBER"), ("Threat to the torch", "RED")):
        desk.do_now(ReportIncident(EVENT, name, severity=3, marking=marking))
    return desk


def test_a_paper_shows_what_its_release_lets_and_says_how_much_more_there_is(marked: Desk) -> None:
    whole, green = brief(marked), brief(marked, release="GREEN")
    assert whole.marking is Tlp.RED
    assert whole.left_out == 0
    assert "Drone" in text(whole.pdf)
    assert green.marking is Tlp.GREEN
    said = text(green.pdf)
    assert "Leak" in said
    assert "Drone" not in said
    assert "torch" not in said
    assert green.withheld["incident"] == 2
    assert "2 incidents" in said
    assert "withheld" in said
    assert "TLP:GREEN" in said
    assert b"Drone" not in green.content


def test_without_leaving_out_a_release_below_what_is_in_it_is_refused_with_the_count(marked: Desk) -> None:
    with pytest.raises(Refused, match=r"2 incidents.* may not be released at TLP:GREEN"):
        brief(marked, redact=False, release="GREEN")
    assert brief(marked, redact=False).marking is Tlp.RED


def test_red_goes_out_whole_only_on_the_word_and_a_view_needs_none(marked: Desk) -> None:
    paper = brief(marked)
    for word in ("", "yes", "AMBER"):
        with pytest.raises(Refused, match="Confirm it with the word RED"):
            papers.let_out_now(marked, paper, papers.PRINTED, "Canon", word)
    assert marked.read_now(access.trail, EVENT) == ()
    papers.let_out_now(marked, paper, papers.VIEWED, "screen")
    papers.let_out_now(marked, paper, papers.PRINTED, "Canon", "tlp:red")
    amber = brief(marked, release="AMBER")
    asyncio.run(papers.let_out(marked, amber, papers.EXPORTED, "a.pdf"))
    exported, printed, viewed = marked.read_now(access.trail, EVENT)
    assert (viewed.way, printed.way, exported.way) == ("viewed", "printed", "exported")
    assert (printed.released, printed.sent_to, printed.digest) == ("RED", "Canon", paper.digest)
    assert (exported.released, exported.pages, exported.code) == ("AMBER", amber.pages, "handover")
    assert exported.withheld >= 1
    assert (exported.author, exported.marking) == ("L. Chen", "AMBER")


def test_a_moment_gone_by_is_drawn_as_it_stood_then(marked: Desk) -> None:
    before = pause()
    marked.do_now(ReportIncident(EVENT, "Later fire", severity=3, marking="GREEN"))
    then = text(brief(marked, as_of=before).pdf)
    assert "Leak" in then
    assert "Later fire" not in then
    assert "Later fire" in text(brief(marked).pdf)


def test_each_page_says_how_old_what_it_shows_is_and_carries_the_digest(marked: Desk) -> None:
    paper = brief(marked)
    assert "This desk alone; no hub has been met" in text(paper.pdf)
    for page in pypdf.PdfReader(io.BytesIO(paper.pdf)).pages:
        assert " ".join(paper.digest[at : at + 4] for at in range(0, 16, 4)) in page.extract_text()
    assert paper.pages == len(pypdf.PdfReader(io.BytesIO(paper.pdf)).pages)


def test_the_same_records_have_the_same_digest_whenever_they_are_drawn_and_on_whatever_paper(marked: Desk) -> None:
    moment = clock.now() - 1
    first = brief(marked, as_of=moment, of="L. Chen")
    pause()
    assert brief(marked, as_of=moment, of="L. Chen", paper="a4").digest == first.digest


def test_what_is_issued_is_kept_under_its_number_with_what_it_was_made_from(marked: Desk) -> None:
    paper = brief(marked, release="GREEN")
    record = asyncio.run(papers.issue(marked, paper))
    asyncio.run(papers.issue(marked, brief(marked, release="GREEN")))
    kept = marked.read_now(events.record, Summary, record)
    assert kept is not None
    assert (kept.code, kept.number, kept.version, kept.marking) == ("handover", 1, 1, "GREEN")
    assert marked.store.attachment(kept.sha256) == paper.pdf
    content = marked.store.attachment(kept.content)
    assert frozen.thawed(content) == paper.document
    assert json.loads(content)["records"]["counts"]["incident"] == 1
    assert json.loads(content)["records"]["versions"]
    assert [one.sha256 for one in marked.read_now(events.of_event, Document, EVENT)].count(kept.content) == 1
    assert [one.way for one in marked.read_now(access.trail, EVENT)] == ["issued", "issued"]
    assert sound(marked)
    assert sorted(one.number or 0 for one in marked.read_now(events.of_event, Summary, EVENT)) == [1, 2]


def test_what_cannot_be_drawn_is_refused_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refused, match="There is no paper"):
        papers.wanted(desk, "ics-999")
    with pytest.raises(Refused, match="not a marking"):
        papers.wanted(desk, "handover", release="MAUVE")
    with pytest.raises(Refused, match="did not hold this event yet"):
        desk.read_now(papers.make, papers.wanted(desk, "calendar", as_of=1))
    with pytest.raises(Refused, match="not on this desk"):
        desk.read_now(papers.make, papers.wanted(desk, "handover", event=b"x" * 16))
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        papers.wanted(desk, "handover")


def test_what_is_counted_is_said_in_words() -> None:
    assert papers.counted({"entry": 3, "incident": 1}) == "3 entries and 1 incident"
    assert papers.counted({"entry": 1, "task": 1_200, "agency": 2}) == "1,200 tasks, 2 agencies and 1 entry"
    many = {"entry": 9, "task": 8, "agency": 7, "contact": 2, "duty": 1}
    assert papers.counted(many) == "9 entries, 8 tasks, 7 agencies and 3 other records"


def test_the_trail_names_the_paper_and_not_the_command(desk: Desk) -> None:
    made = papers.noted(brief(desk), papers.VIEWED, "screen")
    assert isinstance(made, NoteAccess)
    assert made.what


class _Graver:
    title = "Write as a newer desk does"

    def do(self, work: Work) -> None:
        work.add("incident", event=EVENT, title="Flood", severity=9)
        work.add("entry", event=EVENT, text="Flood", severity=9, written=clock.now(), happened=clock.now())


@pytest.mark.parametrize("code", ["situation", "handover", "incident"])
def test_a_severity_that_only_a_newer_desk_knows_stops_no_paper(desk: Desk, code: str) -> None:
    desk.do_now(_Graver())
    assert "Flood" in text(desk.read_now(papers.make, papers.wanted(desk, code)).pdf)
