"""A mapping profile: which file it knows, what names a row, and where each field's value comes from."""

from __future__ import annotations

import msgspec

ASK = "ask"
FILES = ("csv", "xlsx", "json", "geojson")


class Taken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one field's value comes from: a constant, a column (or the first filled of several), or a text of parts.

    A part of `text` such as "Units {units}" falls away where one of its columns is empty.
    """

    column: str | tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    join: str = ". "
    value: str | int | float | bool | None = None
    words: dict[str, str | int | float | bool] = {}  # the source's word -> ours
    otherwise: str | int | float | bool | None = None  # for a word that is not among `words`
    empty: tuple[str, ...] = ()  # words that mean nothing is there
    find: str = ""  # an expression; what it finds, joined by commas
    split: str = ""  # lists: the separator

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order they are tried."""
        return (self.column,) if isinstance(self.column, str) else self.column

    def asks(self) -> set[str]:
        """Every column it takes something from."""
        return {*self.columns, *(column for part in self.text for column in braces(part))}


class Timing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the times stand and how they are written. `range` is one column with both ends."""

    start: str = ""
    end: str = ""
    day: str = ""
    range: str = ""
    between: tuple[str, ...] = ("–", "—", " - ", " to ")
    patterns: tuple[str, ...] = ("iso",)
    days: tuple[str, ...] = ("iso",)
    zone: str = ""  # of times that say none: "ask", or a name; empty: each row says its own or is asked about
    zone_column: str = ""
    zones: dict[str, str] = {}  # words in the text -> zone
    open: tuple[str, ...] = ()  # words for: not decided yet
    overnight: bool = False  # an end earlier by the clock is on the next day


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source, as its TOML file says it; `name` is the file's."""

    label: str
    source: str
    kind: str
    headings: tuple[str, ...] = ()  # columns that all must be there: the source is known by them
    files: tuple[str, ...] = FILES
    name: str = ""
    whole: bool = False  # the file holds all the source's rows, so a row can be missing
    records: str = ""  # JSON: where the list stands, such as "matches"
    key: tuple[str | tuple[str, ...], ...] = ()  # columns that name a row; or several tries, the first filled counts
    apart: tuple[str, ...] = ()  # columns that tell rows of one key apart
    join: tuple[str, ...] = ()  # fields gathered where several rows are one record
    id: str = ""  # the column of the record's own id, in what a desk wrote
    left: tuple[str, ...] = ()  # columns known and left out on purpose
    comment: str = ""  # lines that start so are no rows
    encoding: str = ""  # where the source is known not to be UTF-8
    fields: dict[str, Taken] = {}
    times: Timing | None = None
    generic: bool = False  # made from our own fields, not from a file

    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The tries for naming a row, each a few columns."""
        tries = tuple(one if isinstance(one, tuple) else (one,) for one in self.key)
        if any(isinstance(one, tuple) for one in self.key):
            return tries
        return (tuple(column for one in tries for column in one),) if tries else ()

    def columns(self) -> set[str]:
        """Every column the profile takes something from or knows to leave."""
        taken = {column for spec in self.fields.values() for column in spec.asks()}
        if self.times:
            taken |= {self.times.start, self.times.end, self.times.day, self.times.range, self.times.zone_column}
        return taken | {column for one in self.keys() for column in one} | set(self.apart) | set(self.left) | {self.id}


def braces(part: str) -> list[str]:
    """The columns named in braces in a part of a text."""
    return [piece.partition("}")[0] for piece in part.split("{")[1:] if "}" in piece]
