"""How paper is told in a row: what it is called, how far it has come, how it went out."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.models.clock import Moment
from eocdesk.models.marking import WORDS
from eocdesk.models.paper import FORM_STATES, WAYS_OUT
from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.paper_board import FormRow, IssuedRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Look
from eocdesk.ui.kit.tokens import Tokens

STATES, WAYS = dict(FORM_STATES), dict(WAYS_OUT)
SHORT = 16


def called(code: str) -> str:
    """`ICS 213RR` for ics-213rr, `Call-down` for call-down."""
    if code.startswith("ics-"):
        return f"ICS {code.removeprefix('ics-').upper()}"
    return "IAP" if code == "iap" else code.replace("_", " ").capitalize()


def marking(word: str, audience: str = "") -> str:
    """`TLP:GREEN`; with an audience whom it is for."""
    label = WORDS[word].label if word in WORDS else word
    return f"{label} · {audience}" if audience else label


def look_issued(row: IssuedRow, _now: Moment, tokens: Tokens) -> Look:
    """What nobody has approved: an edge; what a later version replaced: faded."""
    if not row.newest:
        return Look(muted=True)
    return PLAIN if row.approved_by else Look(edge=tokens.warn)


def look_form(row: FormRow, _now: Moment, tokens: Tokens) -> Look:
    """What waits for approval: weight; what is in dispute: red; what is done: faded."""
    if row.disputed:
        return Look(bold=True, edge=tokens.bad)
    if row.state == "submitted":
        return Look(bold=True, edge=tokens.warn)
    return Look(edge=tokens.accent) if row.state == "draft" else Look(muted=True)


def look_trail(row: TrailRow, _now: Moment, tokens: Tokens) -> Look:
    """What left the screen has an edge."""
    return PLAIN if row.way == "viewed" else Look(edge=tokens.accent)


def name(row: FormRow) -> str:
    """What a form is called in its row."""
    return row.title or called(row.code)


def state(row: FormRow) -> str:
    """`Submitted`; in dispute before all else."""
    return "In dispute" if row.disputed else STATES.get(row.state, row.state)


class Looks:
    """What needs the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def as_of(self, row: IssuedRow) -> str:
        """When its data is of."""
        return self.moment(row.as_of)

    def approved(self, row: IssuedRow) -> str:
        """By whom and when; `Not approved yet`."""
        return f"{row.approved_by}, {self.moment(row.approved_at)}" if row.approved_by else "Not approved yet"

    def begun(self, row: FormRow) -> str:
        """When a form was begun."""
        return self.moment(row.made_at)

    def went(self, row: TrailRow) -> str:
        """When a paper was looked at or went out."""
        return self.moment(row.written)
