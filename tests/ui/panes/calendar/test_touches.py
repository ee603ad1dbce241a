"""A session that a hazard touches in its hours is marked with the worst reason, and unmarked when it is over."""

from __future__ import annotations

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.calendar import NO_TOUCH, SessionRow, Touch
from eocdesk.ui.panes.calendar import reading
from eocdesk.ui.panes.calendar.sieve import Sieve
from eocdesk.ui.panes.calendar.state import sentence
from eocdesk.ui.panes.calendar.touches import marked, touches
from tests.kit.desks import EVENT

NOW = 1_847_000_000_000
HOUR = 3_600_000
BOX = '{"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]}'


def add(desk: Desk, kind: str, **values: object) -> bytes:
    return bytes(desk.do_now(Add(kind, EVENT, values)).value)


def session(desk: Desk, begins: int) -> bytes:
    venue = add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    return add(desk, "session", title="Final", venue=venue, starts=begins, ends=begins + HOUR)


def test_the_worst_of_several_is_said_and_how_many_more_there_are(desk: Desk) -> None:
    final = session(desk, NOW)
    assert desk.read_now(touches, EVENT, desk.exposing, NOW) == {}
    assert desk.exposing.reckoned == 0
    add(desk, "alert", title="Smoke", geometry=BOX, severity="minor", sent=NOW)
    heat = add(desk, "alert", title="Heat", geometry=BOX, severity="extreme", sent=NOW, ends=NOW + HOUR)
    held = desk.read_now(reading.held, EVENT, Sieve(), desk.exposing, NOW)
    assert held.touches == {final: Touch("Heat", "Heat: Extreme, Bowl lies in its area", 4, 2)}
    said = sentence(held.arranged.rows[0], "UTC")
    assert said.endswith("Hazard: Heat: Extreme, Bowl lies in its area (and 1 more)")
    desk.do_now(Amend("alert", heat, {"state": "cancelled"}))
    again = desk.read_now(reading.held_again, EVENT, held, frozenset(), Sieve(), desk.exposing, NOW)
    assert again.arranged.rows[0].hazard.title == "Smoke"


def test_a_session_outside_the_hours_of_the_hazard_is_not_marked(desk: Desk) -> None:
    session(desk, NOW + 5 * HOUR)
    add(desk, "alert", title="Heat", geometry=BOX, sent=NOW, ends=NOW + HOUR)
    held = desk.read_now(reading.held, EVENT, Sieve(), desk.exposing, NOW)
    assert held.rows[0].hazard == NO_TOUCH


def test_rows_that_nothing_new_touches_stay_the_same_objects() -> None:
    row = SessionRow(1, b"1", "Final")
    assert marked((row,), {})[0] is row
    touched = marked((row,), {b"1": Touch("Heat", "why", 3, 1)})[0]
    assert touched.hazard.title == "Heat"
    assert marked((touched,), {})[0].hazard == NO_TOUCH
