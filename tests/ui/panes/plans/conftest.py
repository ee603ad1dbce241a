"""The plans pane on a hot afternoon: an approved plan whose trigger is crossed at the stadium."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.records import Add
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui.panes.plans.pane import PlansPane
from tests.kit.desks import EVENT
from tests.kit.plans import heat_plan

HOUR = 3_600_000


class Story(NamedTuple):
    """What there is."""

    plan: bytes
    venue: bytes


@pytest.fixture
def story(desk: Desk) -> Story:
    """104 °F at the stadium while people swim there; the plan counts from 103."""
    now = clock.now()
    venue = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "short": "SoFi", "lat": 33.95, "lon": -118.34})).value
    session = {"title": "Swimming", "venue": venue, "starts": now - HOUR, "ends": now + 3 * HOUR}
    desk.do_now(AddSession(EVENT, session))
    course = [[now - HOUR, 104.0], [now + 4 * HOUR, 90.0]]
    seen = {"title": "Hot", "measure": "heat index", "series": course, "venue": venue, "source": "nws-forecast"}
    desk.do_now(Add("observation", EVENT, seen))
    return Story(heat_plan(desk, venue), venue)


@pytest.fixture
def opened(shown_pane: Callable[[type[PlansPane]], PlansPane]) -> Callable[[], PlansPane]:
    """Opens the pane, everything read."""

    def make() -> PlansPane:
        pane = shown_pane(PlansPane)
        pane.take_focus()
        return pane

    return make
