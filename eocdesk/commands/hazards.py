"""What can be done with hazards: take in what a source says, observe by hand, set the thresholds of venues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.reading import Item, Refusal
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Refused, Venue, clock, ids
from eocdesk.models.hazard import HEATRISK, MEASURES
from eocdesk.store.merge import STRUCK
from eocdesk.store.queries.alert_lives import Life, lives

BY_HAND = "hand"
NEVER_IN_FORCE = {"cancel": "cancelled", "ack": "cancelled", "error": "cancelled"}
"""Messages that warn of nothing themselves, and the state they are kept in."""
RETIRES = {"update": "superseded", "cancel": "cancelled", "alert": "superseded"}
"""What becomes of a message that another of this kind names."""
_WORDS = dict(MEASURES)


@dataclass(slots=True)
class Taken:
    """What became of every row. read = added + changed + unchanged + len(refused)."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    repeated: int = 0
    """Of the unchanged: rows of a record that another row of the same answer speaks of as well, later or last."""
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakeAlerts:
    """Take in the alerts a source issues. What an update or a cancel names is retired, whichever came first.

    An item's key is the alert's identifier. An alert that the source no longer lists stays: its own end decides.
    """

    event: bytes
    source: str
    alerts: tuple[Item, ...]
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take in alerts"

    def do(self, work: Work) -> Taken:
        """The counts; a row that does not fit is refused alone."""
        taken = _take(work, self.event, "alert", self.source, self.alerts, self.marking)
        for record, state, retired_by in retiring(work.read(lives, self.event, self.source)):
            taken.retired += work.put("alert", record, state=state, retired_by=retired_by)
        return taken


@dataclass(frozen=True, slots=True)
class TakeObservations:
    """Take in what a source observed or forecasts. An older observation never replaces a newer one."""

    event: bytes
    source: str
    observations: tuple[Item, ...]
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take in observations"

    def do(self, work: Work) -> Taken:
        """The counts; a row that does not fit is refused alone."""
        return _take(work, self.event, "observation", self.source, self.observations, self.marking)


