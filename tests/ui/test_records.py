"""Forms of records: added, amended, followed while others write, and never lost by closing the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.events import AddEvent
from eocdesk.commands.products import ApproveProduct, NewVersion, WriteProduct
from eocdesk.commands.records import Strike
from eocdesk.commands.venues import AddVenue, AmendVenue
from eocdesk.models import Feature, Venue
from eocdesk.store.queries import events
from eocdesk.store.work import Who
from eocdesk.ui.history import HistoryView
from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.kit.record_dialog import RecordDialog
from tests.kit.desks import EVENT, make_desk, meet
from tests.kit.windows import Room


@pytest.fixture
def venue(room: Room) -> bytes:
    made = room.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "city": "LA"})).value
    assert isinstance(made, bytes)
    return made


def opened(room: Room, qtbot: QtBot) -> RecordDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in room.window.findChildren(RecordDialog)))
    made = next(one for one in room.window.findChildren(RecordDialog) if one.isVisible())
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line(form: RecordDialog, name: str) -> QLineEdit:
    editor = form.form.editor(name)
    assert isinstance(editor, LineEditor)
    return editor.line


def retype(form: RecordDialog, name: str, words: str) -> None:
    line(form, name).selectAll()
    QTest.keyClicks(line(form, name), words)


def test_a_record_is_added_by_hand_with_some_fields_filled(room: Room, qtbot: QtBot) -> None:
    room.window.edit_record("venue", None, {"lat": 33.95, "lon": -118.34})
    form = opened(room, qtbot)
    retype(form, "name", "SoFi Stadium")
    with qtbot.waitSignal(form.saved) as saved:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = room.desk.read_now(events.record, Venue, saved.args[0].value)
    assert kept is not None
    assert (kept.name, kept.lat) == ("SoFi Stadium", 33.95)


def test_a_form_begun_on_one_event_is_not_saved_into_another_that_is_opened_meanwhile(room: Room, qtbot: QtBot) -> None:
    second = room.desk.do_now(AddEvent("TWO", "Second", "UTC", "2028-01-01", "2028-01-02")).value
    room.window.edit_record("venue")
    form = opened(room, qtbot)
    retype(form, "name", "SoFi Stadium")
    room.window.errands.open_event(second)
    with qtbot.waitSignal(form.saved):
        form.save()
    assert [one.name for one in room.desk.read_now(events.of_event, Venue, EVENT)] == ["SoFi Stadium"]
    assert room.desk.read_now(events.of_event, Venue, second) == []


def test_a_feature_added_on_the_map_stands_where_it_was_added(room: Room, qtbot: QtBot) -> None:
    room.window.edit_record("feature", None, {"lat": 33.95, "lon": -118.34})
    form = opened(room, qtbot)
    retype(form, "name", "Gate 7")
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    kept = room.desk.read_now(events.record, Feature, saved.args[0].value)
    assert kept is not None
    assert json.loads(kept.geometry or "") == {"type": "Point", "coordinates": [-118.34, 33.95]}


def test_what_cannot_be_saved_is_said_beside_its_field(room: Room, qtbot: QtBot) -> None:
    room.window.edit_record("venue")
    form = opened(room, qtbot)
    retype(form, "city", "Inglewood")
    form.save()
    row = next(one for one in form.findChildren(FormRow) if one.editor is form.form.editor("name"))
    qtbot.waitUntil(lambda: row.error != "")
    assert form.isVisible()


def test_a_record_opens_once_with_its_history(room: Room, venue: bytes, qtbot: QtBot) -> None:
    room.window.edit_record("venue", venue)
    form = opened(room, qtbot)
    assert line(form, "city").text() == "LA"
    history = form.findChild(HistoryView)
    qtbot.waitUntil(lambda: any("City: LA" in words for words in history.lines))
    room.window.edit_record("venue", venue)
    assert len([one for one in room.window.findChildren(RecordDialog) if one.isVisible()]) == 1


def test_a_form_says_which_of_many_it_changes(room: Room, qtbot: QtBot) -> None:
    made, number = room.desk.do_now(WriteProduct(EVENT, {"title": "Bulletin", "text": "Be careful"})).value
    room.desk.do_now(ApproveProduct(made))
    newer, second = room.desk.do_now(NewVersion(made)).value
    for record, title in ((made, f"Product {number}"), (newer, f"Product {second}, version 2")):
        room.window.edit_record("product", record)
        qtbot.waitUntil(
            lambda title=title: any(one.windowTitle() == title for one in room.window.findChildren(RecordDialog))
        )


def test_what_others_write_meanwhile_is_shown_but_not_over_what_is_typed(
    room: Room, venue: bytes, qtbot: QtBot
) -> None:
    room.window.edit_record("venue", venue)
    form = opened(room, qtbot)
    retype(form, "city", "Inglewood")
    elsewhere = Who("K. Watanabe", "Field liaison", "command line")
    room.desk.do_now(AmendVenue(venue, {"city": "Los Angeles", "cluster": "Westside"}), who=elsewhere)
    qtbot.waitUntil(lambda: line(form, "cluster").text() == "Westside")
    assert line(form, "city").text() == "Inglewood"


def test_a_record_struck_while_its_form_is_open_says_so(room: Room, venue: bytes, qtbot: QtBot) -> None:
    room.window.edit_record("venue", venue)
    form = opened(room, qtbot)
    elsewhere = Who("K. Watanabe", "Field liaison", "command line")
    room.desk.do_now(Strike("venue", venue), who=elsewhere)

    def said() -> bool:
        return any("struck by K. Watanabe" in one.text() for one in form.findChildren(QLabel) if one.isVisible())

    qtbot.waitUntil(said)
    retype(form, "city", "Inglewood")
    assert said(), "typing on does not wipe it away"


def test_a_record_that_is_not_here_says_so(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.messages.refused) as said:
        room.window.edit_record("venue", b"nobody has this")
    assert said.args == ["This venue is not on this desk."]


def test_the_window_does_not_close_over_what_is_typed_until_asked_again(room: Room, venue: bytes, qtbot: QtBot) -> None:
    room.window.edit_record("venue", venue)
    retype(opened(room, qtbot), "city", "Inglewood")
    with qtbot.waitSignal(room.messages.refused) as said:
        assert not room.window.close()
    assert "not saved" in said.args[0]
    assert room.window.isVisible()
    assert room.window.close()


def test_forms_with_nothing_typed_close_with_the_window(room: Room, venue: bytes, qtbot: QtBot) -> None:
    room.window.edit_record("venue", venue)
    opened(room, qtbot)
    room.window.edit_record("agency")
    assert room.window.close()


def test_a_form_says_which_of_its_fields_are_in_dispute(room: Room, venue: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    there = make_desk(tmp_path / "there", "K. Watanabe")
    meet(room.desk, there)
    room.desk.do_now(AmendVenue(venue, {"city": "Inglewood"}))
    there.do_now(AmendVenue(venue, {"city": "Los Angeles"}))
    meet(room.desk, there)
    there.close()
    room.window.edit_record("venue", venue)
    form = opened(room, qtbot)
    sentence = "Two desks wrote City. Settle it under Conflicts, Ctrl+7."
    qtbot.waitUntil(lambda: any(one.text() == sentence and one.isVisible() for one in form.findChildren(QLabel)))
    form.close()
