"""The page behind the strip: how the desk stands, in words; one button meets the hub; each page by its name."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk import drill
from eocdesk.desk.desk import Desk
from eocdesk.models import Act, clock
from eocdesk.store import local
from eocdesk.store.notice import Notice
from eocdesk.store.peers import REVOKED
from eocdesk.ui import loop
from eocdesk.ui.panes.meetings.pane import WAYS, MeetingsPane
from eocdesk.ui.panes.meetings.ready_page import ReadyPage
from tests.kit.desks import EVENT
from tests.kit.joined import joined


def rested(pane: MeetingsPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.is_ready and not loop.running())


def test_a_desk_alone_says_so_and_cannot_meet(pane: MeetingsPane) -> None:
    assert pane._standing.text() == "Not linked"
    assert not pane.meet_button.isEnabled()


def test_news_of_the_link_are_shown_though_nobody_wrote_anything(pane: MeetingsPane, desk: Desk, qtbot: QtBot) -> None:
    joined(desk, met=clock.now(), tried=clock.now())
    desk.link.tell()
    qtbot.waitUntil(lambda: pane._standing.text() == "Linked to Room hub")
    assert pane.meet_button.isEnabled()
    joined(desk, met=clock.now(), state=REVOKED)
    desk.link.tell()
    qtbot.waitUntil(lambda: pane._standing.text() == "Put out by Room hub")
    assert not pane.meet_button.isEnabled()
    rested(pane, qtbot)


def test_meet_now_says_what_came_of_it_also_where_nobody_answers(pane: MeetingsPane, desk: Desk, qtbot: QtBot) -> None:
    joined(desk, met=clock.now())
    desk.link.tell()
    qtbot.waitUntil(pane.meet_button.isEnabled)
    noted: list[str] = []
    pane.context.messages.noted.connect(noted.append)
    pane.meet_button.click()
    pane.meet_button.click()
    assert pane.meet_button.text() == "Meeting…"
    qtbot.waitUntil(lambda: bool(noted), timeout=20_000)
    assert noted[0].startswith("Room hub: ")
    rested(pane, qtbot)
    assert pane.meet_button.text() == "Meet now"
    assert len(noted) == 1


@pytest.mark.parametrize("name", [name for name, _ in WAYS])
def test_each_page_is_reached_by_its_action_and_takes_the_keyboard(
    pane: MeetingsPane, navigator: Any, qtbot: QtBot, name: str
) -> None:
    act = next(one for one in pane.pane_actions() if one.name == f"meetings.{name}")
    act.run()
    assert navigator.calls[-1] == ("pane", "meetings")
    rested(pane, qtbot)
    assert pane.ways.current == pane.page.name == name
    pane.take_focus()
    focused = pane.focusWidget()
    assert focused is not None
    assert focused is pane.page or pane.page.isAncestorOf(focused)


def test_a_drill_whose_time_is_up_is_ended_though_nobody_looks_at_it(
    pane: MeetingsPane, desk: Desk, qtbot: QtBot
) -> None:
    joined(desk, met=clock.now())
    noted: list[str] = []
    pane.context.messages.noted.connect(noted.append)
    past = drill.Drill(clock.now() - 120_000, clock.now() - 60_000, desk.event.id if desk.event else b"", 0, [], [])
    plain = [past.began, past.until, past.event, past.seq, past.chains, past.conflicts]
    desk.store.writer.local(lambda connection: local.put(connection, drill.KEY, plain)).result()
    desk.link.tell()
    qtbot.waitUntil(lambda: bool(noted), timeout=20_000)
    assert noted[0].startswith("The blackout drill is over.")
    rested(pane, qtbot)
    assert desk.read_now(drill.stand, clock.now()).drill is None


def test_what_is_looked_at_with_effort_is_not_looked_at_again_at_every_change(
    pane: MeetingsPane, desk: Desk, qtbot: QtBot
) -> None:
    pane.show_page("ready")
    rested(pane, qtbot)
    page = pane.page
    assert isinstance(page, ReadyPage)
    before = page.found
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    pane.refresh(Notice(Act(b"", "Add venue"), frozenset({("venue", b"")}), None))
    rested(pane, qtbot)
    assert page.found is before
    pane.refresh(None)
    rested(pane, qtbot)
    assert page.found is not before
