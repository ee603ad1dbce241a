"""Who this desk meets: the hub first in sight, a desk alone at the way to join; trouble marked by more than colour."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.peers import DESK, REVOKED
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.copies import HERE, CopiesPage
from tests.kit.desks import EVENT
from tests.kit.joined import HUB_ID, holds_all, joined, tried


def read(page: CopiesPage, qtbot: QtBot) -> None:
    page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())


def made(context: Context, qtbot: QtBot) -> CopiesPage:
    page = CopiesPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    read(page, qtbot)
    return page


def test_a_desk_alone_stands_at_the_way_to_join(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    assert [row.key for row in page.list.rows] == [HERE]
    assert page.own.form.isVisible()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    assert page.own.form.url.hasFocus()


def test_the_hub_is_in_sight_with_what_is_unsent_and_its_attempts(context: Context, desk: Desk, qtbot: QtBot) -> None:
    now = clock.now()
    joined(desk, met=now - 5 * 60_000, tried=now - 5 * 60_000, skew=0)
    holds_all(desk)
    joined(desk, b"l" * 16, DESK, "Liaison laptop")
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    tried(desk, now - 5 * 60_000, "12 sent.", ok=True, sent=12)
    page = made(context, qtbot)
    assert page.list.current == HUB_ID
    hub, laptop = page.list.rows[1:]
    assert hub.detail == "Hub · met 5 minutes ago · 1 change unsent"
    assert hub.part == "ok"
    assert laptop.detail.startswith("Desk nearby · not met yet")
    assert laptop.part == "warn"
    assert page.card.table.rowCount() == 1
    page.list.go_to(HERE)
    qtbot.waitUntil(lambda: page.own.isVisible() and not loop.running())
    assert not page.own.form.isVisible(), "a desk belongs to one hub"


def test_a_hub_that_put_this_desk_out_is_said_to_have_and_another_may_be_joined(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    joined(desk, state=REVOKED)
    page = made(context, qtbot)
    assert page.list.rows[1].detail == "Hub · has put this desk out"
    assert page.list.rows[1].part == "bad"
    page.list.go_to(HERE)
    qtbot.waitUntil(page.own.form.isVisible)
    qtbot.waitUntil(lambda: not loop.running())
