"""Name a gap, by hand or from what happened; close it with its outcome; carry it on to another event."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Capability, Committee, Engagement, Entry, Event, Gap, Incident, Record, Refused, ids
from eocdesk.models.marking import highest
from eocdesk.models.resources import resource
from eocdesk.store.queries import gap_sources

CLOSED = ("closed", "accepted")
_FOUND_IN: tuple[tuple[str, type[Incident | Entry | Engagement]], ...] = (
    ("incident", Incident),
    ("entry", Entry),
    ("engagement", Engagement),
)
_TITLE = 120
_HIGHEST = 5


@dataclass(frozen=True, slots=True)
class AddGap:
    """Name a gap. Without a marking it takes that of the incident, entry or meeting it was found in."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Name a gap"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The gap's id and number."""
        work.must(Event, self.event)
        values = fit("gap", {name: value for name, value in self.values.items() if name != "number"})
        named("gap", {"title": "", **values})
        if values.get("state", "open") in CLOSED:
            raise Refused("A gap begins open. Close it with its outcome.", "state")
        entries.pointing(work, "gap", self.event, values)
        values |= _labels(work, self.event, values)
        values["found"] = work.moment if values.get("found") is None else values["found"]
        values["found_by"] = values.get("found_by") or work.person
        number = work.number("gap")
        made = work.add("gap", event=self.event, number=number, **values)
        if values.get("incident") is not None:
            _say(work, work.must(Gap, made), f"Gap {number} written: {values['title']}")
        return made, number


@dataclass(frozen=True, slots=True)
class GapFrom:
    """Name a gap from an entry or an incident, in its words where none are given. `kind`: entry or incident."""

    kind: str
    id: bytes
    name: str = ""
    weight: str = "medium"

    @property
    def title(self) -> str:
        """What it is called."""
        return "Name a gap"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The gap's id and number."""
        event, values = drawn(work, self.kind, self.id)
        if self.name.strip():
            values["title"] = self.name
        return AddGap(event, {**values, "weight": self.weight}).do(work)


@dataclass(frozen=True, slots=True)
class AmendGap:
    """Change a gap; it is closed and opened again by commands of their own."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a gap"

    def do(self, work: Work) -> bytes:
        """The gap's id."""
        gap = work.must(Gap, self.id)
        values = fit("gap", self.values)
        named("gap", values)
        entries.pointing(work, "gap", gap.event, values)
        state = values.get("state", gap.state)
        if state in CLOSED and not str(values.get("outcome", gap.outcome) or "").strip():
            raise Refused("Say what came of it.", "outcome")
        closes = state in CLOSED and gap.state not in CLOSED
        if (state in CLOSED) != (gap.state in CLOSED):
            values["closed"] = work.moment if closes else None
        work.put("gap", self.id, **values)
        if closes:
            _say_closed(work, work.must(Gap, self.id))
        return self.id


@dataclass(frozen=True, slots=True)
class CloseGap:
    """Close a gap with its outcome, or accept the risk that stays."""

    id: bytes
    outcome: str
    accepted: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return "Accept the risk of a gap" if self.accepted else "Close a gap"

    def do(self, work: Work) -> bytes:
        """The gap's id; Refused without an outcome and where it is closed."""
        gap = work.must(Gap, self.id)
        if gap.state in CLOSED:
            raise Refused(f"Gap {gap.number} is closed already.", "state")
        outcome = self.outcome.strip()
        if not outcome:
            raise Refused("Say why the risk is accepted." if self.accepted else "Say what came of it.", "outcome")
        state = CLOSED[self.accepted]
        work.put("gap", self.id, **fit("gap", {"state": state, "outcome": outcome}), closed=work.moment)
        _say_closed(work, work.must(Gap, self.id))
        return self.id


