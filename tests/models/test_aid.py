"""Aid: nothing more is expected in states that are states, approvals of two desks are both kept."""

from __future__ import annotations

from eocdesk.models import Request, fields_of
from eocdesk.models.aid import OVER, REQUEST_STATES
from eocdesk.models.fields import Meets


def test_what_is_over_is_one_of_the_states() -> None:
    assert {state for state, _ in REQUEST_STATES} >= OVER


def test_approvals_given_on_two_desks_are_both_kept() -> None:
    assert fields_of(Request)["approvals"].meets is Meets.UNION
