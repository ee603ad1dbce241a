"""What a situation report says beyond the tables of the watch: its author's blocks, resources, meetings, changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import fields_of
from eocdesk.models.aid import Resource
from eocdesk.models.clock import Moment
from eocdesk.models.exchange import Engagement
from eocdesk.models.fields import ids_of
from eocdesk.models.marking import highest
from eocdesk.models.sitrep import SITUATION
from eocdesk.store.queries import forms, labels
from eocdesk.store.queries.facts_told import NOTHING_TOLD, Beyond, MeetingLine, ResourceLine, Told, joined
from eocdesk.store.queries.forms import ROWS, FormLine, Paper
from eocdesk.store.queries.titles import titles

Taken = Callable[[Iterable[Any]], list[Any]]
"""Gathers the markings of rows (their last two columns) and gives the rows back."""
SOURCES = {  # the records behind each section, by its number
    "3": ("posture", "seat"),
    "4": ("session",),
    "5": ("incident",),
    "7": ("threat", "product"),
    "8": ("alert", "observation"),
    "10": ("venue",),
    "11": ("activation", "task"),
    "12": ("request", "resource"),
    "13": ("offer", "gap"),
    "15": ("engagement", "task"),
}
_UNDER_WAY, _ASSIGNED, _OUT = "en route", "assigned", "out of service"
_NAMED = 4
"""So many of those who take part are named; more are counted."""


def told(connection: Connection, found: FormLine | None, last: Paper | None, take: Taken) -> Told:
    """The blocks of a report, beside those of the last one that was issued."""
    if found is None:
        return NOTHING_TOLD
    lines = forms.written(connection, found.id)
    take([(found.marking, found.audience), *((line.marking, line.audience) for line in lines)])
    single = [line for line in lines if not line.key.endswith(ROWS)]
    gathered = forms.gathered(lines)
    before = {} if last is None else _before(connection, last)
    return Told(
        form=found.number,
        texts=tuple((line.key, line.text) for line in single),
        rows=tuple((key, rows) for key, rows in gathered.items() if isinstance(rows, tuple)),
        unchanged=tuple(line.key for line in single if line.unchanged),
        markings=tuple((line.key, line.marking) for line in single if _stricter(line.marking, found.marking)),
        before=tuple(sorted(before.items())),
        changed=found.changed,
    )


def _stricter(marking: str, than: str) -> bool:
    return highest([marking]) > highest([than])


def _before(connection: Connection, last: Paper) -> dict[str, str]:
    """The single blocks of the last report; of one issued without a form, what its record holds."""
    if last.form is None:
        return {"1": last.highlights, "17": last.remarks}
    blocks = forms.blocks_of(connection, last.form)
    return {key: said if isinstance(said, str) else joined(said) for key, said in blocks.items()}


def last_paper(connection: Connection, event: bytes, below: int | None) -> Paper | None:
    """The last situation report issued; of those numbered below `below` where that is given."""
    known = forms.papers_of(connection, event, SITUATION)
    return next((paper for paper in known if below is None or paper.number < below), None)


def beyond(connection: Connection, event: bytes, span: tuple[Moment, Moment], take: Taken) -> Beyond:
    """Resources as they stand, and meetings within `span`."""
    return Beyond(_resources(connection, event, take), _meetings(connection, event, span, take))


def _resources(connection: Connection, event: bytes, take: Taken) -> tuple[ResourceLine, ...]:
    """Those not released, by agency (or nation) and kind."""
    rows = take(
        connection.exec_driver_sql(
            "SELECT coalesce(nullif(a.short, ''), a.name, nullif(r.nation, ''), ''), r.kind, r.status, "
            "coalesce(r.quantity, 1), r.agency, r.marking, r.audience FROM resource r "
            "LEFT JOIN agency a ON a.id = r.agency "
            "WHERE r.event = ? AND r.struck IS NOT 1 AND r.status IS NOT 'released'",
            (event,),
        )
    )
    take(labels.of(connection, "agency", [row[-3] for row in rows]))
    made: dict[tuple[str, str], dict[str, int]] = {}
    for agency, kind, status, quantity, *_ in rows:
        counted = made.setdefault((agency, kind), {})
        counted[status] = counted.get(status, 0) + quantity
    known = fields_of(Resource)["kind"]
    lines = [
        ResourceLine(
            agency,
            known.word(kind),
            sum(counted.values()),
            counted.get("available", 0),
            counted.get(_ASSIGNED, 0),
            counted.get(_UNDER_WAY, 0),
            counted.get(_OUT, 0),
        )
        for (agency, kind), counted in made.items()
    ]
    return tuple(sorted(lines, key=lambda line: (not line.agency, line.agency, line.kind)))


def _meetings(
    connection: Connection, event: bytes, span: tuple[Moment, Moment], take: Taken
) -> tuple[MeetingLine, ...]:
    rows = take(
        connection.exec_driver_sql(
            "SELECT starts, title, kind, coalesce(place, ''), partners, marking, audience FROM engagement "
            "WHERE event = ? AND struck IS NOT 1 AND starts >= ? AND starts < ? ORDER BY starts, title",
            (event, *span),
        )
    )
    named = [partner for row in rows for partner in _partners(row[4])]
    take(labels.of(connection, "agency", named))
    known = fields_of(Engagement)["kind"]
    return tuple(
        MeetingLine(starts, title or "", known.word(kind), place, _who(connection, partners))
        for starts, title, kind, place, partners, *_ in rows
    )


def _who(connection: Connection, partners: str | None) -> str:
    names = sorted(name for name in titles(connection, "agency", _partners(partners)).values() if name)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _partners(kept: str | None) -> list[bytes]:
    return ids_of(json.loads(kept)) if kept else []


def touched(
    connection: Connection, event: bytes, since: Moment, covered: Callable[[str, str], bool]
) -> tuple[tuple[str, int], ...]:
    """How many records behind each section this desk heard more of since; none that would raise the marking."""
    counted = []
    for section, kinds in SOURCES.items():
        many = 0
        for kind in kinds:
            rows = connection.exec_driver_sql(
                f"SELECT count(*), marking, coalesce(audience, '') FROM {kind} one WHERE event = ? AND EXISTS "
                "(SELECT 1 FROM change c WHERE c.rec = one.id AND c.at > ?) GROUP BY marking, audience",
                (event, since),
            )
            many += sum(count for count, marking, audience in rows if covered(marking, audience))
        counted.append((section, many))
    return tuple(counted)
