"""The strip at the foot says what is so: alone, unsent, disputed, backed up, and never more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.standing import Standing
from eocdesk.ui.status_strip import StatusStrip

NOW = 1_847_646_000_000
"""2028-07-19 19:00 UTC."""


@pytest.fixture
def strip(qtbot: QtBot) -> StatusStrip:
    made = StatusStrip()
    qtbot.addWidget(made)
    made.resize(1366, 26)
    made.show()
    return made


def said(strip: StatusStrip) -> list[str]:
    return [item.text() for item in strip.findChildren(QToolButton) if item.isVisible()]


def test_a_desk_that_meets_nobody_says_so_and_counts_nothing_unsent(strip: StatusStrip) -> None:
    strip.show_standing(Standing(5000, 0, None, "AMBER"))
    assert said(strip) == ["Not linked"]


def test_what_is_unsent_is_counted_where_there_is_somebody_to_send_to(strip: StatusStrip) -> None:
    strip.show_link("Linked 14:31", part="ok")
    strip.show_standing(Standing(5000, 0, None, "AMBER"), unsent=1200)
    assert said(strip) == ["Linked 14:31", "1,200 unsent"]


@pytest.mark.parametrize(("count", "words"), [(1, "1 conflict to review"), (3, "3 conflicts to review")])
def test_conflicts_are_said_and_reached_by_key(strip: StatusStrip, qtbot: QtBot, count: int, words: str) -> None:
    strip.show_standing(Standing(5000, count, None, "AMBER"))
    item = next(one for one in strip.findChildren(QToolButton) if one.text() == words)
    assert item.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(strip.conflicts):
        QTest.keyClick(item, Qt.Key.Key_Space)
    strip.show_standing(Standing(5000, 0, None, "AMBER"))
    assert words not in said(strip)


def test_the_backup_s_age_is_honest(strip: StatusStrip) -> None:
    strip.show_backup(None, "America/Los_Angeles", NOW)
    assert "No backup yet" in said(strip)
    strip.show_backup(NOW - 3_600_000, "America/Los_Angeles", NOW)
    assert "Backup 11:00" in said(strip)
    strip.show_backup(NOW - 50 * 3_600_000, "America/Los_Angeles", NOW)
    assert "Backup 11:00" not in said(strip)
    assert any(words.startswith("Backup ") and "17" in words for words in said(strip)), said(strip)


def test_the_marking_is_the_strictest_held(strip: StatusStrip) -> None:
    strip.show_standing(Standing(1, 0, None, "AMBER+STRICT"))
    assert strip.marking.words == "TLP:AMBER+STRICT"


def test_the_key_is_spoken_of_only_where_it_deserves_it(strip: StatusStrip) -> None:
    strip.show_desk("7KQ4")
    assert "Desk 7KQ4" in said(strip)
    strip.show_desk("7KQ4", "Key kept beside the data")
    assert "Key kept beside the data" in said(strip)
