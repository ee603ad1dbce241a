"""eocdesk list."""

from __future__ import annotations

import argparse
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, put_json
from eocdesk.models import KINDS, clock, fields_of
from eocdesk.models.fields import Holds
from eocdesk.store import search
from eocdesk.store.queries import listed

_SHORT = (
    *("code", "number", "happened", "starts", "severity", "status", "state", "name", "title", "text", "question"),
    *("value", "venue_name", "due"),
)


def list_records(asked: argparse.Namespace) -> int:
    """List an event's records of one kind."""
    kind = asked.kind.lower().strip()
    if kind not in KINDS:
        raise Misuse(f"There is no kind “{asked.kind}”. Kinds: {', '.join(KINDS)}")
    if asked.find is not None and kind not in search.SEARCHED:
        raise Misuse(f"Records of the kind {kind} are not searched; leave out --find")
    if asked.limit is not None and asked.limit < 0:
        raise Misuse("--limit takes a number from 0")
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        rows = desk.read_now(listed.listed, kind, opened.id, asked.find, asked.limit)
    made = [_plain(kind, row) for row in rows]
    if asked.json:
        put_json(made)
    for row in [] if asked.json else made:
        print("  ".join(str(value) for value in _short(row)))
    return 0


def _plain(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Fields as scripts read them: ids in hexadecimal, moments as ISO 8601, severities as words."""
    declared = fields_of(KINDS[kind])
    made: dict[str, Any] = {}
    for name, value in row.items():
        known = declared.get(name)
        if isinstance(value, bytes):
            made[name] = value.hex()
        elif known is not None and known.holds is Holds.MOMENT:
            made[name] = clock.iso(value)
        elif known is not None and known.holds is Holds.CHOICE and isinstance(value, int):
            made[name] = known.word(value).lower()
        else:
            made[name] = value
    return made


def _short(row: dict[str, Any]) -> list[Any]:
    return [row[name] for name in _SHORT if row.get(name) not in {None, ""}]
