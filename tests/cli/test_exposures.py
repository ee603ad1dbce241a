"""exposures from the shell: what is touched and why, and never silent about an alert it cannot place."""

from __future__ import annotations

import json

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.ids import event_id
from tests.cli.conftest import Shell

LA28 = event_id("LA28")
HOUR = 3_600_000
RING = [[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]


def fill(shell: Shell) -> None:
    now = clock.now()
    desk = Desk(shell.folder)
    venue = desk.do_now(Add("venue", LA28, {"name": "Rose Bowl", "lat": 34.16, "lon": -118.17})).value
    desk.do_now(Add("session", LA28, {"title": "Final", "venue": venue, "starts": now + HOUR, "ends": now + 2 * HOUR}))
    shape = json.dumps({"type": "Polygon", "coordinates": [RING]})
    desk.do_now(Add("alert", LA28, {"title": "Heat", "severity": "severe", "sent": now, "geometry": shape}))
    desk.do_now(Add("alert", LA28, {"title": "Wind somewhere", "sent": now}))
    desk.close()


def test_it_says_what_is_touched_and_what_could_not_be_placed(la28: Shell) -> None:
    assert la28("exposures", "--event", "LA28").out == "No hazard touches anything of this event.\n"
    fill(la28)
    lines = la28("exposures", "--event", "LA28").out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("now")
    assert lines[0].endswith("Heat: Severe, Rose Bowl lies in its area")
    assert lines[1].startswith("later  Final")
    assert lines[2] == "no shape: not matched by place  Wind somewhere"


def test_scripts_read_it(la28: Shell) -> None:
    fill(la28)
    said = la28("exposures", "--event", "LA28", "--json").json
    assert [(one["venue_name"], one["session_name"], one["now"]) for one in said["exposures"]] == [
        ("Rose Bowl", "", True),
        ("Rose Bowl", "Final", False),
    ]
    assert said["exposures"][0]["severity"] == "severe"
    assert [one["title"] for one in said["unplaced"]] == ["Wind somewhere"]


def test_the_exercise_begins_with_sessions_lit_up_by_warnings_and_by_what_is_measured(shell: Shell) -> None:
    code = shell("exercise", "--json").json["event"]
    found = shell("exposures", "--event", code, "--json").json
    lit = {one["session"] for one in found["exposures"] if one["now"] and one["session"]}
    assert len(lit) >= 3
    measured = {one["title"] for one in found["exposures"] if one["kind"] == "observation" and one["session"]}
    assert measured  # not by the wide area of a warning alone: by what is measured at the venue too
    assert "Red Flag Warning" in {one["title"] for one in found["exposures"]}
