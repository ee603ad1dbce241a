"""What is not named takes nothing away: a plain request shows all, as of now."""

from __future__ import annotations

from eocdesk.models.ids import NIL
from eocdesk.reports.paper import Asked


def test_a_plain_request_leaves_nothing_out() -> None:
    asked = Asked("ics-202", NIL, 5, 5)
    assert (asked.release, asked.audience, asked.blank, asked.period) == ("", "", False, None)
    assert asked.as_of == asked.now
