"""What a format read from a file, row by row, before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a source as a record to be.

    `kind` is a record's kind, `key` its id in the source (the same key is the same record next time),
    `values` its declared fields in their own types (moments as milliseconds, lists as lists),
    `names` words that stand for other records, by field: {"venue": "SoFi Stadium", "agency": "LAPD"};
    the import matches them against the event. `at` says where it stands: "row 12", "VEVENT 3, line 48".
    """

    kind: str
    key: str
    at: str
    values: dict[str, Any]
    names: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    id: bytes | None = None
    """The record's own id, only where the file is a desk's own export: the same record, whatever its source."""
    version: int | None = None
    """When the source made this version, ms UTC, where it says so: an older one never takes a newer one's place."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or the whole file (`at` is "file"), that was not taken, and the reason in one sentence."""

    at: str
    reason: str
    asks: str = ""
    """What a person could say for it to come in: zone, year, format or profile; empty where nothing helps."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that is kept as it came, for it holds more than becomes records, and how strictly it is marked.

    `marking` is the strictest in it, empty where nothing in it is marked; `bare`: something in it has no marking.
    """

    sha256: str
    size: int
    mime: str
    marking: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: `read` rows, each either an item or refused; warnings name their position."""

    format: str
    source: str  # names the source in record ids: "la28", "ics", "paris2024"
    items: tuple[Item, ...] = ()
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    lists: str = ""
    """The list this file holds in full ("la28", "ics:World Cup 2026"): only its rows can be missing. Empty: no list."""
    whole: Whole | None = None
    """The file itself, where it is to be kept."""

    @property
    def read(self) -> int:
        """How many rows the file held."""
        return len(self.items) + len(self.refused)


def refused_whole(format_name: str, reason: str, asks: str = "") -> Reading:
    """A file none of which could be read: one row read, one refused."""
    return Reading(format_name, "", refused=(Refusal("file", reason, asks),))


def asked_for(field: str | None) -> str:
    """What of a refusal's field a person could say beside the file; empty where it is a field of the row."""
    return field if field in {"zone", "year", "format", "profile"} else ""
