"""Labels in dispute: until somebody settles a marking or an audience, paper goes by the strictest of its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS
from eocdesk.models.marking import audience, highest

NOBODY = "unsettled"
"""The audience of a record that two desks gave to lists without a common one; no list is written in small letters."""
Labels = dict[str, list[str]]
"""The values of `marking` and of `audience` that wait to be settled."""
_LABELS = ("marking", "audience")


def strictest(connection: Connection, bases: Mapping[str, str], conflicts: Iterable[str]) -> dict[str, str]:
    """By kind what shows its records with their strictest labels; only kinds where labels are in dispute.

    `bases` says for each kind what to read its records from, `conflicts` in which tables the values in dispute stand.
    """
    disputed = said(connection, conflicts)
    return {kind: _shown(connection, kind, bases[kind], disputed[kind]) for kind in KINDS if kind in disputed}


def common(lists: Iterable[str]) -> str:
    """The audiences that every one of these lists names, of those that name any."""
    named = [set(one.split(",")) for one in map(audience, lists) if one]
    return (",".join(sorted(set.intersection(*named))) or NOBODY) if named else ""


def said(connection: Connection, conflicts: Iterable[str] = ("conflict",)) -> dict[str, dict[bytes, Labels]]:
    """By kind and record the values in dispute, the shown one among them; of all events."""
    found: dict[str, dict[bytes, Labels]] = {}
    for table in conflicts:
        asked = f"SELECT kind, rec, field, value FROM {table} WHERE field IN {_LABELS}"
        for kind, record, name, value in connection.exec_driver_sql(asked):
            known = found.setdefault(kind, {}).setdefault(record, {one: [] for one in _LABELS})
            known[name].append(str(msgspec.msgpack.decode(value) or ""))
    return found


def _shown(connection: Connection, kind: str, base: str, disputed: Mapping[bytes, Labels]) -> str:
    changed: dict[str, list[str]] = {name: [] for name in _LABELS}
    for record, labels in disputed.items():
        is_it = f"X'{record.hex()}'"
        held = connection.exec_driver_sql(f"SELECT marking, audience FROM {base} WHERE id = {is_it}").first()
        marking, names = ("", "") if held is None else held
        words = {
            "marking": highest([marking or "", *labels["marking"]]).word,
            "audience": common([names or "", *labels["audience"]]),
        }
        for name, word in words.items():
            quoted = word.replace("'", "''")
            changed[name].append(f"WHEN {is_it} THEN '{quoted}'")
    columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA main.table_info("{kind}")')]
    cases = {name: f"CASE id {' '.join(some)} ELSE {name} END AS {name}" for name, some in changed.items()}
    return f"(SELECT {', '.join(cases.get(name, name) for name in columns)} FROM {base})"
