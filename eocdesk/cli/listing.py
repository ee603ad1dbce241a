"""eocdesk list."""

from __future__ import annotations

import argparse
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, put_json
from eocdesk.commands.access import NoteAccess
from eocdesk.desk import trail, viewing
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Event, clock, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.marking import Tlp, highest
from eocdesk.store import search
from eocdesk.store.queries import listed

_NOTED = frozenset({"report", "product"})
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
        _note(desk, opened, kind, rows)
    made = [_plain(kind, row) for row in rows]
    if asked.json:
        put_json(made)
    for row in [] if asked.json else made:
        print("  ".join(str(value) for value in _short(row)))
    return 0


def _note(desk: Desk, opened: Event, kind: str, rows: list[dict[str, Any]]) -> None:
    """That marked reports or products were listed is in the trail before they are printed."""
    marking = highest([str(row.get("marking") or "") for row in rows] or [Tlp.CLEAR.word])
    named = sorted({str(row["audience"]) for row in rows if row.get("audience")})
    if kind in _NOTED and rows and (marking >= viewing.FROM or named):
        what = f"List of {len(rows):,} {kind}{'s' * (len(rows) != 1)}"
        command = NoteAccess(
            opened.id, trail.EXPORTED, what, marking.word, code=kind, released=marking.word, sent_to="command line"
        )
        desk.do_now(command)


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
