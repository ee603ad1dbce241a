"""JSON as tables: a list of records, a mapping of records, lists inside an object, or one record a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eocdesk.interchange.opening import MAX_ROWS
from eocdesk.interchange.sheet.table import Line, Table
from eocdesk.models.errors import Refused

_DEEP = 3
_MOST_NESTED = 4_000_000
_MOST_VALUES = 15_000_000
_SHOWN = 5
ABOVE = "../"
"""What stands before the name of a value that the file says once, beside its list of records."""


class _Repeated:
    """Counts names that an object has twice: all but the last would be lost unseen."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs) and len(self.names) < _SHOWN:
            counted = Counter(name for name, _ in pairs)
            self.names += [name for name, count in counted.items() if count > 1][:_SHOWN]
        return made


def _no_constant(words: str) -> None:
    raise Refused(f"{words} is not a number in JSON.")


def parse(text: str) -> tuple[Any, list[str]]:
    """The value a JSON text holds, and warnings; Refused with the place where it is none."""
    if text.count("[") + text.count("{") > _MOST_NESTED or text.count(",") > _MOST_VALUES:
        most = f"{_MOST_NESTED:,} lists and objects or {_MOST_VALUES:,} values"
        raise Refused(f"The JSON holds more than {most}; split it.")
    repeated = _Repeated()
    try:
        value = json.loads(text, object_pairs_hook=repeated, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        lines = _by_line(text) if error.msg == "Extra data" else None
        if lines is None:
            raise Refused(_not_json(text, error)) from None
        value = lines
    except RecursionError:
        raise Refused("The JSON is nested too deep to be a list of records.") from None
    except ValueError as error:
        raise Refused(f"The file is not sound JSON: {error}.") from None
    names = list(dict.fromkeys(repeated.names))[:_SHOWN]
    return value, [f"“{name}” is there twice in an object; the last counts" for name in names]


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"The JSON breaks off at line {error.lineno:,}, column {error.colno:,}: the file seems cut short."
    wrong = error.msg.removesuffix(" at")
    return f"The file is not sound JSON: {wrong} at line {error.lineno:,}, column {error.colno:,}."


def _by_line(text: str) -> list[Any] | None:
    """One record a line; lines that are none stay as text and are refused one by one. None: it is no such file."""
    out: list[Any] = []
    good = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            value = line
        good += isinstance(value, dict)
        out.append(value)
    return out if len(out) > 1 and good * 2 > len(out) else None


def tables(value: Any) -> list[Table]:
    """Every list of records in a value; Refused where there is none."""
    if isinstance(value, list):
        return [_table(value, "", {})]
    if not isinstance(value, dict) or not value:
        raise Refused("The JSON holds no list of records.")
    if all(isinstance(member, dict) for member in value.values()):
        return [_table(list(value.values()), "", {}, list(value))]
    context = {ABOVE + name: said for name, said in value.items() if isinstance(said, str | int | float)}
    found = [
        _table(members, name, context)
        for name, members in value.items()
        if isinstance(members, list) and any(isinstance(member, dict) for member in members)
    ]
    if not found:
        raise Refused("The JSON holds no list of records.")
    return found


def _table(members: Sequence[Any], place: str, context: Mapping[str, Any], names: Sequence[str] = ()) -> Table:
    if len(members) > MAX_ROWS:
        raise Refused(f"The file has more than {MAX_ROWS:,} records; split it.")
    if not any(isinstance(member, dict) for member in members):
        raise Refused("The JSON holds no list of records.")
    headings: dict[str, None] = {}
    lines: list[Line] = []
    for count, member in enumerate(members, 1):
        at = f"{place} record {count:,}".strip() if not names else f"record “{names[count - 1][:40]}”"
        if not isinstance(member, dict):
            lines.append(Line(at, broken="This is no record (an object with names and values)."))
            continue
        cells = flat(member)
        headings.update(dict.fromkeys(cells))
        lines.append(Line(at, cells))
    return Table(list(headings), lines, place=place, context=context)


def flat(member: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """A record with what is nested named by its path: {"a": {"b": 1}} is {"a.b": 1}."""
    out: dict[str, Any] = {}
    for name, value in member.items():
        if isinstance(value, dict) and value and depth < _DEEP:
            out |= flat(value, f"{before}{name}.", depth + 1)
        else:
            out[before + name] = value
    return out
