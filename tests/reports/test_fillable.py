"""A form is written into a user's own PDF of it; what finds no room follows on our form; another form is refused."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from eocdesk.models import Refused
from eocdesk.reports import fillable
from eocdesk.reports.document import Document
from eocdesk.reports.fillable_words import MARK
from eocdesk.reports.sheet import Box, Field, Head, Item, Items, Leaf, Ruled, Sheet, Words, strip
from eocdesk.reports.typeset import pdf
from tests.kit.acroform import Put, activity_log, log_form, made, message
from tests.reports.test_fillable_press import document, text

HEADS = (Head("Date/Time"), Head("Notable Activities", 3.4))
SPAN = Items(((Item("Date From", "07/19/2028"), Item("Date To", "07/20/2028")),))


def log(*lines: tuple[str, str], name: str = "Gate 4") -> Document:
    table = Ruled(HEADS, tuple((Field(when), Field(what)) for when, what in lines), least=3)
    sheet = Sheet(
        "ICS 214",
        "Activity Log",
        head=(strip(Box("1", "Incident Name", (Words("Games"),)), Box("2", "Operational Period", (SPAN,))),),
        leaves=(
            Leaf(
                (
                    strip(
                        Box("3", "Name", (Words(name),)),
                        Box("4", "ICS Position", (Words("Watch"),)),
                        Box("5", "Home Agency", (Words(""),), note="(and Unit)"),
                    ),
                    strip(Box("7", "Activity Log", (table,))),
                )
            ),
        ),
        foot=(strip(Box("8", "Prepared by", (Items(((Item("Name", "L. Chen"), Item("Signature")),)),))),),
    )
    return dataclasses.replace(document(), sections=(sheet,))


def fill(data: bytes, of: Document) -> fillable.Filled:
    return fillable.fill(data, of, pdf(of))


def values(data: bytes) -> dict[str, str]:
    fields = PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(one["/V"]) for name, one in fields.items() if one.get("/V") is not None}


def test_a_log_is_written_into_the_fields_and_the_page_says_what_it_is() -> None:
    done = fill(log_form(3), log(("06:00", "Gate 4 open"), ("07:00", "Crowd of 900")))
    said = values(done.pdf)
    assert said["1 Incident Name_19"] == "Games"
    assert "Gate 4" in said.values()
    assert said["Notable Activities_Row_2"] == "Crowd of 900"
    assert (done.pages, done.whole, done.over) == (1, False, ())
    assert "Date/Time_Row_3" not in said
    page = text(done.pdf, 0)
    assert "TLP:AMBER" in page
    assert "As of 19 Jul 2028" in page
    assert "3 entries of this event withheld" in page
    file = PdfReader(io.BytesIO(done.pdf))
    assert file.metadata is not None
    assert file.metadata["/Keywords"] == f"{MARK}{document().digest}"
    assert "Secret" not in str(file.metadata)


def test_what_finds_no_room_is_said_on_the_page_and_follows_whole() -> None:
    done = fill(log_form(2), log(*((f"{n:02}:00", f"Entry {n} " + "word " * 90 * (n == 1)) for n in range(4))))
    assert done.whole
    assert done.over[0] == "block 7, Activity Log: 2 of 4 rows fit"
    assert "letters fit" in done.over[1]
    assert "2 of 4 rows fit" in done.sentence
    assert "2 of 4 rows fit" in text(done.pdf, 0)
    assert "Entry 3" not in text(done.pdf, 0)
    assert "Entry 3" in " ".join(text(done.pdf, n) for n in range(1, done.pages))
    assert values(done.pdf)["Notable Activities_Row_2"].count("word") == 90


def test_of_a_booklet_the_pages_of_the_form_alone_are_taken() -> None:
    book = made(("GENERAL MESSAGE (ICS 213)", message()), ("ACTIVITY LOG (ICS 214)", activity_log()))
    done = fill(book, log(("06:00", "Open")))
    assert done.pages == 1
    assert "7 Message:" not in values(done.pdf)
    assert "GENERAL MESSAGE" not in text(done.pdf, 0)


def test_another_form_and_one_that_is_hardly_known_are_refused() -> None:
    with pytest.raises(Refused, match="This PDF is ICS 213, not ICS 214"):
        fill(made(("GENERAL MESSAGE (ICS 213)", message())), log())
    with pytest.raises(Refused, match="Too little of this PDF is known as ICS 214"):
        fill(made(("A form of our own", [Put("Shoe size", (9, 9, 99, 20))])), log())
    with pytest.raises(Refused, match="No page of this PDF says that it is ICS 214"):
        fill(made(*(("Ours", activity_log()) for _ in range(7))), log())
    with pytest.raises(Refused, match="single ICS form"):
        fill(log_form(), document())


def test_a_second_page_that_does_not_say_its_form_belongs_to_it_and_too_many_fields_are_refused() -> None:
    more = [Put(f"Notable Activities_Row_{n}", (131, 700 - 16 * n, 574, 715 - 16 * n)) for n in (1, 2)]
    more += [Put(f"Date/Time_Row_{n}", (37, 700 - 16 * n, 129, 715 - 16 * n)) for n in (1, 2)]
    two = made(("ACTIVITY LOG (ICS 214)", activity_log(1)), ("", more))
    done = fill(two, log(("06:00", "One"), ("07:00", "Two"), ("08:00", "Three")))
    assert (done.pages, done.over) == (2, ())

    def many(writer: PdfWriter) -> None:
        notes: Any = writer.pages[0]["/Annots"]
        notes.extend([notes[0]] * 2_000)

    with pytest.raises(Refused, match="no ICS form has more than 2,000"):
        fill(log_form(touch=many), log())


def test_a_form_that_does_not_say_which_it_is_is_known_by_its_fields() -> None:
    done = fill(made(("Our agency's log", activity_log())), log(("06:00", "Open")))
    assert set(done.blocks) >= {"1", "2", "3", "4", "5", "7", "8"}


def test_what_stood_in_a_users_form_is_emptied_and_said() -> None:
    puts: list[Any] = [*activity_log(), Put("Old remarks", (9, 9, 99, 20), holds="RED: torch threatened")]
    done = fill(made(("(ICS 214)", puts)), log())
    assert done.emptied == 1
    assert "held something already and was emptied" in done.sentence
    assert b"torch" not in done.pdf
    assert "Old remarks" not in values(done.pdf)


def test_as_it_is_looked_at_and_printed_its_values_are_drawn_and_no_field_is_left() -> None:
    done = fillable.fill(log_form(), log(("06:00", "Gate 4 open")), b"", seen=True)
    assert "Gate 4 open" in text(done.seen, 0)
    assert not values(done.seen)
    assert "Gate 4 open" not in text(done.pdf, 0)  # there it stands in a field
    assert fill(log_form(), log()).seen == b""


def test_several_sheets_are_several_copies() -> None:
    two = log(("06:00", "One")), log(("07:00", "Two"), name="Gate 5")
    both = dataclasses.replace(two[0], sections=(*two[0].sections, *two[1].sections))
    done = fill(log_form(), both)
    assert (done.copies, done.pages) == (2, 2)
    assert {"One", "Two"} <= set(values(done.pdf).values())
