"""What a purge reaches beside the report: entries that name it, blocks that quote it, frozen papers that hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eocdesk.models import Unavailable
from eocdesk.store.queries import holding
from eocdesk.store.queries.approved import Kept
from eocdesk.store.queries.holding import IssuedSince
from eocdesk.store.queries.naming import naming
from eocdesk.store.queries.search import Hit

_BY_HAND = ("entry", "block", "summary")
"""What goes with a report where two persons say so; other records are put right by hand."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What holds words of a report. What is ticked of the first three goes with it."""

    entries: tuple[Hit, ...] = ()
    blocks: tuple[Hit, ...] = ()
    papers: tuple[IssuedSince, ...] = ()
    unread: tuple[IssuedSince, ...] = ()
    """Papers issued since it was taken of which nobody can say: only their pages were kept, or they are not here."""
    others: tuple[Hit, ...] = ()

    @property
    def goes(self) -> tuple[bytes, ...]:
        """The ids of all that can go with it."""
        return (*(hit.id for hit in (*self.entries, *self.blocks)), *(paper.id for paper in self.papers))


def reach(connection: Any, report: bytes, kept: Kept) -> Reach:
    """Look for it; reads what was kept of each paper since, so it takes up to seconds. `kept` reads bytes by name."""
    named = naming(connection, report)
    phrases = holding.known_by(connection, report)
    papers: list[IssuedSince] = []
    unread: list[IssuedSince] = []
    for paper in holding.issued_since(connection, report):
        words = _words(paper, kept)
        if holding.says(f"{words or ''} {paper.said} {paper.title}", phrases):
            papers.append(paper)
        elif words is None:
            unread.append(paper)
    return Reach(
        tuple(hit for hit in named if hit.kind == "entry"),
        holding.blocks(connection, report),
        tuple(papers),
        tuple(unread),
        tuple(hit for hit in named if hit.kind not in _BY_HAND),
    )


def _words(paper: IssuedSince, kept: Kept) -> str | None:
    """All a paper was made from says; None where that is not known here."""
    if not paper.content:
        return None
    try:
        return " ".join(_texts(json.loads(kept(paper.content))))
    except (Unavailable, ValueError, RecursionError):
        return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"svg", "records", "made"}:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
