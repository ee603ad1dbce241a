"""An entry's card shows as it reads now, what became of it, and what may still be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import Acknowledge, AmendEntry, StrikeEntry
from eocdesk.commands.incidents import SetIncident
from eocdesk.models import Entry
from eocdesk.models.clock import at
from eocdesk.store.queries import entries
from eocdesk.ui.panes.incidents.entry_card import EntryCard, facts_of
from eocdesk.ui.panes.incidents.lines import Line
from tests.kit.logs import World

ZONE = "America/Los_Angeles"
ME = ("L. Chen", "Watch officer")


@pytest.fixture
def card(qtbot: QtBot) -> EntryCard:
    made = EntryCard()
    qtbot.addWidget(made)
    return made


def show(card: EntryCard, world: World, record: bytes) -> None:
    thread = world.desk.read_now(entries.thread, record)
    assert thread is not None
    card.show_thread(thread, ZONE, thread.first.written or 0, ME)


def later(card: EntryCard) -> list[str]:
    return [label.text() for label in card.later.findChildren(QLabel) if not label.isHidden()]


def test_all_three_times_are_there_to_the_second(card: EntryCard, world: World) -> None:
    record = world.log("Gate 7", happened=1_847_000_000_000, channel="radio", reported_by="J. Nguyen")
    thread = world.desk.read_now(entries.thread, record)
    assert thread is not None
    facts = dict(facts_of(thread.first, thread, ZONE))
    assert facts["Happened"] == at(1_847_000_000_000, ZONE).strftime("%Y-%m-%d %H:%M:%S")
    first = world.get(Entry, record)
    assert facts["Written"] == at(first.written, ZONE).strftime("%Y-%m-%d %H:%M:%S")
    assert facts["Received here"] == at(first.received, ZONE).strftime("%Y-%m-%d %H:%M:%S")
    assert (facts["Author"], facts["Came by"]) == ("L. Chen, Watch officer", "Radio, reported by J. Nguyen")


def test_an_amended_entry_shows_how_it_reads_and_how_it_was_written(card: EntryCard, world: World) -> None:
    record = world.log("Gate 7")
    world.desk.do_now(AmendEntry(record, "Gate 8", "misheard"))
    show(card, world, record)
    assert card.text.text() == "Gate 8"
    told = later(card)
    assert told[0].startswith("As first written")
    assert told[1] == "Gate 7"
    assert told[2].startswith("Amended")
    assert told[3:] == ["Gate 8", "Because: misheard"]


def test_a_struck_entry_says_why_and_can_be_neither_amended_nor_struck(card: EntryCard, world: World) -> None:
    record = world.log("Gate 7", addressees=("LAFD",))
    world.desk.do_now(StrikeEntry(record, "Twice"))
    show(card, world, record)
    assert card.note.text() == "Struck: Twice"
    assert card.verbs.button("amend").isHidden()
    assert card.verbs.button("strike").isHidden()
    show(card, world, world.log("Another"))
    assert card.note.isHidden()
    assert not card.verbs.button("strike").isHidden()


def test_a_change_of_an_incident_can_be_amended_but_not_struck(card: EntryCard, world: World) -> None:
    heat = world.report("Heat")
    number = world.desk.do_now(SetIncident(heat, {"severity": 3})).value[0]
    show(card, world, number)
    assert card.verbs.button("strike").isHidden()
    assert not card.verbs.button("amend").isHidden()


def test_its_incident_is_named_and_leads_there(card: EntryCard, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat at Gate 7", severity=3)
    show(card, world, world.log("Two patients", incident=heat))
    line = card.incident.findChild(Line)
    assert line.said.words == "Heat at Gate 7"
    assert "Open" in line.said.meta
    with qtbot.waitSignal(card.record_picked) as picked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert picked.args == ["incident", heat]
    assert card.verbs.button("incident").isHidden()
    show(card, world, world.log("Nothing wrong"))
    assert card.incident.isHidden()
    assert not card.verbs.button("incident").isHidden()


def test_who_has_read_it_is_named_with_the_time(card: EntryCard, world: World) -> None:
    record = world.log("Read", addressees=("LAPD", "LAFD"))
    world.desk.do_now(Acknowledge(record, "LAPD"))
    show(card, world, record)
    words = [label.text() for label in card.addressed.findChildren(QLabel) if label.text()]
    assert words[0] == "LAPD"
    assert words[1].startswith("L. Chen ")
    assert "LAFD" in words
