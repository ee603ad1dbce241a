"""Say in words what differs between a record and the values it is about to take."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.command import Work
from eocdesk.models import KINDS, Event, Record, clock, fields_of
from eocdesk.models.fields import Field, Holds

NOTHING = "none"
_CALLED = ("short", "name", "title", "number")
_LONG = 80
_POINT = 5


def differences(work: Work, before: Record, values: dict[str, Any]) -> str:
    """“Severity Minor → Major; status open → monitoring”; empty where nothing differs."""
    declared = fields_of(type(before))
    whole = work.get(Event, before.event)
    zone = whole.zone if whole is not None else "UTC"
    said: list[str] = []
    for name, value in values.items():
        was = getattr(before, name)
        if was == value:
            continue
        label = declared[name].label
        head = label if not said else label[0].lower() + label[1:]
        old, new = (_word(work, declared[name], shown, zone) for shown in (was, value))
        said.append(f"{head} {old} → {new}")
    return "; ".join(said)


def _word(work: Work, known: Field, value: Any, zone: str) -> str:
    if value is None or value == "":
        return NOTHING
    if known.holds is Holds.RECORD:
        return _named(work, known.of, value)
    if known.holds is Holds.CHOICE:
        return known.word(value) if isinstance(value, int) else str(value)
    if known.holds is Holds.MOMENT:
        return f"{clock.at(value, zone):%Y-%m-%d %H:%M}"
    return _plain(known, value)


def _plain(known: Field, value: Any) -> str:
    if known.holds is Holds.YES:
        return "yes" if value else "no"
    if known.holds is Holds.REAL:
        return f"{value:.{_POINT}f}{known.unit}"
    words = " ".join(str(value).split())
    return f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


def _named(work: Work, kind: str, record: bytes) -> str:
    found = work.get(KINDS[kind], record)
    names = (getattr(found, name, "") for name in _CALLED)
    return next((str(name) for name in names if name), record.hex()[:8])
