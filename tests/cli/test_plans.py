"""Plans from the shell: what there is, what proposes itself and why, put to work once and printed after the commit."""

from __future__ import annotations

from eocdesk.commands.plans import ApprovePlan
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.ids import event_id
from eocdesk.store.queries import plans
from tests.cli.conftest import Shell

LA28 = event_id("LA28")
EVENT = ("--event", "LA28")
HOUR = 3_600_000


def approved(shell: Shell, name: str) -> None:
    desk = Desk(shell.folder)
    desk.do_now(ApprovePlan(desk.read_now(plans.named, LA28, name)[0].id))
    desk.close()


def fire(shell: Shell) -> None:
    desk = Desk(shell.folder)
    for name, lat in (("Rose Bowl", 34.0), ("Coliseum", 39.0)):
        desk.do_now(Add("venue", LA28, {"name": name, "lat": lat, "lon": -118.0}))
    values = {"title": "Basin fire", "measure": "fire", "lat": 34.01, "lon": -118.0, "observed": clock.now()}
    desk.do_now(Add("observation", LA28, values))
    desk.close()


def test_the_examples_are_loaded_once_and_listed_as_drafts(la28: Shell) -> None:
    assert "eocdesk plan load --event LA28" in la28("plan", "list", *EVENT).out
    assert la28("plan", "load", *EVENT, "--json").json == {"loaded": 5}
    assert "already" in la28("plan", "load", *EVENT).out
    listed = la28("plan", "list", *EVENT, "--json").json
    assert len(listed) == 5
    assert {one["state"] for one in listed} == {"draft"}
    assert all(one["triggers"] and one["actions"] for one in listed)


def test_what_proposes_itself_is_said_with_its_reason_and_put_to_work_once(la28: Shell) -> None:
    la28("plan", "load", *EVENT)
    approved(la28, "Wildfire")
    fire(la28)
    said = la28("plan", "list", *EVENT).out
    assert "proposed   Wildfire and smoke with partner-nation crews, version 1" in said
    assert "Basin fire: 1.1 km from Rose Bowl" in said
    made = la28("plan", "activate", "wildfire", *EVENT, "--reason", "Fire near", "--venue", "rose bowl", "--json").json
    assert (made["plan"], made["tasks"], made["requests"]) == ("Wildfire and smoke with partner-nation crews", 5, 2)
    row = la28("list", "activation", *EVENT, "--json").json[0]
    assert (row["id"], len(row["venues"]), len(row["crossed"])) == (made["id"], 1, 1)
    assert la28("plan", "list", *EVENT).out.startswith("at work")
    again = la28("plan", "activate", "wildfire", *EVENT, "--reason", "Fire near")
    assert "at work since" in again.sentence


def test_what_cannot_be_is_said_in_a_sentence(la28: Shell) -> None:
    la28("plan", "load", *EVENT)
    assert "no plan “flood”" in la28("plan", "activate", "flood", *EVENT, "--reason", "R").sentence
    assert "draft" in la28("plan", "activate", "crowd", *EVENT, "--reason", "R").sentence
    assert "taken for real" in la28("plan", "activate", "crowd", *EVENT, "--reason", "R", "--rehearsal").sentence
    assert la28("plan", "activate", "crowd", *EVENT).code == 2
    assert "several plans" in la28("plan", "activate", "", *EVENT, "--reason", "R").sentence
