"""What proposing reads: approved plans alone, and nothing of the world where no trigger asks for it."""

from __future__ import annotations

from eocdesk.commands.activations import Decline
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import proposals
from tests.kit.desks import EVENT
from tests.kit.plans import heat_plan


def test_the_world_is_read_only_for_an_approved_plan_with_a_trigger(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl", "lat": 34.1, "lon": -118.1}))
    now = clock.now()
    heat_plan(desk, approved=False)
    found = desk.read_now(proposals.watch, EVENT, now)
    assert (found.plans, found.triggers, found.world.venues) == ((), (), ())
    heat_plan(desk)
    found = desk.read_now(proposals.watch, EVENT, now)
    assert (len(found.plans), len(found.triggers), len(found.world.venues)) == (1, 1, 1)


def test_what_was_answered_before_is_known_with_its_keys(desk: Desk) -> None:
    plan = heat_plan(desk)
    until = clock.now() + 3_600_000
    desk.do_now(Decline(plan, "Shade", until, ("a@1", "b@2")))
    (before,) = desk.read_now(proposals.watch, EVENT, clock.now()).before
    assert (before.state, before.until, before.crossed) == ("declined", until, ("a@1", "b@2"))


def test_a_hazard_is_told_with_its_source_and_age(desk: Desk) -> None:
    heat_plan(desk)
    alert = desk.do_now(Add("alert", EVENT, {"title": "Heat", "hazard": "heat", "sender": "NWS", "sent": 5})).value
    seen = desk.do_now(Add("observation", EVENT, {"title": "Fire", "observed": 7})).value
    told = desk.read_now(proposals.watch, EVENT, clock.now()).told
    assert (told[alert].source, told[alert].at, told[alert].hazard) == ("NWS", 5, "heat")
    assert (told[seen].source, told[seen].at) == ("by hand", 7)
