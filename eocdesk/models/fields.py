"""What one field is, declared once: its label, its unit, how two edits of it meet."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Integer, LargeBinary, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

INFO = "eocdesk"
ID_BYTES = 16


class Meets(StrEnum):
    """What happens when two desks wrote the same field and neither saw the other's."""

    ASK = "ask"  # one shows, the other is kept, a person settles
    NEWEST = "newest"  # the newest shows, nobody is asked (a dragged position, a sort order)
    UNION = "union"  # members of a set: what is there on any desk is there
    ONCE = "once"  # written with the record and never again (the log)


class Holds(StrEnum):
    """What a field holds, and so how it is stored, shown and typed."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    REAL = "real"
    YES = "yes"
    MOMENT = "moment"
    DATE = "date"  # YYYY-MM-DD in the event's zone
    RECORD = "record"  # the id of another record
    CHOICE = "choice"
    LIST = "list"  # plain lists and mappings, stored as JSON; with `of`: ids of that kind in hexadecimal


_COLUMN: Mapping[Holds, TypeEngine[Any]] = {
    Holds.LINE: Text(),
    Holds.TEXT: Text(),
    Holds.NUMBER: BigInteger(),
    Holds.REAL: Float(),
    Holds.YES: Boolean(),
    Holds.MOMENT: BigInteger(),
    Holds.DATE: Text(),
    Holds.RECORD: LargeBinary(16),
    Holds.CHOICE: Text(),
    Holds.LIST: Text(),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one record class, as every room reads it."""

    label: str
    holds: Holds = Holds.LINE
    meets: Meets = Meets.ASK
    unit: str = ""
    searched: bool = False
    of: str = ""  # RECORD and LIST: the kind it points to
    choices: tuple[tuple[Any, str], ...] = ()  # (value, word)
    help: str = ""

    def word(self, value: object) -> str:
        """The word a choice's value stands for; other values as they are."""
        return next((word for known, word in self.choices if known == value), "" if value is None else str(value))


def field(  # noqa: PLR0913  every part of a declaration stands on the field's own line
    label: str,
    holds: Holds = Holds.LINE,
    meets: Meets = Meets.ASK,
    *,
    default: object = None,
    unit: str = "",
    searched: bool = False,
    of: str = "",
    choices: tuple[tuple[Any, str], ...] = (),
    help: str = "",  # noqa: A002  what a person is helped with
    order: int = 0,
) -> MappedColumn[Any]:
    """A column that carries its own description; see `Field`."""
    declared = Field(label, holds, meets, unit, searched, of, choices, help)
    kind = Integer() if holds is Holds.CHOICE and choices and isinstance(choices[0][0], int) else _COLUMN[holds]
    return mapped_column(kind, default=default, nullable=True, sort_order=order, info={INFO: declared})


def ids_of(members: object) -> list[bytes]:
    """The records that a list field of ids names, in its order; what is no id is left out."""
    found = []
    for member in members if isinstance(members, list) else ():
        with suppress(TypeError, ValueError):
            found.append(bytes.fromhex(member))
    return [one for one in found if len(one) == ID_BYTES]
