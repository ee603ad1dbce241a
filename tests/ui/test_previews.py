"""Pages stay open beside each other until they are closed, and bear the event's marking."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Event, Refused
from eocdesk.models.marking import Tlp
from eocdesk.reports import committee
from eocdesk.ui.pane import Context
from eocdesk.ui.previews import Previews, under
from tests.ui.panes.conftest import context, navigator

__all__ = ["context", "navigator"]


def test_two_stay_open_and_one_that_is_closed_is_forgotten(
    context: Context, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    previews = Previews(context)
    ceilings: list[Tlp] = []

    def draw(connection: Any, event: Event, ceiling: Tlp, *rest: Any) -> bytes:
        ceilings.append(ceiling)
        return committee.draw(connection, event, ceiling, *rest)

    for title in ("First", "Second"):
        context.start(previews.draw(draw, title, "report.pdf"), name="pages")
    qtbot.waitUntil(lambda: len(previews.shown) == 2, timeout=20_000)
    assert all(one.isVisible() for one in previews.shown)
    assert {one.windowTitle() for one in previews.shown} == {"First", "Second"}
    assert len(set(ceilings)) == 1
    previews.shown[0].close()
    qtbot.waitUntil(lambda: len(previews.shown) == 1)
    previews.shown[0].close()
    qtbot.waitUntil(lambda: not previews.shown)


def test_what_is_handed_out_bears_the_marking_of_the_event_and_needs_one(desk: Desk) -> None:
    event = desk.event
    assert event is not None
    assert under(event)[1].name in Tlp.__members__
    with pytest.raises(Refused, match="Open an event"):
        under(None)
