"""What the pane holds of the store: read and arranged in the reading pool, away from the screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from eocdesk.store.queries import calendar
from eocdesk.store.queries.calendar import NO_TROUBLE, SessionRow, Touch, VenueTrouble
from eocdesk.ui.panes.calendar.arrange import Arranged, arrange
from eocdesk.ui.panes.calendar.sieve import Choice, Sieve, choices
from eocdesk.ui.panes.calendar.touches import marked, touches

if TYPE_CHECKING:
    from eocdesk.desk.exposing import Exposing


KINDS = frozenset({"session", "venue", "incident", "event", "alert", "observation", "threshold"})
"""What the calendar shows changes with these."""


@dataclass(frozen=True)
class Held:
    """All sessions of the event, those the sieve lets through arranged, and the venues' open incidents."""

    rows: tuple[SessionRow, ...] = ()
    clashing: frozenset[bytes] = field(default=frozenset())
    arranged: Arranged = field(default_factory=lambda: arrange(()))
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    troubles: dict[bytes, VenueTrouble] = field(default_factory=dict)
    sieve: Sieve = field(default_factory=Sieve)
    event: bytes = b""
    touches: dict[bytes, Touch] = field(default_factory=dict)
    """The sessions that hazards touch."""

    @property
    def shown_troubles(self) -> dict[bytes, VenueTrouble]:
        """Those of the venues that are shown: all of them while nothing is filtered away."""
        if self.sieve.is_open:
            return self.troubles
        shown = {lane.venue for lane in self.arranged.lanes}
        return {venue: trouble for venue, trouble in self.troubles.items() if venue in shown}


def held(connection: Any, event: bytes, sieve: Sieve, exposing: Exposing | None = None, now: int = 0) -> Held:
    """Read everything; what hazards touch at `now` with it, where there is somebody to reckon it."""
    found = touches(connection, event, exposing, now) if exposing is not None else {}
    rows = marked(calendar.sessions(connection, event), found)
    return _arranged(event, rows, sieve, calendar.venue_troubles(connection, event), found)


def held_again(
    connection: Any,
    event: bytes,
    before: Held,
    changed: Collection[bytes],
    sieve: Sieve,
    exposing: Exposing | None = None,
    now: int = 0,
) -> Held:
    """Read only what changed among the sessions, and what hangs on them."""
    found = touches(connection, event, exposing, now) if exposing is not None else {}
    fresh = {row.id: row for row in calendar.sessions_of(connection, event, changed)}
    troubles = calendar.session_troubles(connection, event)
    rows: list[SessionRow] = []
    for row in before.rows:
        if row.id in changed:
            if row.id in fresh:
                rows.append(fresh.pop(row.id))
            continue
        trouble = troubles.get(row.id, NO_TROUBLE)
        rows.append(row if row.incidents == trouble else replace(row, incidents=trouble))
    every = marked((*rows, *fresh.values()), found)
    return _arranged(event, every, sieve, calendar.venue_troubles(connection, event), found)


def sifted(_: Any, before: Held, sieve: Sieve) -> Held:
    """Another sieve over what is held."""
    shown = before.rows if sieve.is_open else tuple(row for row in before.rows if sieve.keeps(row))
    return replace(before, arranged=arrange(shown, before.clashing), sieve=sieve)


def _arranged(
    event: bytes,
    rows: tuple[SessionRow, ...],
    sieve: Sieve,
    troubles: dict[bytes, VenueTrouble],
    found: dict[bytes, Touch],
) -> Held:
    whole = arrange(rows)
    everything = Held(rows, whole.clashing(), whole, choices(rows), troubles, event=event, touches=found)
    return everything if sieve.is_open else sifted(None, everything, sieve)
