"""The hazards pane on a desk with a venue, a session, a heat warning over it, a forecast, a fire far off."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.hazards import SetThreshold
from eocdesk.commands.records import Add
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.hazards.pane import HazardsPane
from tests.kit.desks import EVENT

HOUR = 3_600_000
BOX = json.dumps({"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]})


class Story(NamedTuple):
    """What there is."""

    venue: bytes
    session: bytes
    heat: bytes
    zone: bytes
    fire: bytes
    line: bytes


def tell(desk: Desk, now: int) -> Story:
    """Write it around a moment."""

    def add(kind: str, **values: object) -> bytes:
        return bytes(desk.do_now(Add(kind, EVENT, values)).value)

    venue = desk.do_now(AddVenue(EVENT, {"name": "Bowl", "lat": 34.0, "lon": -118.0})).value
    times = {"title": "Final", "venue": venue, "starts": now - HOUR, "ends": now + HOUR}
    session = desk.do_now(AddSession(EVENT, times)).value
    words = {"hazard": "heat", "severity": "severe", "sent": now - HOUR, "signature": "present", "marking": "GREEN"}
    heat = add("alert", title="Heat warning", geometry=BOX, ends=now + 3 * HOUR, expires=now + HOUR, **words)
    zone = add("alert", title="Wind advisory", area="Long Valley", codes=["UGC:CAZ368"], sent=now, severity="minor")
    fire = add("observation", title="Ridge fire", measure="fire", value=1250.0, contained=20.0, lat=36.0, lon=-118.0)
    line = desk.do_now(SetThreshold(EVENT, "heat index", 100, venue, "no shade")).value
    return Story(venue, session, heat, zone, fire, line)


@pytest.fixture
def story(desk: Desk, context: Context) -> Story:
    """Now."""
    return tell(desk, context.setting.now())


@pytest.fixture
def opened(shown_pane: Callable[[type[HazardsPane]], HazardsPane]) -> Callable[[], HazardsPane]:
    """Opens the pane, everything read."""

    def make() -> HazardsPane:
        pane = shown_pane(HazardsPane)
        pane.take_focus()
        return pane

    return make
