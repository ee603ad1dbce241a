"""What the window itself does: officer, undo, themes, layouts, conflicts, alerts, walls, and what others wrote."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import SetPosture
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.partners import AddContact, AddDuty
from eocdesk.commands.tasks import AddTask
from eocdesk.commands.venues import AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue, clock
from eocdesk.store.queries import events
from eocdesk.store.queries.search import by_number
from eocdesk.ui.ask_line import AskLine
from eocdesk.ui.keys_page import KeysPage
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.record_dialog import RecordDialog
from eocdesk.ui.panes.conflicts import SPEC as CONFLICTS
from eocdesk.ui.panes.conflicts import ConflictsPane
from eocdesk.ui.settings_dialog import SettingsDialog
from eocdesk.ui.signin import SignIn
from tests.kit.desks import EVENT, make_desk, meet
from tests.kit.windows import PLAIN, Room, settled, window_on

HOUR = 3_600_000


def log_texts(desk: Desk) -> list[str]:
    return desk.read_now(
        lambda connection: [text for (text,) in connection.exec_driver_sql("SELECT text FROM entry ORDER BY row")]
    )


def press(room: Room, qtbot: QtBot, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key of the window, pressed where the keyboard is."""
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    room.pane("incidents").take_focus()
    QTest.keyClick(room.pane("incidents").line, key, with_)


