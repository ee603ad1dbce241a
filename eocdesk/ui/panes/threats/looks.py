"""How threats, reports and products are told in a row: level and likelihood in words, what is due and overdue."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.models.clock import Moment
from eocdesk.models.plan import LEVELS as LEVEL_WORDS
from eocdesk.models.threat import (
    CONFIDENCES,
    LIKELIHOODS,
    PRODUCT_KINDS,
    PRODUCT_STATES,
    REPORT_KINDS,
    REPORT_STATES,
    THREAT_CLASSES,
    THREAT_STATES,
)
from eocdesk.store.queries.threat_board import ProductRow, ReportRow, ThreatRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Look
from eocdesk.ui.kit.tokens import Tokens

LEVELS, CLASSES, STATES = dict(LEVEL_WORDS), dict(THREAT_CLASSES), dict(THREAT_STATES)
CHANCES, SURE = dict(LIKELIHOODS), dict(CONFIDENCES)
REPORTED, REPORTS = dict(REPORT_STATES), dict(REPORT_KINDS)
PRODUCED, PRODUCTS = dict(PRODUCT_STATES), dict(PRODUCT_KINDS)
_HIGH = ("high", "severe")


def level_part(level: str) -> str:
    """The token of a level."""
    return "bad" if level in _HIGH else "warn" if level == "elevated" else "muted"


def acknowledged(row: ProductRow) -> str:
    """`2 of 5 acknowledged`; of what nobody has, nothing."""
    return f"{row.acknowledged} of {row.told} acknowledged" if row.told else ""


def look_threat(row: ThreatRow, _now: Moment, tokens: Tokens) -> Look:
    """The level as an edge, high ones in weight, closed ones faded."""
    if row.is_over:
        return Look(muted=True)
    high = row.level in _HIGH
    return Look(bold=high, edge=tokens.bad if high else tokens.warn if row.level == "elevated" else "")


def look_product(row: ProductRow, now: Moment, tokens: Tokens) -> Look:
    """Overdue acknowledgements with a red edge and tint; what is superseded or recalled faded."""
    if row.state in ("superseded", "recalled"):
        return Look(muted=True)
    if row.is_late(now):
        return Look(bold=True, edge=tokens.bad, tint=tokens.bad)
    return Look(edge=tokens.accent) if row.state == "approved" else PLAIN


class Looks:
    """What needs the clock and the event's zone."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def now(self) -> Moment:
        """Milliseconds UTC."""
        return self._now()

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def today(self) -> str:
        """YYYY-MM-DD in the event's zone."""
        return moments.shown(self._now(), self._zone())[:10]

    def due(self, row: ReportRow) -> str:
        """`purge due since 2028-07-01`, `review due since ...`, `review 2028-09-01`."""
        which = row.is_due(self.today())
        if which:
            return f"{which} due since {row.purge if which == 'purge' else row.review}"
        if row.state == "purged":
            return ""
        return f"review {row.review}" if row.review else f"purge {row.purge}" if row.purge else ""

    def answered(self, row: ProductRow) -> str:
        """`2 of 5 acknowledged, overdue since 14:00`."""
        late = f", overdue since {self.moment(row.due)}" if row.is_late(self._now()) else ""
        return f"{acknowledged(row)}{late}"

    def shortly(self, row: ProductRow) -> str:
        """The same for a narrow column: `2 of 5, overdue`."""
        if not row.told:
            return ""
        return f"{row.acknowledged} of {row.told}{', overdue' if row.is_late(self._now()) else ''}"

    def look_report(self, row: ReportRow, _now: Moment, tokens: Tokens) -> Look:
        """Due ones with an edge: red for a purge, amber for a review; new ones in weight, what is over faded."""
        which = row.is_due(self.today())
        if which:
            edge = tokens.bad if which == "purge" else tokens.warn
            return Look(bold=True, edge=edge, tint=edge if which == "purge" else "")
        return Look(muted=True) if row.is_over else Look(bold=row.state == "new")
