"""The call-down by keyboard: each tick is an entry, the next one to call is current, a wrong tick is taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.calldown import TickOff
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.store.queries import events
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.desks import EVENT
from tests.kit.partners import Cast

Open = Callable[..., PartnersPane]


def texts(desk: Desk) -> list[str]:
    return [entry.text for entry in desk.read_now(events.records, Entry, order=Entry.__table__.c.row)]


def current(pane: PartnersPane) -> str:
    line = pane.calls.list.current
    return line.title if line is not None else ""


def statuses(pane: PartnersPane) -> list[str]:
    return [line.status for line in pane.calls.list.lines]


def test_ticks_are_written_and_the_next_one_is_current(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    assert pane.calls.progress.text() == "0 of 3 reached"
    assert current(pane) == "Maria Ruiz"
    qtbot.keyClick(pane.calls.list, "r")
    qtbot.waitUntil(lambda: current(pane) == "Daniel Okafor")
    qtbot.keyClick(pane.calls.list, "n")
    qtbot.waitUntil(lambda: statuses(pane) == ["reached", "no answer", ""])
    assert pane.calls.progress.text() == "1 of 3 reached"
    assert pane.calls.meter.part == pytest.approx(1 / 3)
    assert texts(desk) == [
        "Call-down: Maria Ruiz (LACoFD): reached.",
        "Call-down: Daniel Okafor (FEMA): no answer.",
    ]


def test_what_was_said_goes_with_the_tick_and_is_gone_then(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    qtbot.keyClicks(pane.calls.note_line, "Back at 15:00.")
    qtbot.keyClick(pane.calls.note_line, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.calls.list.hasFocus)
    qtbot.keyClick(pane.calls.list, "l")
    qtbot.waitUntil(lambda: texts(desk) == ["Call-down: Maria Ruiz (LACoFD): left a message. Back at 15:00."])
    qtbot.waitUntil(lambda: pane.calls.note_line.text() == "")


def test_a_wrong_tick_is_taken_back_by_another_entry(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    desk.do_now(TickOff(cast.ruiz, EVENT, "reached"))
    pane = opened("calls")
    assert pane.calls.progress.text() == "1 of 3 reached"
    qtbot.keyClick(pane.calls.list, "u")
    qtbot.waitUntil(lambda: pane.calls.progress.text() == "0 of 3 reached")
    assert len(texts(desk)) == 2
    assert texts(desk)[1].endswith("Ticked as reached by mistake")
    assert not pane.calls.bar.press("u")


def test_a_new_call_down_begins_with_its_reason_and_none(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    desk.do_now(TickOff(cast.ruiz, EVENT, "reached"))
    pane = opened("calls")
    assert pane.calls.begin_button.text() == "Begin"
    pane.calls.note_line.setText("Quake at 14:02")
    qtbot.keyClick(pane.calls.begin_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.calls.progress.text() == "0 of 3 reached")
    assert texts(desk)[-1] == "Call-down begun, 3 to call: Quake at 14:02"
    assert pane.calls.begin_button.text() == "Begin anew"
    assert pane.calls.begun.text().startswith("begun ")


def test_alt_and_an_arrow_move_somebody_in_the_list(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    qtbot.keyClick(pane.calls.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [line.title for line in pane.calls.list.lines][:2] == ["Daniel Okafor", "Maria Ruiz"])
    qtbot.waitUntil(lambda: current(pane) == "Maria Ruiz")
    qtbot.keyClick(pane.calls.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: next(line.title for line in pane.calls.list.lines) == "Maria Ruiz")


def test_somebody_is_added_by_first_letters_once(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    qtbot.waitUntil(lambda: bool(pane.context.setting.candidates("contact")))
    qtbot.keyClick(pane.head.add, Qt.Key.Key_Space)
    for key in ("tom", "ruiz"):
        qtbot.keyClicks(pane.pick.line, key)
        qtbot.keyClick(pane.pick.line, Qt.Key.Key_Return)
        qtbot.keyClick(pane.pick.line, Qt.Key.Key_Return)
        if key == "tom":
            qtbot.waitUntil(lambda: [line.title for line in pane.calls.list.lines][3:] == ["Tom Baker"])
            qtbot.waitUntil(lambda: current(pane) == "Tom Baker")
            qtbot.keyClick(pane.head.add, Qt.Key.Key_Space)
    assert pane.pick.error.text() == "They are on the list already."
    assert len(pane.calls.list.lines) == 4


def test_words_narrow_the_list_and_not_the_progress(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    pane.head.set_words("kim")
    qtbot.waitUntil(lambda: [line.title for line in pane.calls.list.lines] == ["Sara Kim"])
    assert pane.calls.list.lines[0].count == "3"
    assert pane.calls.progress.text() == "0 of 3 reached"


def test_a_tick_made_at_another_desk_shows(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    desk.do_now(TickOff(cast.kim, EVENT, "busy"))
    qtbot.waitUntil(lambda: statuses(pane) == ["", "", "busy"])


def test_with_nobody_on_the_list_it_says_what_to_do(desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls")
    assert not pane.calls.bar.isVisible()
    assert not pane.calls.progress.isVisible()
    qtbot.keyClick(pane.calls.empty.button, Qt.Key.Key_Space)
    assert pane.pick.isVisible()


def test_a_low_dock_leaves_the_note_away_and_still_ticks(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls", 300, 400)
    assert not pane.calls.note_line.isVisible()
    assert (pane.width(), pane.height()) == (300, 400)
    assert pane.calls.list.viewport().height() > 150
    qtbot.keyClick(pane.calls.list, "b")
    qtbot.waitUntil(lambda: statuses(pane)[0] == "busy")
