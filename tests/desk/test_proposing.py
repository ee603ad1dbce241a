"""A plan proposes itself where its trigger is crossed, says why, and is quiet once a person answered."""

from __future__ import annotations

import json

import pytest

from eocdesk.commands.activations import Activate, Decline, StandDown
from eocdesk.commands.plans import AddAction, AddPlan, AddTrigger, ApprovePlan
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import proposing
from eocdesk.desk.desk import Desk
from eocdesk.desk.proposing import Proposal
from eocdesk.maps.counties import County
from eocdesk.models import clock
from tests.kit.desks import EVENT
from tests.kit.plans import heat_plan

NOW = clock.now()
MINUTE, HOUR = 60_000, 3_600_000
SQUARE = {"type": "Polygon", "coordinates": [[[-119, 33], [-118, 33], [-118, 35], [-119, 35], [-119, 33]]]}


def venue(desk: Desk, name: str = "Rose Bowl", lat: float = 34.16, lon: float = -118.17) -> bytes:
    return bytes(desk.do_now(Add("venue", EVENT, {"name": name, "lat": lat, "lon": lon})).value)


def session(desk: Desk, where: bytes, begins: int = NOW + 2 * HOUR) -> bytes:
    values = {"title": "Quarterfinal", "venue": where, "starts": begins, "ends": begins + 2 * HOUR}
    return bytes(desk.do_now(Add("session", EVENT, values)).value)


def heat(desk: Desk, where: bytes, high: float = 106.0, begins: int = NOW + HOUR) -> bytes:
    values = {
        "title": "Heat index", "hazard": "heat", "measure": "heat index", "forecast": True, "venue": where,
        "series": [[begins - HOUR, 90.0], [begins, high], [begins + 4 * HOUR, 90.0]],
        "observed": NOW - 2 * HOUR, "source": "nws-forecast",
    }  # fmt: skip
    return bytes(desk.do_now(Add("observation", EVENT, values)).value)


def plan(desk: Desk, *venues: bytes, name: str = "Plan", **trigger: object) -> bytes:
    listed = [one.hex() for one in venues] or None
    made = bytes(desk.do_now(AddPlan(EVENT, {"name": name, "venues": listed})).value)
    desk.do_now(AddTrigger(made, dict(trigger)))
    desk.do_now(AddAction(made, {"text": "Act"}))
    desk.do_now(ApprovePlan(made))
    return made


def look(desk: Desk, now: int = NOW) -> tuple[Proposal, ...]:
    return desk.read_now(proposing.proposed, EVENT, now)


def test_heat_in_session_hours_proposes_the_plan_and_says_why(desk: Desk) -> None:
    where = venue(desk)
    session(desk, where)
    heat(desk, where)
    made = heat_plan(desk, where)
    (one,) = look(desk)
    assert (one.plan, one.venues, one.marking) == (made, (where,), "GREEN")
    begins = clock.at(NOW + 2 * HOUR, "America/Los_Angeles")
    assert one.reason.startswith("Heat index up to 106 °F at Rose Bowl from ")
    assert f"{begins:%H:%M}, during Quarterfinal (nws-forecast, 2 h ago)." in one.reason
    assert one.begins == NOW + 2 * HOUR


def test_it_does_not_where_nobody_plays_or_it_stays_below_or_the_plan_is_no_approved_one(desk: Desk) -> None:
    where, empty = venue(desk), venue(desk, "Empty")
    heat(desk, empty, 120.0)
    heat(desk, where, 102.0)
    session(desk, where)
    heat_plan(desk)
    assert look(desk) == ()
    heat(desk, where, 110.0, begins=NOW + 40 * HOUR)
    session(desk, where, NOW + 40 * HOUR)
    assert look(desk) == ()
    heat_plan(desk, approved=False)
    heat(desk, where, 103.0)
    assert len(look(desk)) == 1


def test_a_plan_for_some_venues_is_not_proposed_for_others(desk: Desk) -> None:
    here, there = venue(desk), venue(desk, "Coliseum")
    session(desk, there)
    heat(desk, there)
    heat_plan(desk, here)
    assert look(desk) == ()


