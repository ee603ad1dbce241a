"""This desk offered to its room from the screen, and another met; who cannot be met stands in a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk import nearby
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.room import Offering, RoomSection
from tests.kit.desks import make_desk
from tests.kit.pairs import log, pair

HERE = "127.0.0.1"


@pytest.fixture
def section(context: Context, qtbot: QtBot) -> Iterator[RoomSection]:
    offering = Offering(context, HERE)
    made = RoomSection(context, offering, [HERE])
    qtbot.addWidget(made)
    made.show()
    yield made
    offering.stop()
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path / "other", "K. Watanabe")
    pair(desk, made)
    yield made
    made.close()


def test_another_desk_meets_this_one_while_it_offers_itself(
    section: RoomSection, desk: Desk, other: Desk, qtbot: QtBot
) -> None:
    log(desk, "Gate 4 closed")
    section.offer_button.click()
    assert section.offered == "One moment…"
    qtbot.waitUntil(lambda: section._offering.offered is not None, timeout=20_000)
    offered = section._offering.offered
    assert offered is not None
    assert offered.urls[0] in section.offered
    (told,) = other.link.run(nearby.meet(other, [offered.urls[0]])).result(20)
    assert told.went_well
    section.offer_button.click()
    qtbot.waitUntil(lambda: section.offer_button.text() == "Offer this room")
    assert section.offered == ""
    (gone,) = other.link.run(nearby.meet(other, [offered.urls[0]])).result(20)
    assert "No desk answers" in gone.sentence


def test_one_is_met_at_its_address_by_enter_and_what_came_of_it_is_said(
    section: RoomSection, desk: Desk, other: Desk, qtbot: QtBot
) -> None:
    log(other, "Bus late")
    offering = Offering(section.context, HERE)
    offering._context = type("There", (), {"desk": other, "start": section.context.start})()  # type: ignore[assignment]
    offering.begin(None)
    qtbot.waitUntil(lambda: offering.offered is not None, timeout=20_000)
    section.address.setText(offering.offered.urls[0] if offering.offered else "")
    with qtbot.waitSignal(section.met, timeout=20_000):
        qtbot.keyClick(section.address, Qt.Key.Key_Return)
    ((state, words),) = section.lines.lines
    assert (state, words.partition(":")[0]) == ("ok", "K. Watanabe")
    with qtbot.waitSignal(section.met, timeout=30_000):
        section.meet_button.click()
        section.meet_button.click()
    assert section.lines.lines[0][0] == "ok", "found without its address"
    offering.stop()
    qtbot.waitUntil(lambda: not offering.is_on)


def test_what_does_not_go_is_said(section: RoomSection, qtbot: QtBot) -> None:
    section.one_button.click()
    assert section.error.startswith("Say where it is")
    section.address.setText("https://127.0.0.1:9")
    with qtbot.waitSignal(section.met, timeout=20_000):
        section.one_button.click()
    ((state, words),) = section.lines.lines
    assert (state, words.startswith("No desk answers")) == ("fail", True)
    assert section.meet_button.text() == "Meet the room"


def test_a_place_that_cannot_be_offered_is_said_beside_it(section: RoomSection, qtbot: QtBot) -> None:
    section._offering._host = "203.0.113.1"
    section.offer_button.click()
    qtbot.waitUntil(lambda: "cannot offer itself" in section.error, timeout=20_000)
    assert section.offer_button.text() == "Offer this room"
