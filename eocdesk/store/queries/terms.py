"""Filter words as SQL: what a term asks of an entry, an incident or a task; every value is bound by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from eocdesk.models import Refused
from eocdesk.models.incident import Status
from eocdesk.store.queries import mentions
from eocdesk.store.queries.filter import Filter, Frame, Term

OPEN = (str(Status.OPEN), str(Status.MONITORING))
_WORD = re.compile(r"[^\W_]+")
LATE_MS = 5 * 60_000
"""A flash entry that nobody acknowledged for this long is overdue."""

STRUCK = "EXISTS (SELECT 1 FROM entry a WHERE a.amends = e.id AND a.kind = 'strike')"
FLASH = "SELECT row FROM entry INDEXED BY entry_priority WHERE event = :event AND priority = 'flash'"
ENOUGH = "max(1, json_array_length(coalesce(e.addressees, '[]')))"
ACKNOWLEDGED = (
    "SELECT e.row FROM (SELECT entry, count(*) AS said FROM acknowledgement "
    "WHERE entry IS NOT NULL AND struck IS NOT 1 GROUP BY entry) k "
    f"JOIN entry e ON e.id = k.entry WHERE k.said >= {ENOUGH}"
)
WAITING = (
    "((e.addressees IS NOT NULL OR e.priority = 'flash') AND "
    f"(SELECT count(*) FROM acknowledgement k WHERE k.entry = e.id AND k.struck IS NOT 1) < {ENOUGH} AND NOT {STRUCK})"
)
"""Whether somebody has still to acknowledge entry `e`: an addressee, or anybody where a flash entry names none."""


@dataclass(slots=True)
class Bound:
    """SQL under way: named values, never words of a person's in the text."""

    event: bytes
    frame: Frame
    values: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values["event"] = self.event
        self.values["now"] = self.frame.now

    def one(self, value: Any) -> str:
        """The mark a value stands under."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def many(self, values: Iterable[Any]) -> str:
        """The marks of several values, in brackets."""
        return f"({', '.join(self.one(value) for value in values)})"

    def like(self, value: str, pattern: str = "%{}%") -> str:
        """A LIKE on a part of a text; `%` and `_` in it are letters."""
        said = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"LIKE {self.one(pattern.format(said))} ESCAPE '\\'"

    def any_like(self, column: str, values: Iterable[str]) -> str:
        """Whether a column holds one of some texts."""
        return "(" + " OR ".join(f"{column} {self.like(value)}" for value in values) + ")"


def pieces(words: str) -> list[str]:
    """The words that full-text search knows: letters and digits alone."""
    return _WORD.findall(words)


def phrases(words: Iterable[tuple[str, bool]], link: str = " ") -> str:
    """Phrases as an FTS5 query; one that is not closed by quotes may go on. Only letters and digits pass."""
    made = (f'"{said}"{"" if closed else "*"}' for phrase, closed in words if (said := " ".join(pieces(phrase))))
    return f" {link} ".join(made)


def _among(columns: str, values: Iterable[str]) -> str:
    """Each value's words, all of them, in some columns; one of the values will do."""
    each = (phrases((word, False) for word in pieces(value)) for value in values)
    said = [f"({one})" for one in each if one]
    return f"{{{columns}}} : ({' OR '.join(said)})" if said else '"\u200b"'


def found(b: Bound, kind: str, query: str, low: str = "") -> str:
    """The rows whose searched words fit, `low` a bound below."""
    index = f"{kind}_search"
    return f"SELECT rowid AS row FROM {index} WHERE {index} MATCH {b.one(query)}{low}"


def _venues(b: Bound, term: Term) -> str:
    query = b.one(_among("name short aliases", term.values))
    return (
        "SELECT w.id FROM venue_search s JOIN venue w ON w.row = s.rowid "
        f"WHERE venue_search MATCH {query} AND w.event = :event"
    )


def _incidents(test: str) -> str:
    return f"SELECT i.id FROM incident i WHERE i.event = :event AND {test}"


# incidents: a test on `i`


def _i_number(b: Bound, term: Term) -> str:
    each = (
        f"i.number = {b.one(value)} COLLATE NOCASE OR i.number {b.like(value.lstrip('#'), '%-{}')}"
        for value in term.values
    )
    return f"({' OR '.join(each)})"


def _i_venue(b: Bound, term: Term) -> str:
    place = found(b, "incident", _among("place", term.values))
    return f"(i.venue IN ({_venues(b, term)}) OR i.row IN ({place}))"


def _i_by(b: Bound, term: Term) -> str:
    return f"({b.any_like('i.owner', term.values)} OR {b.any_like('i.made_by', term.values)})"


