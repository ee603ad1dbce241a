"""A paper goes into a user's own form through the one door: bounded by its release, noted, known again by its bytes."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import fillable, papers
from eocdesk.desk.desk import Desk
from eocdesk.desk.proving import prove
from eocdesk.models import Refused
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import access
from eocdesk.ui.pdf_words import words
from tests.kit.acroform import log_form
from tests.kit.canaries import leaks
from tests.kit.desks import EVENT

THEIRS = "Our 214.pdf"


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """With an entry of each of three markings."""
    for said, marking in (("Gate open", "GREEN"), ("Drone seen", "AMBER"), ("Torch threatened", "RED")):
        desk.do_now(LogEntry(EVENT, said, marking=marking))
    return desk


def own(desk: Desk, **asked: object) -> fillable.Own:
    paper = desk.read_now(papers.make, papers.wanted(desk, "ics-214", since=1, **asked))
    return desk.read_now(fillable.fill, paper, log_form(5), f"of anna/{THEIRS}")


def test_nothing_above_the_release_is_anywhere_in_the_file(marked: Desk) -> None:
    made = own(marked, release="GREEN")
    assert made.paper.marking is Tlp.GREEN
    fields = PdfReader(io.BytesIO(made.pdf)).get_fields() or {}
    said = [str(one.get("/V", "")) for one in fields.values()]
    assert any("Gate open" in value for value in said)
    assert leaks(made.pdf, frozenset({"Drone", "Torch", "AMBER", "anna"})) == {}
    assert leaks(own(marked).pdf, frozenset({"Drone", "Torch"})).keys() == {"Drone", "Torch"}
    first = PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert "2 entries of this event withheld" in " ".join(first.split())
    assert "TLP:GREEN" in first


def test_it_goes_out_on_the_word_for_red_and_the_trail_knows_its_bytes(marked: Desk) -> None:
    made = own(marked)
    with pytest.raises(Refused, match="word RED"):
        fillable.let_out_now(marked, made, papers.EXPORTED, "file out.pdf")
    fillable.let_out_now(marked, made, papers.EXPORTED, "file out.pdf", "RED")
    (entry,) = marked.read_now(access.trail, EVENT)
    assert entry.what == "Activity Log (ICS 214), filled into a form of their own"
    assert (entry.released, entry.way, entry.pages) == ("RED", "exported", made.filled.pages)
    known = prove(marked, made.pdf, words)
    assert known.identical
    assert "filled into a form of their own" in known.sentence


def test_a_filled_form_that_was_changed_is_vouched_for_by_nobody(marked: Desk) -> None:
    made = own(marked)
    fillable.let_out_now(marked, made, papers.EXPORTED, "file out.pdf", "RED")
    writer = PdfWriter(clone_from=io.BytesIO(made.pdf))
    writer.pages[0]["/Annots"][0].get_object()[NameObject("/V")] = NameObject("/Other")  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)
    known = prove(marked, out.getvalue(), words)
    assert known.same is None
    assert not known.identical
    assert "not vouched for" in known.sentence


def test_a_blank_paper_and_a_file_that_is_not_there_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to fill in"):
        own(desk, blank=True)
    with pytest.raises(Refused, match="cannot be read"):
        fillable.read(tmp_path / "none.pdf")


def test_what_has_no_end_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", Path(os.devnull), tmp_path):
        with pytest.raises(Refused, match="is no file"):
            fillable.read(path)
    monkeypatch.setattr(fillable, "_MOST", 10)
    (tmp_path / "own.pdf").write_bytes(b"x" * 11)
    with pytest.raises(Refused, match="too large"):
        fillable.read(tmp_path / "own.pdf")
    (tmp_path / "own.pdf").write_bytes(b"x" * 10)
    assert fillable.read(tmp_path / "own.pdf") == b"x" * 10
