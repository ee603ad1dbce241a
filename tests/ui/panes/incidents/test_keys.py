"""What the palette and the keys page know of the log, and that each does what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.actions import Actions
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.bar import INCIDENTS, TASKS
from eocdesk.ui.panes.incidents.keys import actions_of
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.logs import World
from tests.ui.panes.conftest import Asked


@pytest.fixture
def actions(shown: Callable[[], LogPane], world: World) -> tuple[LogPane, Actions]:
    world.log("Gate 7 crowded")
    pane = shown()
    made = Actions(pane)
    made.add(actions_of(pane))
    return pane, made


def test_control_n_asks_the_window_so_that_the_log_comes_forward(
    actions: tuple[LogPane, Actions], context: Context
) -> None:
    assert actions[1].key_of("log.new") == "Ctrl+N"
    actions[1].run("log.new")
    navigator = context.navigator
    assert isinstance(navigator, Asked)
    assert navigator.calls == [("entry", {})]


def test_the_filter_takes_the_keyboard_from_wherever_one_is(actions: tuple[LogPane, Actions], qtbot: QtBot) -> None:
    pane, known = actions
    known.run("log.tasks")
    assert pane.bar.way == TASKS
    known.run("log.filter")
    qtbot.waitUntil(pane.bar.line.hasFocus)


def test_the_three_lists_have_a_key_each(actions: tuple[LogPane, Actions]) -> None:
    pane, known = actions
    known.run("log.incidents")
    assert pane.bar.way == INCIDENTS
    assert pane.tables[INCIDENTS].hasFocus() or pane._empties[INCIDENTS].is_empty
    assert [known.key_of(f"log.{way}") for way in ("entries", "incidents", "tasks")] == ["Alt+1", "Alt+2", "Alt+3"]


def test_the_panel_is_shown_and_folded(actions: tuple[LogPane, Actions]) -> None:
    pane, known = actions
    known.run("log.detail")
    assert pane.split.is_open
    known.run("log.detail")
    assert not pane.split.is_open


def test_what_is_filtered_can_be_kept_under_a_name(
    actions: tuple[LogPane, Actions], said: list[str], qtbot: QtBot, world: World
) -> None:
    pane, known = actions
    known.run("log.view.save")
    assert said == ["Nothing is filtered, so there is nothing to keep."]
    pane.bar.show_filter("gate", open_only=True)
    known.run("log.view.save")
    qtbot.keyClicks(pane.ask.line, "Gates")
    pane.ask.answer()
    assert world.desk.settings.get("views") == {"Gates": "gate is:open"}
    assert pane.ask.isHidden()


def test_a_new_incident_needs_an_event(actions: tuple[LogPane, Actions], context: Context) -> None:
    assert actions[1]["log.incident.new"].is_enabled
    context.desk.event = None
    assert not actions[1]["log.incident.new"].is_enabled


def test_verbs_of_an_incident_are_off_for_an_entry_without_one(actions: tuple[LogPane, Actions]) -> None:
    pane, known = actions
    pane.tables["entries"].selectRow(0)
    on = {name for name in ("amend", "strike", "copy", "incident", "attach") if known[f"log.{name}"].is_enabled}
    off = {name for name in ("status", "severity", "close", "reopen", "edit") if not known[f"log.{name}"].is_enabled}
    assert on == {"amend", "strike", "copy", "incident", "attach"}
    assert off == {"status", "severity", "close", "reopen", "edit"}
