"""Any document is told in reading order, forms too, and nothing that stands in it is lost on the way."""

from __future__ import annotations

from typing import Any

from eocdesk.reports import sheet
from eocdesk.reports.document import (
    NOTHING,
    Beside,
    Bullets,
    Card,
    Cards,
    Cell,
    Column,
    Document,
    Group,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    Section,
    Signature,
    Table,
)
from eocdesk.reports.outline import Figure, Grid, Points, Title, Words, outline
from eocdesk.reports.situation import build
from eocdesk.store.queries.facts import Facts

TICKS = sheet.Box("5", "Plan?", (sheet.Checks((sheet.Check("Yes", on=True), sheet.Check("No"))),))
PARTS = (
    sheet.Ruled((sheet.Head("When"), sheet.Head("What")), ((sheet.Field("14:00"), sheet.Field("Fire")),)),
    sheet.Names((sheet.Named("Safety Officer", "K. Ito"),)),
    sheet.Items(((sheet.Item("Radio", "V-TAC"),),)),
    sheet.Drawing("<svg/>", "Sketch"),
    sheet.Chart(sheet.Post("Command", "L. Chen", (sheet.Post("Deputy"),)), (), ()),
)
OBJECTIVES = sheet.Box("3", "Objectives", (sheet.Words("Keep Figueroa open"), sheet.Words("", "Awareness")))
SHEET = sheet.Sheet(
    "ICS 202",
    "Incident Objectives",
    head=(sheet.strip(sheet.Box("1", "Incident Name", (sheet.Words("Golden Watch"),))),),
    leaves=(
        sheet.Leaf(
            (
                sheet.strip(OBJECTIVES, sheet.Stack((sheet.strip(TICKS),))),
                sheet.strip(sheet.Box("7", "Activity", PARTS)),
            )
        ),
    ),
    last=(sheet.Item("Date/Time", "19 Jul"),),
)


def told(*sections: Any, lead: tuple[Cards, ...] = (), left_out: str = "") -> tuple[object, ...]:
    """The blocks of a document of these sections."""
    return outline(Document("Title", "", "", "TLP:GREEN", "#fff", "", "", "", "", (), "", 0, sections, lead, left_out))


def test_every_kind_of_piece_is_told() -> None:
    table = Table((Column("A"), Column("B")), ((Cell("a", "note", severity=4, mark="NEW"), Cell("b")),))
    grouped = Table((Column("A"),), groups=(Group("Rose Bowl", ((Cell("x"),),), "2 of 3"),))
    pieces = (
        Paragraph("Words"),
        Bullets(("one",)),
        Heading("Below", "why"),
        Pairs((("k", "v"),)),
        Picture("<svg/>", "Map", "Venues"),
        Signature("Prepared by", "L. Chen", "14:45"),
        table,
        grouped,
    )
    assert told(Section("S", pieces, "note"), lead=(Cards((Card("Open", "4", "1 critical"), Card("Live", "2"))),)) == (
        Grid((), (("Open", "4 (1 critical)"), ("Live", "2"))),
        Title("S", 2, "note"),
        Words("Words"),
        Points(("one",)),
        Title("Below", 3, "why"),
        Grid((), (("k", "v"),)),
        Figure("<svg/>", "Map", "Venues"),
        Grid((), (("Prepared by", "L. Chen, 14:45"),)),
        Grid(("A", "B"), (("[NEW] Critical a\nnote", "b"),)),
        Grid(("A",), (("x",),), "Rose Bowl, 2 of 3"),
    )


def test_sections_side_by_side_are_told_one_after_the_other_and_empty_ones_say_so() -> None:
    assert told(Beside(Section("A"), Section("B", (Paragraph("b"),))), left_out="3 entries withheld") == (
        Title("A", 2),
        Words(NOTHING),
        Title("B", 2),
        Words("b"),
        Words("3 entries withheld"),
    )


def test_a_form_is_told_block_by_block() -> None:
    assert told(SHEET) == (
        Title("Incident Objectives (ICS 202)", 2),
        Title("1. Incident Name", 3),
        Words("Golden Watch"),
        Title("3. Objectives", 3),
        Words("Keep Figueroa open"),
        Words("Awareness"),
        Title("5. Plan?", 3),
        Points(("[x] Yes", "[ ] No")),
        Title("7. Activity", 3),
        Grid(("When", "What"), (("14:00", "Fire"),)),
        Grid((), (("Safety Officer", "K. Ito"),)),
        Grid((), (("Radio", "V-TAC"),)),
        Figure("<svg/>", "Sketch"),
        Points(("Command: L. Chen", "– Deputy")),
        Grid((), (("Date/Time", "19 Jul"),)),
    )


def test_the_whole_report_is_told_under_its_headings(busy: Facts) -> None:
    titles = [block.text for block in outline(build(busy)) if isinstance(block, Title) and block.level == 2]
    assert titles[0] == "1. Highlights"
    assert titles[-1] == "18. Approval"
    assert len(titles) == 22
