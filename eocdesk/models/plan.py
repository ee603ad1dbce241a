"""What is to be done when something goes wrong: contingency plans, what sets them off, what they ask of whom."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.hazard import ALERT_SEVERITIES, HAZARDS, MEASURES
from eocdesk.models.record import Record

PLAN_STATES = (("draft", "Draft"), ("approved", "Approved"), ("withdrawn", "Withdrawn"))
TRIGGERS = (
    ("threshold", "A measure at a venue in session hours"),
    ("fire", "A fire within a distance"),
    ("alert", "A warning of a kind"),
    ("threat", "A threat's level"),
    ("hand", "By hand"),
)
LEVELS = (("low", "Low"), ("guarded", "Guarded"), ("elevated", "Elevated"), ("high", "High"), ("severe", "Severe"))
ACTIONS = (
    ("do", "Do"),
    ("notify", "Notify"),
    ("request", "Request a resource"),
    ("calendar", "Change the calendar"),
)
PHASES = (("activate", "At activation"), ("stand down", "At stand-down"))
ACTIVATION_STATES = (("active", "Active"), ("stood down", "Stood down"), ("declined", "Not now"))


class Plan(Record):
    """A contingency plan."""

    __tablename__ = "plan"
    name: Mapped[str] = field("Plan", default="", searched=True)
    version: Mapped[str] = field("Version", default="1")
    state: Mapped[str] = field("State", Holds.CHOICE, default="draft", choices=PLAN_STATES)
    hazard: Mapped[str] = field("Hazard", Holds.CHOICE, default="other", choices=HAZARDS)
    owner: Mapped[str] = field("Owner", default="", searched=True, help="The position or partner that keeps it.")
    summary: Mapped[str] = field("Summary", Holds.TEXT, default="", searched=True)
    venues: Mapped[list[str] | None] = field("Venues", Holds.LIST, of="venue", help="None: every venue.")
    reviewed: Mapped[int | None] = field("Last reviewed", Holds.MOMENT)
    replaces: Mapped[bytes | None] = field("Replaces", Holds.RECORD, of="plan", help="The version before this one.")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Trigger(Record):
    """What makes a plan propose itself. It never acts."""

    __tablename__ = "trigger"
    plan: Mapped[bytes | None] = field("Plan", Holds.RECORD, of="plan")
    kind: Mapped[str] = field("Set off by", Holds.CHOICE, default="hand", choices=TRIGGERS)
    measure: Mapped[str] = field("Measure", Holds.CHOICE, default="heat index", choices=MEASURES)
    value: Mapped[float | None] = field("From", Holds.REAL, help="In the measure's unit.")
    distance: Mapped[float | None] = field("Within", Holds.REAL, unit="km")
    hazard: Mapped[str] = field("Hazard of the warning", Holds.CHOICE, default="other", choices=HAZARDS)
    severity: Mapped[str] = field("At least as severe as", Holds.CHOICE, default="severe", choices=ALERT_SEVERITIES)
    level: Mapped[str] = field("Threat level from", Holds.CHOICE, default="high", choices=LEVELS)
    words: Mapped[str] = field("In words", default="")


class Action(Record):
    """One thing a plan asks for."""

    __tablename__ = "action"
    plan: Mapped[bytes | None] = field("Plan", Holds.RECORD, of="plan")
    phase: Mapped[str] = field("When", Holds.CHOICE, default="activate", choices=PHASES)
    place: Mapped[int | None] = field("Place in the list", Holds.NUMBER, Meets.NEWEST)
    kind: Mapped[str] = field("What", Holds.CHOICE, default="do", choices=ACTIONS)
    text: Mapped[str] = field("Action", default="")
    position: Mapped[str] = field("Position", default="")
    partner: Mapped[bytes | None] = field("Partner", Holds.RECORD, of="agency")
    minutes: Mapped[int | None] = field("Due after", Holds.NUMBER, unit="min")
    points: Mapped[list[str] | None] = field("Checklist", Holds.LIST)
    resource: Mapped[str] = field("Resource asked for", default="", help="Kind of resource, for a request.")
    quantity: Mapped[int | None] = field("How many", Holds.NUMBER)


class Activation(Record):
    """A plan put to work by a person, or left for now with the reason."""

    __tablename__ = "activation"
    plan: Mapped[bytes | None] = field("Plan", Holds.RECORD, Meets.ONCE, of="plan")
    state: Mapped[str] = field("State", Holds.CHOICE, default="active", choices=ACTIVATION_STATES)
    version: Mapped[str] = field("Version", default="")
    rehearsal: Mapped[bool] = field("Rehearsal", Holds.YES, Meets.ONCE, default=False)
    reason: Mapped[str] = field("Reason", default="")
    started: Mapped[int | None] = field("Started", Holds.MOMENT)
    started_by: Mapped[str] = field("Started by", default="")
    ended: Mapped[int | None] = field("Ended", Holds.MOMENT)
    ended_by: Mapped[str] = field("Ended by", default="")
    outcome: Mapped[str] = field("Outcome", Holds.TEXT, default="")
    until: Mapped[int | None] = field("Asked again after", Holds.MOMENT, help="Of one that was left for now.")
    crossed: Mapped[list[str] | None] = field("Crossed", Holds.LIST, help="Keys of the reasons it was proposed for.")
    tasks: Mapped[list[str] | None] = field("Tasks", Holds.LIST, of="task")
    entries: Mapped[list[str] | None] = field("Entries", Holds.LIST, of="entry")
    venues: Mapped[list[str] | None] = field("Venues", Holds.LIST, of="venue")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")


Index("plan_event", Plan.event, Plan.state)
Index("trigger_plan", Trigger.plan)
Index("action_plan", Action.plan)
Index("activation_plan", Activation.event, Activation.plan, Activation.started)
