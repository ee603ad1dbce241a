"""Put a plan to work, stand it down, or leave it for now: one act each, with all that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.tasks import AddTask
from eocdesk.models import Activation, Event, Incident, Plan, Refused, Venue, clock
from eocdesk.models.fields import ids_of
from eocdesk.models.marking import highest
from eocdesk.store.queries import plans
from eocdesk.store.queries.plans import ACTIVE, DECLINED, STOOD_DOWN, ActionRow

MINUTE = 60_000
SOON = 120
"""A request that is needed within so many minutes is urgent."""
REHEARSAL = "REHEARSAL"
_START, _END = "activate", "stand down"
_LONGEST = 400
"""A reason longer than this is cut in the titles that repeat it; the entry holds all of it."""


@dataclass(frozen=True, slots=True)
class Activate:
    """Put a plan to work: the entry, the tasks, the requests and what is told to partners follow in this one act.

    `venues` empty: those of the plan. `crossed` are the keys of the reasons it was proposed for (desk/proposing).
    """

    plan: bytes
    reason: str
    rehearsal: bool = False
    venues: tuple[bytes, ...] = ()
    incident: bytes | None = None
    crossed: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Activate a plan"

    def do(self, work: Work) -> bytes:
        """The activation's id; Refused where the plan is no approved one or is at work already."""
        plan = work.must(Plan, self.plan)
        reason = _said(self.reason, "Say why it is activated.")
        _may_work(work, plan, rehearsal=self.rehearsal)
        for venue in self.venues:
            entries.of_event(work, Venue, venue, plan.event, "venues")
        entries.of_event(work, Incident, self.incident, plan.event, "incident")
        venues = [venue.hex() for venue in self.venues] or plan.venues or None
        marking, audience = _labels(work, plan, self.incident)
        made = work.add(
            "activation",
            event=plan.event,
            marking=marking,
            audience=audience,
            plan=plan.id,
            version=plan.version,
            state=ACTIVE,
            rehearsal=self.rehearsal,
            reason=reason,
            started=work.moment,
            started_by=work.person,
            venues=venues,
            incident=self.incident,
            crossed=list(self.crossed) or None,
        )
        _Course(work, plan, work.must(Activation, made)).run(_START, f"Plan activated: {called(plan)}. {reason}")
        return made


@dataclass(frozen=True, slots=True)
class StandDown:
    """The plan's work is over: its entry, and what the plan asks for at stand-down, in this one act."""

    activation: bytes
    outcome: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Stand a plan down"

    def do(self, work: Work) -> bytes:
        """The activation's id; Refused where it is not at work."""
        found = work.must(Activation, self.activation)
        if found.state != ACTIVE or found.plan is None or found.struck:
            raise Refused("This plan is not at work any more.", "state")
        outcome = _said(self.outcome, "Say how it went.", "outcome")
        plan = work.must(Plan, found.plan)
        row = work.read(plans.activation, found.id)
        left = _left(row) if row is not None else ""
        work.put("activation", found.id, state=STOOD_DOWN, ended=work.moment, ended_by=work.person, outcome=outcome)
        words = f"Plan stood down: {plan.name}, version {found.version or plan.version}. {outcome}{left}"
        _Course(work, plan, work.must(Activation, found.id)).run(_END, words)
        return found.id


@dataclass(frozen=True, slots=True)
class Decline:
    """Not now: the plan does not propose itself again for these reasons until then, unless they grow worse."""

    plan: bytes
    reason: str
    until: int
    crossed: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Leave a plan for now"

    def do(self, work: Work) -> bytes:
        """The id of the record of it."""
        plan = work.must(Plan, self.plan)
        reason = _said(self.reason, "Say why not now.")
        if self.until <= work.moment:
            raise Refused("Say until when: a time still to come.", "until")
        whole = work.must(Event, plan.event)
        until = f"{clock.at(self.until, whole.zone):%Y-%m-%d %H:%M}"
        record, _ = entries.write(
            work,
            plan.event,
            f"Plan not activated for now: {called(plan)}. {reason}\n"
            f"It is asked again from {until}, or if it grows worse.",
            marking=plan.marking,
            audience=plan.audience,
        )
        return work.add(
            "activation",
            event=plan.event,
            marking=plan.marking,
            audience=plan.audience,
            plan=plan.id,
            version=plan.version,
            state=DECLINED,
            reason=reason,
            started=work.moment,
            started_by=work.person,
            until=self.until,
            crossed=list(self.crossed) or None,
            entries=[record.hex()],
        )


def called(plan: Plan) -> str:
    """A plan as entries name it."""
    return f"{plan.name}, version {plan.version}"