def test_left_for_now_it_asks_again_when_the_time_is_over_or_it_grows_worse(desk: Desk) -> None:
    where = venue(desk)
    session(desk, where)
    seen = heat(desk, where, 104.0)
    made = heat_plan(desk, where)
    (one,) = look(desk)
    until = clock.now() + HOUR
    desk.do_now(Decline(made, "Shade is enough", until, one.keys))
    assert look(desk) == ()
    assert len(look(desk, until + 1)) == 1
    desk.do_now(Amend("observation", seen, {"series": [[NOW, 120.0], [NOW + 6 * HOUR, 90.0]]}))
    assert len(look(desk)) == 1


def test_another_venue_is_asked_about_though_the_first_was_left(desk: Desk) -> None:
    first, second = venue(desk), venue(desk, "Coliseum")
    for where in (first, second):
        session(desk, where)
    heat(desk, first)
    made = heat_plan(desk)
    desk.do_now(Decline(made, "Shade", clock.now() + HOUR, look(desk)[0].keys))
    heat(desk, second)
    (one,) = look(desk)
    assert set(one.venues) == {first, second}


def test_at_work_it_is_quiet_and_after_its_stand_down_for_the_same_reasons(desk: Desk) -> None:
    where = venue(desk)
    session(desk, where)
    heat(desk, where)
    made = heat_plan(desk, where)
    (one,) = look(desk)
    record = desk.do_now(Activate(made, one.reason, crossed=one.keys)).value
    assert look(desk) == ()
    desk.do_now(StandDown(record, "Fine"))
    assert look(desk) == ()
    desk.do_now(desk._undo_command())
    desk.do_now(desk._undo_command())
    assert len(look(desk)) == 1


def test_a_fire_proposes_by_its_distance_and_asks_again_when_it_comes_closer(desk: Desk) -> None:
    where = venue(desk, lat=34.0, lon=-118.0)
    values = {"title": "Basin fire", "measure": "fire", "hazard": "wildfire", "lat": 34.08, "lon": -118.0}
    fire = desk.do_now(Add("observation", EVENT, {**values, "observed": NOW - 5 * MINUTE, "source": "wfigs"})).value
    made = plan(desk, kind="fire", distance=10.0)
    plan(desk, name="Nearer", kind="fire", distance=5.0)
    (one,) = look(desk)
    assert (one.plan, one.venues) == (made, (where,))
    assert one.reason == "Basin fire: 8.9 km from Rose Bowl (wfigs, 5 min ago)."
    desk.do_now(Decline(made, "Held by the freeway", clock.now() + HOUR, one.keys))
    assert look(desk) == ()
    desk.do_now(Amend("observation", fire, {"lat": 34.03}))
    assert {each.name for each in look(desk)} == {"Plan", "Nearer"}
    desk.do_now(Amend("observation", fire, {"status": "out"}))
    assert look(desk) == ()


@pytest.mark.parametrize(
    ("severity", "hazard", "count"), [("severe", "heat", 1), ("minor", "heat", 0), ("severe", "flood", 0)]
)
def test_a_warning_counts_by_kind_and_severity_where_it_touches(
    desk: Desk, severity: str, hazard: str, count: int
) -> None:
    where = venue(desk, lat=34.0, lon=-118.5)
    venue(desk, "Far away", lat=40.0, lon=-100.0)
    values = {"title": "Extreme Heat Warning", "hazard": hazard, "severity": severity, "geometry": json.dumps(SQUARE)}
    desk.do_now(Add("alert", EVENT, {**values, "onset": NOW, "ends": NOW + 5 * HOUR, "sender": "NWS", "sent": NOW}))
    plan(desk, kind="alert", hazard="heat", severity="severe")
    found = look(desk)
    assert len(found) == count
    for one in found:
        assert one.venues == (where,)
        assert "Extreme Heat Warning: Severe, Rose Bowl lies in its area, since" in one.reason


def test_a_warning_without_a_shape_is_said_and_not_dropped(desk: Desk) -> None:
    venue(desk)
    values = {"title": "Air Quality Alert", "hazard": "smoke", "severity": "severe", "ends": NOW + HOUR, "sent": NOW}
    desk.do_now(Add("alert", EVENT, values))
    plan(desk, kind="alert", hazard="smoke", severity="severe")
    (one,) = look(desk)
    assert "has no shape here" in one.reason
    assert one.venues == ()


