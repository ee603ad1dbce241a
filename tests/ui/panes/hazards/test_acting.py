"""HeatRisk is said by hand for a venue and a day; what does not fit is refused beside its field."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.hazards import AddObservation
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import hazards
from eocdesk.ui.panes.hazards.pane import HazardsPane
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import Asked
from tests.ui.panes.hazards.conftest import Story


def test_heat_risk_is_said_for_a_day_and_said_again_it_is_the_same_record(
    opened: Callable[[], HazardsPane], story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    for value, wrong in ((3.0, False), (4.0, False), (7.0, True)):
        pane.acting.say_heat_risk()
        form = pane.asking.dialog
        assert form is not None
        form.form.editor("venue").set_value(story.venue)
        form.form.editor("value").set_value(value)
        form.save()
        if wrong:
            qtbot.waitUntil(lambda form=form: "from 0 to 4" in form.form._rows["value"].error)  # type: ignore[misc]
        else:
            qtbot.waitUntil(lambda: pane.asking.dialog is None)
    rows = desk.read_now(hazards.observation_rows, desk.read_now(hazards.observation_keys, EVENT, "", 0)).values()
    assert [row.value for row in rows if row.measure == "heatrisk"] == [4.0]


def test_what_was_told_for_a_venue_is_found_on_the_map_at_the_venue(
    opened: Callable[[], HazardsPane], story: Story, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    told = {"title": "Heat index", "measure": "heat index", "value": 99.0, "venue": story.venue}
    index = desk.do_now(AddObservation(EVENT, told)).value
    pane = opened()
    for record, place in ((index, ("venue", story.venue)), (story.fire, ("observation", story.fire))):
        pane.show_record("observation", record)
        qtbot.waitUntil(lambda record=record: pane.card.told is not None and pane.card.told.id == record)  # type: ignore[misc]
        pane.act("map")
        qtbot.waitUntil(lambda place=place: navigator.calls[-1:] == [("map", *place)])  # type: ignore[misc]
