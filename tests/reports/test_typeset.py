"""From a document to paper: tagged, reproducible, inert, nothing cut."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
import typst

from eocdesk.models.errors import Unavailable
from eocdesk.models.resources import vendor
from eocdesk.reports import typeset
from eocdesk.reports.document import NOTHING, Cell, Column, Document, Group, Paragraph, Picture, Section, Table
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.ui.bench.processes import resident
from tests.kit.forms import amiss

AS_OF = 1_847_655_900_000
EVIL = '#panic("x") #set page(fill: red) = H *b* _e_ $x^2$ @ref <lab> [c] ] } `r` \\ // /* #include "x"'


def paper(*sections: Section, **values: str) -> Document:
    """A document with these sections and nothing else."""
    known = {
        "title": "Report",
        "about": "An event",
        "subtitle": "",
        "marking": "TLP:AMBER",
        "marking_colour": "#FFC000",
        "banner": "",
        "running_left": "left",
        "running_right": "right",
        "footer_left": "by me",
        "author": "me",
    }
    return Document(**{**known, **values}, footer_lines=("line",), moment=AS_OF, sections=sections)  # type: ignore[arg-type]


def read(body: bytes) -> list[str]:
    """The text of each page, as one line."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(body)).pages]


def table(*texts: str) -> Section:
    """A section with one column of texts."""
    return Section("T", (Table((Column("Head", share=1, letters=20),), tuple((Cell(text),) for text in texts)),))


def test_the_file_is_tagged_for_readers_who_cannot_see_it() -> None:
    root = pypdf.PdfReader(io.BytesIO(pdf(paper(table("a"))))).trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(paper(table("a"))) == pdf(paper(table("a")))


