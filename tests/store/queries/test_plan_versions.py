"""Every version of a plan stands beside the others, with who approved it; whichever of them one asks for."""

from __future__ import annotations

from eocdesk.commands.plans import ApprovePlan, NewVersion
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.plan_versions import versions
from tests.kit.plans import heat_plan


def test_versions_are_told_from_either_end_with_their_approvals(desk: Desk) -> None:
    desk.settings.set("person", "Dana Reyes")
    first = heat_plan(desk)
    desk.settings.set("person", "Ken Mori")
    second = desk.do_now(NewVersion(first)).value
    held = desk.read_now(versions, first)
    assert [(one.id, one.version, one.state, one.approved_by) for one in held] == [
        (second, "2", "draft", ""),
        (first, "1", "approved", "Dana Reyes"),
    ]
    assert held == desk.read_now(versions, second)
    desk.do_now(ApprovePlan(second))
    newest, oldest = desk.read_now(versions, first)
    assert (newest.approved_by, oldest.state, oldest.approved_by) == ("Ken Mori", "withdrawn", "Dana Reyes")
    assert newest.approved is not None
    assert abs(newest.approved - clock.now()) < 60_000
