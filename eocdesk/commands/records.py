"""What can be done with any record: add, amend, strike, bring back."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands.along import along
from eocdesk.commands.command import Work
from eocdesk.models import KINDS, Refused, fields_of, marking
from eocdesk.models.clock import zone_named
from eocdesk.models.fields import Holds
from eocdesk.models.place import checked
from eocdesk.store.merge import STRUCK

NAMED = {
    "event": "code",
    "session": "title",
    "venue": "name",
    "feature": "name",
    "incident": "title",
    "task": "title",
    "agency": "name",
    "contact": "name",
    "seat": "name",
    "person": "name",
    "period": "name",
    "alert": "title",
    "observation": "title",
    "plan": "name",
    "action": "text",
    "resource": "name",
    "request": "title",
    "offer": "title",
    "report": "title",
    "threat": "title",
    "product": "title",
    "inquiry": "question",
    "system": "name",
    "committee": "name",
    "capability": "name",
    "gap": "title",
    "recommendation": "title",
    "agreement": "name",
    "engagement": "title",
    "lesson": "title",
}
"""The field a record is called by; it cannot be empty."""
LONGEST = 100_000
MOST = (1 << 63) - 1
"""The greatest whole number the database holds."""
BY_ACTS = frozenset({"report", "product", "dissemination", "inquiry", "form", "block", "access", "summary"})
"""Kinds with rules that hold between fields and over time: they are written by their own acts alone."""
STAND = frozenset({"form", "block", "access", "summary"})
"""Kinds that are not struck or brought back by hand either: paper stands, or goes by acts of its own."""
_HALF = re.compile("[\ud800-\udfff]")
SHAPE_LONGEST = 2_000_000
"""The outline of a big fire has a quarter of a million characters."""


def fit(kind: str, values: dict[str, Any], *, ordered: bool = True) -> dict[str, Any]:
    """The values as they may be stored; Refused with a sentence and the field where one does not fit.

    `ordered` False: a source may say an end before its start; it is kept as said.
    """
    declared = fields_of(KINDS[kind])
    fitted: dict[str, Any] = {}
    for name, value in values.items():
        if name not in declared:
            raise Refused(f"A {kind} has no field “{name}”.", name)
        known = declared[name]
        fitted[name] = _fit(known.label, known.holds, [choice for choice, _ in known.choices], name, value)
    if fitted.get("marking"):
        fitted["marking"] = marking.parse_tlp(fitted["marking"]).word
    if "audience" in fitted:
        fitted["audience"] = marking.audience(fitted["audience"] or "")
    if kind == "event" and "zone" in fitted:
        zone_named(fitted["zone"] or "")
    checked(*(0.0 if fitted.get(name) is None else fitted[name] for name in ("lat", "lon")))
    if ordered:
        _ordered(fitted)
    return fitted


def _fit(label: str, holds: Holds, choices: list[Any], name: str, value: Any) -> Any:
    value = _clean(value)
    if isinstance(value, str):
        longest = SHAPE_LONGEST if name == "geometry" else LONGEST
        if len(value) > longest:
            raise Refused(f"{label} is longer than {longest:,} characters.", name)
        if holds is Holds.LINE:
            value = " ".join(value.split())
    if choices and value not in choices and value is not None:
        words = ", ".join(str(choice) for choice in choices)
        raise Refused(f"{label} cannot be “{value}”. It is one of: {words}.", name)
    return value if value is None else _typed(label, holds, name, value)


def _clean(value: Any) -> Any:
    """Without NUL, which cuts a text short in SQLite, and with a sign in place of halves of characters."""
    if isinstance(value, str):
        plain = value.replace("\0", "")
        return plain if plain.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", plain)
    return [_clean(member) for member in value] if isinstance(value, list) else value


def _typed(label: str, holds: Holds, name: str, value: Any) -> Any:
    if holds in {Holds.NUMBER, Holds.MOMENT} and (type(value) is not int or abs(value) > MOST):
        raise Refused(f"{label} must be a whole number.", name)
    if holds is Holds.YES and not isinstance(value, bool):
        raise Refused(f"{label} must be yes or no.", name)
    if holds is Holds.REAL:
        try:
            value = float(value)
        except (TypeError, ValueError):
            value = math.nan
        if not math.isfinite(value):
            raise Refused(f"{label} must be a number.", name)
    return value


def _ordered(values: dict[str, Any]) -> None:
    starts, ends = values.get("starts"), values.get("ends")
    if isinstance(starts, int) and isinstance(ends, int) and ends < starts:
        raise Refused("The end is before the start.", "ends")


def named(kind: str, values: dict[str, Any]) -> None:
    """Refused where what a record is called by is empty."""
    name = NAMED.get(kind)
    if name and name in values and not str(values[name] or "").strip():
        raise Refused(f"{fields_of(KINDS[kind])[name].label} is empty.", name)


def _by_hand(kind: str) -> None:
    if kind in STAND:
        raise Refused(f"A {kind} is struck and brought back by its own acts, which keep its rules.")


def _any_way(kind: str) -> None:
    if kind in BY_ACTS:
        raise Refused(f"A {kind} is written and changed by its own acts, which keep its rules.")


@dataclass(frozen=True, slots=True)
class Add:
    """Add a record by hand."""

    kind: str
    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Add {self.kind}"

    def do(self, work: Work) -> bytes:
        """The new record's id."""
        _any_way(self.kind)
        values = fit(self.kind, self.values)
        name = NAMED.get(self.kind)
        named(self.kind, {name: "", **values} if name else values)
        return work.add(self.kind, event=self.event, **values)


@dataclass(frozen=True, slots=True)
class Amend:
    """Change fields of a record."""

    kind: str
    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Amend {self.kind}"

    def do(self, work: Work) -> bytes:
        """The record's id; Refused where it is not here or a value does not fit."""
        _any_way(self.kind)
        work.must(KINDS[self.kind], self.id)
        values = fit(self.kind, self.values)
        named(self.kind, values)
        with along(work, self.kind, self.id):
            work.put(self.kind, self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class Strike:
    """Strike a record: it stays in the log and in history, and leaves every list."""

    kind: str
    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Strike {self.kind}"

    def do(self, work: Work) -> bytes:
        """The record's id."""
        if self.kind == "entry":
            raise Refused("An entry is struck by another entry that says why.")
        _by_hand(self.kind)
        work.must(KINDS[self.kind], self.id)
        work.put(self.kind, self.id, **{STRUCK: True})
        return self.id


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring a struck record back."""

    kind: str
    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Restore {self.kind}"

    def do(self, work: Work) -> bytes:
        """The record's id."""
        _by_hand(self.kind)
        work.must(KINDS[self.kind], self.id)
        work.put(self.kind, self.id, **{STRUCK: False})
        return self.id
