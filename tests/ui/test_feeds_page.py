"""The page of feeds: how each stands, and what is set of one holds at once and is refused beside itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk import feed_keys, feed_rules, feeding
from eocdesk.feeds.feed import Feed
from eocdesk.ui.feed_card import FeedCard
from eocdesk.ui.feeds_page import FeedsPage
from eocdesk.ui.kit.editors import NumberEditor
from eocdesk.ui.settings_dialog import FEEDS, SettingsDialog
from tests.desk.test_feeding import quakes
from tests.kit.feed_server import Play, Source, source
from tests.kit.windows import Room

EVERY = feeding.known()


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """A source that the feed of quakes asks."""
    with source() as made:
        usgs = replace(feeding.feed_of("usgs"), addresses=lambda _: [f"{made.url}/q"])
        others: tuple[Feed, ...] = tuple(one for one in EVERY if one.name != "usgs")
        monkeypatch.setattr(feeding, "known", lambda: (usgs, *others))
        yield made


@pytest.fixture
def page(room: Room, qtbot: QtBot) -> FeedsPage:
    """As it stands in the settings, opened as a person opens it."""
    room.window.errands.settings()
    dialog = room.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.addWidget(dialog)
    dialog.show_page(FEEDS)
    found = dialog.findChild(FeedsPage)
    assert isinstance(found, FeedsPage)
    return found


def card(page: FeedsPage, name: str) -> FeedCard:
    assert page.list.go_to(name)
    assert page.card is not None
    assert page.card.feed.name == name
    return page.card


def detail(page: FeedsPage, name: str) -> str:
    return next(row.detail for row in page.list.rows if row.key == name)


def test_every_feed_is_listed_and_the_first_is_shown(page: FeedsPage) -> None:
    assert {row.key for row in page.list.rows} == {feed.name for feed in EVERY}
    assert page.card is not None
    assert page.card.feed.name == page.list.rows[0].key
    assert detail(page, "calendar") == "no address yet"
    assert card(page, "usgs").said.text() == "Nothing came in yet."


def test_one_is_left_out_and_asked_again(page: FeedsPage, room: Room) -> None:
    shown = card(page, "usgs")
    for on in (False, True):
        shown.on.editor.set_value(on)
        shown.on.editor.edited.emit()
        assert ("usgs" in feed_rules.rules(room.desk).off) is not on
        assert (detail(page, "usgs") == "left out") is not on


def test_below_the_floor_is_refused_beside_it_and_above_it_holds(page: FeedsPage, room: Room) -> None:
    shown = card(page, "nws-forecast")
    editor = shown.every.editor
    assert isinstance(editor, NumberEditor)
    for words, error in (("5", "30 minutes or more"), ("often", "not a whole number"), ("45", "")):
        editor.line.setText(words)
        editor.line.editingFinished.emit()
        assert error in shown.every.error
        assert bool(shown.every.error) is bool(error)
    assert feed_rules.rules(room.desk).minutes == {"nws-forecast": 45}
    assert detail(page, "nws-forecast") == "every 45 min"


def test_an_address_is_added_with_its_marking_and_removed(page: FeedsPage, room: Room) -> None:
    shown = card(page, "layer")
    shown.address.setText("http://maps.example.org/gates")
    shown.address.returnPressed.emit()
    assert "https" in shown.error
    shown.address.setText("https://maps.example.org/gates.geojson")
    shown.marking.set_value("GREEN")
    shown.address.returnPressed.emit()
    assert feed_rules.rules(room.desk).own == {"layer": {"https://maps.example.org/gates.geojson": "GREEN"}}
    assert page.card is not None
    assert page.card is not shown
    assert page.card.feed.places == (("https://maps.example.org/gates.geojson", "GREEN"),)
    page.card.removed.emit("https://maps.example.org/gates.geojson")
    assert feed_rules.rules(room.desk).own == {"layer": {}}


def test_a_key_is_kept_and_shown_nowhere(page: FeedsPage, room: Room, qtbot: QtBot) -> None:
    shown = card(page, "airnow")
    shown.key.setText("canary-77")
    shown.key.returnPressed.emit()
    assert shown.key.text() == ""
    qtbot.waitUntil(lambda: shown.result.text() == "The key is kept.")
    assert feed_keys.find(room.desk, feeding.feed_of("airnow")) == "canary-77"


def test_asked_now_it_says_what_came_of_it(there: Source, page: FeedsPage, qtbot: QtBot) -> None:
    there.plays["/q"] = Play(quakes("ci1"))
    shown = card(page, "usgs")
    with qtbot.waitSignal(page.asked, timeout=20_000):
        shown.go.click()
    assert shown.result.text().endswith("1 record changed.")
    assert shown.said.text().startswith("As of ")
    assert shown.go.text() == "Ask now"


def test_what_goes_wrong_stands_in_the_list_and_on_the_card(there: Source, page: FeedsPage, qtbot: QtBot) -> None:
    there.plays["/q"] = Play(status=500)
    shown = card(page, "usgs")
    with qtbot.waitSignal(page.asked, timeout=20_000):
        shown.go.click()
    assert shown.trouble.text() == detail(page, "usgs") == "127.0.0.1 answers 500."
