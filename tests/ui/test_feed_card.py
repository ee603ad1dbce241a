"""The card of one feed: what it offers depends on the feed, and what is typed is told as it is meant."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.desk.feed_standing import FeedStanding
from eocdesk.desk.feeding import FeedAge
from eocdesk.ui.feed_card import FeedCard

NOW = 1_900_000_000_000
AGE = FeedAge("x", "Fires", NOW - 240_000, NOW - 240_000, "", 300)
PLAIN = FeedStanding("x", "Fires", on=True, every=5, floor=1, own=False, places=(), needs_key="", by_hub=False, age=AGE)
PLACES = (("https://a.example.org/1", "GREEN"), ("https://b.example.org/2", ""))
OWN = PLAIN._replace(own=True, places=PLACES)


def made(qtbot: QtBot, one: FeedStanding) -> FeedCard:
    card = FeedCard(one, "UTC", NOW)
    qtbot.addWidget(card)
    card.show()
    return card


def test_a_feed_with_one_source_offers_no_address_and_no_key(qtbot: QtBot) -> None:
    card = made(qtbot, PLAIN)
    assert not card.address.isVisible()
    assert not card.key.isVisible()
    assert "(4 min)" in card.said.text()
    assert not card.trouble.isVisible()


def test_a_feed_that_needs_a_key_says_which(qtbot: QtBot) -> None:
    card = made(qtbot, PLAIN._replace(needs_key="an API key", by_hub=True))
    assert card.key.isVisible()
    assert not card.host.isVisible()
    assert "The hub asks it" in card.said.text()
    assert any("It needs an API key." in label.text() for label in card.findChildren(QLabel))


def test_addresses_are_listed_and_the_key_is_for_one_of_their_hosts(qtbot: QtBot) -> None:
    card = made(qtbot, OWN)
    assert [card.host.itemText(at) for at in range(card.host.count())] == ["a.example.org", "b.example.org"]
    card.host.setCurrentIndex(1)
    card.key.setText(" token ")
    with qtbot.waitSignal(card.keyed) as told:
        card.key.returnPressed.emit()
    assert told.args == ["token", "b.example.org"]


def test_a_hostile_sentence_is_no_markup(qtbot: QtBot) -> None:
    card = made(qtbot, PLAIN._replace(age=AGE._replace(sentence="<b>x</b>")))
    assert card.trouble.textFormat().name == "PlainText"
    assert card.trouble.isVisible()
