"""What a summary says of the watch: what stands is there, what is over is not, and markings go up with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.facts_watch import ExposureLine, Watch
from eocdesk.store.queries.situation import PLAIN, facts
from tests.kit.desks import EVENT

HOUR = 3_600_000


@pytest.fixture
def now() -> int:
    """When the summary is made."""
    return clock.now()


@dataclass(frozen=True)
class Put:
    """A record as another desk's acts left it."""

    kind: str
    values: dict[str, Any]
    title: str = "Put"

    def do(self, work: Work) -> bytes:
        """Its id."""
        return work.add(self.kind, event=EVENT, **self.values)


def add(desk: Desk, what: str, /, **values: Any) -> bytes:
    return bytes(desk.do_now(Put(what, values)).value)


def read(desk: Desk, now: int) -> Watch:
    return desk.read_now(facts, EVENT, now, PLAIN).watch


def test_alerts_in_force_are_told_gravest_first_until_the_hazard_ends(desk: Desk, now: int) -> None:
    add(desk, "alert", title="Air quality", severity="minor", ends=now + HOUR)
    add(desk, "alert", title="Heat", severity="extreme", expires=now - HOUR, ends=now + 5 * HOUR)
    add(desk, "alert", title="Wind", severity="severe", expires=now + HOUR)
    add(desk, "alert", title="Over", severity="severe", expires=now - HOUR)
    add(desk, "alert", title="Replaced", severity="severe", ends=now + HOUR, state="superseded")
    add(desk, "alert", title="Only a test", severity="severe", ends=now + HOUR, status="test")
    assert [one.title for one in read(desk, now).alerts] == ["Heat", "Wind", "Air quality"]
    assert read(desk, now).alerts[0].ends == now + 5 * HOUR


def test_of_a_forecast_the_highest_still_to_come_is_told(desk: Desk, now: int) -> None:
    course = [[now - HOUR, 111], [now + HOUR, 104], [now + 2 * HOUR, 108], [now + 3 * HOUR, 108]]
    add(desk, "observation", title="Rose Bowl", measure="heat index", series=course, forecast=True, ends=now + 4 * HOUR)
    (line,) = read(desk, now).observations
    assert (line.value, line.at, line.forecast) == (108, now + 2 * HOUR, True)


def test_every_value_says_what_it_is_counted_in(desk: Desk, now: int) -> None:
    for measure, value in (("gust", 36), ("heatrisk", 4), ("aqi", 164)):
        add(desk, "observation", title=measure, hazard="wind", measure=measure, value=value, observed=now)
    assert {one.title: one.unit for one in read(desk, now).observations} == {
        "gust": "mph",
        "heatrisk": "Extreme",
        "aqi": "",
    }


def test_an_observation_of_the_day_before_yesterday_is_not_told(desk: Desk, now: int) -> None:
    add(desk, "observation", title="Old fire", observed=now - 49 * HOUR)
    add(desk, "observation", title="Fire", observed=now - 3 * HOUR, contained=40.0, status="active")
    (line,) = read(desk, now).observations
    assert (line.title, line.note) == ("Fire", "active; 40 % contained")


def test_threats_that_stand_name_the_venues_at_risk_and_their_own_marking(desk: Desk, now: int) -> None:
    venues = [add(desk, "venue", name=f"Venue {n}").hex() for n in range(6)]
    add(desk, "threat", number="1", title="Low", level="low", marking="GREEN")
    add(desk, "threat", number="2", title="High", level="high", venues=venues, likelihood="likely", marking="RED")
    add(desk, "threat", number="3", title="Done", state="closed")
    whole = desk.read_now(facts, EVENT, now, PLAIN)
    assert [(one.title, one.marking) for one in whole.watch.threats] == [("High", "RED"), ("Low", "GREEN")]
    assert whole.watch.threats[0].at_risk == "Venue 0, Venue 1, Venue 2, Venue 3 and 2 more"
    assert whole.watch.threats[0].likelihood.startswith("Likely")
    assert whole.marking == "RED"


def test_a_product_counts_who_acknowledged_it(desk: Desk, now: int) -> None:
    product = add(desk, "product", number="1", title="Heat bulletin", state="sent", sent=now - HOUR, due=now - 1)
    add(desk, "product", title="Draft")
    for number in range(3):
        agency = add(desk, "agency", name=f"Agency {number}")
        add(desk, "dissemination", product=product, agency=agency, acknowledged=now if number else None)
    (line,) = read(desk, now).products
    assert (line.title, line.told, line.acknowledged) == ("Heat bulletin", 3, 2)


