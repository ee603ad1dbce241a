"""eocdesk purge: the reports whose day has come, and one of them taken out for good by two persons."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, put_json, who
from eocdesk.commands.purge import Purged, PurgeReport
from eocdesk.desk import purging
from eocdesk.desk.desk import Desk
from eocdesk.models import Event, clock
from eocdesk.store.queries import search, threats
from eocdesk.store.queries.linked import linked
from eocdesk.store.queries.naming import naming


def purge(asked: argparse.Namespace) -> int:
    """Without a number the reports that are due are listed; with one it is purged."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        if not asked.number:
            return _due(desk, opened, asked)
        report = _report(desk, opened, asked.number)
        named = desk.read_now(naming, report)
        along = tuple(hit.id for hit in named if hit.kind == "entry") if asked.entries else ()
        done = _purged(desk, report, along, asked)
        desk.wiped()
    left = [hit for hit in named if hit.id not in along]
    if asked.json:
        put_json(
            {
                "number": done.number,
                "changes": done.changes,
                "entry": done.entry,
                "still_named_by": [{"kind": hit.kind, "id": hit.id.hex(), "number": hit.number} for hit in left],
            }
        )
        return 0
    print(f"Report {done.number} is purged: {done.changes} changes emptied. Entry {done.entry} says so.")
    for hit in left:
        print(f"This still names it: {hit.kind} {hit.number or hit.title}")
    return 0


def _due(desk: Desk, opened: Event, asked: argparse.Namespace) -> int:
    today = clock.at(clock.now()).date().isoformat()
    rows = [row for row in desk.read_now(threats.due_reports, opened.id, today) if row.purge_due]
    if asked.json:
        put_json([{"id": row.id.hex(), "number": row.number, "title": row.title, "purge": row.purge} for row in rows])
        return 0
    for row in rows:
        print(f"{row.number:<10}  due since {row.purge}  {row.title}")
    if not rows:
        print("No report is due to be purged.")
    return 0


def _report(desk: Desk, opened: Event, number: str) -> bytes:
    found = [hit.id for hit in desk.read_now(search.by_number, opened.id, number) if hit.kind == "report"]
    if len(found) != 1:
        raise Misuse(f"There is no report {number} in {opened.code}. Those that are due: eocdesk purge --event CODE")
    return found[0]


def _purged(desk: Desk, report: bytes, along: tuple[bytes, ...], asked: argparse.Namespace) -> Purged:
    reason, second = asked.reason or "", asked.second or ""
    hub = desk.read_now(linked)
    if not hub.hub or hub.revoked:
        done: Purged = desk.do_now(PurgeReport(report, reason, second, along), who=who(desk, asked.by)).value
        return done
    if not asked.by or not second:
        raise Misuse(f"{hub.name} has it too: name two of its accounts with --by and --with")
    first, other = (asked.by, _phrase(asked.by)), (second, _phrase(second))
    return asyncio.run(purging.purge(desk, report, reason, first, other, along))


def _phrase(account: str) -> str:
    """From a person at a terminal, else the next line of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"Passphrase of “{account}” at the hub: ").strip()
    return "" if sys.stdin is None else sys.stdin.readline().strip()
