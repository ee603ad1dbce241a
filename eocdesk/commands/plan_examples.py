"""Load the authored example plans into an event: as drafts to read, change and approve."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.plans import APPROVED, DRAFT
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Plan, ids
from eocdesk.models.resources import resource
from eocdesk.store.queries import matching

SOURCE = "examples"
_PARTS = ("key", "venues", "triggers", "actions")


def examples() -> tuple[dict[str, Any], ...]:
    """The plans as they were written, by the name of their file."""
    return tuple(json.loads(path.read_text("utf-8")) for path in sorted(resource("plans").glob("*.json")))


@dataclass(frozen=True, slots=True)
class LoadPlans:
    """Write plans as their authors named things; those that are here already stay as they are.

    `plans` as `examples()` gives them: venues and partners by their short names. A venue that is not here is left
    out; a partner that is not here is kept as the words for a position. `approved`: an exercise's count at once.
    """

    event: bytes
    plans: Sequence[Mapping[str, Any]]
    approved: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return "Load example plans"

    def do(self, work: Work) -> int:
        """How many plans were written."""
        work.must(Event, self.event)
        return sum(self._load(work, plan) for plan in self.plans)

    def _load(self, work: Work, plan: Mapping[str, Any]) -> bool:
        key = str(plan["key"])
        record = ids.source_id(self.event, "plan", SOURCE, key)
        if work.get(Plan, record) is not None:
            return False
        marking, audience = entries.labels(work, self.event, None, None, "")
        labels = {"event": self.event, "marking": marking, "audience": audience}
        values = fit("plan", {name: value for name, value in plan.items() if name not in _PARTS})
        named("plan", {"name": "", **values})
        named_venues = work.read(matching.venues, self.event)
        found = [venue for words in plan.get("venues", ()) if (venue := named_venues.match(words)) is not None]
        values |= {"venues": [venue.hex() for venue in found] or None, "source": SOURCE, "source_key": key}
        state = {"state": APPROVED, "reviewed": work.moment} if self.approved else {"state": DRAFT}
        work.put("plan", record, **labels, **values, **state)
        for place, trigger in enumerate(plan.get("triggers", ()), 1):
            made = ids.source_id(self.event, "trigger", SOURCE, f"{key}/{place}")
            work.put("trigger", made, **labels, plan=record, **fit("trigger", dict(trigger)))
        for place, action in enumerate(plan.get("actions", ()), 1):
            made = ids.source_id(self.event, "action", SOURCE, f"{key}/{place}")
            work.put("action", made, **labels, plan=record, place=place, **self._whom(work, dict(action)))
        return True

    def _whom(self, work: Work, action: dict[str, Any]) -> dict[str, Any]:
        words = action.pop("partner", None)
        partner = work.read(matching.agencies, self.event).match(words) if words else None
        if words and partner is None:
            action.setdefault("position", words)
        return fit("action", {**action, "partner": partner})
