"""Write contingency plans: what sets them off, what they ask of whom; approve them, begin a new version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import KINDS, Action, Agency, Event, Plan, Record, Refused, Trigger, fields_of
from eocdesk.models.plan import PHASES
from eocdesk.store.queries import plans

DRAFT, APPROVED, WITHDRAWN = "draft", "approved", "withdrawn"
_ALWAYS = frozenset({"reviewed", "owner", "note", "marking", "audience"})
"""What may be changed of a version that is approved."""
_HELD = frozenset({"event", "marking", "audience", "struck"})


@dataclass(frozen=True, slots=True)
class AddPlan:
    """Begin a plan. It is a draft until it is approved."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a plan"

    def do(self, work: Work) -> bytes:
        """The plan's id."""
        work.must(Event, self.event)
        values = fit("plan", self.values)
        named("plan", {"name": "", **values})
        if values.pop("state", DRAFT) != DRAFT:
            raise Refused("A new plan is a draft. Say what it asks for, then approve it.", "state")
        entries.pointing(work, "plan", self.event, values)
        if not values.get("marking"):
            values["marking"], _ = entries.labels(work, self.event, None, None, "")
        return work.add("plan", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class AmendPlan:
    """Change a draft; of an approved version only who keeps it, when it was reviewed, its note and its marking."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a plan"

    def do(self, work: Work) -> bytes:
        """The plan's id. A state among the values approves or withdraws it."""
        plan = work.must(Plan, self.id)
        values = fit("plan", self.values)
        named("plan", values)
        entries.pointing(work, "plan", plan.event, values)
        state = values.pop("state", plan.state)
        for name, value in values.items():
            if plan.state == APPROVED and name not in _ALWAYS and getattr(plan, name) != value:
                raise Refused(_closed(plan), name)
        work.put("plan", self.id, **values)
        _marked_alike(work, self.id, values)
        if state != plan.state:
            _move(work, self.id, state)
        return self.id


@dataclass(frozen=True, slots=True)
class ApprovePlan:
    """From now on the plan counts: it proposes itself and can be put to work. The version it replaces is withdrawn."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Approve a plan"

    def do(self, work: Work) -> bytes:
        """The plan's id; Refused where it is approved already or asks for nothing."""
        plan = work.must(Plan, self.id)
        if plan.state == APPROVED:
            raise Refused("This plan is approved already.", "state")
        if not any(action.phase == PHASES[0][0] for action in work.read(plans.actions, self.id)):
            raise Refused("This plan asks for nothing yet. Add an action first.", "state")
        work.put("plan", self.id, state=APPROVED, reviewed=work.moment)
        before = work.get(Plan, plan.replaces) if plan.replaces else None
        if before is not None and before.state == APPROVED:
            work.put("plan", before.id, state=WITHDRAWN)
        _log(work, plan, f"Plan approved: {plan.name}, version {plan.version}.")
        return self.id


@dataclass(frozen=True, slots=True)
class WithdrawPlan:
    """The plan no longer counts. What was put to work by it stays as it is."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Withdraw a plan"

    def do(self, work: Work) -> bytes:
        """The plan's id."""
        plan = work.must(Plan, self.id)
        if plan.state == WITHDRAWN:
            raise Refused("This plan is withdrawn already.", "state")
        work.put("plan", self.id, state=WITHDRAWN)
        if plan.state == APPROVED:
            _log(work, plan, f"Plan withdrawn: {plan.name}, version {plan.version}.")
        return self.id


@dataclass(frozen=True, slots=True)
class NewVersion:
    """Begin the next version as a draft, with all the plan says. The old one counts until the new one is approved."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Begin a new version of a plan"

    def do(self, work: Work) -> bytes:
        """The new plan's id; Refused where a draft of it is there already."""
        plan = work.must(Plan, self.id)
        if work.read(plans.draft_of, self.id):
            raise Refused("A new version of this plan is being written already. Approve it or strike it.")
        left_out = {"struck", "source", "source_key"}
        every = {name: getattr(plan, name) for name in fields_of(Plan) if name not in left_out}
        every |= {"version": next_version(plan.version), "state": DRAFT, "reviewed": None, "replaces": plan.id}
        made = work.add("plan", **every)
        parts: dict[str, list[bytes]] = {
            "trigger": [row.id for row in work.read(plans.triggers, self.id)],
            "action": [row.id for row in work.read(plans.actions, self.id)],
        }
        for kind, ids in parts.items():
            for one in ids:
                part = work.must(KINDS[kind], one)
                values = {name: getattr(part, name) for name in fields_of(KINDS[kind]) if name != "struck"}
                work.add(kind, **{**values, "plan": made})
        return made


@dataclass(frozen=True, slots=True)
class AddTrigger:
    """Say what makes the plan propose itself."""

    plan: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a trigger"

    def do(self, work: Work) -> bytes:
        """The trigger's id."""
        return _add(work, "trigger", self.plan, _whole_trigger(fit("trigger", self.values)))


@dataclass(frozen=True, slots=True)
class AmendTrigger:
    """Change what makes the plan propose itself."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a trigger"

    def do(self, work: Work) -> bytes:
        """The trigger's id."""
        stands = work.must(Trigger, self.id)
        _open(work, stands.plan)
        values = fit("trigger", self.values)
        _whole_trigger({name: getattr(stands, name) for name in ("kind", "value", "distance")} | values)
        work.put("trigger", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class AddAction:
    """Say what the plan asks of whom. It goes to the end of its list."""

    plan: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add an action"

    def do(self, work: Work) -> bytes:
        """The action's id."""
        values = fit("action", self.values)
        named("action", {"text": "", **values})
        _whom(work, work.must(Plan, self.plan).event, values)
        phase = values.get("phase", PHASES[0][0])
        if values.get("place") is None:
            places = [row.place for row in work.read(plans.actions, self.plan) if row.phase == phase]
            values["place"] = max(places, default=0) + 1
        return _add(work, "action", self.plan, values)


@dataclass(frozen=True, slots=True)
class AmendAction:
    """Change what the plan asks of whom."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend an action"

    def do(self, work: Work) -> bytes:
        """The action's id."""
        stands = work.must(Action, self.id)
        _open(work, stands.plan)
        values = fit("action", self.values)
        named("action", values)
        before = {name: getattr(stands, name) for name in ("kind", "partner", "position", "quantity", "minutes")}
        _whom(work, stands.event, before | values)
        work.put("action", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Put an action earlier (a negative step) or later in its list."""

    id: bytes
    step: int

    @property
    def title(self) -> str:
        """What it is called."""
        return "Move an action"

    def do(self, work: Work) -> bytes:
        """The action's id; at the end of the list it stays there."""
        stands = work.must(Action, self.id)
        plan = _open(work, stands.plan)
        order = [row.id for row in work.read(plans.actions, plan.id) if row.phase == stands.phase]
        at = order.index(self.id)
        order.insert(min(max(at + self.step, 0), len(order) - 1), order.pop(at))
        for place, action in enumerate(order, 1):
            work.put("action", action, place=place)
        return self.id


@dataclass(frozen=True, slots=True)
class StrikePart:
    """Take a trigger or an action out of a draft."""

    kind: str
    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Strike {self.kind}"

    def do(self, work: Work) -> bytes:
        """Its id."""
        cls: type[Action | Trigger] = Action if self.kind == "action" else Trigger
        _open(work, work.must(cls, self.id).plan)
        work.put(self.kind, self.id, struck=True)
        return self.id


def next_version(version: str) -> str:
    """The version after this one: `1` → `2`, `2.4` → `2.5`, `spring` → `spring 2`."""
    head = version.rstrip("0123456789")
    tail = version[len(head) :]
    return f"{head}{int(tail) + 1}" if tail else f"{version} 2".strip()


def _move(work: Work, plan: bytes, state: str) -> None:
    if state == APPROVED:
        ApprovePlan(plan).do(work)
    elif state == WITHDRAWN:
        WithdrawPlan(plan).do(work)
    else:
        raise Refused("A plan does not become a draft again. Begin a new version.", "state")


def _open(work: Work, plan: bytes | None) -> Plan:
    """The plan of a part, which may be changed; Refused where its version is approved."""
    if plan is None:
        raise Refused("Choose the plan it belongs to.", "plan")
    found = work.must(Plan, plan)
    if found.state == APPROVED:
        raise Refused(_closed(found))
    return found


def _closed(plan: Plan) -> str:
    return f"Version {plan.version} of this plan is approved. Begin a new version to change it."


def _add(work: Work, kind: str, plan: bytes, values: dict[str, Any]) -> bytes:
    above = _open(work, plan)
    for name in _HELD | {"plan"}:
        values.pop(name, None)
    return work.add(kind, event=above.event, marking=above.marking, audience=above.audience, plan=plan, **values)


def _marked_alike(work: Work, plan: bytes, values: dict[str, Any]) -> None:
    """Its parts go where the plan goes."""
    labels = {name: values[name] for name in ("marking", "audience") if name in values}
    if labels:
        for trigger in work.read(plans.triggers, plan):
            work.put("trigger", trigger.id, **labels)
        for action in work.read(plans.actions, plan):
            work.put("action", action.id, **labels)


def _whole_trigger(values: dict[str, Any]) -> dict[str, Any]:
    kind = values.get("kind", "hand")
    if kind == "threshold" and values.get("value") is None:
        raise Refused("Say from which value it counts.", "value")
    if kind == "fire" and not (values.get("distance") or 0) > 0:
        raise Refused("Say within how many kilometres a fire counts.", "distance")
    return values


def _whom(work: Work, event: bytes, values: dict[str, Any]) -> None:
    entries.of_event(work, Agency, values.get("partner"), event, "partner")
    if values.get("kind") == "notify" and not (values.get("partner") or (values.get("position") or "").strip()):
        raise Refused("Say who is to be told: a partner or a position.", "partner")
    for name in ("quantity", "minutes"):
        if (values.get(name) or 0) < 0:
            raise Refused(f"{fields_of(Action)[name].label} cannot be below 0.", name)


def _log(work: Work, plan: Record, text: str) -> None:
    entries.write(work, plan.event, text, marking=plan.marking, audience=plan.audience)
