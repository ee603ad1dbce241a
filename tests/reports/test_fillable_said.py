"""What a form says is told thing by thing, with the words it stands under."""

from __future__ import annotations

from eocdesk.reports.fillable_said import Drawn, Grid, Said, things
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


def said(*parts: Part, number: str = "4", title: str = "Emphasis", items: frozenset[str] = frozenset()) -> list[object]:
    sheet = Sheet("ICS 1", "Form", head=(), leaves=(Leaf((strip(Box(number, title, parts)),)),))
    return list(things(sheet, items))


def test_what_repeats_stands_on_each_page_and_what_has_no_number_belongs_to_the_block_above() -> None:
    sheet = Sheet(
        "ICS 1",
        "Form",
        head=(strip(Stack((strip(Box("1", "Incident Name", (Words("Games"),))),))),),
        leaves=(
            Leaf((strip(Box("4", "Emphasis", (Words("Calm"),))), strip(Box("", "", (Words("Heat", "Awareness"),))))),
        ),
        foot=(strip(Box("5", "Prepared by", (Items(((Item("Name", "L. Chen"), Item("", "by phone")),)),))),),
        last=(Item("Date/Time", "now"),),
    )
    assert things(sheet) == (
        Said("1", "Incident Name", "", "Games", each=True),
        Said("4", "Emphasis", "", "Calm"),
        Said("4", "Emphasis", "Awareness", "Heat"),
        Said("5", "Prepared by", "Name", "L. Chen  by phone", each=True),
        Said("", "", "Date/Time", "now", each=True),
    )


def test_squares_lists_charts_and_pictures_are_told() -> None:
    assert said(
        Checks((Check("Yes", on=True), Check("Other:", on=False), Check("", on=True, value="A map", ruled=True)))
    ) == [
        Said("4", "Emphasis", "Yes", tick=True, on=True),
        Said("4", "Emphasis", "Other", tick=True),
        Said("4", "Emphasis", "Other", "A map", lead="on"),
    ]
    band = Names((Named("Support Branch", band=True), Named("Director", "K. Ito")))
    assert said(band) == [Said("4", "Emphasis Support Branch", "Director", "K. Ito")]
    chart = Chart(Post("Commander", "T. Baker"), (), (Post("Chief", "", (Post("Unit", "A. Po"),)),))
    assert [(one.label, one.value) for one in said(chart) if isinstance(one, Said)] == [
        ("Commander", "T. Baker"),
        ("Chief", ""),
        ("Unit", "A. Po"),
    ]
    assert said(Drawing("<svg/>", "the ground")) == [Drawn("4", "Emphasis")]
    assert said(Drawing()) == []
    assert said(Words("Soon", "7, 12 hours")) == [Said("7", "", "12 hours", "Soon")]


def test_a_table_is_rows_people_wrote_or_the_forms_own_words_with_something_beside_them() -> None:
    heads = (Head("Position"), Head("Name"))
    written = Ruled(heads, ((Field("Gate"), Field("Po")), (Field(), Field())), least=4)
    assert said(written) == [Grid("4", "Emphasis", ("Position", "Name"), ((Field("Gate"), Field("Po")),))]
    own = Ruled((Head("Below"), Head("This Period")), ((Field("D. Fatalities"), Field("2")),))
    assert said(own, items=frozenset({"D. Fatalities"})) == [
        Said("4", "Emphasis", "D. Fatalities", "2", head="This Period")
    ]
    ticked = Ruled((Head("Unit"), Head("Arrived")), ((Field("E 9"), Field(checks=(Check("", on=True),))),))
    (grid,) = said(ticked)
    assert isinstance(grid, Grid)
    assert grid.ticks == {1}