def test_a_warning_that_names_a_county_proposes_for_the_venues_in_it(desk: Desk) -> None:
    here = venue(desk, lat=34.0, lon=-118.5)
    venue(desk, "Far away", lat=40.0, lon=-100.0)
    values = {"title": "Wind Warning", "hazard": "wind", "severity": "severe", "ends": NOW + HOUR, "sent": NOW}
    desk.do_now(Add("alert", EVENT, {**values, "codes": ["UGC:CAZ368", "SAME:006037"]}))
    plan(desk, kind="alert", hazard="wind", severity="severe")
    county = County("06037", "Los Angeles", json.dumps(SQUARE))
    areas = {"SAME:006037": county}.get
    (one,) = desk.read_now(proposing.proposed, EVENT, NOW, areas)
    assert one.venues == (here,)
    assert "Rose Bowl lies in Los Angeles, drawn by county, since" in one.reason
    (bare,) = desk.read_now(proposing.proposed, EVENT, NOW, {}.get)
    assert bare.venues == ()


def test_a_threat_proposes_from_its_level_at_the_plans_venues(desk: Desk) -> None:
    here, there = venue(desk), venue(desk, "Coliseum")
    values = {"number": "7KQ4-H1", "title": "Drone", "assessed": NOW - 3 * HOUR}
    threat = desk.do_now(Add("threat", EVENT, {**values, "level": "elevated", "venues": [there.hex()]})).value
    plan(desk, here, name="Elsewhere", kind="threat", level="elevated")
    made = plan(desk, there, kind="threat", level="high")
    assert look(desk) == ()
    desk.do_now(Amend("threat", threat, {"level": "severe"}))
    (one,) = look(desk)
    assert (one.plan, one.venues) == (made, (there,))
    assert one.reason == "Threat 7KQ4-H1 at Severe: Drone (assessed 3 h ago)."
    desk.do_now(Amend("threat", threat, {"state": "closed"}))
    assert look(desk) == ()


def test_a_drone_is_no_reason_for_a_plan_against_outages(desk: Desk) -> None:
    threat = desk.do_now(Add("threat", EVENT, {"title": "Drone", "nature": "uas", "level": "severe"})).value
    made = plan(desk, kind="threat", level="high", hazard="heat")
    desk.do_now(Amend("plan", made, {"hazard": "outage"}))
    assert look(desk) == ()
    desk.do_now(Amend("threat", threat, {"nature": "cyber"}))
    assert len(look(desk)) == 1


def test_a_plan_set_off_by_hand_alone_never_proposes_itself(desk: Desk) -> None:
    where = venue(desk)
    session(desk, where)
    heat(desk, where)
    plan(desk, kind="hand")
    assert look(desk) == ()


def test_many_reasons_are_counted_and_the_gravest_said_first(desk: Desk) -> None:
    for at in range(5):
        where = venue(desk, f"Venue {at}")
        session(desk, where)
        heat(desk, where, 104.0 if at else 125.0)
    heat_plan(desk)
    (one,) = look(desk)
    assert one.reason.startswith("Heat index up to 125 °F at Venue 0")
    assert one.reason.endswith("; and 2 more.")
    assert len(one.keys) == 5


def test_a_warning_over_many_venues_is_one_sentence(desk: Desk) -> None:
    for at in range(3):
        venue(desk, f"Venue {at}", lat=34.0, lon=-118.5)
    values = {"title": "Red Flag Warning", "hazard": "wildfire", "severity": "severe", "geometry": json.dumps(SQUARE)}
    desk.do_now(Add("alert", EVENT, {**values, "onset": NOW, "ends": NOW + 5 * HOUR, "sender": "NWS", "sent": NOW}))
    plan(desk, kind="alert", hazard="wildfire", severity="severe")
    (one,) = look(desk)
    assert one.reasons[0].endswith("(NWS, 0 min ago), and 2 more venues")
    assert (len(one.reasons), len(one.keys)) == (1, 3)
