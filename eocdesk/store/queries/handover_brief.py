"""The whole shift brief, its sections in the order they are read."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store.queries import handover_parts as parts
from eocdesk.store.queries.handover import Brief, Part, Reader, form_of, notes_of, reader, span_of, strictest, whole
from eocdesk.store.queries.handover_ahead import ahead
from eocdesk.store.queries.handover_proposed import Proposing, with_proposed
from eocdesk.store.queries.traces import Reach


def brief(  # noqa: PLR0913  each is a thing a person may ask for
    connection: Connection,
    event: bytes,
    now: Moment,
    person: str = "",
    since: Moment | None = None,
    *,
    form: bytes | None = None,
    position: str = "",
    reach: tuple[str, str] = ("", ""),
    proposing: Proposing | None = None,
) -> Brief:
    """The brief up to `now`, for a person, or since a moment. `reach`: the strictest marking shown, and audiences.

    A handover asked for by `form` reaches from where it was begun. `proposing` reckons which plans propose
    themselves. Refused where the event is not here.
    """
    known = whole(connection, event)
    record = form_of(connection, event, now, form, position)
    begun = record.since if record is not None else None
    asked = begun if since is None and form is not None else since
    span = span_of(connection, known, now, person, asked, begun)
    release, audience = reach
    held = reader(connection, known, span, Reach(release, audience, span.since, span.until))
    if record is not None:
        held.labels.take([(record.marking, record.audience)])
    told = _parts(held, proposing)
    notes = "" if record is None else notes_of(connection, record.id, held.labels)
    return Brief(known, span, told, record, notes, *strictest(held.labels))


def _parts(held: Reader, proposing: Proposing | None) -> tuple[Part, ...]:
    seen = parts.touched(held)
    return (
        *parts.incidents(held, seen),
        parts.entries(held),
        parts.waiting(held),
        parts.overdue(held),
        parts.tasks(held, seen),
        parts.requests(held, seen),
        parts.calendar(held, seen),
        parts.hazards(held),
        with_proposed(held, parts.plans(held), proposing),
        parts.conflicts(held),
        parts.others(held, seen),
        ahead(held),
    )