@dataclass(frozen=True, slots=True)
class AddObservation:
    """Say by hand what was observed or is forecast."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add an observation"

    def do(self, work: Work) -> bytes:
        """The new observation's id; Refused where it has no name or a value does not fit."""
        work.must(Event, self.event)
        values = fit("observation", {"title": "", **self.values})
        named("observation", values)
        entries.of_event(work, Venue, values.get("venue"), self.event, "venue")
        if (values.get("lat") is None) != (values.get("lon") is None):
            raise Refused("A place needs both its latitude and its longitude.", "lat")
        if values.get("observed") is None and not values.get("forecast"):
            values["observed"] = work.moment
        _labelled(work, self.event, values, None)
        return work.add("observation", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class SayHeatRisk:
    """Say the NWS HeatRisk (0 to 4) of a venue for a day (YYYY-MM-DD); said again, the newer word holds."""

    event: bytes
    venue: bytes
    day: str
    level: int

    @property
    def title(self) -> str:
        """What it is called."""
        return "Say the HeatRisk of a day"

    def do(self, work: Work) -> bytes:
        """The observation's id, one for each venue and day."""
        venue = work.must(Venue, self.venue)
        entries.of_event(work, Venue, self.venue, self.event, "venue")
        zone = venue.zone or work.must(Event, self.event).zone
        record = ids.source_id(self.event, "observation", "heatrisk", f"{self.venue.hex()}/{self.day}")
        values = fit("observation", heat_risk(venue.name, self.day, self.level, zone))
        if work.state("observation", record) is None:
            _labelled(work, self.event, values, None)
        work.put(
            "observation", record, event=self.event, venue=self.venue, observed=work.moment, **values, **{STRUCK: False}
        )
        return record


@dataclass(frozen=True, slots=True)
class SetThreshold:
    """From which value of a measure a venue, or without one the whole event, counts as touched; None takes it away."""

    event: bytes
    measure: str
    value: float | None
    venue: bytes | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Set a threshold"

    def do(self, work: Work) -> bytes:
        """The threshold's id, one for each venue and measure."""
        work.must(Event, self.event)
        entries.of_event(work, Venue, self.venue, self.event, "venue")
        values = fit("threshold", {"measure": self.measure, "value": self.value, "note": self.note})
        if self.value is not None and self.value < 0:
            raise Refused("A threshold cannot be less than nothing.", "value")
        record = threshold_id(self.event, self.measure, self.venue)
        known = work.state("threshold", record)
        if self.value is None:
            if known is None:
                raise Refused(f"There is no threshold for {_WORDS[self.measure].lower()} here.", "value")
            work.put("threshold", record, **{STRUCK: True})
            return record
        if known is None:
            _labelled(work, self.event, values, None)
        work.put("threshold", record, event=self.event, venue=self.venue, **values, **{STRUCK: False})
        return record


def threshold_id(event: bytes, measure: str, venue: bytes | None) -> bytes:
    """The id of that venue's threshold for that measure, the same on every desk."""
    return ids.source_id(event, "threshold", "threshold", f"{'' if venue is None else venue.hex()}/{measure}")


def heat_risk(place: str, day: str, level: int, zone: str) -> dict[str, Any]:
    """The values of an observation for a HeatRisk (0 to 4) of a day in that zone; Refused where it is none."""
    words = dict(HEATRISK)
    if type(level) is not int or level not in words:
        raise Refused("HeatRisk is a whole number from 0 to 4.", "value")
    try:
        first = date.fromisoformat(day)
        starts, ends = (
            clock.moment(datetime(at.year, at.month, at.day, tzinfo=clock.zone_named(zone)))
            for at in (first, first + timedelta(days=1))
        )
    except (ValueError, OverflowError):
        raise Refused(f"“{day}” is not a day such as 2028-07-19.", "starts") from None
    return {
        "title": f"HeatRisk {level} ({words[level]}), {place}",
        "hazard": "heat",
        "measure": "heatrisk",
        "value": float(level),
        "forecast": True,
        "starts": starts,
        "ends": ends,
        "place": place,
        "source": BY_HAND,
    }


def retiring(all_lives: Iterable[Life]) -> list[tuple[bytes, str, str]]:
    """(record, state, identifier of what retires it) for alerts whose life should read otherwise than it does.

    Only a message of the same sender and status retires: an exercise ends nothing that is real. Of several the last
    sent decides, a cancel before an update.
    """
    known = list(all_lives)
    best: dict[tuple[str, str, str], Life] = {}
    for life in known:
        for named_one in life.replaces if life.message in RETIRES else ():
            key = (named_one, life.sender, life.status)
            if named_one != life.identifier and (key not in best or _weight(life) > _weight(best[key])):
                best[key] = life
    told = []
    for life in known:
        by = best.get((life.identifier, life.sender, life.status))
        if by is None or life.message in NEVER_IN_FORCE:
            continue
        state = RETIRES[by.message]
        if (life.state, life.retired_by) != (state, by.identifier):
            told.append((life.id, state, by.identifier))
    return told


def _weight(life: Life) -> tuple[int, bool, str]:
    return life.sent, life.message == "cancel", life.identifier


def _take(work: Work, event: bytes, kind: str, source: str, items: tuple[Item, ...], marking: str | None) -> Taken:
    work.must(Event, event)
    taken = Taken(len(items))
    keyed = [(ids.source_id(event, kind, source, item.key), item) for item in items]
    work.prefetch(kind, [record for record, _ in keyed])
    last = _last(keyed)
    for record, item in keyed:
        if last[record] is not item:
            taken.unchanged += 1
            taken.repeated += 1
            continue
        try:
            values = fit(kind, {**item.values, "source": source, "source_key": item.key}, ordered=False)
            state = work.state(kind, record)
            if state is None:
                named(kind, {"title": "", **values})
                if kind == "alert":
                    values.setdefault("state", NEVER_IN_FORCE.get(values.get("message", "alert"), "in force"))
                _labelled(work, event, values, marking)
        except Refused as refusal:
            taken.refused.append(Refusal(item.at, refusal.sentence))
            continue
        if state is None:
            work.put(kind, record, event=event, **values)
            taken.added += 1
        elif _stands(state.values, values) or not work.put(kind, record, **values):
            taken.unchanged += 1
        else:
            taken.changed += 1
    return taken


def _last(keyed: list[tuple[bytes, Item]]) -> dict[bytes, Item]:
    """Of the rows of each record the one observed or sent last, the later row of two: read again, none takes turns."""
    found: dict[bytes, Item] = {}
    for record, item in keyed:
        if record not in found or _moment(found[record].values) <= _moment(item.values):
            found[record] = item
    return found


def _moment(values: dict[str, Any]) -> int:
    said = values.get("observed"), values.get("sent")
    return next((moment for moment in said if isinstance(moment, int)), 0)


def _stands(held: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether what is held stays: struck by hand, or observed or sent later than what is said now."""
    return bool(held["struck"]) or 0 < _moment(said) < _moment(held)


def _labelled(work: Work, event: bytes, values: dict[str, Any], marking: str | None) -> None:
    values["marking"], values["audience"] = entries.labels(
        work, event, None, values.get("marking") or marking, values.get("audience") or ""
    )