@dataclass(slots=True)
class _Course:
    """What follows from one phase of an activation, written in the order of the plan's actions."""

    work: Work
    plan: Plan
    of: Activation

    def run(self, phase: str, words: str) -> None:
        """The entry, then each action; what was made is noted with the activation."""
        wrote = [self._entry(words, None)]
        gave: list[bytes] = []
        for action in self.work.read(plans.actions, self.plan.id):
            if action.phase != phase:
                continue
            if action.kind == "notify":
                wrote.append(self._entry(f"{self.plan.name}: {action.text}", action.partner_name or action.position))
            elif action.kind == "request":
                self._request(action)
            else:
                gave.append(self._task(action))
        self.work.put(
            "activation",
            self.of.id,
            tasks=[*(self.of.tasks or []), *(task.hex() for task in gave)] or None,
            entries=[*(self.of.entries or []), *(entry.hex() for entry in wrote)],
        )

    def _entry(self, words: str, addressee: str | None) -> bytes:
        record, _ = entries.write(
            self.work,
            self.plan.event,
            self._marked(words),
            priority="priority",
            incident=self.of.incident,
            venue=self._venue,
            addressees=[addressee] if addressee else None,
            marking=self.of.marking,
            audience=self.of.audience,
        )
        return record

    def _task(self, action: ActionRow) -> bytes:
        words = f"Calendar: {action.text}" if action.kind == "calendar" else action.text
        record, _ = AddTask(
            self.plan.event,
            self._marked(words),
            incident=self.of.incident,
            venue=self._venue,
            owner=action.whose,
            due=self._due(action),
            checklist=tuple((point, False) for point in action.points),
            note=f"Plan: {called(self.plan)}. {_short(self.of.reason)}",
            marking=self.of.marking,
            audience=self.of.audience,
        ).do(self.work)
        return record

    def _request(self, action: ActionRow) -> None:
        soon = action.minutes is not None and action.minutes <= SOON
        self.work.add(
            "request",
            event=self.plan.event,
            marking=self.of.marking,
            audience=self.of.audience,
            number=self.work.number("request"),
            title=self._marked(action.text),
            state="draft",
            priority="urgent" if soon else "routine",
            category=action.resource,
            quantity=action.quantity or 1,
            detail=f"Plan: {called(self.plan)}. {_short(self.of.reason)}",
            needed=self._due(action),
            venue=self._venue,
            incident=self.of.incident,
            activation=self.of.id,
            asked=self.work.moment,
            asked_by=self.work.person,
            asked_as=self.work.position,
            supplier=action.partner_name,
        )

    @property
    def _venue(self) -> bytes | None:
        """The venue, where it is one alone: what concerns several names none."""
        venues = ids_of(self.of.venues)
        return venues[0] if len(venues) == 1 else None

    def _due(self, action: ActionRow) -> int | None:
        return None if action.minutes is None else self.work.moment + action.minutes * MINUTE

    def _marked(self, words: str) -> str:
        return f"{REHEARSAL}. {words}" if self.of.rehearsal else words


def _said(words: str, blank: str, field: str = "reason") -> str:
    said = " ".join(words.split())
    if not said:
        raise Refused(blank, field)
    return said


def _may_work(work: Work, plan: Plan, *, rehearsal: bool) -> None:
    if plan.struck:
        raise Refused("This plan was struck.", "plan")
    if plan.state == "withdrawn":
        raise Refused("This plan is withdrawn. Activate the version that counts.", "plan")
    if plan.state != "approved" and not rehearsal:
        raise Refused("This plan is a draft. Approve it first.", "plan")
    if rehearsal and not work.must(Event, plan.event).exercise:
        raise Refused("A rehearsal is for exercises: here its tasks would be taken for real.", "rehearsal")
    now = work.read(plans.at_work, plan.event, plan.id)
    if now is not None:
        whole = work.must(Event, plan.event)
        since = f"{clock.at(now.started, whole.zone):%H:%M}"
        raise Refused(f"This plan is at work since {since}. Stand it down first.", "plan")


def _labels(work: Work, plan: Plan, incident: bytes | None) -> tuple[str, str]:
    above = None if incident is None else work.must(Incident, incident)
    if above is None:
        return plan.marking, plan.audience or ""
    return highest([plan.marking, above.marking]).word, plan.audience or above.audience or ""


def _left(row: plans.ActivationRow) -> str:
    parts = []
    if row.tasks > row.done:
        parts.append(f"{row.tasks - row.done} of {row.tasks} tasks are not done")
    if row.waiting:
        parts.append(f"{row.waiting} requests are still open" if row.waiting > 1 else "1 request is still open")
    return f" ({' and '.join(parts)}.)" if parts else ""


def _short(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else reason[:_LONGEST].rsplit(" ", 1)[0] + "…"
