"""What is reckoned with: what stands now or comes, and nothing that is over, cancelled or a test."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.exposures import World, world
from tests.kit.desks import EVENT

NOW = 1_847_000_000_000
HOUR = 3_600_000


def add(desk: Desk, kind: str, **values: Any) -> bytes:
    return bytes(desk.do_now(Add(kind, EVENT, values)).value)


def read(desk: Desk) -> World:
    return desk.read_now(world, EVENT, NOW)


def test_only_alerts_in_force_count(desk: Desk) -> None:
    kept = add(desk, "alert", title="Kept", sent=NOW, ends=NOW + HOUR, codes=["SAME:006037"])
    add(desk, "alert", title="Over", sent=NOW - 9 * HOUR, ends=NOW - HOUR)
    add(desk, "alert", title="Superseded", state="superseded", sent=NOW)
    add(desk, "alert", title="A test", status="test", sent=NOW)
    add(desk, "alert", title="The cancel itself", message="cancel", sent=NOW)
    (alert,) = read(desk).alerts
    assert alert.id == kept
    assert alert.codes == ("SAME:006037",)


def test_ends_is_not_expires(desk: Desk) -> None:
    add(desk, "alert", title="Message ran out, heat goes on", sent=NOW, expires=NOW - 1, ends=NOW + HOUR)
    assert [one.ends for one in read(desk).alerts] == [NOW + HOUR]


def test_sessions_count_by_what_they_do_and_the_whole_day_while_the_time_is_open(desk: Desk) -> None:
    venue = add(desk, "venue", name="Bowl", lat=34.0, lon=-118.0)
    add(desk, "session", title="Late", venue=venue, starts=NOW - 9 * HOUR, ends=NOW - HOUR, actual_end=NOW + HOUR)
    add(desk, "session", title="Over", venue=venue, starts=NOW - 9 * HOUR, ends=NOW - HOUR)
    add(desk, "session", title="Off", venue=venue, starts=NOW, ends=NOW + HOUR, status="cancelled")
    add(desk, "session", title="Some time", venue=venue, day="2028-07-20")
    found = {one.title: one for one in read(desk).sessions}
    assert set(found) == {"Late", "Some time"}
    assert found["Some time"].ends - found["Some time"].begins == 24 * HOUR


def test_a_fire_that_is_out_and_a_value_of_yesterday_do_not_count(desk: Desk) -> None:
    kept = add(desk, "observation", title="Fire", measure="fire", observed=NOW - 30 * HOUR, lat=34.0, lon=-118.0)
    add(desk, "observation", title="Out", measure="fire", observed=NOW, status="Out")
    add(desk, "observation", title="Held", measure="fire", observed=NOW, contained=100.0)
    add(desk, "observation", title="Old heat", measure="heat index", value=110.0, observed=NOW - 30 * HOUR)
    course = [[NOW - HOUR, 100.0], [NOW, 105.0]]
    add(desk, "observation", title="Forecast", measure="heat index", series=course, forecast=True)
    found = read(desk).observations
    assert [one.title for one in found] == ["Fire", "Forecast"]
    assert found[0].id == kept
    assert found[1].series == ((NOW - HOUR, 100.0), (NOW, 105.0))
    assert found[1].ends == NOW + HOUR


def test_lines_are_read(desk: Desk) -> None:
    add(desk, "threshold", measure="gust", value=35.0)
    assert [(one.venue, one.value) for one in read(desk).thresholds] == [(None, 35.0)]
