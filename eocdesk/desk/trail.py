"""What goes out by another door than that of paper: files of records, reports of their own; noted all the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from eocdesk.commands.access import NoteAccess
from eocdesk.desk.desk import Desk
from eocdesk.models.marking import WORDS, Tlp, highest
from eocdesk.store.queries import labels
from eocdesk.store.queries.paper_board import IssuedRow

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
VIEWED, PRINTED, EXPORTED, ISSUED = WAYS = ("viewed", "printed", "exported", "issued")
"""How a paper is seen or goes out: models.paper.WAYS_OUT."""


def pages_of(data: bytes) -> int:
    """How many pages one of our PDFs has; 0 of other bytes."""
    return max((int(found) for found in _PAGES.findall(data)), default=0)


def noted(event: bytes, way: str, what: str, data: bytes, sent_to: str, marking: Tlp, code: str = "") -> NoteAccess:
    """The entry of the trail of bytes that are no paper of the list: under the digest of the bytes themselves."""
    return NoteAccess(
        event,
        way,
        what,
        marking.word,
        code=code,
        released=marking.word,
        pages=pages_of(data),
        digest=hashlib.sha256(data).hexdigest(),
        sent_to=sent_to,
    )


def of_issued(row: IssuedRow, way: str, sent_to: str) -> NoteAccess:
    """The entry of the trail that says an issued paper was viewed or went out, as it was frozen.

    By its kind and number alone: the trail stands for good, and what people called it may be purged.
    """
    from eocdesk.reports.papers import MAKERS  # noqa: PLC0415  typesetting: not at every start

    called = MAKERS[row.code].title if row.code in MAKERS else row.code
    return NoteAccess(
        row.event,
        way,
        f"{called} {row.numbered}",
        row.marking,
        row.audience,
        row.code,
        form=row.form,
        summary=row.id,
        released=row.marking,
        digest=row.digest,
        sent_to=sent_to,
    )


def strictest(desk: Desk, event: bytes, kinds: Iterable[str], limit: str | None) -> Tlp:
    """The highest marking of what stands of these kinds, no higher than a limit; CLEAR where there is nothing."""
    found = highest([marking for marking, _ in desk.read_now(labels.labels, event, kinds)])
    return found if limit is None else min(found, WORDS.get(limit, Tlp.RED))
