"""What hazards touch follows every change, and the clock, and is reckoned once for all who ask."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.desk.exposing import Exposing
from eocdesk.maps.counties import County
from tests.kit.desks import EVENT

NOW = 1_847_000_000_000
HOUR = 3_600_000
SHAPE = json.dumps({"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]})


def county(code: str) -> County | None:
    return County("06037", "Los Angeles", SHAPE) if code == "SAME:006037" else None


def add(desk: Desk, kind: str, **values: Any) -> bytes:
    return bytes(desk.do_now(Add(kind, EVENT, values)).value)


def test_it_is_reckoned_again_only_when_something_of_it_changed(desk: Desk) -> None:
    exposing = Exposing(desk.store.readers, desk.bus)
    venue = add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    assert exposing.look(EVENT, NOW).exposures == ()
    alert = add(desk, "alert", title="Heat", geometry=SHAPE, sent=NOW, ends=NOW + HOUR)
    assert [one.venue for one in exposing.look(EVENT, NOW).exposures] == [venue]
    add(desk, "lesson", title="Nothing of it")
    exposing.look(EVENT, NOW + 1)
    assert exposing.reckoned == 2
    desk.do_now(Amend("alert", alert, {"state": "cancelled"}))
    assert exposing.look(EVENT, NOW).exposures == ()


def test_an_alert_ends_by_the_clock(desk: Desk) -> None:
    exposing = Exposing(desk.store.readers, desk.bus)
    add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    add(desk, "alert", title="Heat", geometry=SHAPE, sent=NOW, ends=NOW + HOUR)
    assert len(exposing.look(EVENT, NOW).exposures) == 1
    assert exposing.look(EVENT, NOW + HOUR).exposures == ()


def test_an_area_code_is_placed_by_who_knows_its_shape(desk: Desk) -> None:
    exposing = Exposing(desk.store.readers, desk.bus, county)
    add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    add(desk, "alert", title="Heat", codes=["SAME:006037"], sent=NOW)
    assert len(exposing.look(EVENT, NOW).exposures) == 1


def test_who_asks_from_the_screen_waits_without_standing_still(desk: Desk) -> None:
    add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    add(desk, "alert", title="Heat", geometry=SHAPE, sent=NOW, ends=NOW + HOUR)
    assert len(asyncio.run(desk.exposing.ask(EVENT, NOW)).exposures) == 1
    assert desk.exposing.look(EVENT, NOW) is asyncio.run(desk.exposing.ask(EVENT, NOW))
