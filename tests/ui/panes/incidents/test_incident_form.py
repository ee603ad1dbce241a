"""An incident is opened from a form by keyboard, alone or from an entry, marked as what it came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.commands.events import AddEvent
from eocdesk.models import Incident
from eocdesk.store.queries import entries, events
from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.incident_form import IncidentForm
from tests.kit.desks import EVENT
from tests.kit.logs import World

Opened = Callable[..., IncidentForm]


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Opened:
    home = QWidget()
    qtbot.addWidget(home)
    home.show()

    def make(entry: bytes | None = None, **prefill: object) -> IncidentForm:
        form = IncidentForm(context, entry, home)
        form.begin(prefill)
        return form

    return make


def line(form: IncidentForm, name: str) -> LineEditor:
    editor = form.form.editor(name)
    assert isinstance(editor, LineEditor)
    return editor


def test_a_title_and_control_return_open_an_incident(opened: Opened, world: World, qtbot: QtBot) -> None:
    form = opened()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClicks(line(form, "title").line, "Drone over the Coliseum")
    with qtbot.waitSignal(form.reported) as reported:
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = world.get(Incident, reported.args[0])
    assert (made.title, made.severity, made.status) == ("Drone over the Coliseum", 1, "open")


def test_the_severity_and_marking_that_stand_there_hold_even_where_they_are_the_default(
    opened: Opened, world: World, qtbot: QtBot
) -> None:
    form = opened(title="Drill", marking="RED")
    form.form.editor("severity").set_value(0)
    form.form.editor("marking").set_value("GREEN")
    with qtbot.waitSignal(form.reported) as reported:
        form.save()
    made = world.get(Incident, reported.args[0])
    assert (made.severity, made.marking) == (0, "GREEN")


def test_the_entry_it_came_from_leads_to_it(opened: Opened, world: World, qtbot: QtBot) -> None:
    record = world.log("Fourteen patients", venue="SoFi")
    form = opened(record, title="Heat", venue=world.venues["SoFi"])
    with qtbot.waitSignal(form.reported) as reported:
        form.save()
    thread = world.desk.read_now(entries.thread, record)
    assert thread is not None
    assert [one.incident for one in thread.later] == [reported.args[0]]
    assert world.get(Incident, reported.args[0]).venue == world.venues["SoFi"]


def test_begun_on_one_event_it_is_not_opened_in_another(opened: Opened, world: World, qtbot: QtBot) -> None:
    form = opened()
    qtbot.keyClicks(line(form, "title").line, "Drone over the Coliseum")
    second = world.desk.do_now(AddEvent("TWO", "Second", "UTC", "2028-01-01", "2028-01-02")).value
    world.desk.open_event(second)
    with qtbot.waitSignal(form.reported) as reported:
        form.save()
    assert world.get(Incident, reported.args[0]).event == EVENT
    assert world.desk.read_now(events.of_event, Incident, second) == []


def test_no_title_is_refused_beside_its_field(opened: Opened, qtbot: QtBot) -> None:
    form = opened()
    with qtbot.assertNotEmitted(form.reported):
        form.save()
        qtbot.waitUntil(lambda: bool(form.form._rows["title"].error))
    assert form.isVisible()


def test_types_of_incidents_are_offered_by_any_of_their_letters(opened: Opened) -> None:
    completer = line(opened(), "type").line.completer()
    completer.setCompletionPrefix("drone")
    assert completer.currentCompletion() == "Unauthorized drone (UAS) / airspace violation"
