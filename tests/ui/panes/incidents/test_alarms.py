"""Alarms are heard once, from others, and muting them is in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask
from eocdesk.models import Entry, clock
from eocdesk.store.queries import events
from eocdesk.store.queries.terms import LATE_MS
from eocdesk.store.work import Who
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.messages import Way
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.alarm_sound import Player
from eocdesk.ui.panes.incidents.alarms import Alarms
from tests.kit.desks import EVENT
from tests.kit.plans import heat_plan

MINUTE = 60_000
BAKER = Who("R. Baker", "Watch officer")


@pytest.fixture
def make(context: Context, qtbot: QtBot) -> Iterator[Callable[[], Alarms]]:
    """Alarms as a window has them, without a loudspeaker; what they play is on `alarms.player.played`."""
    made: list[Alarms] = []

    def one() -> Alarms:
        alarms = Alarms(context, player=Player(lambda _file: None))
        qtbot.addWidget(alarms.mute_button)
        context.bridge.changed.connect(alarms.refresh)
        made.append(alarms)
        return alarms

    yield one
    for alarms in made:
        if shiboken6.isValid(alarms):
            shiboken6.delete(alarms)


@pytest.fixture
def alarms(make: Callable[[], Alarms]) -> Alarms:
    made = make()
    made._since -= 1  # an entry written in the very millisecond it began is news too
    return made


@pytest.fixture
def heard(alarms: Alarms) -> list[str]:
    tones: list[str] = []
    alarms.player.played.connect(tones.append)
    return tones


@pytest.fixture
def said(context: Context) -> list[str]:
    words: list[str] = []
    context.messages.noted.connect(words.append)
    context.messages.refused.connect(words.append)
    return words


def log(context: Context, text: str, who: Who | None = BAKER, **values: Any) -> None:
    context.desk.do_now(LogEntry(EVENT, text, **values), who=who)


def entries(context: Context) -> list[str]:
    return [entry.text for entry in context.desk.read_now(events.of_event, Entry, EVENT)]


def later(context: Context, by: int) -> None:
    context.setting = Setting(lambda: context.zone, lambda: clock.now() + by, context.setting.candidates)


def test_a_flash_of_others_is_heard_and_said_once(
    alarms: Alarms, context: Context, heard: list[str], said: list[str], qtbot: QtBot
) -> None:
    log(context, "Smoke", priority="flash")
    qtbot.waitUntil(lambda: heard == ["flash"])
    assert said[0].startswith("Flash from R. Baker: Smoke (")
    log(context, "Routine", priority="routine")
    log(context, "Mine", None, priority="flash")
    qtbot.waitUntil(lambda: not alarms._busy and alarms._timer.remainingTime() > 1_000)
    assert (len(heard), len(said)) == (1, 1)


def test_nothing_takes_the_keyboard(alarms: Alarms, context: Context, heard: list[str], qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    log(context, "Smoke", priority="flash")
    qtbot.waitUntil(lambda: bool(heard))
    assert line.hasFocus()
    assert QApplication.activeModalWidget() is None


def test_what_is_late_at_the_start_is_told_in_one_sentence(
    make: Callable[[], Alarms], context: Context, said: list[str], qtbot: QtBot
) -> None:
    context.desk.do_now(AddTask(EVENT, "one", due=clock.now() - MINUTE))
    context.desk.do_now(AddTask(EVENT, "two", due=clock.now() - MINUTE))
    log(context, "old flash", priority="flash", addressees=("LAFD",))
    later(context, LATE_MS + MINUTE)
    make().look()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said[0].startswith("Not acknowledged in time: old flash (")
    assert said[0].endswith("2 tasks are due.")


def test_a_task_calls_by_itself_at_its_time(
    alarms: Alarms, context: Context, heard: list[str], said: list[str], qtbot: QtBot
) -> None:
    context.desk.do_now(AddTask(EVENT, "Ask Metro", owner="K. Watanabe", due=clock.now() + 400))
    qtbot.waitUntil(lambda: heard == ["reminder"])
    assert said[0].startswith("Due now: Ask Metro, K. Watanabe (")


def test_muting_is_in_the_log_shows_on_the_button_and_silences(
    alarms: Alarms, context: Context, heard: list[str], said: list[str], qtbot: QtBot
) -> None:
    button = alarms.mute_button
    assert isinstance(button, IconButton)
    alarms.turn()
    qtbot.waitUntil(lambda: alarms.is_muted)
    (words,) = entries(context)
    assert words.startswith(f"Sounds muted on desk {context.desk.code} by L. Chen until ")
    assert button.text().startswith("Muted to ")
    assert button.accessibleName().startswith("Sounds are muted by L. Chen until ")
    log(context, "Smoke", priority="flash")
    qtbot.waitUntil(lambda: bool(said))
    assert heard == []
    alarms.turn()
    qtbot.waitUntil(lambda: not alarms.is_muted)
    assert entries(context)[-1] == f"Sounds heard again on desk {context.desk.code}, switched on by L. Chen."
    assert button.text() == ""


def test_the_menu_mutes_for_a_span_and_for_good(alarms: Alarms, context: Context, qtbot: QtBot) -> None:
    button = alarms.mute_button
    assert isinstance(button, IconButton)
    titles = {action.text(): action for action in button.menu().actions() if action.text()}
    assert not titles["Hear sounds again"].isEnabled()
    titles["Mute sounds until they are switched on"].trigger()
    qtbot.waitUntil(lambda: alarms.is_muted)
    assert button.text() == "Muted"
    titles["Hear sounds again"].trigger()
    qtbot.waitUntil(lambda: not alarms.is_muted)
    assert len(entries(context)) == 2


def test_a_mute_that_ran_out_is_said(alarms: Alarms, context: Context, said: list[str], qtbot: QtBot) -> None:
    alarms.mute(15)
    qtbot.waitUntil(lambda: alarms.is_muted)
    later(context, 16 * MINUTE)
    alarms.look()
    assert said == ["Sounds are heard again."]
    assert not alarms.is_muted


def test_sounds_switched_off_in_the_settings_are_logged_too(alarms: Alarms, context: Context, qtbot: QtBot) -> None:
    context.desk.settings.set("sounds", value=False)
    alarms.look()
    qtbot.waitUntil(lambda: len(entries(context)) == 1)
    assert entries(context) == [f"Sounds switched off on desk {context.desk.code} by L. Chen, in the settings."]
    qtbot.waitUntil(lambda: not alarms._busy)
    alarms.look()
    qtbot.waitUntil(lambda: not alarms._busy)
    assert len(entries(context)) == 1
    alarms.unmute()
    qtbot.waitUntil(lambda: not alarms.is_muted)
    assert context.desk.settings.get("sounds") is True


def test_without_an_event_muting_is_refused_because_it_could_not_be_logged(
    alarms: Alarms, context: Context, said: list[str], qtbot: QtBot
) -> None:
    context.desk.event = None
    alarms.turn()
    qtbot.waitUntil(lambda: said == ["Open an event first: muting is logged."])
    assert not alarms.is_muted


def test_of_two_windows_one_speaks_and_the_other_takes_over(
    alarms: Alarms, make: Callable[[], Alarms], context: Context, said: list[str], qtbot: QtBot
) -> None:
    alarms.look()
    second = make()
    second._since -= 1
    log(context, "first", priority="flash")
    qtbot.waitUntil(lambda: len(said) == 1)
    qtbot.waitUntil(lambda: not alarms._busy and not second._timer.remainingTime() < 1_000)
    assert len(said) == 1
    shiboken6.delete(alarms)
    second._begin()
    second._since -= 1
    log(context, "second", priority="flash")
    qtbot.waitUntil(lambda: any("second" in words for words in said))


def test_the_palette_knows_it(alarms: Alarms, context: Context, heard: list[str], qtbot: QtBot) -> None:
    context.actions.add(alarms.alarm_actions())
    context.actions.run("sounds.try")
    assert heard == ["flash"]
    context.actions.run("sounds.mute")
    qtbot.waitUntil(lambda: alarms.is_muted)
    context.actions.run("sounds.on")
    qtbot.waitUntil(lambda: not alarms.is_muted)


def test_a_plan_that_proposes_itself_is_said_and_heard_once(
    alarms: Alarms, context: Context, heard: list[str], said: list[str], qtbot: QtBot
) -> None:
    ways: list[Way] = []
    context.messages.offered.connect(partial(_heard, said, ways))
    qtbot.waitUntil(lambda: not alarms._busy and alarms._plans._heights is not None)
    now = clock.now()
    venue = context.desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34})).value
    session = {"title": "Swimming", "venue": venue, "starts": now - MINUTE, "ends": now + 90 * MINUTE}
    context.desk.do_now(Add("session", EVENT, session))
    plan = heat_plan(context.desk, venue)
    seen = {"title": "Hot", "measure": "heat index", "series": [[now - MINUTE, 104.0]], "venue": venue}
    context.desk.do_now(Add("observation", EVENT, seen))
    qtbot.waitUntil(lambda: heard == ["waiting"])
    assert said[-1].startswith("A plan proposes itself: Heat at outdoor venues. Heat index up to 104")
    assert [(way.kind, way.record) for way in ways] == [("proposal", plan)]
    log(context, "Routine", priority="routine")
    qtbot.waitUntil(lambda: not alarms._busy and alarms._timer.remainingTime() > 1_000)
    assert heard == ["waiting"]


def _heard(said: list[str], ways: list[Way], sentence: str, way: Way) -> None:
    said.append(sentence)
    ways.append(way)
