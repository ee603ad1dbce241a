"""Take in what somebody told, judge it, and raise and assess the threat behind it; each judgement is logged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.along import along
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.commands.tasks import AddTask
from eocdesk.models import Event, Refused, Report, Threat
from eocdesk.models.marking import highest
from eocdesk.models.threat import CONFIDENCES, LIKELIHOODS

REVIEW_DAYS = 90
"""When a report is looked at again. Ours: 28 CFR 23 sets no such term."""
KEPT_DAYS = 365
"""How long a report without a predicate is kept. Ours: 28 CFR 23 does not let it into the system at all."""
KEPT_DAYS_PREDICATE = 5 * 365
"""28 CFR 23.20(h): at most five years until it is validated anew."""
NO_PREDICATE = "Identifying data is kept only with a criminal predicate (28 CFR 23). Write the predicate first."
NOT_PURGED = "A report cannot be said to be purged: its words would still stand in the change log."
_SET_BY_ACTS = {"number", "purged", "event"}


@dataclass(frozen=True, slots=True)
class TakeReport:
    """Take in suspicious activity, a tip or a cyber event. Review and purge days are set where none are given."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take a report"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The report's id and number; Refused where identifying data comes without a predicate."""
        values = _fitted(work, "report", self.event, self.values)
        _not_purged(values)
        _predicated(values.get("identifying", ""), values.get("predicate", ""))
        days = KEPT_DAYS_PREDICATE if values.get("predicate", "").strip() else KEPT_DAYS
        values["reported"] = values.get("reported") or work.moment
        values["review"] = values.get("review") or _day(work.moment, REVIEW_DAYS)
        values["purge"] = values.get("purge") or _day(work.moment, days)
        number = work.number("report")
        made = work.add("report", event=self.event, number=number, **values)
        _say(work, work.must(Report, made), f"Report {number} taken: {values['title']}")
        return made, number


