"""Fields that two desks wrote unseen are settled one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.commands.venues import AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.conflicts import Conflict, conflicts
from eocdesk.ui.inbox import Inbox
from tests.kit.desks import EVENT, meet


@pytest.fixture
def found(desks: Callable[[int], list[Desk]]) -> tuple[Conflict, ...]:
    """One field that two desks wrote while neither saw the other."""
    here, there = desks(2)
    venue = here.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value
    meet(here, there)
    here.do_now(AmendVenue(venue, {"city": "Inglewood"}))
    there.do_now(AmendVenue(venue, {"city": "Los Angeles"}))
    meet(here, there)
    return here.read_now(conflicts, EVENT)


@pytest.fixture
def settled() -> list[tuple[str, Any]]:
    return []


@pytest.fixture
def inbox(qtbot: QtBot, settled: list[tuple[str, Any]]) -> Inbox:
    def settle(conflict: Conflict, value: Any) -> None:
        settled.append((conflict.name, value))

    made = Inbox(settle, lambda: "America/Los_Angeles")
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(inbox: Inbox) -> list[QPushButton]:
    return [one for one in inbox.findChildren(QPushButton) if one.text() in ("Take this", "Keep, as shown now")]


def test_each_value_has_a_button_that_says_aloud_what_it_takes(
    inbox: Inbox, found: tuple[Conflict, ...], settled: list[tuple[str, Any]]
) -> None:
    inbox.show_conflicts(found)
    names = {button.accessibleName() for button in buttons(inbox)}
    assert {name.partition(": ")[2] for name in names} == {"City Inglewood", "City Los Angeles"}
    next(one for one in buttons(inbox) if "Los Angeles" in one.accessibleName()).click()
    assert settled == [("city", "Los Angeles")]


def test_it_says_who_wrote_which(inbox: Inbox, found: tuple[Conflict, ...]) -> None:
    inbox.show_conflicts(found)
    words = " ".join(label.text() for label in inbox.findChildren(QLabel))
    assert "SoFi Stadium" in words
    assert "Officer 0" in words
    assert "Officer 1" in words


def test_what_is_settled_goes_and_an_empty_inbox_says_so(
    inbox: Inbox, found: tuple[Conflict, ...], qtbot: QtBot
) -> None:
    inbox.show_conflicts(found)
    assert not inbox._either.is_empty
    inbox.show_conflicts(())
    qtbot.waitUntil(lambda: not buttons(inbox))
    assert inbox._either.is_empty
