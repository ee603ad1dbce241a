"""How plans are told in a row and in words: triggers as sentences, how far the tasks are, rehearsals named."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.models.clock import Moment
from eocdesk.models.hazard import ALERT_SEVERITIES, HAZARDS, MEASURES, UNITS
from eocdesk.models.plan import LEVELS, PLAN_STATES
from eocdesk.store.queries.plans import ACTIVE, DECLINED, ActionRow, ActivationRow, PlanRow, TriggerRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Look
from eocdesk.ui.kit.tokens import Tokens

STATES, HAZARD_WORDS = dict(PLAN_STATES), dict(HAZARDS)
_MEASURES, _SEVERITIES, _LEVELS = dict(MEASURES), dict(ALERT_SEVERITIES), dict(LEVELS)


def trigger(row: TriggerRow) -> str:
    """What sets the plan off, in a sentence; its author's own words where there are any."""
    if row.words:
        return row.words
    if row.kind == "threshold":
        unit = UNITS.get(row.measure, "")
        measure = _MEASURES.get(row.measure, row.measure)
        return f"{measure} from {row.value or 0:g}{' ' if unit else ''}{unit} at a venue in the hours of a session"
    if row.kind == "fire":
        return f"A fire within {row.distance or 0:g} km of a venue"
    if row.kind == "alert":
        hazard = HAZARD_WORDS.get(row.hazard, row.hazard).lower()
        return f"A warning of {hazard}, {_SEVERITIES.get(row.severity, row.severity).lower()} or worse"
    if row.kind == "threat":
        return f"A threat at {_LEVELS.get(row.level, row.level)} or above"
    return "By hand"


def after(row: ActionRow) -> str:
    """When an action is due and whose it is: `Logistics, within 30 min`."""
    due = "" if row.minutes is None else f"within {row.minutes} min"
    return ", ".join(part for part in (row.whose, due) if part)


def follows(rows: tuple[ActionRow, ...], phase: str = "activate") -> str:
    """What an activation will write, counted: `1 entry, 4 tasks, 1 request, 2 notices`."""
    kinds = [row.kind for row in rows if row.phase == phase]
    requests, notices = kinds.count("request"), kinds.count("notify")
    counts = (("task", len(kinds) - requests - notices), ("request", requests), ("notice", notices))
    return ", ".join(["1 entry", *(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts if count)])


def progress(row: ActivationRow) -> str:
    """`3 of 7 done`."""
    return f"{row.done} of {row.tasks} done" if row.tasks else "no tasks"


def requested(row: ActivationRow) -> str:
    """`2 open of 3`."""
    return f"{row.waiting} open of {row.requests}" if row.requests else ""


def called(row: ActivationRow) -> str:
    """The plan's name; a rehearsal says so first."""
    return f"REHEARSAL: {row.name}" if row.rehearsal else row.name


def ended(row: ActivationRow) -> str:
    """How it ended, in words."""
    return "Not now" if row.state == DECLINED else "Stood down"


def state(row: PlanRow) -> str:
    """At work, else the state of the version."""
    return "At work" if row.active is not None else STATES.get(row.state, row.state)


def look_plan(row: PlanRow, _now: Moment, tokens: Tokens) -> Look:
    """At work with an edge and in weight, drafts with a quiet edge, withdrawn ones faded."""
    if row.active is not None:
        return Look(bold=True, edge=tokens.ok)
    if row.state == "withdrawn":
        return Look(muted=True)
    return Look(edge=tokens.warn) if row.state == "draft" else PLAIN


def look_activation(row: ActivationRow, now: Moment, tokens: Tokens) -> Look:
    """A task that is late makes it red; what is over is faded."""
    if row.state != ACTIVE:
        return Look(muted=True)
    late = row.due is not None and row.due < now
    return Look(bold=True, edge=tokens.bad if late else tokens.ok, tint=tokens.bad if late else "")


class Looks:
    """What needs the clock and the event's zone."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def reviewed(self, row: PlanRow) -> str:
        """When it was last reviewed."""
        return self.moment(row.reviewed) or "never"

    def elapsed(self, row: ActivationRow) -> str:
        """How long it is at work, or was."""
        return moments.lasted((self._now() if row.ended is None else row.ended) - row.started)

    def due(self, row: ActivationRow) -> str:
        """When the next task is due; a late one says so."""
        if row.due is None or row.state != ACTIVE:
            return ""
        late = f", {moments.lasted(self._now() - row.due)} late" if row.due < self._now() else ""
        return f"{self.moment(row.due)}{late}"

    def over(self, row: ActivationRow) -> str:
        """When it was stood down or left, and until when it is quiet."""
        if row.state == DECLINED:
            return f"{self.moment(row.started)}, quiet until {self.moment(row.until)}"
        return self.moment(row.ended)
