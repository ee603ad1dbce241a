"""ready from the shell: exit 1 where something has to be put right first, every check in words and for scripts."""

from __future__ import annotations

import json

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.partners import AddContact
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.ids import event_id
from tests.cli.conftest import Shell


def test_a_desk_with_nobody_to_call_is_not_ready_and_one_with_all_it_needs_is(la28: Shell) -> None:
    said = la28("ready")
    assert (said.code, said.err) == (1, "")
    assert "[FAIL] Contacts" in said.out
    desk = Desk(la28.folder)
    event = event_id("LA28")
    desk.do_now(AddContact(event, {"name": "Ruiz", "radio": "Ch 4"}))
    desk.do_now(AddSession(event, {"title": "Heats", "starts": clock.now() + 3_600_000}))
    desk.do_now(Add("venue", event, {"name": "SoFi"}))
    desk.close()
    told = la28("ready", "--json").json
    assert told["ready"] is True
    assert {one["state"] for one in told["checks"]} == {"ok", "warn"}
    assert {
        "link",
        "age",
        "clock",
        "event",
        "sessions",
        "contacts",
        "attachments",
        "maps",
        "disk",
        "key",
        "backup",
    } <= {one["name"] for one in told["checks"]}


def test_json_of_a_desk_that_is_not_ready_is_one_line_and_exit_1(la28: Shell) -> None:
    said = la28("ready", "--json")
    assert (said.code, said.err, said.out.count("\n")) == (1, "", 1)
    assert json.loads(said.out)["ready"] is False
