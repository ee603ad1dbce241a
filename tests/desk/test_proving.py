"""A PDF is held against what was frozen: the very file, the same words, other words, or none of ours."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.annotations import FreeText

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.desk.proving import Words, first_difference, prove
from eocdesk.models import Refused, Summary
from eocdesk.reports import frozen
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.queries import events
from eocdesk.ui.pdf_words import words
from tests.kit.desks import EVENT


def frozen_paper(desk: Desk, name: str = "Leak at Gate 7") -> papers.Paper:
    desk.do_now(ReportIncident(EVENT, name, severity=3, marking="GREEN"))
    paper = desk.read_now(papers.make, papers.wanted(desk, "handover", since=1))
    asyncio.run(papers.issue(desk, paper))
    return paper


def written_again(data: bytes) -> bytes:
    """The same pages as another program writes them."""
    out = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(data)).write(out)
    return out.getvalue()


def test_the_file_that_was_issued_is_known_by_its_bytes(desk: Desk) -> None:
    paper = frozen_paper(desk)
    found = prove(desk, paper.pdf, words)
    assert (found.identical, found.same, found.digest) == (True, True, paper.digest)
    assert "byte for byte" in found.sentence


def test_a_copy_that_another_program_wrote_says_the_same_words(desk: Desk) -> None:
    paper = frozen_paper(desk)
    found = prove(desk, written_again(paper.pdf), words)
    assert (found.identical, found.same) == (False, True)
    assert "word for word" in found.sentence
    assert found.noted[-1].way == "issued"


def test_another_size_of_paper_is_held_against_the_content_set_anew(desk: Desk) -> None:
    paper = frozen_paper(desk)
    found = prove(desk, pdf(paper.document, Paper.A4), words)
    assert (found.identical, found.same) == (False, True)


def test_other_words_under_the_same_digest_are_found_with_the_page(desk: Desk) -> None:
    paper = frozen_paper(desk)
    kept = frozen.content(paper.document).replace(b"Leak at Gate 7", b"Calm at Gate 7")
    forged = frozen.thawed(kept)
    assert forged.digest == paper.digest
    found = prove(desk, pdf(forged), words)
    assert found.same is False
    assert found.difference is not None
    assert "Leak" in found.difference.frozen
    assert "Calm" in found.difference.found
    assert f"page {found.difference.page}" in found.sentence


def test_words_laid_over_a_page_and_pages_added_or_taken_out_are_seen(desk: Desk) -> None:
    """None of them changes a word of the text."""
    paper = frozen_paper(desk)
    over, longer = pypdf.PdfWriter(clone_from=io.BytesIO(paper.pdf)), pypdf.PdfWriter(clone_from=io.BytesIO(paper.pdf))
    over.add_annotation(0, FreeText(text="ALL CLEAR", rect=(50, 550, 200, 650)))
    longer.add_blank_page()
    for writer, page in ((over, 1), (longer, paper.pages + 1)):
        out = io.BytesIO()
        writer.write(out)
        found = prove(desk, out.getvalue(), words)
        assert found.same is False
        assert f"page {page} does not look" in found.sentence


def test_what_went_out_and_was_not_frozen_is_known_by_the_trail(desk: Desk) -> None:
    paper = desk.read_now(papers.make, papers.wanted(desk, "handover", since=1))
    stranger = prove(desk, paper.pdf, words)
    assert (stranger.paper, stranger.same, stranger.noted) == (None, None, ())
    papers.let_out_now(desk, paper, papers.PRINTED, "Canon")
    found = prove(desk, paper.pdf, words)
    assert found.paper is None
    assert "was printed by L. Chen" in found.sentence


def test_a_paper_whose_bytes_are_not_here_is_named_and_not_judged(desk: Desk) -> None:
    paper = frozen_paper(desk)
    (kept,) = desk.read_now(events.of_event, Summary, EVENT)
    for name in (kept.sha256, kept.content):
        desk.store.attachments.remove(name)
    found = prove(desk, written_again(paper.pdf), words)
    assert found.paper is not None
    assert found.same is None
    assert "fetch it first" in found.sentence


def test_content_that_fits_no_page_is_not_judged_and_breaks_nothing(desk: Desk) -> None:
    paper = desk.read_now(papers.make, papers.wanted(desk, "handover", since=1))
    odd = frozen.sealed(replace(paper.document, footer_lines=3))  # type: ignore[arg-type]  as a hostile desk may
    blob = desk.store.keep_bytes(frozen.content(odd)).result()
    command = IssueSummary(EVENT, 1, 1, 5, "ab" * 32, "GREEN", code="handover", digest=odd.digest, content=blob.sha256)
    desk.do_now(command)
    found = prove(desk, pdf(replace(paper.document, digest=odd.digest)), words)
    assert (found.same, found.identical) == (None, False)
    assert found.paper is not None


def test_what_is_no_paper_of_ours_is_said_to_be_none(desk: Desk) -> None:
    blank = pypdf.PdfWriter()
    blank.add_blank_page(300, 300)
    out = io.BytesIO()
    blank.write(out)
    assert "no digest" in prove(desk, out.getvalue(), words).sentence
    with pytest.raises(Refused, match="no PDF"):
        prove(desk, b"hello", words)


def test_a_page_added_behind_those_that_are_looked_at_is_counted(desk: Desk) -> None:
    paper = frozen_paper(desk)
    longer = pypdf.PdfWriter(clone_from=io.BytesIO(paper.pdf))
    longer.add_blank_page()
    out = io.BytesIO()
    longer.write(out)

    def unseeing(data: bytes) -> Words:
        return replace(words(data), looks=())

    assert prove(desk, written_again(paper.pdf), unseeing).same is True
    assert f"page {paper.pages + 1} does not look" in prove(desk, out.getvalue(), unseeing).sentence


_PAGES = st.lists(st.text("ab \n", max_size=8), max_size=3)


@given(_PAGES, _PAGES)
def test_two_texts_differ_where_their_words_do_and_nowhere_else(one: list[str], two: list[str]) -> None:
    length = max(len(one), len(two))
    same = [page.split() for page in one + [""] * (length - len(one))] == [
        page.split() for page in two + [""] * (length - len(two))
    ]
    found = first_difference(one, two)
    assert (found is None) is same
    if found is not None:
        assert 1 <= found.page <= length
