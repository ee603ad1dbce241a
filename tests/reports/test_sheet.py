"""Forms on paper: what repeats, what goes on and says so, what grows, and that nothing is cut."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from eocdesk.reports.document import Document
from eocdesk.reports.sheet import (
    Box,
    Chart,
    Check,
    Checks,
    Drawing,
    Field,
    Head,
    Item,
    Items,
    Leaf,
    Named,
    Names,
    Part,
    Post,
    Ruled,
    Sheet,
    Stack,
    Words,
    strip,
)
from eocdesk.reports.typeset import Paper, pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>'


def sheet(*boxes: Box, **more: object) -> Sheet:
    """A form of these boxes one under the other, with a head and a place to sign."""
    head = (strip(Box("1", "Incident Name", (Words("Golden Watch"),))),)
    foot = (strip(Box("9", "Prepared by", (Items(((Item("Name", "L. Chen"),),)),), beside=True)),)
    leaf = Leaf(tuple(strip(box) for box in boxes))
    return Sheet("ICS 299", "Test Form", head, (leaf,), foot, (Item("Date/Time", "07/19/2028 14:45"),), **more)  # type: ignore[arg-type]


def document(*sheets: Sheet) -> Document:
    """A document of forms alone."""
    return Document(
        "Forms",
        "LA28",
        "",
        "TLP:AMBER",
        "#FFC000",
        "",
        "left",
        "right",
        "me",
        ("line",),
        "me",
        1_847_655_900_000,
        sheets,
    )


def read(*sheets: Sheet, paper: Paper = Paper.LETTER) -> list[str]:
    """The text of each page, as one line."""
    pages = pypdf.PdfReader(io.BytesIO(pdf(document(*sheets), paper))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_a_form_is_one_page_with_its_number_title_and_boxes() -> None:
    (page,) = read(sheet(Box("3", "Objective(s)", (Words("Life safety"),), grows=1)))
    for words in ("TEST FORM (ICS 299)", "1. Incident Name:", "Golden Watch", "3. Objective(s):", "Life safety"):
        assert words in page
    assert "Forms LA28" not in page, "no other title before a form"


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_what_grows_fills_the_page_and_never_a_second_one(paper: Paper) -> None:
    table = Ruled((Head("Time"), Head("Actions", 4)), least=3)
    assert (
        len(read(sheet(Box("7", "Aims", (Words(),), grows=1), Box("8", "Acts", (table,), grows=2)), paper=paper)) == 1
    )


def test_a_long_text_goes_on_and_says_so_under_the_same_head_and_foot() -> None:
    words = " ".join(f"word{n}" for n in range(2000))
    pages = read(sheet(Box("3", "Objective(s)", (Words(words),), grows=1)))
    assert len(pages) > 1
    assert [words for words in " ".join(pages).split() if words.startswith("word")] == words.split()
    for page in pages[1:]:
        assert "TEST FORM (ICS 299), continued" in page
        assert "3. Objective(s): (continued)" in page
    for page in pages:
        assert "1. Incident Name: Golden Watch" in page
        assert "9. Prepared by: Name: L. Chen" in page
        assert "1. Incident Name: (continued)" not in page


def test_a_long_table_repeats_its_heads_and_keeps_each_row_whole() -> None:
    rows = tuple((Field(f"unit-{n}-a\nunit-{n}-b\nunit-{n}-c"), Field("Gate 7")) for n in range(60))
    pages = read(sheet(Box("5", "Resources", (Ruled((Head("Identifier"), Head("Notes", 2)), rows),))))
    assert len(pages) > 1
    for n in range(60):
        assert any(all(f"unit-{n}-{part}" in page for part in "abc") for page in pages), n
    assert all("Identifier" in page for page in pages)
    assert "5. Resources: (continued)" in pages[-1]


@pytest.mark.parametrize("before", ["Staging", " ".join(f"word{n}" for n in range(2000))], ids=["short", "long"])
@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("more", [{}, {"landscape": True, "notice": "Sensitive"}], ids=["upright", "on its side"])
def test_a_table_of_many_pages_stands_under_the_same_head_and_foot(
    before: str, paper: Paper, more: dict[str, object]
) -> None:
    rows = tuple((Field(f"unit-{n}."), Field("مرحبا" if n % 9 == 0 else "Gate 7")) for n in range(150))
    table = Ruled((Head("Identifier"), Head("Notes", 2, centred=True)), rows)
    form = sheet(Box("4", "Place", (Words(before),)), Box("5", "Resources", (table,), grows=1), counted=True, **more)
    pages = read(form, paper=paper)
    assert [one for one in " ".join(pages).split() if one.startswith("unit-")] == [f"unit-{n}." for n in range(150)]
    for at, page in enumerate(pages, 1):
        assert page.count("1. Incident Name: Golden Watch") == 1
        assert page.count("9. Prepared by: Name: L. Chen") == 1
        assert f"ICS 299, Page {at}" in page
        assert ("TEST FORM (ICS 299), continued" in page) == (at > 1)
        assert page.count("Identifier") == ("unit-" in page)
        assert ("5. Resources: (continued)" in page) == ("unit-" in page and "unit-0." not in page)
    assert sum("4. Place:" in page and "(continued)" not in page for page in pages) == 1


def test_what_repeats_over_a_long_table_is_read_out_once() -> None:
    rows = tuple((Field(f"unit-{n}"),) for n in range(150))
    body = pdf(document(sheet(Box("5", "Resources", (Ruled((Head("Identifier"),), rows),)))))
    told = [_kind(one) for one in _tree(pypdf.PdfReader(io.BytesIO(body)).trailer["/Root"]["/StructTreeRoot"])]
    assert told.count("/Table") == 1
    assert told.count("/TR") == 152, "the title, the heads, the rows"
    assert (told.count("/H1"), told.count("/TH")) == (1, 2)


def _tree(node: Any) -> Iterator[Any]:
    for one in node.get("/K", ()) if isinstance(node.get("/K"), list) else [node.get("/K")]:
        held = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(held, dict) and "/S" in held:
            yield held
            yield from _tree(held)


def _kind(node: Any) -> str:
    return str(node["/S"])


def test_a_row_longer_than_a_page_is_split_rather_than_lost() -> None:
    rows = ((Field(" ".join(f"w{n}" for n in range(3000))),),)
    pages = read(sheet(Box("5", "Resources", (Ruled((Head("All"),), rows),))))
    assert len(pages) > 1
    assert "w2999" in pages[-1]


def test_every_kind_of_part_is_drawn() -> None:
    parts: tuple[Part, ...] = (
        Checks((Check("ICS 203", on=True), Check("ICS 204"), Check("Other", ruled=True, value="Tides")), 2),
        Names((Named("Branch I", band=True), Named("Deputy", "R. Diaz"))),
        Drawing(SVG, "a map"),
        Chart(
            Post("Incident Commander", "T. Baker"),
            (Post("Safety Officer", "M. Ruiz"),),
            (Post("Operations", "A. Kim", (Post("Branch", "", (Post("Unit", "Deep Down"),)),)), Post("Planning")),
        ),
    )
    both = Stack((strip(Box("1", "Left", (Words("under left"),))), strip(Box("2", "", (Words("lower"),)))))
    one = sheet(*(Box(str(n), "Part", (part,)) for n, part in enumerate(parts)))
    two = Sheet("ICS 298", "Two", (), (Leaf((strip(both, Box("3", "Right", share=2)),)),), landscape=True)
    text = " ".join(read(one, two))
    for words in ("X ICS 203", "Tides", "Branch I", "R. Diaz", "T. Baker", "M. Ruiz", "A. Kim", "Deep Down", "lower"):
        assert words in text


def test_a_drawing_that_is_none_says_what_it_would_show() -> None:
    (page,) = read(sheet(Box("4", "Map/Sketch", (Drawing("<nothing", "the venues"),))))
    assert "The picture could not be drawn. It shows: the venues" in page


def test_pages_of_a_plan_and_of_a_form_are_numbered() -> None:
    leaf = Leaf((strip(Box("4", "Map")),))
    form = Sheet("ICS 201", "Briefing", (), (leaf, leaf), counted=True)
    bundled = sheet(Box("3", "Aims"), plan=True, bundled=True)
    pages = read(form, bundled, sheet(Box("3", "Aims"), plan=True))
    assert [f"ICS 201, Page {n}" in page for n, page in enumerate(pages[:2], 1)] == [True, True]
    assert "IAP Page 3" in pages[2]
    assert "IAP Page 4" not in pages[3]
    assert "IAP Page" in pages[3], "a line to write the number on"


@pytest.mark.parametrize(
    "name",
    ["x" * 300, "Wide Name " * 30, "مرحبا بالعالم " * 12, "שלום עולם " * 12, "緊急事態対策本部" * 12],
    ids=["one word", "words", "Arabic", "Hebrew", "CJK"],
)
def test_long_and_foreign_names_are_inside_their_boxes(name: str) -> None:
    part = Items(((Item("Name", name), Item("Position/Title", name)),))
    heads = tuple(Head(str(n)) for n in range(8))
    table = Ruled(heads, ((Field(name),) * 8,))
    chart = Chart(Post("Commander", name), (), tuple(Post("Chief", name) for _ in range(4)))
    body = pdf(document(sheet(*(Box("3", name[:80], (one,)) for one in (part, table, chart)))))
    places: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            places.append(tm[4] * cm[0] + tm[5] * cm[2] + cm[4])

    for page in pypdf.PdfReader(io.BytesIO(body)).pages:
        page.extract_text(visitor_text=note)
    assert places
    assert all(30 <= at <= 582 for at in places)


def test_a_form_is_tagged_and_opens_with_a_heading() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(document(sheet(Box("3", "Aims"))))))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert [str(item["/Title"]) for item in reader.outline if not isinstance(item, list)] == ["TEST FORM (ICS 299)"]


def test_letters_that_cannot_be_set_are_told_in_the_foot_of_a_form_and_make_no_page() -> None:
    (page,) = read(sheet(Box("3", "Aims", (Words("\U00016800 \U00016801"),))))
    assert "stands for a letter for which this desk has no typeface (2 on these pages)" in page


def test_what_is_left_out_is_told_in_the_foot_of_a_form_and_makes_no_page() -> None:
    form = dataclasses.replace(document(sheet(Box("3", "Aims"))), left_out="3 entries withheld", digest="ab" * 32)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf(form))).pages
    assert "3 entries withheld" in page.extract_text()
