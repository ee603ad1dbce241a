"""How the exchange is told in a row: when, what became of a lesson, how many have acknowledged a document."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.models.clock import Moment
from eocdesk.models.exchange import ADOPTIONS, ENGAGEMENT_KINDS
from eocdesk.models.marking import WORDS
from eocdesk.models.threat import PRODUCT_KINDS, PRODUCT_STATES
from eocdesk.store.queries.exchange_board import EngagementRow, LessonRow
from eocdesk.store.queries.threat_board import ProductRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Look
from eocdesk.ui.kit.tokens import Tokens

MET, ADOPTED = dict(ENGAGEMENT_KINDS), dict(ADOPTIONS)
WRITTEN, STATES = dict(PRODUCT_KINDS), dict(PRODUCT_STATES)
UNDECIDED = "considered"
GONE = ("superseded", "recalled")


def look_engagement(row: EngagementRow, now: Moment, tokens: Tokens) -> Look:
    """What is on: an edge and weight; what is past: faded."""
    if row.starts is None or row.starts > now:
        return PLAIN
    ends = row.ends if row.ends is not None else row.starts
    return Look(muted=True) if ends < now else Look(bold=True, edge=tokens.accent)


def look_lesson(row: LessonRow, _now: Moment, tokens: Tokens) -> Look:
    """Undecided ones in weight, rejected ones faded, the others with an edge."""
    if row.adoption == UNDECIDED:
        return Look(bold=True, edge=tokens.warn)
    return Look(muted=True) if row.adoption == "rejected" else Look(edge=tokens.ok)


def look_document(row: ProductRow, now: Moment, tokens: Tokens) -> Look:
    """What is not acknowledged in time: red; what is replaced or recalled: faded."""
    if row.state in GONE:
        return Look(muted=True)
    return Look(bold=True, edge=tokens.bad, tint=tokens.bad) if row.is_late(now) else PLAIN


def acknowledged(row: ProductRow) -> str:
    """`2 of 5`, `told nobody`."""
    return f"{row.acknowledged} of {row.told}" if row.told else "told nobody"


def marking(word: str) -> str:
    """`TLP:GREEN`."""
    return WORDS[word].label if word in WORDS else word


class Looks:
    """What needs the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def begins(self, row: EngagementRow) -> str:
        """The same for a narrow column: when it begins."""
        return self.moment(row.starts) or "no time set"

    def when(self, row: EngagementRow) -> str:
        """`19 Jul 14:31 – 16:00`, `no time set`."""
        if row.starts is None:
            return "no time set"
        begins, ends = self.moment(row.starts), self.moment(row.ends)
        same = row.ends is not None and self._day(row.starts) == self._day(row.ends)
        ends = moments.clock(row.ends, self._zone()) if same else ends
        return f"{begins} – {ends}" if ends else begins

    def decided(self, row: LessonRow) -> str:
        """When it was decided and by whom; `not yet`."""
        if row.adoption == UNDECIDED:
            return "not yet"
        return " by ".join(part for part in (self.moment(row.decided), row.decided_by) if part)

    def _day(self, when: Moment) -> str:
        return moments.shown(when, self._zone())[:10]
