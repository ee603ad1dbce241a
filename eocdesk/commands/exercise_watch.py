"""The exercise's watch: hazards, aid, threats, gaps and exchange, written as the authors named things."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from eocdesk.commands.products import dissemination_id
from eocdesk.models import KINDS, fields_of
from eocdesk.models.clock import Moment
from eocdesk.models.fields import Field, Holds

_MINUTE = 60_000


class Made(Protocol):
    """What the exercise's maker gives: its clock, what was made before, and the way to write."""

    day: Any
    event: bytes

    def put(self, kind: str, key: str, values: Mapping[str, Any], *, source: bool = False) -> bytes:
        """Write a record of the exercise."""

    def keep(self, kind: str, key: str, record: bytes, values: Mapping[str, Any]) -> None:
        """Write a record under an id of its own."""

    def of(self, kind: str, name: str | None) -> bytes | None:
        """A record made before, by the name its author gave it."""

    def number(self, kind: str) -> str:
        """The next number of a kind."""


def write(maker: Made, records: list[dict[str, Any]]) -> None:
    """Write the authored records in their order; `key` names one for those that come after it.

    Pointers are names, moments `now+60` or `1 09:00`, dates days from today, courses pairs of a moment and a value.
    """
    for record in records:
        kind, key = record["kind_of_record"], record["key"]
        declared = fields_of(KINDS[kind])
        values = {
            name: _value(maker, declared[name], value)
            for name, value in record.items()
            if name not in {"kind_of_record", "key"}
        }
        if "number" in declared:
            values["number"] = maker.number(kind)
        if kind == "dissemination":  # its id is made from what it says, so that it can be acknowledged
            maker.keep(kind, key, dissemination_id(maker.event, values["product"], values["agency"]), values)
        else:
            maker.put(kind, key, values, source="source" in declared and "source" not in values)


def _value(maker: Made, known: Field, value: Any) -> Any:
    readers: dict[Holds, Callable[[Any], Any]] = {
        Holds.RECORD: lambda name: maker.of(known.of, name),
        Holds.MOMENT: lambda words: maker.day.moment(words, _MINUTE),
        Holds.DATE: lambda days: maker.day.date(days).isoformat(),
        Holds.TEXT: lambda text: json.dumps(text) if isinstance(text, dict) else maker.day.said(text),
        Holds.LINE: maker.day.said,
        Holds.LIST: lambda members: _members(maker, known, members),
    }
    return value if value is None or known.holds not in readers else readers[known.holds](value)


def _members(maker: Made, known: Field, members: list[Any]) -> list[Any]:
    if known.of:
        return [_hex(maker, known.of, name) for name in members]
    return [_member(maker, member) for member in members]


def _hex(maker: Made, kind: str, name: str) -> str:
    found = maker.of(kind, name)
    return found.hex() if found is not None else ""


def _member(maker: Made, member: Any) -> Any:
    """A pair whose first is `now+60` is a value at a moment; words stay words."""
    if isinstance(member, list):
        return [_moment(maker, part) if isinstance(part, str) and part.startswith("now") else part for part in member]
    return member


def _moment(maker: Made, words: str) -> Moment:
    return int(maker.day.moment(words, _MINUTE))
