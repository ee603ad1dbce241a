"""A right as it is typed: with a reason and no end that is over; a right as it is told."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock
from eocdesk.models.right import Right
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_right import RightForm, told
from tests.kit.desks import EVENT


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> RightForm:
    made = RightForm(context)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_what_is_typed_is_the_right(form: RightForm, desk: Desk) -> None:
    assert desk.event is not None
    form.offer_events([desk.event])
    form.role.set_value("liaison")
    form.event_editor.set_value(EVENT)
    form.marking.set_value("GREEN")
    until = clock.now() // 60_000 * 60_000 + 86_400_000
    form.until.set_value(until)
    form.why.set_value("Gate 3")
    assert form.right() == Right("liaison", EVENT, "GREEN", "", until, "Gate 3")
    form.offer_events([desk.event])
    assert form.right().event == EVENT, "events read again change nothing"
    form.clear()
    assert form.role.value() == "liaison"
    with pytest.raises(Refused, match="Say why") as caught:
        form.right()
    form.focus_on(caught.value.field)
    assert form.why.line.hasFocus()


def test_a_right_that_is_over_is_none(form: RightForm) -> None:
    form.why.set_value("x")
    form.until.set_value(clock.now() - 86_400_000)
    with pytest.raises(Refused, match="ended already"):
        form.right()


def test_rights_are_told_in_words(desk: Desk) -> None:
    assert desk.event is not None
    until = 1_847_646_000_000
    full = Right("liaison", EVENT, "GREEN", "LASD", until, "Gate 3")
    assert told(full, [desk.event], "UTC") == (
        "Liaison in LA28 Games",
        f"up to TLP:GREEN · for LASD · until {shown(until, 'UTC')} · Gate 3",
    )
    assert told(Right("analyst", audiences="*"), [], "UTC") == ("Analyst in all events", "for all audiences")
    assert told(Right("partner", b"\x01" * 16), [], "UTC") == ("Partner in event 01010101", "no end")
