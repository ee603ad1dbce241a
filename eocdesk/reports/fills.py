"""What people fill in, form by form: the key of each block, what it is called, how it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eocdesk.models.sitrep import (
    CASUALTIES,
    CLEARED,
    LIFELINE_BLOCKS,
    LIFELINE_STATES,
    LIFELINES,
    PARTS,
    PROTECTIVE,
    SEMS_LEVELS,
    SITUATION,
    WHOM,
    Part,
)

Choices = tuple[tuple[str, str], ...]
"""(what is kept, the words for it)."""


class Asks(StrEnum):
    """How a block is asked for."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"  # keeps "yes", or nothing
    ROWS = "rows"  # a table people add rows to; its key ends in []
    GRID = "grid"  # single blocks that are read together


@dataclass(frozen=True, slots=True)
class Fill:
    """One block. Of a table `columns` are its heads; `choices` are what may be chosen, or offered for a row."""

    key: str
    title: str
    asks: Asks = Asks.TEXT
    columns: tuple[str, ...] = ()
    choices: Choices = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Blocks that are read together: a key in each place, empty where none is asked; choices by column."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    choices: tuple[Choices, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """One section of a form: its number and title, what is asked in it. `same`: the block that takes "no change"."""

    number: str
    title: str
    fills: tuple[Fill | Grid, ...]
    same: str = ""
    help: str = ""


def keys_of(fillings: tuple[Filling, ...]) -> tuple[str, ...]:
    """Every key that is asked for, in order."""
    found: list[str] = []
    for filling in fillings:
        for fill in filling.fills:
            if isinstance(fill, Grid):
                found += [key for _, keys in fill.rows for key in keys if key]
            else:
                found.append(fill.key)
    return tuple(found)


def situation() -> tuple[Filling, ...]:
    """The sections of the situation report that take an author's words."""
    return tuple(_section(part) for part in PARTS)


def _section(part: Part) -> Filling:
    same = part.number if any(key == part.number for key, _ in part.blocks) else ""
    read = "What the desk's records say stands in the report beside these words." if part.records else ""
    return Filling(part.number, part.title, tuple(_fills(part)), same, read)


def _fills(part: Part) -> list[Fill | Grid]:
    if part.number == "6":
        return [_casualties(), *_single(part, ("6.cleared", "6.actions[]", "6"))]
    if part.number == "9":
        return [_lifelines(), *_single(part, ("9",))]
    return [*_single(part, tuple(key for key, _ in part.blocks))]


def _single(part: Part, keys: tuple[str, ...]) -> list[Fill]:
    labels = dict(part.blocks)
    return [_fill(key, labels[key] or part.title) for key in keys]


def _fill(key: str, label: str) -> Fill:
    if key == "6.actions[]":
        offered = tuple((words, words) for words in PROTECTIVE)
        return Fill(key, "Protective actions in force", Asks.ROWS, ("Action", "Where and since when"), offered)
    if key == "16[]":
        return Fill(key, "Issues", Asks.ROWS, ("Issue", "Needed by", "Owner"))
    if key == "0.sems":
        return Fill(key, label, Asks.CHOICE, choices=SEMS_LEVELS)
    if key == CLEARED:
        return Fill(key, "Fatalities confirmed and cleared by", Asks.LINE)
    if key in ("0.mission", "0.due", "3.threat"):
        return Fill(key, label, Asks.LINE)
    return Fill(key, label, help=_HELP.get(key, ""))


_HELP = {
    "1": "At most five, the newest change first, at most 60 words each.",
    "17.sources": "Where it comes from, and how far it can be trusted.",
}


def _casualties() -> Grid:
    rows = []
    for whom, people in WHOM:
        for what, label, both in CASUALTIES:
            if both or whom == "civilian":
                rows.append((f"{people}: {label.lower()}", (f"6.{whom}.{what}.period", f"6.{whom}.{what}.total")))
    return Grid("People", ("This period", "To date"), tuple(rows))


_SHORT = {"component": "Component", "limit": "Limited by", "eta": "Green by"}
"""Heads of narrow columns."""


def _lifelines() -> Grid:
    heads = tuple(_SHORT.get(key, label) for key, label in LIFELINE_BLOCKS)
    rows = tuple((title, tuple(f"9.{line}.{key}" for key, _ in LIFELINE_BLOCKS)) for line, title, _ in LIFELINES)
    return Grid("Lifelines", heads, rows, (LIFELINE_STATES,))


FILLS = {SITUATION: situation()}
"""What is asked of people, by the code of the form."""
