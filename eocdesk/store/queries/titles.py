"""What any record is called, and what a value of any field says: the words lists, history and search share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import KINDS, clock
from eocdesk.models.fields import Field, Holds, ids_of
from eocdesk.models.marking import WORDS

_CHUNK = 500
_LONG = 240
_TITLES: Mapping[str, str] = {
    "event": "coalesce(nullif(name, ''), code)",
    "period": "coalesce(nullif(name, ''), 'Period ' || number)",
    "posture": "'Level ' || level",
    "session": "title",
    "incident": "number || ' ' || title",
    "entry": "number",
    "task": "number || ' ' || title",
    "acknowledgement": "addressee",
    "duty": "position",
    "summary": "coalesce(nullif(title, ''), 'Situation Report') || ' ' || number",
    "form": "number || ' ' || coalesce(nullif(title, ''), code)",
    "block": "'Block ' || key",
    "access": "what",
    "device": "coalesce(nullif(name, ''), code)",
    "alert": "coalesce(nullif(headline, ''), title)",
    "observation": "title",
    "threshold": "measure",
    "trigger": "coalesce(nullif(words, ''), kind)",
    "action": "text",
    "activation": "reason",
    "resource": "name",
    "request": "number || ' ' || title",
    "offer": "number || ' ' || title",
    "fill": "words",
    "report": "number || ' ' || title",
    "threat": "number || ' ' || title",
    "product": "number || ' ' || title",
    "dissemination": "'Dissemination'",
    "inquiry": "number || ' ' || substr(question, 1, 80)",
    "indicator": "coalesce(nullif(name, ''), value)",
    "gap": "number || ' ' || title",
    "recommendation": "number || ' ' || title",
    "evidence": "coalesce(nullif(words, ''), 'Evidence')",
    "engagement": "title",
    "lesson": "number || ' ' || title",
}
"""How each kind is called, where it is not by its name."""


def titles(connection: Connection, kind: str, ids: Iterable[bytes]) -> dict[bytes, str]:
    """What these records are called; those this desk does not hold are left out."""
    if kind not in KINDS:
        return {}
    wanted = list(ids)
    found: dict[bytes, str] = {}
    for at in range(0, len(wanted), _CHUNK):
        some = tuple(wanted[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT id, {_TITLES.get(kind, 'name')} FROM {kind} WHERE id IN ({marks})"
        found.update((record, title or "") for record, title in connection.exec_driver_sql(asked, some))
    return found


def title(connection: Connection, kind: str, record: bytes) -> str:
    """What the record is called; empty where it is not here."""
    return titles(connection, kind, [record]).get(record, "")


def names_of(connection: Connection, values: Iterable[tuple[Field, Any]]) -> dict[bytes, str]:
    """What the records are called that these values of fields point to."""
    wanted: dict[str, set[bytes]] = {}
    for known, value in values:
        if known.holds is Holds.RECORD and isinstance(value, bytes):
            wanted.setdefault(known.of, set()).add(value)
        if known.holds is Holds.LIST and known.of and isinstance(value, list):
            wanted.setdefault(known.of, set()).update(ids_of(value))
    found: dict[bytes, str] = {}
    for kind, ids in wanted.items():
        found |= titles(connection, kind, ids)
    return found


def word(name: str, known: Field, value: Any, zone: str, names: Mapping[bytes, str]) -> str:
    """A field's value as a person reads it; empty for none. Moments in `zone`, records by `names`."""
    if value is None or value in ("", []):
        return ""
    if known.holds is Holds.RECORD and isinstance(value, bytes):
        return _named(value, names)
    if known.holds is Holds.MOMENT and isinstance(value, int):
        return said(clock.at(value, zone))
    if known.holds is Holds.LIST and isinstance(value, list):
        return ", ".join(_named(one, names) for one in ids_of(value)) if known.of else ", ".join(map(_member, value))
    if name == "marking" and value in WORDS:
        return WORDS[value].label
    return _plain(known, value)


def _named(record: bytes, names: Mapping[bytes, str]) -> str:
    return names.get(record) or f"not on this desk ({record.hex()[:8]})"


def _plain(known: Field, value: Any) -> str:
    if known.holds is Holds.YES:
        return "Yes" if value else "No"
    if known.holds in {Holds.NUMBER, Holds.REAL}:
        return f"{value}{known.unit}" if known.unit == "°" else f"{value} {known.unit}".rstrip()
    words = known.word(value)
    return words if len(words) <= _LONG else words[:_LONG] + "…"


def said(when: datetime) -> str:
    """`2028-07-19 14:31`, seconds only where there are some."""
    return when.strftime("%Y-%m-%d %H:%M:%S" if when.second else "%Y-%m-%d %H:%M")


def _member(member: Any) -> str:
    if not isinstance(member, list):
        return str(member)
    if len(member) > 1 and isinstance(member[1], bool):
        return f"{'✓' if member[1] else '○'} {member[0]}"
    return " ".join(str(part) for part in member if part)
