"""Values are set in letters as large as their fields have room for; what is cut is told; the edges say what it is."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument

from eocdesk.models import Unavailable
from eocdesk.reports import frozen
from eocdesk.reports.document import Document
from eocdesk.reports.fillable_press import Cut, Edges, Value, lines, pressed, room


def document() -> Document:
    return frozen.sealed(
        Document(
            title="Activity Log (ICS 214)",
            about="Games",
            subtitle="",
            marking="TLP:AMBER",
            marking_colour="#ffc000",
            banner="EXERCISE",
            running_left="LA28 Games",
            running_right="As of 19 Jul 2028 14:00 PDT (21:00Z)",
            footer_left="Prepared by L. Chen",
            footer_lines=("Hub met 13:58",),
            author="L. Chen",
            moment=1_847_000_000_000,
            sections=(),
            left_out="3 entries of this event withheld",
        )
    )


def text(pdf: bytes, page: int) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[page].extract_text().split())


def test_words_that_fit_are_whole_and_those_that_do_not_are_told() -> None:
    long = "Crowd at gate 4 " * 60
    made = pressed(document(), [Value("Gate open", 200, 15, 10), Value(long, 200, 15, 10)], Edges(()))
    assert text(made.pdf, 0) == "Gate open"
    (cut,) = made.cut
    assert cut == Cut(1, cut.fit, len(long))
    assert 20 < cut.fit < 300
    assert text(made.pdf, 1).endswith("…")
    box = PdfReader(io.BytesIO(made.pdf)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (200, 15)


@pytest.mark.parametrize("word", ["x" * 90, "W" * 60, "Ö7" * 40, "観客" * 30])
def test_a_word_longer_than_its_field_is_broken_and_stays_in_it(word: str) -> None:
    made = pressed(document(), [Value(word, 200, 90, 10, lines=True)], Edges(()))
    held, file = QBuffer(), QPdfDocument(None)
    held.setData(made.pdf)
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    file.load(held)
    placed = [line.boundingRect() for line in file.getAllText(0).bounds()]
    assert len(placed) > 1
    assert max(line.right() for line in placed) <= 199
    file.close()


def test_letters_of_all_scripts_are_set_and_text_is_never_markup() -> None:
    made = pressed(
        document(), [Value("#panic() *Żółć* _ñ_ $x$", 300, 15, 10), Value("観客 مرحبا", 300, 15, 10)], Edges(())
    )
    assert text(made.pdf, 0) == "#panic() *Żółć* _ñ_ $x$"
    assert not made.cut
    assert pressed(document(), [Value("\U00013080", 90, 15)], Edges(())).boxed == 1


def test_each_page_says_marking_moment_digest_what_was_left_out_and_its_number() -> None:
    made = pressed(document(), [], Edges([(612, 792), (792, 612)], "Not whole on this form: block 7", "SENSITIVE"))
    said = text(made.pdf, 1)
    for word in (
        "TLP:AMBER",
        "EXERCISE",
        "SENSITIVE",
        "As of 19 Jul 2028 14:00 PDT (21:00Z)",
        "3 entries of this event withheld",
        "Hub met 13:58",
        "Form page 2 of 2",
        "Not whole on this form: block 7",
        document().digest[:4],
    ):
        assert word in said
    assert said.count("TLP:AMBER") == 2


def test_more_lines_at_the_foot_ask_for_more_room() -> None:
    assert len(lines(document())) == 2
    assert room(document(), "x" * 400)[1] > room(document(), "")[1]


def test_what_cannot_be_set_is_said_in_a_sentence() -> None:
    with pytest.raises(Unavailable, match=r"^The page could not be set: "):
        pressed(replace(document(), marking_colour="no colour"), [], Edges([(612, 792)]))
