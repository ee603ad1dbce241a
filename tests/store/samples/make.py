"""Make the sample desk of the schema this checkout knows; run once when a schema is released."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from eocdesk.commands.entries import LogEntry, StrikeEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.tables import SCHEMA

os.environ["EOCDESK_NO_KEYRING"] = "1"
folder = Path(__file__).parent / f"schema-{SCHEMA:04}"
shutil.rmtree(folder, ignore_errors=True)
desk = Desk(folder)
desk.settings.set("person", "Sample Officer")
event = desk.do_now(AddEvent("SAMPLE", "Sample event", "America/Los_Angeles", "2028-07-14", "2028-07-30")).value
desk.open_event(event)
venue = desk.do_now(Add("venue", event, {"name": "SoFi Stadium", "aliases": ["2028 Stadium"], "lat": 33.95})).value
desk.do_now(Amend("venue", venue, {"capacity": 70240}))
desk.do_now(Amend("venue", venue, {"marking": "GREEN"}))
entry, _ = desk.do_now(LogEntry(event, "Gate 4 opened", venue=venue, addressees=("LAFD",))).value
desk.do_now(StrikeEntry(entry, "Wrong gate"))
desk.do_now(ReportIncident(event, "Smoke at gate 4", severity=3, venue=venue))
desk.close()
