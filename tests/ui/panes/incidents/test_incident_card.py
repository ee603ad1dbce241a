"""An incident's card: where it stands, its tasks and newest entries, and what may be done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import CloseIncident
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.store.queries import incidents
from eocdesk.ui.panes.incidents.incident_card import SHOWN, IncidentCard, facts_of
from eocdesk.ui.panes.incidents.lines import Line
from tests.kit.desks import EVENT
from tests.kit.logs import World

ZONE = "America/Los_Angeles"
HOUR = 3_600_000


@pytest.fixture
def card(qtbot: QtBot) -> IncidentCard:
    made = IncidentCard()
    qtbot.addWidget(made)
    return made


def read(world: World, incident: bytes) -> incidents.Card:
    found = world.desk.read_now(incidents.card, incident)
    assert found is not None
    return found


def test_the_facts_are_those_of_the_record_and_nothing_is_made_up(world: World) -> None:
    heat = read(world, world.report("Heat", severity=3, venue="SoFi", place="Gate 7", owner="K. Park", type="Heat"))
    facts = dict(facts_of(heat, ZONE, (heat.row.opened or 0) + 65 * 60_000))
    assert facts["Where"] == "SoFi, Gate 7"
    assert facts["Opened"].endswith("(1 h 05)")
    assert (facts["Session"], facts["Lead partner"], facts["Closed"]) == ("", "", "")


def test_a_closed_incident_says_why_and_can_only_be_reopened(card: IncidentCard, world: World) -> None:
    heat = world.report("Heat")
    card.show_card(read(world, heat), ZONE, 0)
    assert not card.verbs.button("close").isHidden()
    assert card.verbs.button("reopen").isHidden()
    world.desk.do_now(CloseIncident(heat, "All transported"))
    card.show_card(read(world, heat), ZONE, 0)
    assert card.verbs.button("close").isHidden()
    assert not card.verbs.button("reopen").isHidden()
    assert card.closed.text().endswith(": All transported")


def test_tasks_say_what_is_late_and_what_is_done(card: IncidentCard, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    opened = read(world, heat).row.opened or 0
    late = world.desk.do_now(AddTask(EVENT, "Water", incident=heat, due=opened - HOUR, owner="Metro")).value[0]
    done = world.desk.do_now(AddTask(EVENT, "Shade", incident=heat)).value[0]
    world.desk.do_now(CompleteTask(done))
    card.show_card(read(world, heat), ZONE, opened)
    first, second = card.tasks.said
    assert (first.words, first.part, second.part) == ("Water", "bad", "ok")
    assert first.meta.endswith("late · Metro")
    with qtbot.waitSignal(card.record_picked) as picked:
        qtbot.mouseClick(card.tasks.findChildren(Line)[0], Qt.MouseButton.LeftButton)
    assert picked.args == ["task", late]


def test_the_newest_entries_are_there_and_all_of_them_a_filter_away(
    card: IncidentCard, world: World, qtbot: QtBot
) -> None:
    heat = world.report("Heat")
    for n in range(SHOWN + 2):
        world.log(f"Word {n}", incident=heat)
    found = read(world, heat)
    card.show_card(found, ZONE, 0)
    assert len(card.entries.said) == SHOWN
    assert card.entries.said[0].words == f"Word {SHOWN + 1}"
    assert card.all.text() == f"Show all {SHOWN + 3} in the list"
    with qtbot.waitSignal(card.entries_asked) as asked:
        card.all.click()
    assert asked.args == [found.row.number]