def _i_is(b: Bound, term: Term) -> str:
    task = "SELECT 1 FROM task k WHERE k.incident = i.id AND k.done IS NULL AND k.struck IS NOT 1 AND k.due < :now"
    tests = {
        "open": f"i.status IN {b.many(OPEN)}",
        "closed": "i.status = 'closed'",
        "mine": f"(i.owner <> '' AND i.owner IN {b.many((b.frame.person, b.frame.position))})",
        "overdue": f"EXISTS ({task})",
        "struck": "i.struck = 1",
        "conflict": "i.id IN (SELECT rec FROM conflict WHERE kind = 'incident')",
    }
    return _flags(term, tests, "incidents")


_INCIDENT: dict[str, Callable[[Bound, Term], str]] = {
    "venue": _i_venue,
    "sev": lambda b, term: f"i.severity IN {b.many(term.values)}",
    "status": lambda b, term: f"i.status IN {b.many(term.values)}",
    "type": lambda b, term: b.any_like("i.type", term.values),
    "inc": _i_number,
    "by": _i_by,
    "since": lambda b, term: f"i.opened >= {b.one(term.values[0])}",
    "before": lambda b, term: f"i.opened < {b.one(term.values[0])}",
    "is": _i_is,
}


def incident_tests(b: Bound, asked: Filter) -> list[str]:
    """What is asked of incident `i`, each a test that must hold."""
    tests = [_tested(_INCIDENT, b, term, "Incidents") for term in asked.terms]
    query = phrases(asked.words)
    return [*tests, f"i.row IN ({found(b, 'incident', query)})"] if query else tests


# tasks: a test on `t`


def _t_incident(b: Bound, term: Term) -> str:
    return f"t.incident IN ({_incidents(_INCIDENT[term.key](b, term))})"


def _t_venue(b: Bound, term: Term) -> str:
    venues = _venues(b, term)
    return f"(t.venue IN ({venues}) OR t.incident IN ({_incidents(f'i.venue IN ({venues})')}))"


def _t_is(b: Bound, term: Term) -> str:
    tests = {
        "open": "t.done IS NULL",
        "closed": "t.done IS NOT NULL",
        "mine": f"(t.owner <> '' AND t.owner IN {b.many((b.frame.person, b.frame.position))})",
        "overdue": "(t.done IS NULL AND t.due < :now)",
        "struck": "t.struck = 1",
        "conflict": "t.id IN (SELECT rec FROM conflict WHERE kind = 'task')",
    }
    return _flags(term, tests, "tasks")


_TASK: dict[str, Callable[[Bound, Term], str]] = {
    "venue": _t_venue,
    "sev": _t_incident,
    "status": _t_incident,
    "type": _t_incident,
    "inc": _t_incident,
    "by": lambda b, term: b.any_like("t.owner", term.values),
    "since": lambda b, term: f"t.due >= {b.one(term.values[0])}",
    "before": lambda b, term: f"t.due < {b.one(term.values[0])}",
    "is": _t_is,
}


def task_tests(b: Bound, asked: Filter) -> list[str]:
    """What is asked of task `t`, each a test that must hold."""
    tests = [_tested(_TASK, b, term, "Tasks") for term in asked.terms]
    query = phrases(asked.words)
    return [*tests, f"t.row IN ({found(b, 'task', query)})"] if query else tests


