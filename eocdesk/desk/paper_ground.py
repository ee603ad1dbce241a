"""The map on a paper: drawn from what the paper may show, and the paper marked as strictly as what is on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from eocdesk.maps.reading import hazard_layer
from eocdesk.maps.situation import situation_map
from eocdesk.models.marking import highest
from eocdesk.reports.document import Document
from eocdesk.reports.page import labels, marked
from eocdesk.store.queries import labels as held

DRAWN = ("venue", "feature", "incident", "alert", "observation")
"""The kinds of records that stand on a map."""


@dataclass(slots=True)
class Ground:
    """What draws the map for whoever draws the paper, and notes whether it was asked for."""

    as_of: int
    drawn: bool = False

    def __call__(self, connection: Any, event: bytes, caption: str) -> tuple[str, str]:
        """SVG and the words that stand for it; empty where nothing has a place."""
        self.drawn = True
        hazards = hazard_layer(connection, event, self.as_of)
        return situation_map(connection, event, caption, hazards=hazards)

    def marked(self, connection: Any, event: bytes, document: Document) -> Document:
        """The document, marked at least as what may stand on its map, and for no more people than that is."""
        if not self.drawn:
            return document
        tlp, audience = labels(document)
        found = held.labels(connection, event, DRAWN)
        names = {name for one in (audience, *(theirs for _, theirs in found)) for name in one.split(",") if name}
        words, colour = marked(highest([tlp.word, *(marking for marking, _ in found)]), ",".join(names))
        return replace(document, marking=words, marking_colour=colour)
