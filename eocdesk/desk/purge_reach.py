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
    """Papers issued since it was taken of which nobody can say: their pages alone were kept, a picture has no words."""
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
        words, whole = _words(paper, kept)
        if holding.says(f"{words} {paper.said} {paper.title}", phrases):
            papers.append(paper)
        elif not whole:
            unread.append(paper)
    return Reach(
        tuple(hit for hit in named if hit.kind == "entry"),
        holding.blocks(connection, report),
        tuple(papers),
        tuple(unread),
        tuple(hit for hit in named if hit.kind not in _BY_HAND),
    )


def _words(paper: IssuedSince, kept: Kept) -> tuple[str, bool]:
    """What a paper was made from says, and whether that is all: not where it is not known here or cannot be read."""
    if not paper.content:
        return "", False
    said: list[str] = []
    try:
        said.extend(_texts(content := json.loads(kept(paper.content))))
        pictures = [_drawn(svg) for svg in _pictures(content)]
    except (Unavailable, ValueError, RecursionError):
        return " ".join(said), False
    return " ".join([*said, *(words for words, _ in pictures)]), all(whole for _, whole in pictures)


def _drawn(svg: str) -> tuple[str, bool]:
    """The words of a drawing, and whether that is all: not where it is damaged or carries a photograph."""
    from defusedxml import ElementTree  # noqa: PLC0415  only when a report is purged

    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):
        return svg, False
    said = list(root.itertext())
    said += [value for one in root.iter() for name, value in one.items() if name.endswith("label")]
    # a word may be drawn in two pieces, two words without a space between: both readings are looked through
    return f"{' '.join(said)} {''.join(said)}", not any(one.tag.rpartition("}")[2] == "image" for one in root.iter())


def _pictures(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        svg = value.get("svg")
        if isinstance(svg, str) and svg:
            yield svg
        for one in value.values():
            yield from _pictures(one)
    elif isinstance(value, list):
        for one in value:
            yield from _pictures(one)


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
