"""Find any record by what is typed: numbers first, then the best few of each kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.ids import NIL
from eocdesk.store import search
from eocdesk.store.local import NUMBER_LETTERS

_NUMBER = re.compile(r"^\s*([0-9A-Za-z]{4})-([A-Za-z]?)(\d*)\s*$")
_LETTERS = {letter: kind for kind, letter in NUMBER_LETTERS.items()}
_LOOK = 12
"""Of each kind this many are looked at, so that a title that begins with the words can come first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `severity` None where the kind has none; `when` its moment in ms UTC, if it has one."""

    kind: str
    id: bytes
    title: str
    detail: str = ""
    severity: int | None = None
    when: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """How a kind is told, as SQL over its row `t` and what is joined: title, details, severity, moment, number."""

    title: str
    details: tuple[str, ...]
    severity: str = "NULL"
    when: str = "NULL"
    number: str = "''"
    joins: str = ""


_VENUE = "LEFT JOIN venue v ON v.id = t.venue"
_FORM = "LEFT JOIN form f ON f.id = t.form"
_AGENCY = "LEFT JOIN agency a ON a.id = t.agency"
_KINDS: Mapping[str, _Told] = {
    "incident": _Told("t.title", ("t.number", "v.name"), "t.severity", "t.opened", "t.number", _VENUE),
    "contact": _Told(
        "t.name",
        ("t.role", "coalesce(nullif(a.short, ''), a.name, t.organisation)", "t.radio"),
        joins=_AGENCY,
    ),
    "venue": _Told("t.name", ("t.city", "t.cluster")),
    "session": _Told("t.title", ("coalesce(v.name, t.venue_words)", "t.stage"), when="t.starts", joins=_VENUE),
    "agency": _Told("t.name", ("t.short", "t.role")),
    "task": _Told("t.title", ("t.number", "t.owner"), when="t.due", number="t.number"),
    "seat": _Told("t.name", ("coalesce(nullif(a.short, ''), a.name)", "t.status"), joins=_AGENCY),
    "duty": _Told("t.position", ("c.name",), when="t.starts", joins="LEFT JOIN contact c ON c.id = t.contact"),
    "feature": _Told("t.name", ("t.kind", "v.name"), joins=_VENUE),
    "entry": _Told("substr(t.text, 1, 200)", ("t.number", "v.name"), "t.severity", "t.happened", "t.number", _VENUE),
    "alert": _Told("coalesce(nullif(t.headline, ''), t.title)", ("t.title", "t.state", "t.sender"), when="t.sent"),
    "observation": _Told("t.title", ("t.place", "t.status"), when="t.observed"),
    "plan": _Told("t.name", ("t.owner", "'version ' || t.version")),
    "request": _Told("t.title", ("t.number", "t.state"), when="t.needed", number="t.number"),
    "offer": _Told("t.title", ("t.number", "t.nation", "t.state"), when="t.starts", number="t.number"),
    "resource": _Told("t.name", ("t.number", "t.nation", "t.status"), number="t.number"),
    "threat": _Told("t.title", ("t.number", "t.level"), when="t.assessed", number="t.number"),
    "report": _Told("t.title", ("t.number", "t.state", "v.name"), "NULL", "t.reported", "t.number", _VENUE),
    "product": _Told("t.title", ("t.number", "t.state"), when="t.sent", number="t.number"),
    "inquiry": _Told("substr(t.question, 1, 200)", ("t.number",), when="t.due", number="t.number"),
    "indicator": _Told("coalesce(nullif(t.name, ''), t.value)", ("t.value", "t.vendor")),
    "system": _Told("t.name", ("t.vendor", "t.product")),
    "gap": _Told("t.title", ("t.number", "t.state"), when="t.found", number="t.number"),
    "recommendation": _Told("t.title", ("t.number", "t.owner", "t.state"), when="t.due", number="t.number"),
    "capability": _Told("t.name", ("t.area",)),
    "committee": _Told("t.name", ()),
    "agreement": _Told("t.name", ("t.kind", "t.expires")),
    "engagement": _Told("t.title", ("t.kind", "t.place"), when="t.starts"),
    "lesson": _Told("t.title", ("t.number", "t.observed_at", "t.adoption"), number="t.number"),
    "summary": _Told(
        "coalesce(nullif(t.title, ''), 'Situation Report') || ' ' || t.number",
        ("'version ' || t.version", "t.prepared_by", "substr(t.digest, 1, 16)"),
        when="t.as_of",
    ),
    "form": _Told("coalesce(nullif(t.title, ''), t.code)", ("t.number", "t.state", "t.prepared_by"), number="t.number"),
    "block": _Told("substr(t.text, 1, 200)", ("'block ' || t.key", "f.number"), joins=_FORM),
    "access": _Told("t.what", ("t.way", "t.author", "t.sent_to"), when="t.written"),
    "document": _Told("t.name", ("t.caption",)),
    "person": _Told("t.name", ("t.position",)),
    "event": _Told("t.name", ("t.code",)),
    "device": _Told("t.name", ("t.code",)),
}
"""In the order in which kinds stand where their best hits are equally good."""
KINDS = tuple(kind for kind in _KINDS if kind in search.SEARCHED)


def find(connection: Connection, event: bytes, words: str, limit: int = 4) -> list[Hit]:
    """The record of that number, then up to `limit` of each kind that hold every word; the best kind first.

    Kinds stay together. A title that begins with the words comes before one that holds them somewhere.
    """
    numbered = by_number(connection, event, words, limit)
    if numbered:
        return numbered  # a number says which record: the index of all words would only be slow and vague
    asked = words.split()
    groups: list[tuple[int, int, list[Hit]]] = []
    for place, kind in enumerate(KINDS):
        rows = search.rows(connection, kind, words, _scope(kind, event), _LOOK)
        hits = told(connection, kind, rows)
        if hits:
            hits.sort(key=lambda hit: _rank(hit.title, asked))
            groups.append((_rank(hits[0].title, asked), place, hits[:limit]))
    groups.sort(key=lambda group: group[:2])
    return [hit for _, _, hits in groups for hit in hits]


def by_number(connection: Connection, event: bytes, words: str, limit: int = 4) -> list[Hit]:
    """What people call `7KQ4-3`, `7KQ4-L12`, `7KQ4-T2`, in whatever letter case, then numbers that begin so.

    Nothing for words that are no number, or the number of nothing.
    """
    found = _NUMBER.match(words)
    if found is None:
        return []
    number = f"{found[1]}-{found[2]}{found[3]}".upper()
    letter = found[2].upper()
    kinds = [_LETTERS[letter]] if letter in _LETTERS and (letter or found[3]) else []
    hits: list[Hit] = []
    for kind in kinds or _LETTERS.values():
        rows = connection.exec_driver_sql(  # + keeps the planner on the number's index, not the event's
            f"SELECT row FROM {kind} WHERE number >= ? AND number < ? AND +event = ? AND struck IS NOT 1 "
            "ORDER BY number LIMIT ?",
            (number, number + "\N{HEAVY ASTERISK}", event, limit),
        )
        hits += told(connection, kind, [row for (row,) in rows])
    return hits


def _scope(kind: str, event: bytes) -> bytes | None:
    return None if kind == "event" else NIL if kind in ("person", "device") else event


def told(connection: Connection, kind: str, rows: Sequence[int]) -> list[Hit]:
    """The hits of these rows that are not struck, in the rows' order."""
    if not rows:
        return []
    known = _KINDS[kind]
    details = ", ".join(known.details) or "NULL"
    marks = ", ".join("?" * len(rows))
    held = connection.exec_driver_sql(
        f"SELECT t.row, t.id, {known.title}, {known.severity}, {known.when}, {known.number}, {details} "
        f"FROM {kind} t {known.joins} WHERE t.row IN ({marks}) AND t.struck IS NOT 1",
        tuple(rows),
    )
    found: dict[int, Hit] = {}
    for row, record, title, severity, when, number, *rest in held:
        detail = " · ".join(dict.fromkeys(part for part in rest if part))
        found[row] = Hit(kind, record, " ".join((title or "").split()), detail, severity, when, number or "")
    return [found[row] for row in rows if row in found]


def _rank(title: str, asked: Sequence[str]) -> int:
    """0 where the title begins with the words, 1 where one of its words does, 2 where they stand elsewhere."""
    if not asked:
        return 2
    lower, first = title.casefold(), asked[0].casefold()
    if lower.startswith(" ".join(asked).casefold()):
        return 0
    return 1 if any(word.startswith(first) for word in lower.split()) else 2
