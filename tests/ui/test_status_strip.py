"""The strip at the foot says what is so: alone, unsent, disputed, backed up, and never more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.desk.feeding import FeedAge
from eocdesk.desk.link import LinkStanding, LinkState
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


LINKED = LinkStanding(LinkState.LINKED, "Room hub", "https://hub", NOW - 5_000, 0)


def test_a_linked_desk_says_with_whom_and_what_is_unsent(strip: StatusStrip) -> None:
    strip.show_link(replace(LINKED, unsent=1200), "America/Los_Angeles", NOW)
    assert said(strip) == ["Linked to Room hub", "1,200 unsent"]
    strip.show_link(LINKED, "America/Los_Angeles", NOW)
    assert said(strip) == ["Linked to Room hub", "All sent"]


def test_what_the_hub_refused_is_said_until_there_is_none(strip: StatusStrip) -> None:
    strip.show_link(replace(LINKED, refused=2), "UTC", NOW)
    assert "2 refused" in said(strip)
    strip.show_link(LINKED, "UTC", NOW)
    assert "2 refused" not in said(strip)


def test_the_page_behind_the_link_is_one_key_away(strip: StatusStrip, qtbot: QtBot) -> None:
    strip.show_link(LINKED, "UTC", NOW)
    for item in (strip._link, strip._unsent):
        assert item.focusPolicy() & Qt.FocusPolicy.TabFocus
        with qtbot.waitSignal(strip.meetings):
            QTest.keyClick(item, Qt.Key.Key_Space)


def test_a_desk_that_was_put_out_is_shown_so_by_more_than_a_word(strip: StatusStrip) -> None:
    strip.show_link(replace(LINKED, state=LinkState.REVOKED), "UTC", NOW)
    assert said(strip) == ["Put out by Room hub"]
    assert strip._link.property("state") == "bad"
    assert strip._link.icon_name == "mdi6.cloud-cancel-outline"


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


def test_feeds_that_were_never_asked_take_no_room_and_late_ones_are_red(strip: StatusStrip) -> None:
    strip.show_feeds([], "UTC", NOW)
    assert said(strip) == ["Not linked"]
    fresh = FeedAge("usgs", "Earthquakes (USGS)", NOW - 240_000, NOW - 240_000, "", 300)
    strip.show_feeds([fresh], "UTC", NOW)
    assert said(strip) == ["Not linked", "Feeds 4 min"]
    assert strip._feeds.property("state") == ""
    strip.show_feeds([fresh], "UTC", NOW + 3_600_000)
    assert said(strip) == ["Not linked", "Feeds 64 min"]
    assert strip._feeds.property("state") == "bad"


def test_feeds_are_asked_with_a_key(strip: StatusStrip, qtbot: QtBot) -> None:
    strip.show_feeds([FeedAge("usgs", "Earthquakes (USGS)", NOW, NOW, "", 300)], "UTC", NOW)
    assert strip._feeds.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(strip.feeds):
        QTest.keyClick(strip._feeds, Qt.Key.Key_Space)