@pytest.mark.parametrize(("size", "points"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_both_papers_have_their_size(size: Paper, points: tuple[int, int]) -> None:
    box = pypdf.PdfReader(io.BytesIO(pdf(paper(table("a")), size))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


def test_markup_in_a_text_stays_text() -> None:
    document = paper(table(EVIL), Section(EVIL, (Paragraph(EVIL),)), running_left=EVIL, author=EVIL)
    words = "".join(read(pdf(document))).replace(" ", "")
    assert words.count('#panic("x")') == 4
    assert "*b*_e_$x^2$@ref<lab>[c]]}`r`" in words


def test_nothing_is_printed_in_another_typeface_in_silence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="Inter is not installed"):
        pdf(paper(), fonts=tmp_path)
    with pytest.raises(Unavailable, match="Inter is not installed"):
        pdf(paper(), fonts=tmp_path / "absent")


def test_a_row_is_on_one_page_and_the_head_on_each() -> None:
    rows = [f"begin{n}. {'words ' * 60} end{n}." for n in range(40)]
    pages = read(pdf(paper(table(*rows))))
    assert len(pages) > 2
    assert all("Head" in page for page in pages)
    for n in range(40):
        assert [f"begin{n}." in page for page in pages] == [f"end{n}." in page for page in pages]


def test_a_row_taller_than_a_page_is_printed_to_its_last_word() -> None:
    column = Column("Head", share=1, letters=20)
    long = "word " * 5_000 + "omega"
    short = (Column("Other", 60),)
    body = pdf(paper(Section("T", (Table((column, *short), ((Cell(long), Cell("x")),)),))))
    pages = read(body)
    assert "omega" in pages[-1]
    assert sum(page.count("word") for page in pages) == 5_000
    assert all("by me" in page for page in pages)


def test_a_group_repeats_its_heading_on_the_next_page() -> None:
    rows = tuple((Cell("row"),) for _ in range(120))
    pages = read(pdf(paper(Section("T", (Table((Column("Head", share=1),), groups=(Group("Rose Bowl", rows),)),)))))
    assert len(pages) > 1
    assert all("Rose Bowl" in page for page in pages)


def test_groups_with_nothing_in_them_say_so_and_do_not_stop_the_press() -> None:
    columns = (Column("Name", share=1), Column("Number", share=1))
    groups = (Group("Fire", ()), Group("Police", ((Cell("L. Chen"), Cell("12")),)), Group("Health", ()))
    said = " ".join(read(pdf(paper(Section("T", (Table(columns, groups=groups),))))))
    assert said.count(NOTHING) == 2
    assert "L. Chen" in said


def test_a_word_without_end_stays_in_its_column() -> None:
    columns = (Column("Narrow", 60, letters=10), Column("Next", share=1))
    body = pdf(paper(Section("T", (Table(columns, ((Cell("W" * 400), Cell("beside")),)),))))
    right = 0.0

    def seen(text: str, _user: object, matrix: list[float], _font: object, _size: object) -> None:
        nonlocal right
        if "W" in text:
            right = max(right, matrix[4])

    pypdf.PdfReader(io.BytesIO(body)).pages[0].extract_text(visitor_text=seen)
    assert 0 < right < 0.7 * 72 + 60


@pytest.mark.parametrize("size", list(Paper))
@pytest.mark.parametrize("strong", [True, False])
def test_a_long_word_in_a_shared_column_does_not_reach_over_the_next(size: Paper, *, strong: bool) -> None:
    columns = (Column("Time", 88), Column("What", share=1, letters=60), Column("Who", share=1, letters=60))
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt"
    row = (Cell("14:45"), Cell(word, word, strong=strong), Cell(word))
    assert amiss(pdf(paper(Section("T", (Table(columns, (row,)),))), size)) == []


def test_letters_with_no_typeface_are_explained_where_they_stand() -> None:
    rare = "\U00016a0f\U00016a10"  # Mro letters: on no common machine
    words = " ".join(read(pdf(paper(table(f"name {rare} end")))))
    assert "name □□ end" in words
    assert "no typeface (2 on these pages)" in words


def test_control_letters_do_not_stop_the_press() -> None:
    words = " ".join(read(pdf(paper(table("a\0b \ud800 \u202e c")))))
    assert "a[U+0000]b [U+D800] [U+202E] c" in words


def test_an_empty_section_says_so() -> None:
    assert "Tasks Nothing to report" in read(pdf(paper(Section("Tasks"))))[0]


def test_a_picture_that_cannot_be_drawn_is_said_and_the_rest_is_printed() -> None:
    pages = read(pdf(paper(Section("Map", (Picture("<svg", "a map", "Map at noon"),)), table("after"))))
    assert "The picture could not be drawn" in " ".join(pages)
    assert "after" in pages[-1]


def test_a_long_document_leaves_no_memory_behind_each_time_it_is_set() -> None:
    long = table(*(f"row {n} of a long table" for n in range(1500)))
    held = []
    for time in range(5):
        pdf(paper(long, author=f"author {time}"))
        held.append(resident())
    assert held[-1] - held[1] < 60


def test_names_in_other_scripts_stand_as_they_are_written() -> None:
    names = ("東京消防庁", "北京急救中心", "서울소방재난본부", "さくら", "Zoë Ólafsdóttir", "Ελένη", "Юрий")
    (page,) = read(
        pdf(paper(Section("Names", (Paragraph(" / ".join(names)), Paragraph("عمر الحسيني"), Paragraph("משה כהן")))))
    )
    assert [name for name in names if name not in page] == []
    assert "no typeface" not in page


def test_a_typesetter_that_stumbles_over_itself_is_said_in_a_sentence_and_what_is_not_its_own_goes_on() -> None:
    class PanicException(BaseException):  # as typst calls it
        pass

    def stumbles(_: typeset.System) -> bytes:
        raise PanicException("index out of bounds")

    def called_off(_: typeset.System) -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(Unavailable, match="could not be set: index out of bounds"):
        typeset.pressed(vendor("fonts"), stumbles)
    with pytest.raises(KeyboardInterrupt):
        typeset.pressed(vendor("fonts"), called_off)


def test_what_cannot_be_set_with_this_machines_fonts_is_set_with_ours_alone() -> None:
    tried: list[bool] = []

    def set_alone(system: typeset.System) -> str:
        tried.append(system.draws("\N{LINEAR B IDEOGRAM B105F MARE}"))
        if len(tried) == 1:
            raise typst.TypstError("no place for it", "")
        return "set"

    assert typeset.pressed(vendor("fonts"), set_alone) == "set"
    assert tried[1:] == [False]