@dataclass(frozen=True, slots=True)
class ReopenGap:
    """Open a gap again; its outcome stays to be read."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Reopen a gap"

    def do(self, work: Work) -> bytes:
        """The gap's id."""
        gap = work.must(Gap, self.id)
        if gap.state not in CLOSED:
            raise Refused(f"Gap {gap.number} is not closed.", "state")
        work.put("gap", self.id, state="open", closed=None)
        return self.id


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Carry gaps on to another event: new records there, with what is still recommended and the evidence in words.

    A gap that was carried there before is left as it is.
    """

    gaps: tuple[bytes, ...]
    event: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Carry gaps over"

    def do(self, work: Work) -> tuple[bytes, ...]:
        """The ids of the new gaps."""
        if not self.event:
            raise Refused("Choose the event.", "event")
        if not self.gaps:
            raise Refused("Choose the gaps to carry over.")
        made = self.carry(work)
        if not made:
            raise Refused("These gaps have been carried to that event before.", "event")
        return made

    def carry(self, work: Work) -> tuple[bytes, ...]:
        """The same; nothing where all were carried before."""
        work.must(Event, self.event)
        made = []
        for one in self.gaps:
            gap = work.must(Gap, one)
            if gap.event == self.event:
                raise Refused(f"Gap {gap.number} belongs to this event already.", "event")
            began = f"{work.must(Event, gap.event).code} {gap.number}"
            if work.read(gap_sources.carried, self.event, gap.carried_from or began) is None:
                made.append(self._carry(work, gap, gap.carried_from or began))
        return tuple(made)

    def _carry(self, work: Work, gap: Gap, began: str) -> bytes:
        same = {"event": self.event, "marking": gap.marking, "audience": gap.audience}
        kept = {name: getattr(gap, name) for name in ("title", "text", "weight", "goal", "found", "found_by")}
        made = work.add("gap", number=work.number("gap"), carried_from=began, **kept, **same)
        for words in work.read(gap_sources.in_words, gap.id):
            work.add("evidence", gap=made, words=f"{began}: {words}", **same)
        for one in work.read(gap_sources.unfinished, gap.id):
            labels = {**same, "marking": highest([gap.marking, one.marking]).word, "audience": one.audience}
            said = {"title": one.title, "text": one.text, "owner": one.owner, "due": one.due, "state": one.state}
            said |= {"progress": one.progress, "note": _noted(one)}
            work.add("recommendation", number=work.number("recommendation"), gap=made, **said, **labels)
        return made


@dataclass(frozen=True, slots=True)
class LoadCapabilities:
    """Add the core capabilities of the National Preparedness Goal, to be rated; those that are there stay so."""

    event: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add the core capabilities"

    def do(self, work: Work) -> int:
        """How many were added."""
        whole = work.must(Event, self.event)
        added = 0
        for area, name, note in core_capabilities():
            record = ids.source_id(self.event, "capability", "national preparedness goal", name)
            if work.get(Capability, record) is not None:
                continue
            work.put("capability", record, event=self.event, marking=whole.marking, name=name, area=area, note=note)
            added += 1
        if not added:
            raise Refused("The core capabilities are here already.")
        return added


@dataclass(frozen=True, slots=True)
class RateCapability:
    """Say how able we are and should be, from 0 to 5; None where nobody can tell."""

    id: bytes
    present: int | None = None
    target: int | None = None
    note: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Rate a capability"

    def do(self, work: Work) -> bytes:
        """The capability's id."""
        work.must(Capability, self.id)
        for name, level in (("present", self.present), ("target", self.target)):
            if level is not None and not 0 <= level <= _HIGHEST:
                raise Refused("A level is from 0 to 5.", name)
        said = {} if self.note is None else {"note": self.note}
        work.put("capability", self.id, **fit("capability", {"present": self.present, "target": self.target, **said}))
        return self.id


@cache
def core_capabilities() -> tuple[tuple[str, str, str], ...]:
    """(mission area, name, note) of the 32 core capabilities."""
    read = json.loads(resource("gaps", "core_capabilities.json").read_text("utf-8"))
    return tuple((area, name, f"Also {also[0].lower()}." if also else "") for area, name, *also in read["capabilities"])


def drawn(work: Work, kind: str, record: bytes) -> tuple[bytes, dict[str, Any]]:
    """The event and the values of a gap that is written from an entry or an incident."""
    if kind == "incident":
        incident = work.must(Incident, record)
        labels = {"marking": incident.marking, "audience": incident.audience}
        return incident.event, {"title": incident.title, "incident": incident.id, **labels}
    entry = work.must(Entry, record)
    text = " ".join(entry.text.split())
    title = text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(' ', 1)[0]}…"
    labels = {"marking": entry.marking, "audience": entry.audience}
    return entry.event, {"title": title, "text": entry.text, "entry": entry.id, "incident": entry.incident, **labels}


def _noted(one: gap_sources.Unfinished) -> str:
    """Its note, with the partner and the resources in words: their records stay with the event they belong to."""
    partner = f"Owning partner: {one.partner}." if one.partner else ""
    serving = f"Resources that could serve: {one.serving}." if one.serving else ""
    return "\n".join(part for part in (one.note, partner, serving) if part)


def of_gap(gap: Gap, marking: str | None, audience: str = "") -> dict[str, str]:
    """The marking and audience of what belongs to a gap: at least the gap's."""
    words = [gap.marking] if marking is None else [gap.marking, marking]
    return {"marking": highest(words).word, "audience": audience or gap.audience or ""}


def _labels(work: Work, event: bytes, values: dict[str, Any]) -> dict[str, str]:
    """The marking asked for, else the strictest of what it was found in, else its committee's, else the event's."""
    found = [work.get(cls, values[name]) for name, cls in _FOUND_IN if values.get(name) is not None]
    above: list[Record] = [one for one in found if one is not None]
    owner = work.get(Committee, values["committee"]) if values.get("committee") is not None and not above else None
    above += [owner] if owner is not None else []
    if values.get("marking"):
        return {"marking": values["marking"], "audience": values.get("audience") or ""}
    if above:
        audience = next((one.audience for one in above if one.audience), "")
        return {"marking": highest([one.marking for one in above]).word, "audience": audience}
    marking, audience = entries.labels(work, event, None, None, values.get("audience") or "")
    return {"marking": marking, "audience": audience}


def _say_closed(work: Work, gap: Gap) -> None:
    """By its form or by the deed: the log of its incident says what came of it."""
    if gap.incident is not None:
        word = "closed, the risk is accepted" if gap.state == "accepted" else "closed"
        _say(work, gap, f"Gap {gap.number} {word}: {gap.outcome}")


def _say(work: Work, gap: Gap, text: str) -> None:
    """Into the log of the incident it was found in."""
    incident = work.must(Incident, gap.incident) if gap.incident is not None else None
    marking = highest([gap.marking, incident.marking] if incident is not None else [gap.marking]).word
    entries.write(
        work, gap.event, text, kind=entries.CHANGE, incident=gap.incident, marking=marking, audience=gap.audience
    )


__all__ = [
    "AddGap",
    "AmendGap",
    "CarryOver",
    "CloseGap",
    "GapFrom",
    "LoadCapabilities",
    "RateCapability",
    "ReopenGap",
]
