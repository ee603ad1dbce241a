"""ICS 215 on paper: what is needed is what is asked for less what has come, and its sums."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.ics215 import FORM, MAKER, ROWS, tables, total, works
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, missing, pages
from tests.kit.operation import put


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_a_blank_form_is_one_page_with_the_booklets_words(ground: Desk, paper: Paper) -> None:
    (page,) = pages(drawn(ground, MAKER, blank=True), paper)
    assert missing(FORM, page) == []


def test_open_requests_and_written_rows_are_counted_together(desk: Desk) -> None:
    request = put(desk, "request", "r", number="AAAA-9", title="Water trucks", kind="equipment", quantity=5)
    put(desk, "fill", "f", request=request, words="LADWP", quantity=2, state="arrived")
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(AddRow(form, ROWS, ["North", "Gate 7", "Shade", "Tents", "12", "8", "", "", "", "", ""]))
    (page,) = pages(drawn(desk, MAKER, form=form))
    assert "Required Have Need 12 8 4" in page
    assert "Required Have Need 5 2 3" in page
    assert "17 (Tents: 12; Equipment: 5)" in page
    assert "7 (Tents: 4; Equipment: 3)" in page


def row(work: str, resource: str, *figures: str, where: str = "") -> tuple[str, ...]:
    return ("", "", work, resource, *figures, *("",) * (3 - len(figures)), "", "", where, "")


def test_kinds_of_resource_stand_side_by_side_under_one_piece_of_work() -> None:
    shade, water = works([
        row("Shade", "Tents", "12", "8", "4", where="Gate 7"), row("", "Crews", "2", where="Gate 7"),
        row("Water", "Trucks", "about a dozen"), row("Shade", "Tents", "3", "1", "2", where="Lot C"), row("", "", "7"),
    ])  # fmt: skip
    assert list(shade.kinds) == ["Tents", "Crews", "Not said"]
    assert [shade.figures(kind) for kind in ("Tents", "Crews", "Trucks")] == ["15\n9\n6", "2\n–\n–", ""]
    assert shade.particulars() == ("", "", "Gate 7\nLot C", "")
    assert water.figures("Trucks") == "Required: about a dozen\nHave: –\nNeed: –"


def test_many_kinds_go_on_in_another_table_and_none_is_lost(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    for number in range(20):
        desk.do_now(AddRow(form, ROWS, list(row(f"Work {number // 8}", f"Kind {number:02}", str(100 + number)))))
    text = " ".join(pages(drawn(desk, MAKER, form=form)))
    assert [
        number for number in range(20) if f"Kind {number:02}" not in text or f"{100 + number} – –" not in text
    ] == []
    parted = tables(works([row("One", f"k{n}", "1") for n in range(7)] + [row("Two", "k6", "2"), row("Three", "x")]))
    assert [(kinds, [one.place[2] for one in some]) for kinds, some in parted] == [
        (tuple(f"k{n}" for n in range(6)), ["One"]), (("k6", "x"), ["One", "Two", "Three"]),
    ]  # fmt: skip


def test_sums_say_nothing_where_there_are_no_figures_and_no_names_where_there_is_one_resource() -> None:
    assert total([row("", "Tents", "some")], 4) == ""
    assert total([row("", "Tents", "1,200"), row("", "Tents", "3")], 4) == "1203"
