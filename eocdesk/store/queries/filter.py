"""The filter language of lists: words, and `venue:` `sev>=` `status:` `by:` `since:` before what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from eocdesk.models import Refused
from eocdesk.models.clock import Moment, at, moment, zone_named
from eocdesk.models.incident import PRIORITIES, SEVERITIES, STATUSES

KEYS: dict[str, str] = {
    "venue": 'venue or place: venue:sofi, venue:"rose bowl",sofi',
    "sev": "severity: sev>=major, sev:minor",
    "prio": "priority: prio:flash",
    "status": "the incident's status: status:open,monitoring",
    "type": "the incident's type: type:drone",
    "inc": "incident by number: inc:7KQ4-3, inc:3",
    "threat": "entries that name a threat, by number or title: threat:7KQ4-H2, threat:drone",
    "plan": "entries that name a plan: plan:heat",
    "request": "entries that name a request: request:7KQ4-R3, request:water",
    "by": "author, position or who reported it: by:chen",
    "since": "not before: since:2h, since:14:00, since:2028-07-19",
    "before": "earlier than: before:30m, before:2028-07-19",
    "is": "is:open, struck, amended, mine, unacknowledged, flash, closed, overdue, conflict",
}
"""Every filter word with what it takes."""
ALIASES = {"severity": "sev", "priority": "prio", "incident": "inc", "author": "by", "after": "since", "place": "venue"}
FLAGS = ("open", "struck", "amended", "mine", "unacknowledged", "flash", "closed", "overdue", "conflict")
PRIORITY_ORDER = tuple(value for value, _ in reversed(PRIORITIES))

_TOKEN = re.compile(
    r"""(?P<key>[A-Za-z]+)(?P<op>>=|<=|[:=<>])(?P<value>(?:"[^"]*"?|[^\s",]+|,)*)|(?P<phrase>"[^"]*"?)|(?P<word>[^\s"]+)"""
)
_PART = re.compile(r'"([^"]*)"?|([^\s",]+)')
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_SPAN = re.compile(r"^(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?$")
_WHEN = re.compile(r"^(?:(\d{4}-\d{2}-\d{2})(?:[T ](?=\d))?)?(?:(\d{1,2}):?(\d{2}))?(Z)?$", re.IGNORECASE)
_ORDERED = ("sev", "prio")
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Term:
    """One filter word. `values` are alternatives: severities as numbers, moments in ms UTC, else words.

    For `sev` and `prio` every value that fits is listed, whatever sign was written.
    """

    key: str
    values: tuple[Any, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for: every phrase and every term must fit. A phrase ends open (`sof` finds SoFi) unless quoted."""

    words: tuple[tuple[str, bool], ...] = ()
    """(phrase, whether it was quoted)"""
    terms: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything fits."""
        return not self.words and not self.terms

    def has(self, key: str, value: Any = None) -> bool:
        """Whether a filter word is among the terms (with that value, where one is given)."""
        return any(term.key == key and (value is None or value in term.values) for term in self.terms)

    def plus(self, other: Filter) -> Filter:
        """Both at once."""
        return Filter(self.words + other.words, self.terms + other.terms)


NOTHING = Filter()


@dataclass(frozen=True, slots=True)
class Frame:
    """What times and `is:mine` mean here and now."""

    now: Moment
    zone: str = "UTC"
    person: str = ""
    position: str = ""


def parse(text: str, frame: Frame) -> Filter:
    """The filter these words ask for. Refused with the place in the text (from 1) where a word is wrong.

    A filter word at the end with nothing behind it yet asks for nothing.
    """
    words: list[tuple[str, bool]] = []
    terms: list[Term] = []
    for key, op, value, start in _tokens(text.translate(_QUOTES)):
        if not key:
            said = value.strip('"').strip()
            if any(c.isalnum() for c in said):
                words.append((said, value.startswith('"')))
            continue
        parts = tuple(said for quoted, bare in _PART.findall(value) if (said := (quoted or bare).strip()))
        if parts:
            terms.append(_term(_key(key, op, start), op, parts, start, frame))
        else:
            _key(key, op, start)
    return Filter(tuple(words), tuple(terms))


def _tokens(text: str) -> Iterator[tuple[str, str, str, int]]:
    """(key, sign, value, place from 1); of plain words and phrases the key is empty."""
    waiting: tuple[str, str, int] | None = None
    for found in _TOKEN.finditer(text):
        place = found.start() + 1
        if found["key"]:
            if waiting is not None:
                yield waiting[0], waiting[1], "", waiting[2]
            waiting = (found["key"], found["op"], place) if not found["value"] else None
            if waiting is None:
                yield found["key"], found["op"], found["value"], place
        elif waiting is not None:
            yield waiting[0], waiting[1], found[0], waiting[2]
            waiting = None
        else:
            yield "", "", found[0], place
    if waiting is not None:
        yield waiting[0], waiting[1], "", waiting[2]


def _key(key: str, op: str, start: int) -> str:
    known = key.casefold()
    known = ALIASES.get(known, known)
    if known not in KEYS:
        raise _wrong(f"There is no filter word “{key}{op}”", start, f"There are {_either(tuple(KEYS), 'and')}.")
    if op not in (":", "=") and known not in _ORDERED:
        raise _wrong(f"“{key}” takes no “{op}”", start, f"Write {known}:… ({KEYS[known]}).")
    return known


def _term(key: str, op: str, parts: Sequence[str], start: int, frame: Frame) -> Term:
    if key == "sev":
        names = {word.casefold(): value for value, word in SEVERITIES} | {str(value): value for value, _ in SEVERITIES}
        found = [_named(key, part, names, start) for part in parts]
        return Term(key, _compared(op, found, tuple(value for value, _ in SEVERITIES)), start)
    if key == "prio":
        found = [_named(key, part, {value: value for value in PRIORITY_ORDER}, start) for part in parts]
        return Term(key, _compared(op, found, PRIORITY_ORDER), start)
    if key in ("since", "before"):
        return Term(key, tuple(_when(key, part, start, frame) for part in parts[:1]), start)
    named: Mapping[str, Any] = {
        "status": {value: value for value, _ in STATUSES},
        "is": {flag: flag for flag in FLAGS},
    }.get(key, {})
    return Term(key, tuple(_named(key, part, named, start) if named else part for part in parts), start)


def _named(key: str, part: str, names: Mapping[str, Any], start: int) -> Any:
    """What a word or its first letters stand for."""
    wanted = part.casefold()
    if wanted in names:
        return names[wanted]
    fits = [name for name in names if name.startswith(wanted)]
    if len(fits) == 1:
        return names[fits[0]]
    if fits:
        raise _wrong(f"“{key}:{part}” can be {_either(fits, 'or')}", start)
    every = [name for name in names if not name.isdigit()]
    raise _wrong(f"“{key}:{part}” is not known", start, f"It is one of {_either(every, 'or')}.")


def _compared(op: str, found: Sequence[Any], every: tuple[Any, ...]) -> tuple[Any, ...]:
    """All values that the sign lets through; `every` from low to high."""
    tests: dict[str, Callable[[int, int], bool]] = {
        ">=": int.__ge__,
        "<=": int.__le__,
        ">": int.__gt__,
        "<": int.__lt__,
    }
    test = tests.get(op, int.__eq__)
    places = [every.index(value) for value in found]
    return tuple(value for here, value in enumerate(every) if any(test(here, place) for place in places))


def _when(key: str, part: str, start: int, frame: Frame) -> Moment:
    span = _SPAN.match(part)
    if span and any(span.groups()):
        days, hours, minutes = (int(found or 0) for found in span.groups())
        return frame.now - ((days * _HOURS + hours) * _MINUTES + minutes) * 60_000
    today = at(frame.now, frame.zone).date()
    if part.casefold() in ("today", "yesterday"):
        day = today - timedelta(days=part.casefold() == "yesterday")
        return moment(datetime.combine(day, time(), zone_named(frame.zone)))
    found = _WHEN.match(part)
    try:
        if found and (found[1] or found[2]):
            return _clock(found, frame)
    except (ValueError, OverflowError):
        pass
    raise _wrong(f"“{key}:{part}” is no time", start, "Write 2h, 30m, 14:00 or 2028-07-19.")


def _clock(found: re.Match[str], frame: Frame) -> Moment:
    """A day's beginning, a time on a day, or the latest such time that is past; the earlier where clocks went back."""
    zone = zone_named("UTC" if found[4] else frame.zone)
    face = time(int(found[2]), int(found[3])) if found[2] else time()
    if found[1]:
        return moment(datetime.combine(datetime.fromisoformat(found[1]).date(), face, zone))
    today = at(frame.now, str(zone)).date()
    when = moment(datetime.combine(today, face, zone))
    return when if when <= frame.now else moment(datetime.combine(today - timedelta(days=1), face, zone))


def _either(words: Sequence[str], link: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def _wrong(what: str, start: int, advice: str = "") -> Refused:
    return Refused(f"{what} (at character {start}). {advice}".strip(), "filter")
