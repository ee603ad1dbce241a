"""One row of a table becomes one record to be, as its profile says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from eocdesk.commands.reading import Item
from eocdesk.interchange import places
from eocdesk.interchange.format import Asked
from eocdesk.interchange.keys import content_key
from eocdesk.interchange.profile.cells import list_from_words, words_of
from eocdesk.interchange.profile.model import Profile, Taken, Timing, braces
from eocdesk.interchange.profile.pairs import addresses, phones
from eocdesk.interchange.profile.times import Clockwork
from eocdesk.models import KINDS, defaults_of, fields_of
from eocdesk.models.errors import Refused
from eocdesk.models.fields import Field, Holds
from eocdesk.models.ids import parse_id

Row = Mapping[str, Any]
Reader = Callable[[Any, list[str]], Any]

TIMED: Mapping[str, tuple[str, str, str]] = {  # kind -> fields of start, end and day
    "session": ("starts", "ends", "day"),
    "entry": ("happened", "", ""),
    "incident": ("opened", "closed", ""),
    "task": ("due", "", ""),
}
_NEEDED: Mapping[str, tuple[str, ...]] = {  # kind -> fields of which one must say something
    "session": ("title",),
    "venue": ("name",),
    "feature": ("name", "geometry"),
    "agency": ("name",),
    "contact": ("name", "organisation", "phones", "emails"),
    "entry": ("text",),
    "incident": ("title",),
    "task": ("title",),
    "resource": ("name",),
}
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "sí"}
_NO = {"no", "n", "false", "0", "nein", "non"}


class Mapper:
    """A profile set to work on one file. Raises Refused where the file needs what the person did not give.

    A field whose columns are not among the `headings` is left as it is: the file says nothing of it.
    """

    def __init__(self, profile: Profile, asked: Asked, headings: Collection[str] | None = None) -> None:
        self.profile = profile
        self._declared = fields_of(KINDS[profile.kind])
        self._defaults = defaults_of(KINDS[profile.kind])
        self._timing = profile.times or Timing()
        self._clockwork = Clockwork(self._timing, asked)
        self._timed = TIMED.get(profile.kind, ("", "", "")) if profile.times else ("", "", "")
        self._keys = profile.keys()
        self._plan: list[tuple[str, Taken, Reader]] = []
        self._names: list[tuple[str, Taken]] = []
        for name, taken in profile.fields.items():
            if headings is not None and taken.value is None and taken.asks().isdisjoint(headings):
                continue
            if self._declared[name].holds is Holds.RECORD:
                self._names.append((name, taken))
            else:
                self._plan.append((name, taken, self._reader(name, taken)))

    def item(self, row: Row, at: str, above: Row | None = None) -> Item:
        """The row as a record to be; `above` is what the file says for all rows. Refused with the reason."""
        if not any(words_of(value) for value in row.values()):
            raise Refused("The row is empty.")
        row = {**row, **above} if above else row
        warnings: list[str] = []
        values: dict[str, Any] = {}
        for name, taken, reader in self._plan:
            raw = _raw(row, taken)
            read = None if raw is None or raw == "" else reader(raw, warnings)
            values[name] = self._defaults[name] if read is None else read
        names = {name: words for name, taken in self._names if (words := words_of(_raw(row, taken)))}
        if self.profile.kind == "session" and any(name == "venue" for name, _ in self._names) and "venue" not in names:
            values |= {"venue": None, "venue_words": values.get("venue_words", "")}  # the file says: not known yet
        self._time(row, values, warnings)
        self._needed(values)
        own = parse_id(words_of(row.get(self.profile.id))) if self.profile.id else None
        return Item(self.profile.kind, self._key(row, values, names), at, values, names, tuple(warnings), own)

    def apart(self, row: Row) -> str:
        """What else tells the row from others of its key."""
        return "/".join(words for column in self.profile.apart if (words := words_of(row.get(column))))

    def _time(self, row: Row, values: dict[str, Any], warnings: list[str]) -> None:
        start, end, day = self._timed
        if not start:
            return
        times = self._clockwork.times(row)
        values[start] = times.starts
        if end:
            values[end] = times.ends
        if day:
            values[day] = times.day.isoformat() if times.day else None
            warnings += times.warnings
            if times.starts is None:
                warnings.append("time to be decided" if times.day else "neither day nor time")
        else:
            warnings += [words for words in times.warnings if words != "no end"]
        if self.profile.kind == "entry" and times.starts is None:
            raise Refused("The row says no time, and an entry of the log needs one.", "happened")

    def _needed(self, values: Mapping[str, Any]) -> None:
        needed = _NEEDED.get(self.profile.kind, ())
        if needed and not any(values.get(name) for name in needed):
            said = " or ".join(self._declared[name].label.lower() for name in needed)
            raise Refused(f"The row has no {said}.", needed[0])

    def _key(self, row: Row, values: Mapping[str, Any], names: Mapping[str, str]) -> str:
        for columns in self._keys:
            parts = [words_of(row.get(column)) for column in columns]
            if parts and all(parts):
                return "/".join(" ".join(part.split()) for part in parts)
        filled = [part for columns in self._keys for column in columns if (part := words_of(row.get(column)))]
        if filled:
            return "/".join(" ".join(part.split()) for part in filled)
        return content_key(*_telling(self.profile.kind, values, names))

    def _reader(self, name: str, taken: Taken) -> Reader:
        spec = self._declared[name]
        if name in {"lat", "lon"}:
            return _coordinate(name, taken, self.profile)
        if name == "phones":
            return lambda raw, _warn: phones(raw, taken.split)
        if name == "emails":
            return lambda raw, _warn: addresses(raw, taken.split)
        if spec.holds is Holds.MOMENT:
            return lambda raw, _warn: self._clockwork.moment(words_of(raw))
        return _READERS[spec.holds](name, spec, taken)


def _raw(row: Row, taken: Taken) -> Any:
    """What the row says for a field, before it is read; None or an empty text where it says nothing."""
    if taken.value is not None:
        return taken.value
    if taken.text:
        parts = [_filled(part, row) for part in taken.text]
        return taken.join.join(part for part in parts if part)
    for column in taken.columns:
        raw = row.get(column)
        words = words_of(raw)
        if not words or words.casefold() in _folded(taken.empty):
            continue
        return ", ".join(re.findall(taken.find, words)) or words if taken.find else raw
    return None


@lru_cache(maxsize=256)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _filled(part: str, row: Row) -> str:
    for column in _braces(part):
        words = words_of(row.get(column))
        if not words:
            return ""
        part = part.replace("{" + column + "}", words)
    return part


_braces = lru_cache(maxsize=256)(braces)


def _telling(kind: str, values: Mapping[str, Any], names: Mapping[str, str]) -> list[object]:
    """What tells a row without an id: what and where for places and people, and when for the rest."""
    by_kind = {
        "session": ("title", "sport", "stage", "day"),
        "venue": ("name",),
        "agency": ("name",),
        "contact": ("name", "organisation", "role"),
        "entry": ("happened", "text"),
        "incident": ("opened", "title"),
    }
    if kind == "resource":  # a badge number is told apart by who gave it
        return [values.get("number") or values.get("name"), values.get("nation"), names.get("agency", "")]
    fields = by_kind.get(kind)
    return [*(values.get(name) for name in fields or sorted(values)), names.get("venue", "")]


def _coordinate(name: str, taken: Taken, profile: Profile) -> Reader:
    other = profile.fields.get("lon" if name == "lat" else "lat")
    together = other is not None and other.columns == taken.columns

    def read(raw: Any, _warn: list[str]) -> float:
        if together:
            return places.pair(words_of(raw))[0 if name == "lat" else 1]
        return places.one(raw if isinstance(raw, int | float) else words_of(raw), latitude=name == "lat")

    return read


def _words(_name: str, _spec: Field, taken: Taken) -> Reader:
    known = {word.casefold(): ours for word, ours in taken.words.items()}

    def read(raw: Any, _warn: list[str]) -> str:
        words = words_of(raw)
        return str(known.get(words.casefold(), words)) if known else words

    return read


def _whole(_name: str, spec: Field, _taken: Taken) -> Reader:
    def read(raw: Any, warn: list[str]) -> int | None:
        words = words_of(raw)
        value = places.number(re.sub(r"(?<=\d)[,\u202f\u00a0 '](?=\d{3}\b)", "", words))
        if value is None or not value.is_integer():
            warn.append(f"{spec.label.lower()} “{words[:40]}” is not a whole number and was left empty")
            return None
        return int(value)

    return read


def _real(_name: str, spec: Field, _taken: Taken) -> Reader:
    def read(raw: Any, warn: list[str]) -> float | None:
        value = places.number(raw)
        if value is None:
            warn.append(f"{spec.label.lower()} “{words_of(raw)[:40]}” is not a number and was left empty")
        return value

    return read


def _yes(_name: str, spec: Field, _taken: Taken) -> Reader:
    def read(raw: Any, warn: list[str]) -> bool | None:
        words = words_of(raw).casefold()
        if words not in _YES | _NO:
            warn.append(f"{spec.label.lower()} “{words[:40]}” is neither yes nor no and was left empty")
            return None
        return words in _YES

    return read


def _choice(name: str, spec: Field, taken: Taken) -> Reader:
    known: dict[str, Any] = {str(value).casefold(): value for value, _ in spec.choices}
    known |= {word.casefold(): value for value, word in spec.choices}
    known |= {word.casefold(): value for word, value in taken.words.items()}

    def read(raw: Any, warn: list[str]) -> Any:
        words = words_of(raw)
        if not known:
            return words
        if words.casefold() not in known and taken.otherwise is not None:
            return taken.otherwise
        if words.casefold() not in known:
            warn.append(f"{spec.label.lower()} “{words[:40]}” is not known and was left out")
            return None
        value = known[words.casefold()]
        if name == "status" and value == "cancelled":
            warn.append("cancelled")
        return value

    return read


def _list(name: str, _spec: Field, taken: Taken) -> Reader:
    def read(raw: Any, _warn: list[str]) -> list[Any]:
        if isinstance(raw, list | tuple):
            return [words_of(member) for member in raw]
        return list_from_words(name, words_of(raw), taken.split)

    return read


def _day(_name: str, spec: Field, _taken: Taken) -> Reader:
    def read(raw: Any, warn: list[str]) -> str | None:
        words = words_of(raw)[:10]
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            warn.append(f"{spec.label.lower()} “{words}” is not a day and was left empty")
            return None
        return words

    return read


_READERS: Mapping[Holds, Callable[[str, Field, Taken], Reader]] = {
    Holds.LINE: _words,
    Holds.TEXT: _words,
    Holds.NUMBER: _whole,
    Holds.REAL: _real,
    Holds.YES: _yes,
    Holds.DATE: _day,
    Holds.CHOICE: _choice,
    Holds.LIST: _list,
}
