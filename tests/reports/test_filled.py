"""Each form people fill is one of the papers, with something asked of it."""

from __future__ import annotations

from eocdesk.reports.filled import ASKED
from eocdesk.reports.fills import keys_of
from eocdesk.reports.papers import MAKERS


def test_every_form_that_is_asked_for_is_a_paper_that_people_fill() -> None:
    assert set(ASKED) >= {"situation", "ics-202", "ics-204", "ics-208"}
    assert all(MAKERS[code].filled for code in ASKED if code in MAKERS)


def test_each_form_asks_for_each_block_once() -> None:
    for code, fillings in ASKED.items():
        keys = keys_of(fillings)
        assert keys, code
        assert len(set(keys)) == len(keys), code
