"""eocdesk plan list, plan load, plan activate."""

from __future__ import annotations

import argparse
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, put_json, venue_of, who
from eocdesk.commands.activations import Activate
from eocdesk.commands.plan_examples import LoadPlans, examples
from eocdesk.desk import proposing
from eocdesk.desk.proposing import Proposal
from eocdesk.models import Event, clock
from eocdesk.store.queries import plans


def list_plans(asked: argparse.Namespace) -> int:
    """Each plan, whether it counts, is at work or proposes itself, and why."""
    now = clock.now()
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        keys = desk.read_now(plans.plan_keys, opened.id, "", now)
        rows = desk.read_now(plans.plan_rows, keys)
        proposed = {one.plan: one for one in desk.read_now(proposing.proposed, opened.id, now)}
    made = [_plain(rows[key], proposed.get(rows[key].id)) for key in keys if key in rows]
    if asked.json:
        put_json(made)
        return 0
    for one in made:
        state = "at work" if one["active_since"] else "proposed" if one["proposed"] else one["state"]
        print(f"{state:<9}  {one['name']}, version {one['version']}")
        for reason in one["proposed"]:
            print(f"           {reason}")
    if not made:
        print("No plan is written yet. The examples come with: eocdesk plan load --event " + opened.code)
    return 0


def load(asked: argparse.Namespace) -> int:
    """Write the example plans as drafts."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        count = int(desk.do_now(LoadPlans(opened.id, examples()), who=who(desk)).value)
    if asked.json:
        put_json({"loaded": count})
    elif count:
        print(f"{count} example plans are here as drafts: read them, change them, approve them.")
    else:
        print("The example plans are here already.")
    return 0


def activate(asked: argparse.Namespace) -> int:
    """Put a plan to work; what followed from it is printed after the commit."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        plan = _one(desk.read_now(plans.named, opened.id, asked.name), asked.name, opened)
        named = (venue_of(desk, opened.id, words) for words in asked.venue or ())
        venues = tuple(venue for venue in named if venue is not None)
        known = {one.plan: one.keys for one in desk.read_now(proposing.proposed, opened.id, clock.now())}
        command = Activate(plan.id, asked.reason, asked.rehearsal, venues, None, known.get(plan.id, ()))
        record = desk.do_now(command, who=who(desk)).value
        row = desk.read_now(plans.activation, record)
    if row is None:
        raise Misuse("The activation is not on this desk")
    if asked.json:
        put_json({"id": record.hex(), "plan": row.name, "tasks": row.tasks, "requests": row.requests})
    else:
        word = "Rehearsal" if row.rehearsal else "Plan activated"
        print(f"{word}: {row.name}, version {row.version}. {row.tasks} tasks, {row.requests} requests.")
    return 0


def _one(found: tuple[plans.PlanRow, ...], words: str, opened: Event) -> plans.PlanRow:
    """The one meant: an approved one before drafts and withdrawn versions of the same name."""
    counting = tuple(row for row in found if row.state == "approved") or found
    if len(counting) == 1:
        return counting[0]
    if not found:
        raise Misuse(f"There is no plan “{words}”. See “eocdesk plan list --event {opened.code}”")
    names = ", ".join(f"{row.name}, version {row.version}" for row in counting)
    raise Misuse(f"“{words}” may be one of several plans: {names}")


def _plain(row: plans.PlanRow, proposal: Proposal | None) -> dict[str, Any]:
    """As scripts read it: ids in hexadecimal, moments as ISO 8601."""
    return {
        "id": row.id.hex(),
        "name": row.name,
        "version": row.version,
        "state": row.state,
        "hazard": row.hazard,
        "owner": row.owner,
        "marking": row.marking,
        "reviewed": clock.iso(row.reviewed),
        "triggers": row.triggers,
        "actions": row.actions,
        "active_since": clock.iso(row.active),
        "proposed": list(proposal.reasons) if proposal is not None else [],
    }
