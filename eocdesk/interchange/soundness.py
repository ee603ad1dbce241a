"""The last look at what a format read: every value in its field's own type, or the row is refused in words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.models import KINDS, defaults_of, fields_of
from eocdesk.models.errors import Refused
from eocdesk.models.fields import Field, Holds
from eocdesk.models.marking import audience, parse_tlp
from eocdesk.models.place import checked

_LINE_MOST = 4_000
_TEXT_MOST = 1_000_000
_NUMBER_MOST = 2**53
_FIRST_MOMENT = -62_104_060_800_000  # year 2: a day of another zone is still within what dates can hold
_LAST_MOMENT = 253_370_764_799_999  # year 9998
# What no text field can hold: NUL, half a surrogate pair, and controls other than tab and line feed.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_INSTEAD = "\ufffd"
_DEEP = 8


def settled(reading: Reading) -> Reading:
    """The reading with unsound rows refused, strange characters replaced and said so."""
    items: list[Item] = []
    refused = list(reading.refused)
    seen: dict[bytes, Item] = {}
    for item in reading.items:
        try:
            sound = _sound(item)
        except Refused as refusal:
            refused.append(Refusal(item.at, refusal.sentence))
            continue
        before = seen.setdefault(sound.id, sound) if sound.id else sound
        if before is not sound and before.values != sound.values:
            refused.append(Refusal(item.at, f"The same record stands at {before.at} with other values."))
            continue
        items.append(sound)
    said = tuple(Refusal(line(refusal.at), line(refusal.reason), refusal.asks) for refusal in refused)
    return replace(reading, items=tuple(items), refused=said, warnings=tuple(map(line, reading.warnings)))


def _sound(item: Item) -> Item:
    cls = KINDS[item.kind]
    declared, defaults = fields_of(cls), defaults_of(cls)
    values: dict[str, Any] = {}
    replaced: list[str] = []
    for name, value in item.values.items():
        spec = declared[name]
        if value is None:
            values[name] = defaults[name]
            continue
        try:
            clean = _CHECK[spec.holds](spec, value)
        except Refused as refusal:
            raise Refused(f"{spec.label}: {refusal.sentence}", name) from None
        values[name] = _named(name, clean)
        if isinstance(value, str | list) and _has_bad(value):
            replaced.append(spec.label)
    _point(values)
    warnings = item.warnings
    if replaced:
        warnings = (*warnings, f"characters that cannot be shown were replaced in {', '.join(replaced)}")
    names = {name: line(words) for name, words in item.names.items() if line(words)}
    return replace(item, values=values, names=names, warnings=warnings, key=_BAD.sub(_INSTEAD, item.key))


def _has_bad(value: object) -> bool:
    if isinstance(value, list):
        return any(_has_bad(member) for member in value)
    return isinstance(value, str) and _BAD.search(value) is not None


def _named(name: str, value: Any) -> Any:
    if name == "marking":
        return parse_tlp(str(value)).word
    return audience(str(value)) if name == "audience" else value


def _point(values: dict[str, Any]) -> None:
    lat, lon = values.get("lat"), values.get("lon")
    if (lat is None) != (lon is None):
        raise Refused("A point needs both latitude and longitude.", "lat")
    if lat is not None and lon is not None:
        values["lat"], values["lon"] = checked(lat, lon)


def line(words: object) -> str:
    """Words on one line, blanks and line ends made single blanks, unshowable characters replaced."""
    return _BAD.sub(_INSTEAD, " ".join(str(words).split()))


def text(words: object) -> str:
    """Words on several lines, line ends made line feeds, unshowable characters replaced."""
    return _BAD.sub(_INSTEAD, str(words).replace("\r\n", "\n").replace("\r", "\n")).strip()


def _line(_spec: Field, value: Any) -> str:
    clean = line(value)
    if len(clean) > _LINE_MOST:
        raise Refused(f"{len(clean):,} characters are too many for one line ({_LINE_MOST:,} at most).")
    return clean


def _text(_spec: Field, value: Any) -> str:
    clean = text(value)
    if len(clean) > _TEXT_MOST:
        raise Refused(f"{len(clean):,} characters are too many ({_TEXT_MOST:,} at most).")
    return clean


def _number(_spec: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _NUMBER_MOST:
        raise Refused(f"“{str(value)[:40]}” is not a whole number.")
    return value


def _real(_spec: Field, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Refused(f"“{str(value)[:40]}” is not a number.")
    return float(value)


def _yes(_spec: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"“{str(value)[:40]}” is neither yes nor no.")
    return value


def _moment(_spec: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not _FIRST_MOMENT <= value <= _LAST_MOMENT:
        raise Refused(f"“{str(value)[:40]}” is not a time a calendar can hold.")
    return value


def _date(_spec: Field, value: Any) -> str:
    if value == "":
        return ""  # no day said
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refused(f"“{str(value)[:40]}” is not a day.") from None


def _choice(spec: Field, value: Any) -> Any:
    known = [choice for choice, _ in spec.choices]
    if known and value not in known:
        raise Refused(f"“{str(value)[:40]}” is none of {', '.join(str(choice) for choice in known)}.")
    return value


def _record(_spec: Field, value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise Refused("is not the id of a record.")
    return value


def _list(_spec: Field, value: Any, depth: int = 0) -> Any:
    if depth > _DEEP:
        raise Refused("is nested too deep.")
    if isinstance(value, list):
        return [_list(_spec, member, depth + 1) for member in value]
    if isinstance(value, str):
        return line(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise Refused("is not a plain list.")


_CHECK: dict[Holds, Callable[[Field, Any], Any]] = {
    Holds.LINE: _line,
    Holds.TEXT: _text,
    Holds.NUMBER: _number,
    Holds.REAL: _real,
    Holds.YES: _yes,
    Holds.MOMENT: _moment,
    Holds.DATE: _date,
    Holds.RECORD: _record,
    Holds.CHOICE: _choice,
    Holds.LIST: _list,
}
