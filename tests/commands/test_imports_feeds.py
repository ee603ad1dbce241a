"""An answer's rows add up whatever its parts gave back, and what the gate refuses leaves nothing behind."""

from __future__ import annotations

import pytest

from eocdesk.commands.hazards import TakeAlerts
from eocdesk.commands.imports_feeds import ImportAnswer
from eocdesk.commands.reading import Item, Refusal
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.feeds.taking import TakeReading
from eocdesk.models import Refused
from tests.kit.desks import EVENT, bodies


def test_rows_that_were_not_understood_and_rows_passed_over_are_counted(desk: Desk) -> None:
    take = TakeAlerts(EVENT, "nws", (Item("alert", "a", "feature 1", {"title": "Heat"}), Item("alert", "b", "at", {})))
    whole = TakeReading("nws-alerts", (take,))
    refused = (Refusal("feature 2", "It has no id."),)
    report = desk.do_now(ImportAnswer(EVENT, "nws-alerts", "f.json", 4, (take,), whole, refused)).value
    assert (report.read, report.added, report.changed, report.unchanged) == (4, 1, 0, 1)
    assert [one.at for one in report.refused] == ["feature 2", "at"]


def test_an_answer_that_would_write_what_no_feed_may_is_refused_whole(desk: Desk) -> None:
    before = bodies(desk)
    foreign = AddVenue(EVENT, {"name": "Hall"})
    with pytest.raises(Refused, match="may not write venue"):
        desk.do_now(ImportAnswer(EVENT, "x", "f", 1, (foreign,), TakeReading("x", (foreign,))))
    assert bodies(desk) == before
