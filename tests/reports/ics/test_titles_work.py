"""The facts of the forms of daily work: numbers in order, as transcribed."""

from __future__ import annotations

from eocdesk.reports.ics.titles_work import BY_NUMBER, FORMS

COUNTS = {
    "ICS 211": 17,
    "ICS 213": 10,
    "ICS 213 RR": 19,
    "ICS 214": 8,
    "ICS 215": 14,
    "ICS 215A": 8,
    "ICS 221": 10,
    "ICS 230-CG": 4,
}


def test_all_are_there_with_their_blocks_in_order() -> None:
    assert {form.number: len(form.blocks) for form in FORMS} == COUNTS
    for form in FORMS:
        assert [block.number for block in form.blocks] == [str(n) for n in range(1, len(form.blocks) + 1)]
        assert form.blocks[0].title.startswith("Incident Name")


def test_titles_stand_as_they_are_printed() -> None:
    assert BY_NUMBER["ICS 213 RR"].block("16").items == ("SPUL", "PROC")
    assert BY_NUMBER["ICS 214"].block("7").items == ("Date/Time", "Notable Activities")
    assert BY_NUMBER["ICS 230-CG"].title == "Daily Meeting Schedule"
