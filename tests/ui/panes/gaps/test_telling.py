"""The card warns of what is overdue or ended and offers what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.gaps import CloseGap
from eocdesk.desk.desk import Desk
from eocdesk.ui.board import Told
from eocdesk.ui.panes.gaps.pane import GapsPane
from tests.ui.panes.gaps.conftest import Story

Open = Callable[[], GapsPane]


def told_of(pane: GapsPane, qtbot: QtBot, kind: str, record: bytes) -> Told:
    pane.show_record(kind, record)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record)
    assert pane.card.told is not None
    return pane.card.told


def lines(told: Told, title: str) -> list[str]:
    return [line.text for part in told.parts if part.title == title for line in part.lines]


def test_a_gap_says_what_is_overdue_and_after_its_end_what_came_of_it(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    told = told_of(pane, qtbot, "gap", story.gap)
    assert told.warning.endswith("overdue.")
    assert told.deeds[:2] == ("recommend", "close")
    assert "Borrow translators" in lines(told, "Recommended")[0]
    desk.do_now(CloseGap(story.gap, "Borrowed."))
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.card.told is not None and "reopen" in pane.card.told.deeds)
    assert pane.card.told is not None
    assert pane.card.told.parts[0].text == "Borrowed."
    assert not pane.card.told.warning


def test_a_recommendation_leads_to_its_gap_and_to_what_could_serve(opened: Open, story: Story, qtbot: QtBot) -> None:
    told = told_of(opened(), qtbot, "recommendation", story.advice)
    assert "No translators at night" in lines(told, "For the gap")[0]
    assert [line.id for part in told.parts if part.title == "Could serve" for line in part.lines] == [story.resource]
    assert told.warning.startswith("It is ")


def test_a_capability_names_its_gaps_and_an_agreement_its_end(opened: Open, story: Story, qtbot: QtBot) -> None:
    pane = opened()
    told = told_of(pane, qtbot, "capability", story.capability)
    assert told.badges[0].words == "Level 1 of 4"
    assert "No translators" in lines(told, "Gaps")[0]
    told = told_of(pane, qtbot, "agreement", story.agreement)
    assert told.warning.startswith("It expired ")
