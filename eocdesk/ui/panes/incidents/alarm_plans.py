"""A plan that proposes itself calls once, and again where it grows worse; what stood at the start is said quietly."""

from __future__ import annotations

from collections.abc import Sequence

from eocdesk.desk.proposing import Proposal
from eocdesk.ui.panes.incidents.alarm_sound import WAITING
from eocdesk.ui.panes.incidents.alarm_words import LONG, Call

WHERE = "Open Plans (Ctrl+9) to activate it or to leave it for now."


class Calls:
    """Remembers how grave each proposal was when it called."""

    def __init__(self) -> None:
        self._heights: dict[bytes, int] | None = None

    def news(self, found: Sequence[Proposal]) -> Call | None:
        """What calls now, or None; answered ones are forgotten, so that they call anew when they come back."""
        heights = {one.plan: max(cross.height for cross in one.crossings) for one in found}
        before = self._heights
        self._heights = heights
        worse = [one for one in found if heights[one.plan] > (before or {}).get(one.plan, -1)]
        if not worse:
            return None
        return Call(_sentence(worse), WAITING if before is not None else "", ("proposal", worse[0].plan))


def _sentence(found: Sequence[Proposal]) -> str:
    first = found[0]
    reason = first.reason if len(first.reason) <= LONG else first.reason[:LONG].rsplit(" ", 1)[0] + "…"
    if len(found) == 1:
        return f"A plan proposes itself: {first.name}. {reason} {WHERE}"
    return f"{len(found)} plans propose themselves, first {first.name}: {reason} {WHERE}"
