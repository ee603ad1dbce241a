"""What was written about a record goes where its marking takes it, by whichever command that is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.models import KINDS, Record
from eocdesk.models.marking import highest
from eocdesk.store.queries.incidents import belongings
from eocdesk.store.queries.naming import saying
from eocdesk.store.rehearsal import Rehearsal

_TAKEN: Mapping[str, Callable[[Any, bytes], list[tuple[str, bytes, str, str]]]] = {
    "incident": belongings,
    "report": lambda connection, record: saying(connection, "report", record),
    "threat": lambda connection, record: saying(connection, "threat", record),
}
"""Of each kind that takes something along: (kind, id, marking, audience) of what was written about the record."""


@contextmanager
def along(work: Work | Rehearsal, kind: str, record: bytes) -> Iterator[None]:
    """Put a record inside: its entries, tasks and attachments are taken along with an incident, report or threat.

    Those of an incident belong to it; those of a report or a threat say its number. A marking is never lowered so,
    and an audience of their own stays.
    """
    before = work.get(KINDS[kind], record) if kind in _TAKEN else None
    yield
    if before is not None:
        _take(work, kind, before)


def up_to(work: Work, kind: str, record: bytes) -> None:
    """Raise what is marked less strictly than the record: it may have been written before its desk heard of that."""
    if kind not in _TAKEN:
        return
    now = work.must(KINDS[kind], record)
    for belongs, one, marking, _ in work.read(_TAKEN[kind], record):
        strictest = highest([marking, now.marking]).word
        if strictest != marking:
            work.put(belongs, one, marking=strictest)


def _take(work: Work | Rehearsal, kind: str, before: Record) -> None:
    now = work.must(KINDS[kind], before.id)
    raised, moved = now.marking != before.marking, (now.audience or "") != (before.audience or "")
    if not raised and not moved:
        return
    for belongs, record, marking, audience in work.read(_TAKEN[kind], before.id):
        strictest = highest([marking, now.marking]).word if raised else marking
        with_them = (now.audience or "") if moved and audience == (before.audience or "") else audience
        if (strictest, with_them) != (marking, audience):
            work.put(belongs, record, marking=strictest, audience=with_them)
