"""Make the exercise: an authored day of venues, sessions, partners, incidents and a shift of entries."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from eocdesk.commands import exercise_watch
from eocdesk.commands.command import Work
from eocdesk.commands.entries import acknowledgement_id
from eocdesk.commands.plan_examples import LoadPlans, examples
from eocdesk.models import Event, Refused
from eocdesk.models.clock import Moment, at, moment, zone_named
from eocdesk.models.ids import event_id, source_id
from eocdesk.models.resources import resource
from eocdesk.store.queries import events

SOURCE = "exercise"
_FILES = ("event", "venues", "sessions", "partners", "incidents", "watch", "log")
_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_QUARTER = 15 * _MINUTE
_RELATIVE = re.compile(r"^now([+-]\d+(?:\.\d+)?)?$")
_SAID = re.compile(r"\{(now|hour)([+-]\d+)\}")
_DAYLIGHT = range(8, 21)
_BUSIEST = 14


def authored() -> dict[str, Any]:
    """The day as it was written, by the name of its file."""
    return {name: json.loads(resource("exercise", f"{name}.json").read_text("utf-8")) for name in _FILES}


@dataclass(frozen=True, slots=True)
class Day:
    """The exercise's clock: what the authored times mean on the day it is made.

    `now-90` is minutes from now; `0 09:00` a local time of today, `1 09:00` of tomorrow. Made at night, the
    local times move so that the busy hours of the calendar fall on now all the same.
    """

    now: Moment
    zone: str

    def date(self, days: int = 0) -> date:
        """The local date some days from today."""
        return at(self.now, self.zone).date() + timedelta(days=days)

    def moment(self, words: str, step: int = 1) -> Moment:
        """The authored time as a moment, to the nearest `step` (ms)."""
        found = _RELATIVE.match(words)
        if found:
            return round((self.now + float(found[1] or 0) * _MINUTE) / step) * step
        days, clock = words.split()
        return self.local(int(days), clock) + self._moved()

    def local(self, days: int, clock: str) -> Moment:
        """A wall-clock time, `HH:MM`, some days from today."""
        hour, minute = map(int, clock.split(":"))
        there = self.date(days)
        return moment(datetime(there.year, there.month, there.day, hour, minute, tzinfo=zone_named(self.zone)))

    def said(self, text: str) -> str:
        """The text with `{now+60}` and `{hour+2}` written as local times."""

        def clock(found: re.Match[str]) -> str:
            unit, step = (_MINUTE, _QUARTER) if found[1] == "now" else (_HOUR, _HOUR)
            return f"{at(round((self.now + int(found[2]) * unit) / step) * step, self.zone):%H:%M}"

        return _SAID.sub(clock, text)

    def _moved(self) -> int:
        hour = at(self.now, self.zone).hour
        return 0 if hour in _DAYLIGHT else (hour - _BUSIEST) * _HOUR


@dataclass(frozen=True, slots=True)
class MakeExercise:
    """Write the authored exercise whole, in one act, around `now`; `data` as `authored()` gives it."""

    data: Mapping[str, Any]
    now: Moment

    @property
    def title(self) -> str:
        """What it is called."""
        return "Make an exercise"

    def do(self, work: Work) -> bytes:
        """The event's id; Refused where a real event is, or this exercise is already."""
        data = {name: part for file in self.data.values() for name, part in file.items()}
        _refuse(work, data["event"])
        maker = _Maker(work, data, Day(self.now, data["event"]["zone"]))
        maker.frame()
        maker.places()
        maker.partners()
        maker.calendar()
        maker.incidents()
        maker.tasks()
        exercise_watch.write(maker, data["watch"])
        maker.log()
        LoadPlans(maker.event, examples(), approved=True).do(work)
        return maker.event


def _refuse(work: Work, event: Mapping[str, Any]) -> None:
    known: list[Event] = work.read(events.all_events)
    real = [each.code for each in known if not each.exercise]
    if real:
        raise Refused(
            f"This desk holds a real event ({', '.join(real)}). An exercise lives in a folder of its own: "
            "eocdesk --data ANOTHER-FOLDER exercise"
        )
    if work.get(Event, event_id(event["code"])) is not None:
        raise Refused(f"{event['name']} is already on this desk.")


