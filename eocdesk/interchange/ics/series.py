"""Recurring events become single sessions: expanded within a window, rules repaired, rules that never end refused."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]  # carries no types
from icalendar import Calendar, vDDDTypes, vRecur
from icalendar import Event as Component

from eocdesk.interchange.ics.event import Event, Moment
from eocdesk.models.errors import Refused

MOST = 5_000
_MOST_STEPS = 200_000
_PATIENCE = 60.0
"""Seconds a file's rules may take together; a hostile rule that never comes true takes ten each."""
_INDEX = "X-EOCDESK-INDEX"
_LONG_MONTHS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

_rule_of: Callable[[str], Any] = vRecur.from_ical
_typed: Callable[[Any], Any] = vDDDTypes


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of a series: the event that describes it, when it is, and the name it keeps when moved."""

    event: Event
    start: Moment
    end: Moment | None
    instance: Moment


class Expander:
    """Expands the series of one file within a window of days."""

    def __init__(self, window: tuple[date, date] | None) -> None:
        self._window = window
        self._spent = 0.0

    def expand(self, events: Sequence[Event]) -> list[Occurrence]:
        """The occurrences of a series in the window: the first event recurs, the others replace some of its days.

        Raises Refused with the reason where there are none, too many, or the rule cannot be understood.
        """
        master = events[0]
        if self._window is None:
            raise Refused("The event recurs, and the desk's event has no days to expand it in: set its dates first.")
        if master.start is None:
            raise Refused("The event recurs but has no start.")
        if self._spent > _PATIENCE:
            raise Refused("The rules of repetition in this file take too long to work out.")
        begins = time.monotonic()
        try:
            made = self._expanded(events, self._window)
        except (Refused, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001  a broken rule meets whatever it meets inside two libraries
            raise Refused(f"The rule of repetition cannot be understood ({type(error).__name__}).") from None
        finally:
            self._spent += time.monotonic() - begins
        if not made:
            first, last = self._window
            raise Refused(f"The event recurs, but not between {first.isoformat()} and {_before(last).isoformat()}.")
        return made

    def _expanded(self, events: Sequence[Event], window: tuple[date, date]) -> list[Occurrence]:
        calendar = Calendar()
        for index, event in enumerate(events):
            calendar.add_component(_component(event, index, window[1]))
        query = recurring_ical_events.of(calendar)
        made: list[Occurrence] = []
        for series in query.series:
            for found in series.between(*_bounds(window, events[0])):
                component = found.as_component(keep_recurrence_attributes=False)
                made.append(_occurrence(component, events))
                if len(made) > MOST:
                    raise Refused(f"The event recurs more than {MOST:,} times: no calendar of sessions does.")
        return sorted(made, key=lambda occurrence: _order(occurrence.instance))


def _bounds(window: tuple[date, date], master: Event) -> tuple[datetime, datetime]:
    zone = master.start.tzinfo if isinstance(master.start, datetime) else None
    first, last = (datetime.combine(day, clock_time(), zone) for day in window)
    return first, last


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _order(when: Moment) -> tuple[date, str]:
    return (when.date(), when.isoformat()) if isinstance(when, datetime) else (when, "")


def _component(event: Event, index: int, last: date) -> Component:
    """The event as the library wants it, with nothing but its times."""
    made = Component()
    made.add("UID", "series")
    made.add("SEQUENCE", event.sequence)
    made[_INDEX] = str(index)
    start = event.start
    made["DTSTART"] = _typed(start)
    if event.instance is not None:
        made["RECURRENCE-ID"] = _typed(event.instance)
        if event.onward:
            made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    for rule in event.rules:
        made.add("RRULE", _rule(rule, start, last))
    if event.dates:
        made.add("RDATE", [begins for begins, _ in event.dates])
    if event.without:
        made.add("EXDATE", event.without)
    return made


def _rule(words: str, start: Moment | None, last: date) -> Any:
    """A rule made sound: UNTIL in the terms of the start. Refused where working it out would not end."""
    try:
        rule = _rule_of(words)
    except (ValueError, TypeError, OverflowError):
        raise Refused(f"The rule “{words[:60]}” cannot be understood.") from None
    _check(rule, start, last)
    until = (rule.get("UNTIL") or [None])[0]
    if until is None or start is None:
        return rule
    if not isinstance(start, datetime):
        rule["UNTIL"] = [until.date() if isinstance(until, datetime) else until]
        return rule
    if not isinstance(until, datetime):
        until = datetime.combine(until, clock_time(23, 59, 59))
    if until.tzinfo is None:  # common and against RFC 5545: the last occurrence would be lost
        until = until.replace(tzinfo=start.tzinfo)
    rule["UNTIL"] = [until.astimezone(UTC)]
    return rule


def _check(rule: Any, start: Moment | None, last: date) -> None:
    often = str((rule.get("FREQ") or [""])[0]).upper()
    if not often:
        raise Refused("The rule of repetition does not say how often.")
    if often in {"SECONDLY", "MINUTELY"}:
        raise Refused(f"The event recurs {often.lower()}: no calendar of sessions does.")
    if (rule.get("INTERVAL") or [1])[0] < 1:
        raise Refused("The event recurs at an interval of nothing.")
    months, days = rule.get("BYMONTH") or [], rule.get("BYMONTHDAY") or []
    most = max((_LONG_MONTHS.get(int(month), 31) for month in months), default=31)
    if days and all(abs(int(day)) > most for day in days):
        raise Refused("The event recurs on a day that no month has.")
    begins = start.date() if isinstance(start, datetime) else start
    per_day = 24 if often == "HOURLY" else 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        per_day *= max(1, len(rule.get(part) or []))
    if begins is not None and max(1, (last - begins).days) * per_day > _MOST_STEPS:
        raise Refused("The event recurs too often, or has done so for too long, to be worked out.")


def _occurrence(component: Any, events: Sequence[Event]) -> Occurrence:
    event = events[int(component[_INDEX])]
    start: Moment = component["DTSTART"].dt
    instance = start
    if event.instance is not None:
        instance = event.instance
        if event.onward and event.start is not None and start != event.start:
            instance = start - _shift(event.start, event.instance)
    return Occurrence(event, start, _end(event, start), instance)


def _shift(start: Moment, instance: Moment) -> timedelta:
    if isinstance(start, datetime) and isinstance(instance, datetime):
        return start - instance
    return date(start.year, start.month, start.day) - date(instance.year, instance.month, instance.day)


def _end(event: Event, start: Moment) -> Moment | None:
    """The end of one occurrence: its own where a period names it, else as long after the start as in the series."""
    for begins, ends in event.dates:
        if ends is not None and begins == start:
            return begins + ends if isinstance(ends, timedelta) else ends
    if event.end is None or event.start is None:
        return None
    return start + _shift(event.end, event.start)