# entries: the set of rows that fit, each from an index of its own; or a test on `e`


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked of entries: all rows that fit it (column `row`), and the same as a test on one entry `e`."""

    rows: str
    test: str


NEAR = " AND rowid >= :low"
"""Keeps a full-text test to the newest rows, for the quick answer."""


def _searched(b: Bound, query: str) -> Part:
    return Part(found(b, "entry", query), f"e.row IN ({found(b, 'entry', query, NEAR)})")


def _e_venue(b: Bound, term: Term) -> Part:
    place, venues = _searched(b, _among("place", term.values)), _venues(b, term)
    rows = f"SELECT row FROM entry WHERE venue IN ({venues}) UNION ALL {place.rows}"
    return Part(rows, f"(e.venue IN ({venues}) OR {place.test})")


def _e_incident(b: Bound, term: Term) -> Part:
    return _of_incidents(_incidents(_INCIDENT[term.key](b, term)))


def _of_incidents(ids: str) -> Part:
    return Part(f"SELECT row FROM entry WHERE incident IN ({ids})", f"e.incident IN ({ids})")


def _column(b: Bound, column: str, values: Iterable[Any]) -> Part:
    marks = b.many(values)
    return Part(f"SELECT row FROM entry WHERE event = :event AND {column} IN {marks}", f"e.{column} IN {marks}")


def _happened(b: Bound, sign: str, when: int) -> Part:
    test = f"happened {sign} {b.one(when)}"
    return Part(f"SELECT row FROM entry WHERE event = :event AND {test}", f"e.{test}")


def _followed(kind: str) -> Part:
    ids = f"SELECT amends FROM entry INDEXED BY entry_amends WHERE amends IS NOT NULL AND kind = '{kind}'"
    test = f"EXISTS (SELECT 1 FROM entry a WHERE a.amends = e.id AND a.kind = '{kind}')"
    return Part(f"SELECT row FROM entry WHERE id IN ({ids})", test)


def _waiting() -> Part:
    addressed = "SELECT row FROM entry INDEXED BY entry_addressed WHERE event = :event AND addressees IS NOT NULL"
    return Part(f"{addressed} UNION {waiting_flash()}", WAITING)


def waiting_flash() -> str:
    """The rows of flash entries that nobody acknowledged, or not every addressee."""
    return f"{FLASH} EXCEPT {ACKNOWLEDGED} EXCEPT {_followed('strike').rows}"


def _overdue() -> Part:
    late = f"e.priority = 'flash' AND e.written < :now - {LATE_MS}"
    return Part(f"SELECT e.row FROM entry e WHERE e.row IN ({waiting_flash()}) AND {late}", f"({WAITING} AND {late})")


def _mentions(b: Bound, term: Term) -> Part:
    kind = term.key
    each = f"({b.any_like(f'k.{mentions.SAID[kind]}', term.values)} OR "
    test = f"{each}{b.any_like(f'k.{mentions.CALLED[kind]}', term.values)})"
    return Part(mentions.rows(kind, test), f"e.row IN ({mentions.rows(kind, test, NEAR)})")


def _mine(b: Bound) -> Part:
    said = phrases([(b.frame.person, True)])
    return _searched(b, f"{{author}} : {said}") if said else Part("SELECT row FROM entry WHERE 0", "0")


def _e_is(b: Bound, term: Term) -> Part:
    makers: dict[str, Callable[[], Part]] = {
        "open": lambda: _of_incidents(_incidents(f"i.status IN {b.many(OPEN)}")),
        "closed": lambda: _of_incidents(_incidents("i.status = 'closed'")),
        "struck": lambda: _followed("strike"),
        "amended": lambda: _followed("amend"),
        "mine": lambda: _mine(b),
        "unacknowledged": _waiting,
        "overdue": _overdue,
        "flash": lambda: _column(b, "priority", ("flash",)),
        "conflict": lambda: Part(
            "SELECT e.row FROM conflict c JOIN entry e ON e.id = c.rec WHERE c.kind = 'entry'",
            "e.id IN (SELECT rec FROM conflict WHERE kind = 'entry')",
        ),
    }
    parts = [makers[flag]() for flag in term.values]
    return Part(" UNION ALL ".join(part.rows for part in parts), f"({' OR '.join(part.test for part in parts)})")


_ENTRY: dict[str, Callable[[Bound, Term], Part]] = {
    "venue": _e_venue,
    "sev": lambda b, term: _column(b, "severity", term.values),
    "prio": lambda b, term: _column(b, "priority", term.values),
    "status": _e_incident,
    "type": _e_incident,
    "inc": _e_incident,
    "threat": _mentions,
    "plan": _mentions,
    "request": _mentions,
    "by": lambda b, term: _searched(b, _among("author reported_by position", term.values)),
    "since": lambda b, term: _happened(b, ">=", term.values[0]),
    "before": lambda b, term: _happened(b, "<", term.values[0]),
    "is": _e_is,
}


def entry_parts(b: Bound, asked: Filter) -> list[Part]:
    """What is asked of entries, each a set that an entry must be in."""
    parts = [_ENTRY[term.key](b, term) for term in asked.terms]
    query = phrases(asked.words)
    return [*parts, _searched(b, query)] if query else parts


def _tested(known: dict[str, Callable[[Bound, Term], str]], b: Bound, term: Term, kinds: str) -> str:
    if term.key not in known:
        raise Refused(f"{kinds} have no “{term.key}” (at character {term.at}). It is for entries.", "filter")
    return known[term.key](b, term)


def _flags(term: Term, tests: dict[str, str], kinds: str) -> str:
    unknown = next((flag for flag in term.values if flag not in tests), None)
    if unknown is not None:
        raise Refused(f"“is:{unknown}” says nothing of {kinds} (at character {term.at}).", "filter")
    return f"({' OR '.join(tests[flag] for flag in term.values)})"
