"""What hazards touch as a page says it: by venue, what is grave first, nothing above the page's marking."""

from __future__ import annotations

import json
from typing import Any

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.desk.paper_touched import touched
from eocdesk.maps.reading import Limit
from eocdesk.models import clock
from eocdesk.store.queries.facts_watch import TouchedLine
from tests.kit.desks import EVENT

NOW = clock.now()
HOUR = 3_600_000
SQUARE = {"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]}


def add(desk: Desk, kind: str, **values: Any) -> bytes:
    return bytes(desk.do_now(Add(kind, EVENT, {"marking": "AMBER", **values})).value)


def venue(desk: Desk, name: str, **values: Any) -> bytes:
    return add(desk, "venue", name=name, lat=34.0, lon=-118.0, **values)


def heat(desk: Desk, **values: Any) -> bytes:
    plain = {"title": "Heat warning", "severity": "severe", "sent": NOW - HOUR, "ends": NOW + 40 * HOUR}
    return add(desk, "alert", **{**plain, "geometry": json.dumps(SQUARE), **values})


def look(desk: Desk, marking: str = "AMBER", *audiences: str) -> tuple[TouchedLine, ...]:
    return desk.read_now(touched, EVENT, NOW, Limit(marking, frozenset(audiences)))


def test_a_venue_is_one_line_with_its_hazards_and_sessions(desk: Desk) -> None:
    bowl, pier = venue(desk, "Bowl"), venue(desk, "Arena")
    for title, where, begins in (("Final", bowl, -1), ("Ceremony", bowl, 3), ("Next week", pier, 30)):
        times = {"starts": NOW + begins * HOUR, "ends": NOW + (begins + 2) * HOUR}
        add(desk, "session", title=title, venue=where, **times)
    heat(desk)
    add(
        desk,
        "observation",
        title="HI",
        measure="heat index",
        value=108.0,
        venue=bowl,
        starts=NOW - 2 * HOUR,
        ends=NOW + 9,
    )
    assert look(desk) == (
        TouchedLine(
            "Bowl",
            ("Heat warning", "Heat index 108 °F"),
            NOW - 2 * HOUR,
            ("Final",),
            (("Ceremony", NOW + 3 * HOUR),),
            grave=True,
        ),
        TouchedLine("Arena", ("Heat warning",), NOW - HOUR, grave=True),
    )


def test_what_begins_after_a_day_is_not_on_the_page_yet(desk: Desk) -> None:
    venue(desk, "Bowl")
    heat(desk, onset=NOW + 25 * HOUR)
    assert look(desk) == ()
    heat(desk, onset=NOW + 23 * HOUR, severity="minor")
    (one,) = look(desk)
    assert (one.grave, one.now, one.since) == (False, (), NOW + 23 * HOUR)


def test_a_fire_is_said_with_its_distance(desk: Desk) -> None:
    venue(desk, "Bowl")
    add(desk, "observation", title="Canyon fire", measure="fire", lat=34.04, lon=-118.0, observed=NOW)
    assert look(desk)[0].hazards == ("Canyon fire: 4.4 km away",)


def test_nothing_above_the_pages_marking_is_told(desk: Desk) -> None:
    bowl = venue(desk, "Bowl")
    venue(desk, "CANARY venue", marking="RED")
    venue(desk, "CANARY for others", audience="LAW")
    times = {"starts": NOW - HOUR, "ends": NOW + HOUR}
    add(desk, "session", title="CANARY session", venue=bowl, marking="RED", **times)
    add(desk, "session", title="Final", venue=bowl, **times)
    heat(desk)
    heat(desk, title="CANARY warning", marking="RED")
    add(desk, "observation", title="CANARY fire", measure="fire", lat=34.0, lon=-118.0, observed=NOW, marking="RED")
    assert look(desk) == (TouchedLine("Bowl", ("Heat warning",), NOW - HOUR, ("Final",), grave=True),)
    every = look(desk, "RED", "LAW")
    assert {one.venue for one in every} == {"Bowl", "CANARY venue", "CANARY for others"}
    assert str(every).count("CANARY session") == 1