@dataclass(slots=True)
class _Maker:
    """Writes one part after another; later parts name what earlier ones made."""

    work: Work
    data: Mapping[str, Any]
    day: Day
    event: bytes = b""
    marking: str = ""
    known: dict[tuple[str, str], bytes] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    shifts: list[tuple[Moment, Moment]] = field(default_factory=list)

    def put(self, kind: str, key: str, values: Mapping[str, Any], *, source: bool = False) -> bytes:
        """A record whose id is the same on every desk that makes this exercise on any day."""
        record = source_id(self.event, kind, SOURCE, key)
        named = {"source": SOURCE, "source_key": key} if source else {}
        self.keep(kind, key, record, {**named, **values})
        return record

    def keep(self, kind: str, key: str, record: bytes, values: Mapping[str, Any]) -> None:
        """A record under an id of its own."""
        self.work.put(kind, record, **{"event": self.event, "marking": self.marking, **values})
        self.known[kind, key] = record

    def number(self, kind: str) -> str:
        """The next number of a kind."""
        return self.work.number(kind)

    def of(self, kind: str, name: str | None) -> bytes | None:
        """The record of that name; a name that nobody made is a mistake of the author."""
        return None if name is None else self.known[kind, name]

    def frame(self) -> None:
        """The event, its periods, its posture."""
        event = self.data["event"]
        self.event = event_id(event["code"])
        self.marking = event["marking"]
        first, last = self.data["days"]
        days = {"starts": self.day.date(first).isoformat(), "ends": self.day.date(last).isoformat()}
        self.work.put("event", self.event, **{**event, **days, "event": self.event, "exercise": True})
        morning, evening = self.data["shifts"]
        numbers = count(self.data["first_period"])
        for day in range(first - 1, last + 1):
            self._period(next(numbers), "Day shift", (day, morning), (day, evening), "day")
            self._period(next(numbers), "Night shift", (day, evening), (day + 1, morning), "night")
        for posture in self.data["postures"]:
            since = self.day.moment(posture["since"], _MINUTE)
            self.put("posture", posture["since"], {**posture, "since": since})

    def _period(self, number: int, name: str, starts: tuple[int, str], ends: tuple[int, str], part: str) -> None:
        times = {"starts": self.day.local(*starts), "ends": self.day.local(*ends)}
        self.shifts.append((times["starts"], times["ends"]))
        objectives = self.data["objectives"][part]
        self.put("period", str(number), {"number": number, "name": name, "objectives": objectives, **times})

    def shift(self, away: int) -> tuple[Moment, Moment]:
        """The shift that runs now, or the one so many after it."""
        running = next(place for place, (starts, ends) in enumerate(self.shifts) if starts <= self.day.now < ends)
        return self.shifts[running + away]

    def places(self) -> None:
        """Venues and what stands on the ground around them."""
        for venue in self.data["venues"]:
            self.put("venue", venue["short"], venue, source=True)
        for feature in self.data["features"]:
            values = {**feature, "venue": self.of("venue", feature.get("venue"))}
            values["geometry"] = json.dumps(feature["geometry"])
            self.put("feature", feature["name"], values, source=True)

    def partners(self) -> None:
        """Agencies, people, seats, the duty roster."""
        for agency in self.data["agencies"]:
            self.put("agency", agency["short"], agency, source=True)
        for contact in self.data["contacts"]:
            self._contact(contact)
        for seat in self.data["seats"]:
            links = {"agency": self.of("agency", seat["agency"]), "holder": self.of("contact", seat.get("holder"))}
            since = self.day.moment(seat["since"], _MINUTE)
            self.put("seat", seat["name"], {**seat, **links, "since": since})
        for duty in self.data["duty"]:
            starts, ends = self.shift(duty["shift"])
            who = {"contact": self.of("contact", duty["contact"]), "venue": self.of("venue", duty.get("venue"))}
            values = {**who, "position": duty["position"], "starts": starts, "ends": ends}
            self.put("duty", f"{duty['contact']} {duty['shift']}", values)

    def _contact(self, contact: Mapping[str, Any]) -> None:
        values = {name: value for name, value in contact.items() if name != "phone"}
        values["agency"] = self.of("agency", contact["agency"])
        values["venue"] = self.of("venue", contact.get("venue"))
        values["phones"] = [["mobile", f"+1213555{contact['phone']}"]]
        last = contact["name"].split()[-1].lower()
        values["emails"] = [["work", f"{contact['name'].split()[-2][0].lower()}.{last}@exercise.example.org"]]
        self.put("contact", contact["name"], values, source=True)

    def calendar(self) -> None:
        """Sessions: planned in quarter hours, running where now is between their ends."""
        for session in self.data["sessions"]:
            values = {name: value for name, value in session.items() if name not in {"minutes", "words", "day"}}
            values["venue"] = self.of("venue", session.get("venue"))
            values["venue_words"] = session.get("words", "")
            starts = self.day.moment(session["starts"], _QUARTER) if "starts" in session else None
            ends = None if starts is None else starts + session["minutes"] * _MINUTE
            local = self.day.date(session["day"]) if starts is None else at(starts, self.day.zone).date()
            values |= {"starts": starts, "ends": ends, "day": local.isoformat()}
            values.setdefault("status", self._status(starts, ends))
            self.put("session", session["title"], values, source=True)

    def _status(self, starts: Moment | None, ends: Moment | None) -> str:
        if starts is None or ends is None or starts > self.day.now:
            return "scheduled"
        return "running" if self.day.now < ends else "finished"

    def incidents(self) -> None:
        """Incidents in the order they were opened, so that their numbers run with the day."""
        for incident in sorted(self.data["incidents"], key=lambda each: self.day.moment(each["opened"])):
            values = {name: value for name, value in incident.items() if name != "key"}
            for name, kind in (("venue", "venue"), ("session", "session"), ("lead", "agency")):
                values[name] = self.of(kind, incident.get(name))
            for name in ("opened", "closed"):
                values[name] = self.day.moment(incident[name]) if name in incident else None
            number = self.work.number("incident")
            self.numbers[incident["key"]] = number
            self.put("incident", incident["key"], {**values, "number": number}, source=True)

    def tasks(self) -> None:
        """Tasks with due times, some past."""
        for task in self.data["tasks"]:
            links = {
                "incident": self.of("incident", task.get("incident")),
                "venue": self.of("venue", task.get("venue")),
            }
            times = {name: self.day.moment(task[name], _MINUTE) for name in ("due", "done") if name in task}
            self.put("task", task["title"], {**task, **links, **times, "number": self.work.number("task")})

    def log(self) -> None:
        """Entries in the order they were written, and who has read them."""
        for place, entry in enumerate(sorted(self.data["entries"], key=lambda each: each["t"])):
            written = self.day.moment(f"now{entry['t']:+}")
            values = self._entry(entry, written)
            key = entry.get("key", f"{place:03d}")
            record = self.put("entry", key, {**values, "number": self.work.number("entry")})
            for addressee, (by, minutes) in entry.get("ack", {}).items():
                read = {"entry": record, "addressee": addressee, "acknowledged_by": by}
                self._sign(read | {"at": written + minutes * _MINUTE})

    def _sign(self, read: Mapping[str, Any]) -> None:
        record = acknowledgement_id(self.event, read["entry"], read["addressee"])
        self.work.put("acknowledgement", record, event=self.event, marking=self.marking, **read)

    def _entry(self, entry: Mapping[str, Any], written: Moment) -> dict[str, Any]:
        author, position = self.data["people"][entry["by"]]
        return {
            "kind": entry.get("kind", "entry"),
            "text": self.day.said(entry["text"]),
            "reason": entry.get("reason", ""),
            "amends": self.of("entry", entry.get("amends")),
            "severity": entry.get("severity", 0),
            "priority": entry.get("priority", "routine"),
            "happened": written,
            "written": written,
            "author": author,
            "position": position,
            "reported_by": entry.get("from", ""),
            "channel": entry.get("came", "desk"),
            "venue": self.of("venue", entry.get("venue")),
            "incident": self.of("incident", entry.get("incident")),
            "addressees": entry.get("to"),
            "marking": entry.get("marking", self.marking),
        }
