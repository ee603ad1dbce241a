"""Which command adds, amends or strikes a record of a kind by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eocdesk.commands.aid import AmendRequest, AskFor
from eocdesk.commands.calendar import AddSession, AmendSession, StrikeSession
from eocdesk.commands.command import Command
from eocdesk.commands.events import AddEvent, AddPeriod, AmendEvent, SetPosture
from eocdesk.commands.exchange import AddEngagement, AddLesson, AmendEngagement, AmendLesson
from eocdesk.commands.fills import AmendFill
from eocdesk.commands.gaps import AddGap, AmendGap
from eocdesk.commands.hazards import AddObservation, SetThreshold
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.inquiries import AmendInquiry, AskInformation
from eocdesk.commands.offers import AmendOffer, OfferAid
from eocdesk.commands.partners import (
    AddAgency,
    AddContact,
    AddDuty,
    AddSeat,
    AmendAgency,
    AmendContact,
    AmendDuty,
    AmendSeat,
)
from eocdesk.commands.plans import (
    AddAction,
    AddPlan,
    AddTrigger,
    AmendAction,
    AmendPlan,
    AmendTrigger,
    StrikePart,
)
from eocdesk.commands.products import AmendProduct, WriteProduct
from eocdesk.commands.recommendations import AmendRecommendation, Recommend
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.commands.resources import AddResource, AmendResource
from eocdesk.commands.tasks import AddTask, AmendTask
from eocdesk.commands.threats import AmendReport, AssessThreat, RaiseThreat, TakeReport
from eocdesk.commands.venues import AddFeature, AddVenue, AmendFeature, AmendVenue, StrikeFeature, StrikeVenue
from eocdesk.models import KINDS, Refused, Status, defaults_of

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ByHand:
    """The commands of a kind; None: it cannot be done by hand."""

    add: Callable[[bytes, Values], Command] | None
    amend: Callable[[bytes, Values], Command] | None
    strike: Callable[[bytes, str], Command] | None
    """Of the record and the reason."""
    asks: bool = False
    """Whether striking asks for a reason."""


def hidden(kind: str, prefill: Values) -> dict[str, Any]:
    """What was given for a new record and no form shows: the place on the map where a feature is added."""
    if kind == "feature" and {"lat", "lon"} <= set(prefill):
        return {"geometry": json.dumps({"type": "Point", "coordinates": [prefill["lon"], prefill["lat"]]})}
    return {}


def by_hand(kind: str) -> ByHand:
    """The commands for records of this kind."""
    return _OWN.get(kind) or _plain(kind)


def _plain(kind: str) -> ByHand:
    return ByHand(
        add=lambda event, values: Add(kind, event, dict(values)),
        amend=lambda record, values: Amend(kind, record, dict(values)),
        strike=lambda record, _reason: Strike(kind, record),
    )


def _whole(kind: str, values: Values) -> dict[str, Any]:
    return {**defaults_of(KINDS[kind]), **values}


def _add_event(_event: bytes, values: Values) -> Command:
    every = _whole("event", values)
    names = ("code", "name", "zone", "starts", "ends", "exercise", "marking", "rating", "partner_zone", "partner_name")
    return AddEvent(**{name: every[name] for name in names})


def _add_period(event: bytes, values: Values) -> Command:
    every = _whole("period", values)
    for name, sentence in (("starts", "Say when it begins."), ("ends", "Say when it ends.")):
        if every[name] is None:
            raise Refused(sentence, name)
    names = ("starts", "ends", "name", "number", "objectives")
    return AddPeriod(event, **{name: every[name] for name in names})


def _set_posture(event: bytes, values: Values) -> Command:
    every = _whole("posture", values)
    if every["level"] is None:
        raise Refused("Choose the level.", "level")
    return SetPosture(event, every["level"], every["reason"], every["note"])


def _report(event: bytes, values: Values) -> Command:
    every = dict(values)
    name, status = every.pop("title", ""), every.pop("status", str(Status.OPEN))
    if status != Status.OPEN:
        raise Refused("A new incident is open. Report it, then change its status.", "status")
    for never in ("closed", "reason"):
        every.pop(never, None)
    return ReportIncident(event, name, **every)


def _add_task(event: bytes, values: Values) -> Command:
    every = dict(values)
    for never in ("done", "done_by"):
        every.pop(never, None)
    points = every.pop("checklist", None) or ()
    return AddTask(event, every.pop("title", ""), checklist=tuple((str(p[0]), bool(p[1])) for p in points), **every)


def _set_threshold(event: bytes, values: Values) -> Command:
    every = _whole("threshold", values)
    if every["value"] is None:
        raise Refused("Say from which value it counts.", "value")
    return SetThreshold(event, every["measure"], every["value"], every["venue"], every["note"])


def _recommend(_event: bytes, values: Values) -> Command:
    if not values.get("gap"):
        raise Refused("Choose the gap it is for.", "gap")
    return Recommend(values["gap"], dict(values))


def _set_incident(record: bytes, values: Values) -> Command:
    every = dict(values)
    return SetIncident(record, every, str(every.get("reason") or ""))


def _own(kind: str, add: type, amend: type) -> ByHand:
    """A kind with commands of its own that take (event or id, values)."""
    return ByHand(
        add=lambda event, values: add(event, dict(values)),
        amend=lambda record, values: amend(record, dict(values)),
        strike=_plain(kind).strike,
    )


def _part(kind: str, add: type, amend: type) -> ByHand:
    """A trigger or an action: of the plan its form names."""

    def made(_event: bytes, values: Values) -> Command:
        if values.get("plan") is None:
            raise Refused("Choose the plan it belongs to.", "plan")
        command: Command = add(values["plan"], dict(values))
        return command

    return ByHand(made, _own(kind, add, amend).amend, lambda record, _reason: StrikePart(kind, record))


_OWN: Mapping[str, ByHand] = {
    "incident": ByHand(_report, _set_incident, None),
    "task": ByHand(_add_task, lambda record, values: AmendTask(record, dict(values)), _plain("task").strike),
    "session": ByHand(
        lambda event, values: AddSession(event, dict(values)),
        lambda record, values: AmendSession(record, dict(values)),
        StrikeSession,
        asks=True,
    ),
    "venue": ByHand(
        lambda event, values: AddVenue(event, dict(values)),
        lambda record, values: AmendVenue(record, dict(values)),
        lambda record, _reason: StrikeVenue(record),
    ),
    "feature": ByHand(
        lambda event, values: AddFeature(event, dict(values)),
        lambda record, values: AmendFeature(record, dict(values)),
        lambda record, _reason: StrikeFeature(record),
    ),
    "observation": ByHand(
        lambda event, values: AddObservation(event, dict(values)),
        _plain("observation").amend,
        _plain("observation").strike,
    ),
    "threshold": ByHand(_set_threshold, _plain("threshold").amend, _plain("threshold").strike),
    "agency": _own("agency", AddAgency, AmendAgency),
    "contact": _own("contact", AddContact, AmendContact),
    "seat": _own("seat", AddSeat, AmendSeat),
    "plan": _own("plan", AddPlan, AmendPlan),
    "trigger": _part("trigger", AddTrigger, AmendTrigger),
    "action": _part("action", AddAction, AmendAction),
    "activation": ByHand(None, None, None),
    "product": _own("product", WriteProduct, AmendProduct),
    "dissemination": ByHand(None, None, None),
    "report": _own("report", TakeReport, AmendReport),
    "inquiry": _own("inquiry", AskInformation, AmendInquiry),
    "threat": _own("threat", RaiseThreat, AssessThreat),
    "request": _own("request", AskFor, AmendRequest),
    "offer": _own("offer", OfferAid, AmendOffer),
    "resource": _own("resource", AddResource, AmendResource),
    "fill": ByHand(None, lambda record, values: AmendFill(record, dict(values)), None),
    "duty": _own("duty", AddDuty, AmendDuty),
    "gap": _own("gap", AddGap, AmendGap),
    "recommendation": ByHand(
        _recommend, _own("recommendation", Recommend, AmendRecommendation).amend, _plain("recommendation").strike
    ),
    "engagement": _own("engagement", AddEngagement, AmendEngagement),
    "lesson": _own("lesson", AddLesson, AmendLesson),
    "entry": ByHand(None, None, None),
    "acknowledgement": ByHand(None, None, None),
    "document": ByHand(None, _plain("document").amend, _plain("document").strike),
    "summary": ByHand(None, None, None),
    "device": ByHand(None, _plain("device").amend, None),
    "event": ByHand(_add_event, lambda record, values: AmendEvent(record, dict(values)), None),
    "period": ByHand(_add_period, _plain("period").amend, _plain("period").strike),
    "posture": ByHand(_set_posture, None, None),
}