def test_changing_officer_is_one_key_and_is_logged(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    press(room, qtbot, Qt.Key.Key_F2)
    asking = room.dialog(SignIn)
    asking._person.setText("K. Watanabe")
    asking._position.setText("EOC director")
    with qtbot.waitSignal(asking.taken):
        QTest.keyClick(asking._position, Qt.Key.Key_Return)
    assert log_texts(room.desk) == ["Watch taken by K. Watanabe, EOC director; before: L. Chen, Watch officer."]
    assert room.window.topbar._who.text() == "K. Watanabe"
    room.desk.do_now(LogEntry(EVENT, "Gate 7 closed"))
    entry = room.desk.read_now(
        lambda connection: connection.exec_driver_sql("SELECT author, position FROM entry ORDER BY row DESC").first()
    )
    assert tuple(entry) == ("K. Watanabe", "EOC director")


def test_my_last_act_is_taken_back_and_done_again_by_key(room: Room, qtbot: QtBot) -> None:
    venue = room.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value
    room.desk.do_now(AmendVenue(venue, {"city": "Inglewood"}))

    def city() -> str:
        return room.desk.read_now(events.record, Venue, venue).city

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(room.messages.noted) as said:
        press(room, qtbot, Qt.Key.Key_Z, control)
    assert said.args[0].startswith("Taken back: ")
    assert city() == ""
    with qtbot.waitSignal(room.messages.noted) as said:
        press(room, qtbot, Qt.Key.Key_Z, control | shift)
    assert said.args[0].startswith("Done again: ")
    assert city() == "Inglewood"


def test_nothing_to_take_back_is_said(room: Room, qtbot: QtBot) -> None:
    room.desk._done.clear()
    with qtbot.waitSignal(room.messages.refused) as said:
        room.window.errands.undo()
    assert said.args == ["There is nothing to undo."]


def test_the_theme_goes_round_and_is_kept(room: Room, qtbot: QtBot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    seen = []
    for _ in range(3):
        press(room, qtbot, Qt.Key.Key_L, control | shift)
        seen.append(theme.now().name)
        assert room.desk.settings.get("theme") == theme.now().name
    assert seen == ["dark", "contrast", "light"]


def test_the_settings_dialog_changes_the_theme_at_once(room: Room, qtbot: QtBot) -> None:
    press(room, qtbot, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = room.dialog(SettingsDialog)
    editor = dialog.row("theme").editor
    editor.set_value("dark")
    editor.edited.emit()
    assert theme.now().name == "dark"


def test_a_small_window_comes_forward_instead_of_a_second_one(room: Room) -> None:
    for run, kind in ((room.window.errands.keys, KeysPage), (room.window.errands.settings, SettingsDialog)):
        run()
        run()
        assert len([one for one in room.window.findChildren(kind) if one.isVisible()]) == 1


def answer(room: Room, words: str) -> AskLine:
    asking = room.dialog(AskLine)
    asking.line.setText(words)
    asking.give()
    return asking


def test_a_layout_is_saved_opened_and_forgotten_by_name(room: Room, qtbot: QtBot) -> None:
    run = room.window.actions_known.run
    docks = room.window.overview.docks
    docks.close_pane("partners")
    run("layout.save")
    with qtbot.waitSignal(room.messages.noted):
        gone = answer(room, "no partners")
    qtbot.waitUntil(lambda: "layout" not in room.window.errands._open)
    del gone
    run("layout.reset")
    assert docks.is_shown("partners")
    run("layout.open")
    assert room.dialog(AskLine).line.placeholderText() == "no partners"
    answer(room, "no partners")
    assert not docks.is_shown("partners")
    qtbot.waitUntil(lambda: "layout" not in room.window.errands._open)
    run("layout.forget")
    answer(room, "no partners")
    assert room.window.layouts.names == []


def test_a_conflict_is_counted_in_the_strip_and_reviewed_in_its_pane(
    desk: Desk, tmp_path: Any, turning: object, qtbot: QtBot
) -> None:
    del turning
    with window_on(desk, (*PLAIN, CONFLICTS)) as room:
        there = make_desk(tmp_path / "there", "K. Watanabe")
        venue = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value
        meet(desk, there)
        desk.do_now(AmendVenue(venue, {"city": "Inglewood"}))
        there.do_now(AmendVenue(venue, {"city": "Los Angeles"}))
        meet(desk, there)
        there.close()
        item = room.window.status._conflicts
        qtbot.waitUntil(lambda: item.isVisible() and item.text() == "1 conflict to review")
        item.click()
        pane = room.window.overview.panes["conflicts"]
        assert isinstance(pane, ConflictsPane)
        qtbot.waitUntil(lambda: pane.isVisible() and pane.sheet is not None and len(pane.sheet.cards) == 2)
        assert pane.sheet is not None
        next(card for card in pane.sheet.cards if card.side.word == "Inglewood").button.click()
        qtbot.waitUntil(lambda: not item.isVisible())
        found = desk.read_now(events.record, Venue, venue)
        assert found is not None
        assert found.city == "Inglewood"
        settled(room, qtbot)


def test_an_alert_leads_to_its_record(room: Room, qtbot: QtBot) -> None:
    late = room.desk.do_now(AddTask(EVENT, "Call the harbour master", due=clock.now() - HOUR)).value[0]
    qtbot.waitUntil(lambda: room.window.topbar._bell.text() == "1")
    room.window.topbar.alert_chosen.emit("task", late)
    assert room.pane("incidents").asked == [("task", late)]
    room.window.errands.alert("entry", b"")
    assert room.window.overview.current == "incidents"


def _everything(desk: Desk) -> dict[str, tuple[str, bytes]]:
    """Records behind every figure: which figure leads to which record in which pane."""
    now = clock.now()
    contact = desk.do_now(AddContact(EVENT, {"name": "Maria Ruiz"})).value
    desk.do_now(AddDuty(EVENT, {"contact": contact, "starts": now - HOUR, "position": "Duty officer"}))
    desk.do_now(ReportIncident(EVENT, "Lost child", severity=1))
    session = {"title": "Swimming", "venue_words": "SoFi", "starts": now + HOUR, "ends": now + 2 * HOUR}
    following = desk.do_now(AddSession(EVENT, session)).value
    return {
        "duty": ("partners", contact),
        "incidents": ("incidents", desk.do_now(ReportIncident(EVENT, "Crowd crush", severity=4)).value[0]),
        "overdue": ("incidents", desk.do_now(AddTask(EVENT, "Call", due=now - HOUR)).value[0]),
        "next": ("calendar", following),
    }


@pytest.mark.parametrize("figure", ["duty", "incidents", "overdue", "next"])
def test_a_figure_leads_to_the_record_behind_it(room: Room, qtbot: QtBot, figure: str) -> None:
    pane, record = _everything(room.desk)[figure]
    qtbot.waitUntil(lambda: figure in room.window.kpis.names)
    QTest.keyClick(room.window.kpis.card(figure), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [asked[1] for asked in room.pane(pane).asked] == [record])


def test_the_posture_s_figure_opens_the_posture(room: Room, qtbot: QtBot) -> None:
    room.desk.do_now(SetPosture(EVENT, 2, "heat", ""))
    qtbot.waitUntil(lambda: "posture" in room.window.kpis.names)
    QTest.keyClick(room.window.kpis.card("posture"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in room.window.findChildren(RecordDialog)))


def test_what_the_command_line_writes_is_shown_while_the_window_is_open(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    before = room.pane("incidents").read
    command = [sys.executable, "-m", "eocdesk", "--data", str(room.desk.folder), "log", "Gate 7 closed"]
    subprocess.run([*command, "--event", "LA28"], check=True, capture_output=True)
    qtbot.waitUntil(lambda: room.pane("incidents").read > before)
    assert log_texts(room.desk) == ["Gate 7 closed"]
    hits = room.desk.read_now(by_number, EVENT, f"{room.desk.code}-L1")
    assert [hit.title for hit in hits] == ["Gate 7 closed"]


def test_the_first_event_that_is_added_is_opened(room: Room, qtbot: QtBot) -> None:
    room.desk.event = None
    room.window.event_opened()
    assert room.window.welcome.isVisible()
    room.window.welcome.add_event.emit()
    form = next(one for one in room.window.findChildren(RecordDialog) if one.isVisible())
    for name, words in {"code": "WC26", "name": "World Cup"}.items():
        editor = form.form.editor(name)
        line = editor.findChild(QLineEdit)
        QTest.keyClicks(line if line is not None else editor, words)
    for name, value in {"zone": "Europe/Paris", "starts": "2026-06-11", "ends": "2026-07-19"}.items():
        form.form.editor(name).set_value(value)
        form.form.editor(name).edited.emit()
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: not room.window.welcome.isVisible())
    assert room.desk.event is not None
    assert room.desk.event.code == "WC26"
