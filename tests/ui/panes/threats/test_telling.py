"""The card keeps likelihood apart from confidence, shows text as plain words and offers what can be done."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.products import Disseminate
from eocdesk.commands.threats import AssessThreat
from eocdesk.desk.desk import Desk
from eocdesk.ui.board import Told
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.threats.conftest import Story

Open = Callable[[], ThreatsPane]


def told(pane: ThreatsPane, qtbot: QtBot, kind: str, record: bytes) -> Told:
    pane.show_record(kind, record)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record)
    assert pane.card.told is not None
    return pane.card.told


def test_every_deed_has_a_letter_of_its_own(opened: Open) -> None:
    keys = [deed.key for deed in opened().deeds.values() if deed.key]
    assert len(keys) == len(set(keys))


def test_a_threat_tells_likelihood_and_confidence_and_what_is_at_risk(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(AssessThreat(story.threat, {"likelihood": "likely", "confidence": "low"}))
    card = told(opened(), qtbot, "threat", story.threat)
    facts = dict(card.facts)
    assert (facts["Likelihood"], facts["Confidence"]) == ("Likely (55–80 %)", "Low")
    parts = {part.title: [line.text for line in part.lines] for part in card.parts}
    assert parts["At risk"] == ["Hall"]
    assert parts["Products"][0].endswith("Bulletin on phishing")


def test_a_product_keeps_its_text_plain_and_offers_what_its_state_allows(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    card = told(pane, qtbot, "product", story.product)
    assert card.parts[0].text == "Do <b>not</b> click"
    assert (card.marking, card.deeds) == ("GREEN", ("disseminate", "version"))
    desk.do_now(Disseminate(story.product, (story.agency,)))
    qtbot.waitUntil(lambda: pane.card.told is not None and "chase" in pane.card.told.deeds)
    assert pane.card.told is not None
    assert [badge.words for badge in pane.card.told.badges] == ["Disseminated", "0 of 1 acknowledged"]


def test_a_report_offers_its_judgement(opened: Open, story: Story, qtbot: QtBot) -> None:
    card = told(opened(), qtbot, "report", story.report)
    assert card.deeds == ("raise", "belongs", "no_nexus", "purge")
    assert dict(card.facts)["Where"] == "East plaza"