@dataclass(frozen=True, slots=True)
class AmendReport:
    """Change a report; identifying data and its predicate stand and fall together.

    Entries that say its number are raised with its marking.
    """

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a report"

    def do(self, work: Work) -> bytes:
        """The report's id."""
        before = work.must(Report, self.id)
        values = fit("report", {name: value for name, value in self.values.items() if name not in _SET_BY_ACTS})
        named("report", values)
        entries.pointing(work, "report", before.event, values)
        _not_purged(values)
        identifying = values.get("identifying", before.identifying) or ""
        _predicated(identifying, values.get("predicate", before.predicate) or "")
        with along(work, "report", self.id):
            work.put("report", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class AssessReport:
    """Say what a report comes to: the threat it belongs to, or no nexus with the reason."""

    report: bytes
    threat: bytes | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Assess a report"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number."""
        report = work.must(Report, self.report)
        reason = " ".join(self.reason.split())
        if self.threat is None:
            if not reason:
                raise Refused("Say why it has no nexus.", "reason")
            work.put("report", report.id, state="no nexus", threat=None)
            return _say(work, report, f"Report {report.number} assessed: no nexus. {reason}")
        entries.of_event(work, Threat, self.threat, report.event, "threat")
        threat = work.must(Threat, self.threat)
        work.put("report", report.id, state="assessed", threat=threat.id)
        said = f"Report {report.number} assessed: belongs to threat {threat.number}. {reason}".strip()
        return _say(work, report, said, threat)


@dataclass(frozen=True, slots=True)
class RaiseThreat:
    """Name a threat, from a report where there is one; it is marked at least as that report."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)
    report: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Raise a threat"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The threat's id and number."""
        entries.of_event(work, Report, self.report, self.event, "report")
        source = None if self.report is None else work.must(Report, self.report)
        values = _fitted(work, "threat", self.event, self.values)
        _sure(values.get("likelihood", "unassessed"), values.get("confidence", "unstated"))
        if source is not None:
            values["marking"] = highest([values["marking"], source.marking]).word
            values["audience"] = values["audience"] or source.audience or ""
        number = work.number("threat")
        made = work.add("threat", event=self.event, number=number, **values)
        threat = work.must(Threat, made)
        _say(work, threat, f"Threat {number} raised, level {threat.level}: {threat.title}")
        if source is not None:
            AssessReport(source.id, made).do(work)
        return made, number


@dataclass(frozen=True, slots=True)
class AssessThreat:
    """Assess a threat: likelihood in the words of ICD 203, confidence apart from it, level, venues, sessions."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Assess a threat"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number; Refused where a likelihood is said without the confidence in it."""
        before = work.must(Threat, self.id)
        ours = {*_SET_BY_ACTS, "assessed", "assessed_by"}
        values = fit("threat", {name: value for name, value in self.values.items() if name not in ours})
        named("threat", values)
        entries.pointing(work, "threat", before.event, values)
        _sure(values.get("likelihood", before.likelihood), values.get("confidence", before.confidence))
        with along(work, "threat", self.id):
            work.put("threat", self.id, **values, assessed=work.moment, assessed_by=work.person)
        now = work.must(Threat, self.id)
        chance = dict(LIKELIHOODS)[now.likelihood].lower()
        sure = dict(CONFIDENCES)[now.confidence].lower()
        reason = " ".join(self.reason.split())
        said = f"Threat {now.number} assessed: level {now.level}, {chance}, confidence {sure}, {now.state}. {reason}"
        return _say(work, now, said.strip(), before)


@dataclass(frozen=True, slots=True)
class TaskPartner:
    """Give a partner something to do about a threat: an investigation, a protective measure. It is marked at least as
    the threat, and names it, by which it is found again.
    """

    threat: bytes
    values: dict[str, Any] = field(default_factory=dict)
    """title, owner (the partner), due, note."""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Task a partner"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The task's id and number; Refused where it is not said what or who."""
        threat = work.must(Threat, self.threat)
        name, partner = (" ".join(str(self.values.get(one) or "").split()) for one in ("title", "owner"))
        if not partner:
            raise Refused("Name the partner who is to do it.", "owner")
        if not name:
            raise Refused("Say what is to be done.", "title")
        note, due = str(self.values.get("note") or ""), self.values.get("due")
        said = f"{name} (threat {threat.number})"
        task = AddTask(threat.event, said, owner=partner, due=due, note=note, marking=threat.marking)
        made, number = replace(task, audience=threat.audience or "").do(work)
        _say(work, threat, f"Task {number} on threat {threat.number} given to {partner}: {name}")
        return made, number


def _fitted(work: Work, kind: str, event: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """What a new record holds: as it may be stored, pointing within the event, marked."""
    work.must(Event, event)
    values = fit(kind, {name: value for name, value in asked.items() if name not in _SET_BY_ACTS})
    named(kind, {"title": "", **values})
    entries.pointing(work, kind, event, values)
    marking, audience = entries.labels(
        work, event, values.get("incident"), values.get("marking"), values.get("audience", "")
    )
    return values | {"marking": marking, "audience": audience}


def _predicated(identifying: str, predicate: str) -> None:
    if identifying.strip() and not predicate.strip():
        raise Refused(NO_PREDICATE, "identifying")


def _not_purged(values: dict[str, Any]) -> None:
    if values.get("state") == "purged":
        raise Refused(NOT_PURGED, "state")


def _sure(likelihood: str, confidence: str) -> None:
    if likelihood != "unassessed" and confidence == "unstated":
        raise Refused("Say the confidence in this likelihood: low, moderate or high.", "confidence")


def _day(moment: int, days: int) -> str:
    return (datetime.fromtimestamp(moment / 1000, UTC) + timedelta(days=days)).date().isoformat()


def _say(work: Work, record: Report | Threat, text: str, *others: Threat) -> tuple[bytes, str]:
    """Log it, as strictly marked as the strictest of what it names; identifying data is never repeated."""
    return entries.write(
        work,
        record.event,
        text,
        marking=highest([one.marking for one in (record, *others)]).word,
        audience=record.audience or "",
    )
