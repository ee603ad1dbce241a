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
from eocdesk.desk.purge_reach import Reach, reach
from eocdesk.models import Event, clock
from eocdesk.store.queries import search, threats
from eocdesk.store.queries.linked import linked


def purge(asked: argparse.Namespace) -> int:
    """Without a number the reports that are due are listed; with one it is purged."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        if not asked.number:
            return _due(desk, opened, asked)
        report = _report(desk, opened, asked.number)
        found = desk.read_now(reach, report, desk.store.attachment)
        along = _along(found, asked)
        done = _purged(desk, report, along, asked)
        desk.wiped()
    left = [one for one in _holding(found) if one["id"] not in {record.hex() for record in along}]
    if asked.json:
        put_json(
            {
                "number": done.number,
                "changes": done.changes,
                "entry": done.entry,
                "still_named_by": left,
                "not_looked_at": [{"id": paper.id.hex(), "name": paper.name} for paper in found.unread],
            }
        )
        return 0
    print(f"Report {done.number} is purged: {done.changes} changes emptied. Entry {done.entry} says so.")
    for one in left:
        print(f"This still names it: {one['kind']} {one['number'] or one['name']}")
    for paper in found.unread:
        print(f"Of this paper nobody can say here whether it holds it: {paper.name}")
    return 0


def _along(found: Reach, asked: argparse.Namespace) -> tuple[bytes, ...]:
    """What goes with it, as was asked for."""
    entries = tuple(hit.id for hit in found.entries) if asked.entries else ()
    if not asked.papers:
        return entries
    return (*entries, *(hit.id for hit in found.blocks), *(paper.id for paper in found.papers))


def _holding(found: Reach) -> list[dict[str, str]]:
    """All that names it or holds its words, as scripts read it."""
    papers = [
        {"kind": "summary", "id": one.id.hex(), "number": str(one.number), "name": one.name} for one in found.papers
    ]
    hits = (*found.entries, *found.blocks, *found.others)
    return [*papers, *({"kind": hit.kind, "id": hit.id.hex(), "number": hit.number, "name": hit.title} for hit in hits)]


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