def test_a_plan_at_work_is_told_and_one_that_was_declined_is_not(desk: Desk, now: int) -> None:
    plan = add(desk, "plan", name="Heat", version="2")
    add(desk, "activation", plan=plan, reason="Heat index 108", started=now - HOUR)
    add(desk, "activation", plan=plan, state="declined", reason="Not yet", started=now - HOUR)
    add(desk, "activation", plan=plan, state="stood down", started=now - 99 * HOUR, ended=now - 98 * HOUR)
    (line,) = read(desk, now).plans
    assert (line.plan, line.reason, line.state) == ("Heat, version 2", "Heat index 108", "active")


def test_a_request_says_how_much_is_promised_and_here_and_by_whom(desk: Desk, now: int) -> None:
    asked = add(desk, "request", number="1", title="Crews", quantity=10, priority="urgent", state="ordered", asked=now)
    add(desk, "request", number="2", title="Ended long ago", state="released", asked=now - 99 * HOUR)
    offer = add(desk, "offer", number="3", title="Two crews", nation="France", quantity=6)
    add(desk, "fill", request=asked, offer=offer, quantity=4, state="arrived")
    add(desk, "fill", request=asked, words="Mexico", quantity=2)
    add(desk, "fill", request=asked, offer=offer, quantity=1, state="fell through")
    (line,) = read(desk, now).requests
    assert (line.quantity, line.promised, line.arrived, line.sources) == (10, 6, 4, "France")
    (standing,) = read(desk, now).offers
    assert (standing.by, standing.quantity, standing.given) == ("France", 6, 4)


def test_a_gap_counts_its_recommendations_and_names_the_next_due(desk: Desk, now: int) -> None:
    gap = add(desk, "gap", number="1", title="No interpreters at night", weight="high")
    add(desk, "recommendation", gap=gap, title="Hire", owner="Logistics", due=now - HOUR)
    done = add(desk, "recommendation", gap=gap, title="Ask", owner="Liaison", due=now - 2 * HOUR)
    desk.do_now(Amend("recommendation", done, {"state": "done"}))
    add(desk, "gap", title="Closed", state="closed")
    (line,) = read(desk, now).gaps
    assert (line.recommended, line.done, line.due, line.owner) == (2, 1, now - HOUR, "Logistics")


def test_what_a_line_names_lends_its_marking(desk: Desk, now: int) -> None:
    def marking() -> str:
        return desk.read_now(facts, EVENT, now, PLAIN).marking

    desk.do_now(Amend("event", EVENT, {"marking": "CLEAR"}))
    venue = add(desk, "venue", name="Gate", marking="GREEN")
    add(desk, "observation", title="Heat", measure="gust", value=3.0, observed=now, venue=venue, marking="CLEAR")
    assert marking() == "GREEN"
    bunker = add(desk, "venue", name="Bunker", marking="AMBER")
    add(desk, "threat", title="Drone", number="1", venues=[bunker.hex()], marking="CLEAR")
    assert marking() == "AMBER"
    strict = add(desk, "agency", name="Agency", marking="AMBER+STRICT")
    offer = add(desk, "offer", title="Crews", agency=strict, marking="CLEAR", state="declined")
    request = add(desk, "request", title="Crews", state="ordered", marking="CLEAR")
    assert marking() == "AMBER"
    add(desk, "fill", request=request, offer=offer, marking="CLEAR")
    assert marking() == "AMBER+STRICT"
    plan = add(desk, "plan", name="Secret", marking="RED")
    add(desk, "activation", plan=plan, started=now, marking="CLEAR")
    assert marking() == "RED"


def test_systems_with_exploited_vulnerabilities_are_told_and_lend_their_marking(desk: Desk, now: int) -> None:
    desk.do_now(Amend("event", EVENT, {"marking": "CLEAR"}))
    add(desk, "system", name="Gate scanners", use="Entry", vendor="Acme", product="Scanner", marking="AMBER")
    add(desk, "system", name="Lights", vendor="Bolt", product="Lamp", marking="RED")
    for number, used in (("CVE-2028-1", True), ("CVE-2028-2", False)):
        values = {"value": number, "vendor": "Acme", "product": "Scanner", "ransomware": used, "due": "2028-07-20"}
        add(desk, "indicator", kind="vulnerability", marking="CLEAR", **values)
    found = desk.read_now(facts, EVENT, now, PLAIN)
    assert found.watch.exposed == (ExposureLine("Gate scanners", "Entry", 2, 2, 1, "2028-07-20", "CVE-2028-1"),)
    assert found.marking == "AMBER"
