"""Records as CSV by kind and as one JSON file: headings and names that a desk reads back the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from eocdesk.interchange.clocks import zone_of
from eocdesk.interchange.format import Export
from eocdesk.interchange.profile.cells import guard, list_to_words
from eocdesk.interchange.profile.generic import id_heading
from eocdesk.interchange.sheet.read import OWN, PLURALS
from eocdesk.models import KINDS, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.record import Record

_LEFT = {"event", "struck"}
_VERSION = 1
_MARK = "\ufeff"
"""So that Excel reads the file as UTF-8."""


def csv_of(plural: str) -> Callable[[Export], bytes]:
    """The writer of one kind's records as CSV: `sessions`, `venues`, `features`, `agencies`, `contacts`."""

    def write(export: Export) -> bytes:
        kind = PLURALS[plural]
        declared = fields_of(KINDS[kind])
        names = [name for name in declared if name not in _LEFT]
        out = io.StringIO(newline="")
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow([id_heading(kind), *(declared[name].label for name in names)])
        for record in _records(export, plural):
            table.writerow([record.id.hex(), *(_cell(record, name, export) for name in names)])
        return (_MARK + out.getvalue()).encode()

    return write


def write_json(export: Export) -> bytes:
    """Every record as JSON by the fields' names, times in UTC, other records by their names."""
    made: dict[str, Any] = {
        OWN: _VERSION,
        "event": {
            "code": export.event.code,
            "name": export.event.name,
            "zone": export.event.zone,
            "starts": export.event.starts,
            "ends": export.event.ends,
            "exercise": bool(export.event.exercise),
        },
    }
    for plural in PLURALS:
        made[plural] = [_plain(record, PLURALS[plural], export) for record in _records(export, plural)]
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _records(export: Export, plural: str) -> Sequence[Record]:
    records: Sequence[Record] = getattr(export, plural)
    return records


def _at(when: int, zone: str) -> str:
    """A moment in ISO 8601 with the offset of its zone."""
    at = datetime.fromtimestamp(when // 1000, UTC).replace(microsecond=when % 1000 * 1000)
    return at.astimezone(zone_of(zone) or UTC).isoformat(timespec="milliseconds" if when % 1000 else "seconds")


def _named(record: Record, name: str, export: Export) -> str:
    value = getattr(record, name)
    return {"venue": export.venue_name, "agency": export.agency_name}.get(name, lambda _id: "")(value)


def _cell(record: Record, name: str, export: Export) -> str:
    """A field as words in a cell, never one that a spreadsheet runs."""
    value, spec = getattr(record, name), fields_of(type(record))[name]
    if spec.holds is Holds.RECORD:
        return guard(_named(record, name, export))
    if value is None:
        return ""
    if spec.holds is Holds.MOMENT:
        return _at(value, export.event.zone)
    if isinstance(value, list):
        return guard(list_to_words(name, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guard(value) if isinstance(value, str) else repr(value)


def _plain(record: Record, kind: str, export: Export) -> dict[str, Any]:
    """A record by its fields' names, without what says nothing."""
    made: dict[str, Any] = {id_heading(kind).replace(" ", "_"): record.id.hex()}
    for name, spec in fields_of(type(record)).items():
        value = getattr(record, name)
        if name in _LEFT or value in (None, "", []):
            continue
        if spec.holds is Holds.RECORD:
            value = _named(record, name, export)
        elif spec.holds is Holds.MOMENT:
            value = _at(value, "UTC")
        made[name] = value
    return made
