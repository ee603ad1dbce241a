"""Sessions whose time is to be decided stay in sight, one by one or counted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.strip import Strip
from tests.kit.pictures import count, grabbed
from tests.kit.sessions import DAY, row
from tests.ui.panes.calendar.conftest import Shown

TODAY = date.fromisoformat(DAY)


@pytest.fixture
def strip(shown: Shown) -> Strip:
    made = Strip()
    shown(made, 700, 30)
    return made


def test_those_of_the_days_in_sight_and_those_without_a_day_are_there(strip: Strip) -> None:
    made = [row("A", day=DAY), row("B", day="2028-07-25"), row("C"), row("D", "09:00")]
    strip.show_days(arrange(made), [TODAY])
    assert strip.count == 2
    assert strip.isVisible()
    strip.show_days(arrange(made[1:2]), [TODAY])
    assert not strip.isVisible()


def test_a_click_picks_and_a_double_click_opens(strip: Strip, qtbot: QtBot) -> None:
    session = row("Canoe Sprint", day=DAY)
    strip.show_days(arrange([session]), [TODAY])
    place = QPoint(190, 15)
    with qtbot.waitSignal(strip.picked) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [session.id]
    assert count(grabbed(strip), LIGHT.sel) > 300
    with qtbot.waitSignal(strip.opened) as told:
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [session.id]


def test_what_does_not_fit_is_counted_and_leads_to_its_day(strip: Strip, qtbot: QtBot) -> None:
    made = [row(f"Canoe Sprint, heat {n}", day=DAY) for n in range(30)]
    strip.show_days(arrange(made), [TODAY])
    strip.setFocus()
    shown: list[bytes] = []
    strip.picked.connect(shown.append)
    with qtbot.waitSignal(strip.more_picked) as told:
        for _ in range(30):
            qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert told.args == [TODAY]
    assert 1 < len(set(shown)) < 8


def test_arrows_walk_along_and_enter_opens(strip: Strip, qtbot: QtBot) -> None:
    made = [row("A", day=DAY), row("B", day=DAY)]
    strip.show_days(arrange(made), [TODAY])
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.opened) as told:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told.args == [made[1].id]
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    with qtbot.waitSignal(strip.opened) as told:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told.args == [made[0].id]
