"""What was written about an incident goes where its marking takes it, by whichever command that is raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from eocdesk.commands.command import Work
from eocdesk.models import Incident
from eocdesk.models.marking import highest
from eocdesk.store.queries.incidents import belongings
from eocdesk.store.rehearsal import Rehearsal


@contextmanager
def along(work: Work | Rehearsal, kind: str, record: bytes) -> Iterator[None]:
    """Put a record inside: where it is an incident, its entries, tasks and attachments are taken along.

    A marking is never lowered so, and an audience of their own stays.
    """
    before = work.get(Incident, record) if kind == "incident" else None
    yield
    if before is not None:
        _take(work, before)


def up_to(work: Work, incident: bytes) -> None:
    """Raise what is marked less strictly than the incident: it may have been written before its desk heard of that."""
    now = work.must(Incident, incident)
    for kind, record, marking, _ in work.read(belongings, incident):
        strictest = highest([marking, now.marking]).word
        if strictest != marking:
            work.put(kind, record, marking=strictest)


def _take(work: Work | Rehearsal, before: Incident) -> None:
    now = work.must(Incident, before.id)
    raised, moved = now.marking != before.marking, (now.audience or "") != (before.audience or "")
    if not raised and not moved:
        return
    for kind, record, marking, audience in work.read(belongings, before.id):
        strictest = highest([marking, now.marking]).word if raised else marking
        with_them = (now.audience or "") if moved and audience == (before.audience or "") else audience
        if (strictest, with_them) != (marking, audience):
            work.put(kind, record, marking=strictest, audience=with_them)
