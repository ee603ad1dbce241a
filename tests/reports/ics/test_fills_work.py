"""What is asked of people for the forms of daily work has heads, and numbers they know."""

from __future__ import annotations

from eocdesk.reports.fills import Asks, Fill
from eocdesk.reports.ics.fills_work import FILLS


def test_a_table_is_asked_under_the_words_of_the_booklet() -> None:
    tables = {
        fill.key: fill.columns
        for filling in FILLS["ics-214"]
        for fill in filling.fills
        if isinstance(fill, Fill) and fill.asks is Asks.ROWS
    }
    assert tables == {
        "6[]": ("Name", "ICS Position", "Home Agency (and Unit)"),
        "7[]": ("Date/Time", "Notable Activities"),
    }


def test_a_message_asks_first_for_whom_it_is() -> None:
    assert [fill.key for fill in FILLS["ics-213"][0].fills if isinstance(fill, Fill)] == ["2", "3"]
